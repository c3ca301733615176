#!/bin/sh
# SPDX-License-Identifier: MIT
# A page of text on a terminal: as wide as it, in colours unless told not.
. tests/lib.sh

if ! command -v stty >/dev/null || ! script -qec true /dev/null \
	>/dev/null 2>&1 </dev/null; then
	echo "1..0 # SKIP no script(1), or it can make no terminal"
	exit 0
fi
in=testdata/cjm-report/funnel-at-80-columns/in
escape=$(printf '\033')

# terminal NAME=VALUE...: what the report writes to a terminal of 100 columns
terminal() {
	env TERM=xterm "$@" script -qec \
		"stty cols 100; cjm-report $in" /dev/null </dev/null |
		tr -d '\r'
}
terminal A=1 >"$tmp/colour"
terminal NO_COLOR=1 >"$tmp/plain"
terminal TERM=dumb >"$tmp/dumb"
cjm-report --width 100 $in >"$tmp/piped"
ok 'colours on a terminal' grep -q "${escape}\[31m" "$tmp/colour"
ok 'none with NO_COLOR' sh -c "! grep -q '$escape' '$tmp/plain'"
same 'nor on a dumb one' "$tmp/plain" "$tmp/dumb"
same 'which is as wide as the terminal' "$tmp/plain" "$tmp/piped"
sed "s/${escape}\[[0-9]*m//g; s/ *$//" "$tmp/colour" >"$tmp/bare"
same 'colours change nothing else' "$tmp/bare" "$tmp/piped"

# early WINDOW: whether whoever looks on is told that nobody can have dropped
early() {
	TERM=xterm script -qec "printf '%s\\t%s\\t%s\\n' time uid event 10 a x \
		90 b x | cjm-funnel --steps event:x,event:x -e first -w $1" \
		/dev/null </dev/null | grep -c 'nobody can have dropped off'
}
is 'a window as long as the input is told' "$(early 7d)" 1
is 'a shorter one is not' "$(early 80)" 0
is 'nor is any where nobody looks on' "$(printf '%s\t%s\t%s\n' time uid event \
	10 a x 90 b x | cjm-funnel -s event:x,event:x -e first -w 7d 2>&1 |
	grep -c nobody)" 0

# an operand forgotten: nothing to read but the keyboard
typed() {
	printf '\004' | TERM=xterm script -qec \
		"cjm-parse --rejects '$tmp/log' $*" /dev/null
}
echo 'a line of a log' >"$tmp/log"
cp "$tmp/log" "$tmp/before"
typed >"$tmp/out"
is 'a file is not written over when a log may be forgotten' $? 2
same 'and stays as it is' "$tmp/before" "$tmp/log"
typed - >"$tmp/out"
is 'it is when it is asked for' $? 0
ok 'and begins anew' test ! -s "$tmp/log"
typed >"$tmp/out"
is 'so is one that holds nothing' $? 0
cp "$tmp/before" "$tmp/log"
: | cjm-parse --rejects "$tmp/log" >"$tmp/out"
is 'and one of a job that has no terminal' $? 0
finish

#!/bin/sh
# SPDX-License-Identifier: MIT
# Every folder testdata/TOOL/CASE: `cmd` run there, with `in` as standard
# input, gives `out`, `err` and the status in `code` (absent: empty, 0).
# UPDATE=1 rewrites them from what was given; read the diff then.
. tests/lib.sh

# what an absent file means
: >"$tmp/none.out"
: >"$tmp/none.err"
echo 0 >"$tmp/none.code"

for cmd in testdata/*/*/cmd; do
	case=${cmd%/cmd}
	name=${case#testdata/}
	input=/dev/null
	[ -e "$case/in" ] && input=$top/$case/in
	(cd "$case" && sh ./cmd) <"$input" >"$tmp/out" 2>"$tmp/err"
	echo $? >"$tmp/code"
	for part in out err code; do
		want=$case/$part
		if [ "${UPDATE:-0}" != 0 ]; then
			rm -f "$want"
			cmp -s "$tmp/$part" "$tmp/none.$part" ||
				cp "$tmp/$part" "$want"
			continue
		fi
		[ -e "$want" ] || want=$tmp/none.$part
		diff -a "$want" "$tmp/$part" >"$tmp/$part.diff" || {
			echo "$part:"
			head -30 "$tmp/$part.diff"
		} >>"$tmp/why"
	done
	if [ -e "$tmp/why" ]; then
		ok "$name" sh -c "cat '$tmp/why'; false"
		rm -f "$tmp/why"
	else
		ok "$name" true
	fi
done
finish

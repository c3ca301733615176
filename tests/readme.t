#!/bin/sh
# SPDX-License-Identifier: MIT
# The README's transcript is what the demo prints today, and its two commands
# are targets of the Makefile.
. tests/lib.sh

cjm demo >"$tmp/demo" 2>&1
is "the demo runs" $? 0
# shellcheck disable=SC2016 # fences of Markdown
sed -n '/^## What it looks like/,/^## The tools/p' README.md |
	sed -n '/^```/,/^```/p' | grep -v -e '^```' -e '^…' >"$tmp/shown"
ok "there is a transcript" test "$(wc -l <"$tmp/shown")" -gt 30
ok "each of its lines is the demo's" sh -c \
	"! grep -vxF -f '$tmp/demo' '$tmp/shown'"
for target in demo check; do
	ok "make $target is in both" sh -c \
		"grep -q '^make $target ' README.md && grep -q '^$target:' Makefile"
done
TMPDIR=$tmp/none cjm demo >/dev/null 2>"$tmp/err"
is "no temporary directory is status 3" $? 3
cjm what >/dev/null 2>&1
is "wrong use is status 2" $? 2
finish

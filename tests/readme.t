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
sed "s|/var/lib/cjm|$tmp/reports|" tests/package/shop.conf >"$tmp/shop.conf"
cjm run -c "$tmp/shop.conf" --since 2026-03-10 --until 2026-03-11 \
	testdata/demo/access.log.zst >/dev/null 2>&1
is "the sample configuration makes reports of a day" $? 0
ok "in which visitors can drop off" sh -c \
	"! grep '^note' '$tmp/reports/latest/summary.txt'"
cjm run -c "$tmp/shop.conf" "$tmp/none" >/dev/null 2>"$tmp/err"
is "and a run of it that fails has something to mail" \
	"$? $(grep -c "^cjm-parse: $tmp/none: " "$tmp/err")" '3 1'
TMPDIR=$tmp/none cjm demo >/dev/null 2>"$tmp/err"
is "no temporary directory is status 3" $? 3
cjm what >/dev/null 2>&1
is "wrong use is status 2" $? 2
finish

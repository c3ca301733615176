#!/bin/sh
# SPDX-License-Identifier: MIT
# What cjm-report writes for Excel is what a spreadsheet shows: LibreOffice
# opens it and writes back what it has understood.
. tests/lib.sh

if ! command -v soffice >/dev/null; then
	echo "1..0 # SKIP no LibreOffice"
	exit 0
fi
printf '%s\n' 'person	name	phone	order	revenue	last_seen	note' \
	'0012	김민수	01012345678	20260305123456789012	1234567.50	1772700000	=1+1' \
	'9007199254740993	"이, 서연"	+82101	123e45	-5	1772700001	@SUM(A1)' \
	'7	줄\n바꿈	1	a	0		-2+3;x' \
	'8	1/2	1	2026-03	0		3-1' \
	'9	3.10	1	b	2.50		Mar-26' >"$tmp/in.tsv"
cjm-report --format csv --excel --tz Asia/Seoul "$tmp/in.tsv" >"$tmp/in.csv"
printf '%s\n' 50% 1,234 1-2 2026-03-01 2026-3-1 1E5 true .5 3pm 10% '(1,234)' \
	123- '2026-03-01 10:00' "\$5" ' 12' 12:30 1.2.3 -5% +5 +1-2 \
	'+82 10-1234-5678' >"$tmp/names"
(echo campaign && cat "$tmp/names") | cjm-report --format csv --excel \
	>"$tmp/names.csv"

# back to CSV as shown, in UTF-8, by what a double click imports
(cd "$tmp" && HOME=$tmp timeout 120 soffice --headless --norestore \
	"-env:UserInstallation=file://$tmp/office" --convert-to \
	'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false' \
	--infilter='CSV:44,34,76,1,,0,false,true' --outdir "$tmp/back" \
	in.csv names.csv >"$tmp/office.out" 2>&1)
if [ ! -e "$tmp/back/in.csv" ]; then
	skip 'a spreadsheet opens it' 'LibreOffice does not start here'
	finish
fi
perl -pe 's/^\xef\xbb\xbf//; s/\r$//' "$tmp/back/in.csv" >"$tmp/got"
perl -ne 'next if $. == 1; s/\r?$//; s/^"(.*)"$/$1/; print' \
	"$tmp/back/names.csv" >"$tmp/names.got"
ok 'long ids keep their digits' grep -q '20260305123456789012' "$tmp/got"
ok 'and those beyond a double' grep -q '9007199254740993' "$tmp/got"
ok 'zeros in front stay' grep -q '^0012,' "$tmp/got"
ok 'phone numbers too' grep -q ',01012345678,' "$tmp/got"
ok 'an id with an e is no power of ten' grep -q ',123e45,' "$tmp/got"
ok 'Korean is Korean' grep -q '김민수' "$tmp/got"
ok 'commas and line ends stay in their cells' grep -q '이, 서연' "$tmp/got"
ok 'times are dates' grep -q '2026-03-05 17:40:00\|03/05/2026 17:40' "$tmp/got"
ok 'names are no days, nor months' grep -q '^8,1/2,1,2026-03,0,,3-1$' \
	"$tmp/got"
ok 'nor those with the name of a month' grep -q ',Mar-26$' "$tmp/got"
ok 'and keep a zero at their end, as figures need not' \
	grep -q '^9,3\.10,1,b,2\.50*,' "$tmp/got"
same 'names that read as values are the names that they were' "$tmp/names" \
	"$tmp/names.got"
ok 'a formula is text' grep -q "'=1+1" "$tmp/got"
ok 'so is one with an @' grep -q "'@SUM(A1)" "$tmp/got"
is 'none was computed' "$(grep -c '[,"]1$' "$tmp/got")" 0
finish

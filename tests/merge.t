#!/bin/sh
# SPDX-License-Identifier: MIT
# cjm-parse --merge: several servers' files, whatever packs them, are one log in
# the order of time.
. tests/lib.sh

zstd -dc testdata/demo/access.log.zst | head -6000 >"$tmp/log"
awk -v to="$tmp/part" '{ print >(to (NR * 7 % 11 % 8)) }' "$tmp/log"

# One month of one zone: stamps sort as they are written. Of equal ones the
# first file's come first.
cat "$tmp"/part? | sort -s -k 4,5 >"$tmp/sorted"
sorted=$(cjm-parse "$tmp/sorted" | md5sum)
is "the log's own stamps are in one month" \
	"$(cut -d [ -f 2 "$tmp/log" | cut -d : -f 1 | cut -d / -f 2,3 | sort -u |
		wc -l)" 1

is "eight files" "$(cjm-parse --merge "$tmp"/part? | md5sum)" "$sorted"
for block in 1 97 5000; do
	is "read $block bytes at a time" \
		"$(CJM_BLOCK=$block cjm-parse --merge "$tmp"/part? | md5sum)" \
		"$sorted"
done
ok "which is not that of one behind the other" \
	test "$(cjm-parse "$tmp"/part? | md5sum)" != "$sorted"

zstd -q --rm "$tmp/part0" "$tmp/part1" "$tmp/part2"
gzip "$tmp/part3" "$tmp/part4"
xz -T1 "$tmp/part5"
bzip2 "$tmp/part6"
lz4 -q "$tmp/part7" "$tmp/part7.lz4" && rm "$tmp/part7"
is "eight packed files" \
	"$(cjm-parse --merge "$tmp"/part?.* | md5sum)" "$sorted"

# a line by its second
line() {
	printf '192.0.2.%s - - [02/Mar/2026:10:00:%s +0900] "GET /%s HTTP/1.1" %s\n' \
		"$1" "$2" "$3" \
		'200 1 "-" "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/130"'
}
{
	line 1 01 a1
	line 1 05 a2
	line 1 03 a3-late
	echo 'no line of a log'
	line 1 07 a4
} >"$tmp/a"
{
	line 2 01 b1
	line 2 04 b2
	line 2 06 b3
} >"$tmp/b"
is "a late line comes right behind the one above it; ties go by file" \
	"$(cjm-parse --merge -c path --no-header "$tmp/a" "$tmp/b" | tr '\n' ' ')" \
	"/a1 /b1 /b2 /a2 /a3-late /b3 /a4 "
is "files in another order change ties alone" \
	"$(cjm-parse --merge -c path --no-header "$tmp/b" "$tmp/a" | tr '\n' ' ')" \
	"/b1 /a1 /b2 /a2 /a3-late /b3 /a4 "
is "each line's place is that in its own file" \
	"$(cd "$tmp" && cjm-parse --merge -c line --no-header a b | tr '\n' ' ')" \
	"a:1 b:1 b:2 a:2 a:3 b:3 a:5 "
cjm-parse --merge --stats "$tmp/stats" "$tmp/a" "$tmp/b" >/dev/null
is "counters are those of both" \
	"$(awk '$1 ~ /^(lines|events|rejected_format)$/ { print $1, $2 }' \
		"$tmp/stats")" \
	"lines 8
rejected_format 1
events 7"
printf '{"time":"2026-03-02T01:00:02Z","remote_addr":"192.0.2.3","method":"GET","uri":"/c1","status":200,"user_agent":"Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/130"}\n' >"$tmp/c"
is "each file has its own format" \
	"$(cjm-parse --merge -c path --no-header "$tmp/a" "$tmp/c" | tr '\n' ' ')" \
	"/a1 /c1 /a2 /a3-late /a4 "
: >"$tmp/empty"
is "an empty file is no line" \
	"$(cjm-parse --merge -c path --no-header "$tmp/empty" "$tmp/b" |
		tr '\n' ' ')" "/b1 /b2 /b3 "
cjm-parse --merge "$tmp/a" "$tmp/missing" >/dev/null 2>"$tmp/err"
is "a file that is not there is status 3" $? 3
ok "and named" grep -q missing "$tmp/err"
# A file that waits for its turn is read, whatever its name has become.
mkfifo "$tmp/pipe"
cp "$tmp/b" "$tmp/log.1"
cjm-parse --merge -c path --no-header "$tmp/log.1" "$tmp/pipe" >"$tmp/got" &
{
	line 3 00 p1
	sleep 1
	mv "$tmp/log.1" "$tmp/log.2"
	line 3 09 p2
} >"$tmp/pipe"
wait
is "a log may be rotated meanwhile" "$(tr '\n' ' ' <"$tmp/got")" \
	"/p1 /b1 /b2 /b3 /p2 "
# a line that is too long is told once, where the file could be read twice
{
	head -c 3000000 /dev/zero | tr '\0' x
	echo
	cat "$tmp/b"
} >"$tmp/long"
cjm-parse --merge --stats "$tmp/stats" "$tmp/a" "$tmp/long" >/dev/null
is "an overlong first line counts once" \
	"$(awk '/^(lines|rejected_long)/ { print $2 }' "$tmp/stats" | tr '\n' ' ')" \
	"9 1 "

# Archives that follow one another take the memory of one.
i=10
while [ $i -lt 60 ]; do
	line 4 $i "d$i" | zstd -q >"$tmp/day.$i"
	i=$((i + 1))
done
if sanitized; then
	skip "fifty archives under ulimit -v" "a sanitizer takes more addresses"
else
	is "fifty archives under ulimit -v" "$(
		# shellcheck disable=SC3045 # dash and bash have it
		ulimit -v 150000
		cjm-parse --merge -c path --no-header "$tmp"/day.* | wc -l
	)" 50
fi
cjm-parse --merge - - <"$tmp/a" >/dev/null 2>"$tmp/err"
is "standard input twice is status 2" "$? $(head -n 1 "$tmp/err")" \
	"2 cjm-parse: merge: standard input is named twice"
finish

#!/bin/sh
# SPDX-License-Identifier: MIT
# cjm-sessionize on the demo's month: the same bytes for any limit of memory,
# run day by day, shuffled a little or a lot; and a state that survives.
. tests/lib.sh

zstd -dc testdata/demo/access.log.zst | cjm-parse --site shop.example \
	--columns time,uid,event,path,channel,source,medium,campaign,order,revenue \
	>"$tmp/events"
head -1 "$tmp/events" >"$tmp/header"
tail -n +2 "$tmp/events" >"$tmp/rows"

# days: one file a day of UTC, $tmp/day.N
awk -F '\t' -v dir="$tmp" 'NR == 1 { header = $0; next }
	{ file = dir "/day." int($1 / 86400)
	  if (!(file in seen)) { print header >file; seen[file] }
	  print >file }' "$tmp/events"

# daily OUT OPTION...: each day's run with the state of the one before
daily() {
	out=$1
	shift
	rm -f "$tmp/state"
	: >"$out"
	for day in "$tmp"/day.*; do
		cjm-sessionize --no-header --state "$tmp/state" "$@" "$day" \
			>>"$out" || return 1
	done
}

cjm-sessionize --no-header "$tmp/events" >"$tmp/whole"
cjm-sessionize --no-header --sessions "$tmp/events" >"$tmp/sessions"
# a session a row: as many as visits begin, with all events
is 'sessions are as many as first hits' \
	"$(wc -l <"$tmp/sessions")" "$(awk -F '\t' '$13 == 1' "$tmp/whole" | wc -l)"
is 'their events add up' "$(awk -F '\t' '{ n += $7 } END { print n }' \
	"$tmp/sessions")" "$(wc -l <"$tmp/whole")"

for memory in 30K 400K; do
	cjm-sessionize --no-header --memory $memory "$tmp/events" >"$tmp/got"
	same "--memory $memory: the same rows" "$tmp/whole" "$tmp/got"
	cjm-sessionize --no-header --sessions --memory $memory \
		"$tmp/events" >"$tmp/got"
	same "--memory $memory: the same sessions" "$tmp/sessions" "$tmp/got"
done

daily "$tmp/got"
same 'day by day: the same rows' "$tmp/whole" "$tmp/got"
daily "$tmp/got" --memory 100K
same 'day by day in little memory, too' "$tmp/whole" "$tmp/got"
# a state is read in few megabytes, addresses without memory among them
if sanitized; then
	skip 'day by day under ulimit -v' 'a sanitizer takes more addresses'
else
	(
		# shellcheck disable=SC3045 # dash and bash have it
		ulimit -v 130000
		daily "$tmp/got" --memory 64M
	)
	same 'day by day under ulimit -v' "$tmp/whole" "$tmp/got"
fi
rm -f "$tmp/state"
cjm-sessionize --no-header --sessions --state "$tmp/state" "$tmp/events" \
	>"$tmp/closed"
ok 'sessions that are open wait for the next run' \
	test "$(wc -l <"$tmp/closed")" -lt "$(wc -l <"$tmp/sessions")"
head -n "$(wc -l <"$tmp/closed")" "$tmp/sessions" >"$tmp/want"
same 'the others are the same' "$tmp/want" "$tmp/closed"
daily "$tmp/got" --sessions
same 'day by day: the same sessions' "$tmp/closed" "$tmp/got"
daily "$tmp/got" --sessions --memory 100K
same 'day by day in little memory: the same sessions' "$tmp/closed" "$tmp/got"
for split in '--split campaign' '--split midnight --tz Asia/Seoul' \
	'--compat matomo' '--max-session 5m'; do
	rm -f "$tmp/state"
	# shellcheck disable=SC2086 # options are words
	cjm-sessionize --no-header --sessions $split --state "$tmp/state" \
		"$tmp/events" >"$tmp/want"
	# shellcheck disable=SC2086
	daily "$tmp/got" --sessions $split
	same "day by day: $split" "$tmp/want" "$tmp/got"
done

# a second that two runs share, as where a log is rotated: sessions that are over
# at that time are written in order of their beginning, whichever run ends them
header='time\tuid\tpath\n'
rm -f "$tmp/state"
# shellcheck disable=SC2059 # a format
printf "${header}1\ta\t/\n2\tb\t/\n9\tb\t/\n" >"$tmp/one"
# shellcheck disable=SC2059
printf "${header}9\ta\t/\n99\tc\t/\n" >"$tmp/two"
for part in "$tmp/one" "$tmp/two"; do
	cjm-sessionize --sessions --no-header --max-session 5 \
		--state "$tmp/state" "$part"
done | cut -f 1,2 >"$tmp/got"
printf 'a\t1\nb\t2\n' >"$tmp/want"
same 'day by day within a second: sessions in their order' \
	"$tmp/want" "$tmp/got"

# each row up to a minute late, but those of one time in their order
shuffled() {
	awk -F '\t' 'BEGIN { srand(7) }
		$1 != last { late = int(rand() * 61); last = $1 }
		{ print $1 + late "\t" $0 }' "$1" |
		sort -s -n -k 1,1 | cut -f 2-
}
shuffled "$tmp/rows" >"$tmp/mixed"
ok 'the rows are out of order' sh -c "! cmp -s '$tmp/rows' '$tmp/mixed'"
cat "$tmp/header" "$tmp/mixed" >"$tmp/late"
cjm-sessionize --no-header --reorder 1m "$tmp/late" >"$tmp/got"
same '--reorder puts them in order' "$tmp/whole" "$tmp/got"
for day in "$tmp"/day.*; do
	tail -n +2 "$day" >"$tmp/one"
	{
		cat "$tmp/header"
		shuffled "$tmp/one"
	} >"$day"
done
# what comes late across the days' borders: the last rows of each day are the
# next file's first
previous=
for day in "$tmp"/day.*; do
	if [ -n "$previous" ]; then
		tail -n 7 "$previous" >"$tmp/moved"
		head -n -7 "$previous" >"$tmp/kept"
		mv "$tmp/kept" "$previous"
		{
			cat "$tmp/header"
			tail -n +2 "$day" | head -n 3
			cat "$tmp/moved"
			tail -n +5 "$day"
		} >"$tmp/one"
		mv "$tmp/one" "$day"
	fi
	previous=$day
done
for mode in '' --sessions; do
	tail -q -n +2 "$tmp"/day.* | cat "$tmp/header" - >"$tmp/late"
	rm -f "$tmp/state"
	# shellcheck disable=SC2086
	cjm-sessionize --no-header --reorder 30m --state "$tmp/state" $mode \
		"$tmp/late" >"$tmp/want"
	# shellcheck disable=SC2086
	daily "$tmp/got" --reorder 30m $mode
	same "day by day with late events $mode" "$tmp/want" "$tmp/got"
done
ok 'and with something in it' test -s "$tmp/got"

awk 'BEGIN { srand(3) } { print rand() "\t" NR "\t" $0 }' "$tmp/rows" |
	sort -k 1,1 >"$tmp/any"
# rows of one time keep their order: their numbers are part of the time
awk -F '\t' -v OFS='\t' '{ n = $2; sub(/^[^\t]*\t[^\t]*\t/, "")
	$1 = sprintf("%d.%06d", $1, n % 1000000); print }' "$tmp/any" |
	cat "$tmp/header" - >"$tmp/random"
tail -n +2 "$tmp/random" | sort -n -k 1,1 | cat "$tmp/header" - >"$tmp/sorted"
cjm-sessionize "$tmp/sorted" >"$tmp/want"
cjm-sessionize --sort "$tmp/random" >"$tmp/got"
same '--sort puts any order right' "$tmp/want" "$tmp/got"
cjm-sessionize --sort --memory 1M "$tmp/random" >"$tmp/got"
same '--sort in little memory, too' "$tmp/want" "$tmp/got"
cjm-sessionize --max-late 0.1% "$tmp/random" >/dev/null 2>"$tmp/err"
is 'too many late events: status 1' $? 1
ok 'and the advice' grep -q 'late: .* give --reorder or --sort' "$tmp/err"

timeout 10 cjm-sessionize --state /dev/zero "$tmp/events" >"$tmp/out" 2>&1
is 'a device is no state' "$? $(cat "$tmp/out")" '3 cjm-sessionize: /dev/zero: is '\
'no cjm-sessionize-state, and left as it is; name another file'
cjm-sessionize --state "$tmp/none/state" "$tmp/events" >"$tmp/out" 2>&1
is 'nor what cannot be written, which is told before any row' \
	"$? $(cat "$tmp/out")" "3 cjm-sessionize: $tmp/none/state: cannot be \
written: No such file or directory"
# refused FILE MESSAGE STATUS: of a state that is none of ours, or not whole
# shellcheck disable=SC2317 # ok calls it
refused() {
	cp "$1" "$tmp/before"
	cjm-sessionize --state "$1" "$tmp/events" >"$tmp/out" 2>"$tmp/err"
	status=$?
	cat "$tmp/err"
	[ "$status" = "$3" ] && grep -q "$2" "$tmp/err" &&
		cmp "$1" "$tmp/before" && [ ! -s "$tmp/out" ]
}
rm -f "$tmp/state"
cjm-sessionize --state "$tmp/state" "$tmp/events" >"$tmp/want"
ok 'a state is compressed' zstd -qt "$tmp/state"
cp "$tmp/state" "$tmp/twice"
is 'events that were taken before are told' "$(cjm-sessionize \
	--state "$tmp/twice" "$tmp/events" 2>&1 >/dev/null | cut -d ' ' -f 3-12)" \
	'no event is later than those of the runs before'
size=$(wc -c <"$tmp/state")
for cut in 1 9 1000 $((size - 3)); do
	head -c -$cut "$tmp/state" >"$tmp/torn"
	ok "a state without its last $cut bytes is refused" \
		refused "$tmp/torn" 'left as it is' 3
done
zstd -dc "$tmp/state" | head -n -1 | zstd -qc >"$tmp/torn"
ok 'without its last line, too' refused "$tmp/torn" 'damaged or cut' 3
zstd -dc "$tmp/state" | sed '9y/0123456789/1234567890/' | zstd -qc >"$tmp/torn"
ok 'with another digit, too' refused "$tmp/torn" 'damaged or cut' 3
zstd -dc "$tmp/state" | sed '1s/3$/4/' | zstd -qc >"$tmp/newer"
ok 'a later version is refused' refused "$tmp/newer" 'version 4' 3
zstd -dc "$tmp/state" | sed '1s/3$/1/' | zstd -qc >"$tmp/older"
ok 'and one whose keys were others' refused "$tmp/older" 'version 1' 3
zstd -dc "$tmp/state" | sed '1s/3$/2/' | zstd -qc >"$tmp/before-it"
cp "$tmp/state" "$tmp/going-on"
cjm-sessionize --state "$tmp/before-it" "$tmp/events" >"$tmp/got" 2>"$tmp/err"
cjm-sessionize --state "$tmp/going-on" "$tmp/events" >"$tmp/further" 2>"$tmp/err"
same 'one that had no sessions over just now goes on' "$tmp/further" "$tmp/got"
cp "$tmp/events" "$tmp/foreign"
ok 'a file of another kind is refused' refused "$tmp/foreign" 'is no cjm' 3
: >"$tmp/foreign"
ok 'an empty file is refused' refused "$tmp/foreign" 'is no cjm' 3
cp "$tmp/state" "$tmp/other"
cjm-sessionize --timeout 1h --state "$tmp/other" "$tmp/events" \
	>/dev/null 2>"$tmp/err"
is 'other options are refused' $? 2
same 'and leave the state' "$tmp/state" "$tmp/other"

# a run that fails leaves the state; so does a killed one, or the new state
zstd -qc "$tmp/events" | head -c -9 >"$tmp/short"
cjm-sessionize --state "$tmp/other" "$tmp/short" >/dev/null 2>&1
is 'a run that fails' $? 3
same 'leaves the state' "$tmp/state" "$tmp/other"
# shellcheck disable=SC2317 # ok calls it
killed() {
	for try in 1 2 3 4 5 6 7 8; do
		cp "$tmp/state" "$tmp/other"
		cjm-sessionize --state "$tmp/other" "$tmp/events" \
			>/dev/null 2>&1 &
		sleep "0.0$try"
		kill -9 $! 2>/dev/null
		wait $! 2>/dev/null
		zstd -qt "$tmp/other" || return 1
		zstd -dc "$tmp/other" | tail -n 1 | grep -q '^end' || return 1
	done
}
ok 'kill -9 leaves the old state or the new one' killed

mkdir "$tmp/dir"
(
	cat "$tmp/events"
	sleep 5
) | TMPDIR=$tmp/dir cjm-sessionize --memory 1 >/dev/null &
sleep 0.5
is 'temporary files have no name' "$(ls "$tmp/dir")" ''
kill $! 2>/dev/null
TMPDIR=$tmp/absent cjm-sessionize --memory 1 "$tmp/events" >/dev/null \
	2>"$tmp/err"
is 'no temporary directory: status 3' $? 3
ok 'and its name' grep -q "$tmp/absent: cannot create a temporary" "$tmp/err"
finish

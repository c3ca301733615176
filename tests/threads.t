#!/bin/sh
# SPDX-License-Identifier: MIT
# Several threads parse as one does: the same events, rejects, counters,
# messages and status, wherever blocks are cut.
. tests/lib.sh

gen=$CJM_BUILD/gen
nl='
'

# run NAME THREADS OPTION...: all that comes of it
run() {
	to=$tmp/$1
	threads=$2
	shift 2
	cjm-parse --threads "$threads" -v --stats "$to.stats" \
		--rejects "$to.rejects" "$@" >"$to.out" 2>"$to.err"
	echo $? >"$to.status"
}

# alike NAME OPTION...: in blocks of several sizes, by two threads and three
alike() {
	name=$1
	shift
	told=
	for block in 700 5000 262144; do
		CJM_BLOCK=$block run one 1 "$@"
		for threads in 2 3; do
			CJM_BLOCK=$block run more $threads "$@"
			for what in out rejects stats err status; do
				cmp -s "$tmp/one.$what" "$tmp/more.$what" ||
					told="$told $block/$threads/$what"
			done
		done
	done
	is "$name" "$told" ''
}

"$gen" --seed 3 --lines 6000 >"$tmp/log"
"$gen" --seed 3 --lines 6000 --format json >"$tmp/json"
"$gen" --seed 3 --lines 2000 --format ga4 >"$tmp/ga4"
for sample in testdata/logs/*; do
	alike "$sample" --site shop.example "$sample"
done
alike 'own sites given' --site shop.example "$tmp/log"
alike 'all that is dropped' --site shop.example \
	--keep assets,methods,failed,partial,bots --bots keep "$tmp/log"
alike 'several files' --site shop.example "$tmp/log" "$tmp/json" \
	"$tmp/ga4" "$tmp/log"
alike 'as JSON without a site' "$tmp/json"

# own sites learnt: the threads begin once nothing more is
"$gen" --seed 3 --lines 30000 >"$tmp/long"
alike 'own sites learnt' "$tmp/long"

# a collector that begins to write in front of lines, and ends; each line is
# what it is, but a prefix stays until another line shows that it went
awk 'NR % 1000 < 300 { print "web-1  | " $0; next }
	NR % 1500 < 50 { print "nonsense " NR; next }
	{ print }' "$tmp/log" >"$tmp/changing"
alike 'prefixes that come and go' --site shop.example "$tmp/changing"
is 'of which some are seen' \
	"$(cjm-parse --site shop.example "$tmp/changing" | wc -l)" \
	"$(awk 'NR % 1000 < 300 || NR % 1500 >= 50' "$tmp/log" |
		cjm-parse --site shop.example | wc -l)"

# lines in parts, of two streams, that blocks divide
awk '{
	head = "2026-03-01T00:00:00.000000000Z stdout"
	if (NR % 300 == 0) {
		print head " P " substr($0, 1, 60)
		print "2026-03-01T00:00:00.000000000Z stderr F " $0
		print head " P " substr($0, 61, 20)
		$0 = substr($0, 81)
	}
	print head " F " $0
}' "$tmp/log" >"$tmp/cri"
alike 'lines in parts' --site shop.example "$tmp/cri"
is 'which are put together' "$(grep -c . "$tmp/more.out") $(
	sed -n 's/^parts	//p' "$tmp/more.stats")" "$({
	cat "$tmp/log"
	awk 'NR % 300 == 0' "$tmp/log"
} | cjm-parse --site shop.example | grep -c .) 40"

sed 's/^/2026-03-01T00:00:00.000000000Z stdout F /' "$tmp/log" |
	awk 'NR % 40 == 0 { print substr($0, 1, 38) " P " substr($0, 42, 70)
		print substr($0, 1, 41) substr($0, 112); next } { print }' \
	>"$tmp/halves"
zstd -q "$tmp/halves" -o "$tmp/halves.zst" # it comes faster than it is parsed
alike 'lines in halves, at the ends of blocks, too' --site shop.example \
	"$tmp/halves.zst" "$tmp/halves.zst"

# another format ends the input, at that line
{
	cat "$tmp/log"
	head -20 "$tmp/json"
	cat "$tmp/log"
} >"$tmp/two"
alike 'a format that changes' --site shop.example "$tmp/two"
is 'it is told where' "$(grep -c 'log:6001: the format changes\|two:6001: the' \
	"$tmp/more.err") $(cat "$tmp/more.status")" '1 2'

# a comment tells of columns whose lines come blocks later
{
	cat "$tmp/log"
	echo '#Fields: date time c-ip cs-method cs-uri-stem sc-status'
	cat "$tmp/log"
	echo '2026-03-01 00:00:01 192.0.2.1 GET /p 200'
	cat "$tmp/log"
} >"$tmp/fields"
alike 'a format of which a comment told' --site shop.example "$tmp/fields"
is 'where its lines begin' "$(grep -o '[0-9]*: the format changes.*w3c;' \
	"$tmp/more.err")" '12002: the format changes from combined to w3c;'
alike 'behind which no file is looked for' --site shop.example "$tmp/two" \
	"$tmp/none-such"
is 'and none is told of' "$(cat "$tmp/more.status")" 2

# a line longer than any block, among others
awk 'NR == 3000 { while (n++ < 40000) printf "0123456789"; print "" }
	{ print }' "$tmp/log" >"$tmp/wide"
alike 'an overlong line' --site shop.example --max-line 100K "$tmp/wide"
zstd -q "$tmp/log" -o "$tmp/log.zst"
alike 'an archive' --site shop.example "$tmp/log.zst" "$tmp/log"

# what is read of files once, though each thread has rules of its own
printf 'Mine when source == "naver"\nOurs when path =~ "cart"\n' \
	>"$tmp/channels"
printf '0123456789abcdef0123456789abcdef\n' >"$tmp/key"
cjm-parse --site shop.example "$tmp/log" | cut -f 2 | sed -n '2,9p' \
	>"$tmp/forget"
guarded() {
	# shellcheck disable=SC2002 # a pipe, which can be read but once
	cat "$tmp/channels" | cjm-parse --threads "$1" --site shop.example \
		--channels /dev/stdin --hash-key "$tmp/key" \
		--forget "$tmp/forget" --exclude-ip 1.0.0.0/8 \
		--redact email,phone --drop-param utm_term "$tmp/log"
}
guarded 1 >"$tmp/want"
CJM_BLOCK=5000 guarded 3 >"$tmp/got"
same 'guards' "$tmp/want" "$tmp/got"
is 'which have an effect' \
	"$(grep -c '	Mine	' "$tmp/want" | sed 's/^[1-9].*/some/')" some
cjm-parse --site shop.example --columns time,line "$tmp/log" >"$tmp/want"
CJM_BLOCK=5000 cjm-parse --threads 3 --site shop.example \
	--columns time,line "$tmp/log" >"$tmp/got"
same "a line's number" "$tmp/want" "$tmp/got"

# what has come is written before the next is waited for
head -2000 "$tmp/log" >"$tmp/begin"
cjm-parse --site shop.example "$tmp/begin" >"$tmp/want"
mkfifo "$tmp/fifo"
cjm-parse --threads 2 --site shop.example <"$tmp/fifo" >"$tmp/got" &
{
	cat "$tmp/begin"
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		cmp -s "$tmp/want" "$tmp/got" && break
		sleep 0.5
	done
	cmp -s "$tmp/want" "$tmp/got"
	echo $? >"$tmp/early"
} >"$tmp/fifo"
wait
is 'a log that grows' "$(cat "$tmp/early")" 0

# what goes wrong
if [ -c /dev/full ]; then
	cjm-parse --threads 3 --site shop.example "$tmp/long" >/dev/full \
		2>"$tmp/said"
	is 'a full disk' "$? $(wc -l <"$tmp/said")" '3 1'
fi
is 'a reader that leaves' "$(cjm-parse --threads 3 --site shop.example \
	"$tmp/long" | head -1 | cut -f 1)" time
head -c 100000 "$tmp/log.zst" >"$tmp/torn.zst"
run one 1 --site shop.example "$tmp/torn.zst"
CJM_BLOCK=5000 run more 3 --site shop.example "$tmp/torn.zst"
same 'a torn archive' "$tmp/one.out" "$tmp/more.out"
is 'which is told' "$(cat "$tmp/more.status"; cat "$tmp/more.err")" \
	"3${nl}$(cat "$tmp/one.err")"
cjm-parse --threads 65 "$tmp/log" >"$tmp/got" 2>&1
is 'too many' "$? $(cat "$tmp/got")" '2 cjm-parse: threads: at most 64'

# a stack larger than the memory that there may be
if sanitized; then
	skip 'where no thread can be had' 'a sanitizer needs more memory'
else
	(
		# shellcheck disable=SC3045 # dash and bash have it
		ulimit -s 4000000 && ulimit -v 2000000 || exit
		exec cjm-parse --threads 3 --site shop.example "$tmp/log"
	) >"$tmp/got" 2>&1
	cjm-parse --site shop.example "$tmp/log" >"$tmp/want"
	same 'where no thread can be had' "$tmp/want" "$tmp/got"
fi
finish

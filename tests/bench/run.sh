#!/bin/sh
# SPDX-License-Identifier: MIT
# make bench: what the suite costs, as ratios to `zstd -dc` in one run.
#
# It needs 5 GB in $TMPDIR and some minutes. CJM_BENCH_ROUNDS (5) sets how often
# each command is timed, CJM_BENCH_SIZE (900M) the log, CJM_BENCH_VISITORS
# (5000000) the memory test, CJM_BENCH_EVENTS (20000000) what is attributed.
set -eu

rounds=${CJM_BENCH_ROUNDS:-5}
size=${CJM_BENCH_SIZE:-900M}
visitors=${CJM_BENCH_VISITORS:-5000000}
events=${CJM_BENCH_EVENTS:-20000000}
PATH=$CJM_BIN:$PATH
export PATH
dir=$(mktemp -d "${TMPDIR:-/tmp}/cjm-bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
ratio() {
	perl tests/bench/ratio.pl "$@"
}

echo "== kernels (GB/s over 16 KiB in the first cache)"
"$CJM_BUILD/kernels"

# 70 % assets, 10 % robots and failures, 20 % of visitors, as shops have it
"$CJM_BUILD/gen" --seed 7 --robots 33 --bytes "$size" >"$dir/log"
zstd -q -3 "$dir/log" -o "$dir/log.zst"
parse="cjm-parse --site shop.example"
rest="cjm-sessionize | cjm-stage | cjm-funnel | cjm-report"
awk="mawk -f tests/bench/funnel.awk"

printf '\n== the funnel of %s lines (%s bytes), ratios to zstd -dc\n' \
	"$(wc -l <"$dir/log")" "$(wc -c <"$dir/log")"
ratio "$rounds" "zstd -dc=zstd -dc $dir/log.zst" \
	"cat | cat=cat $dir/log | cat" \
	"pipeline=$parse <$dir/log | $rest" \
	"pipeline from .zst=$parse $dir/log.zst | $rest"
echo
ratio 1 "zstd -dc=zstd -dc $dir/log.zst" \
	"pipeline=$parse <$dir/log | $rest" \
	"the same in mawk=$awk $dir/log"

$parse <"$dir/log" >"$dir/events"
cjm-sessionize "$dir/events" >"$dir/sessions"
cjm-stage "$dir/sessions" >"$dir/stages"
rows=$(wc -l <"$dir/events")
printf '\n== each tool alone (%s rows behind cjm-parse)\n' "$rows"
ratio "$rounds" "zstd -dc=zstd -dc $dir/log.zst" \
	"cjm-parse=$parse --threads 1 $dir/log" \
	"in two threads=$parse --threads 2 $dir/log" \
	"cjm-sessionize=cjm-sessionize $dir/events" \
	"cjm-stage=cjm-stage $dir/sessions" \
	"cjm-funnel=cjm-funnel $dir/stages" \
	"cjm-attribute=cjm-attribute $dir/stages"
rm -f "$dir"/*

# a_line KIND [OPTION ...]: user time a line of what gen writes with them; ten
# runs are timed at once, since the clock of `times` has steps of 10 ms
a_line() {
	kind=$1
	shift
	"$CJM_BUILD/gen" --seed 7 --lines 500000 "$@" >"$dir/log"
	ten="for i in 1 2 3 4 5 6 7 8 9 10; do $parse --threads 1 $dir/log; done"
	ratio "$rounds" "wc -l=wc -l $dir/log" "cjm-parse=$ten" |
		awk -v kind="$kind" -v bytes="$(wc -c <"$dir/log")" '/^cjm/ {
			printf "%-24s %4.0f bytes %5.0f ns\n", kind,
			    bytes / 5e5, $7 / 5e6 * 1e9 }'
	rm -f "$dir/log"
}
printf '\n== user time a line of cjm-parse\n'
a_line 'combined' --robots 33
a_line 'combined, 95% assets' --assets 95
a_line 'combined, no assets' --assets 0
a_line 'JSON' --format json --robots 33
a_line 'JSON, no assets' --format json --assets 0
a_line 'GA4 /g/collect' --format ga4 --assets 0
a_line 'LOGGER tracker.tsp' --format logger --assets 0

printf '\n== attribution of %s events, 100000 conversions, all models\n' "$events"
"$CJM_BUILD/touches" "$events" $((events / 10)) 100000 1000 >"$dir/touches"
ratio 3 "wc -l=wc -l $dir/touches" \
	"attribute=cjm-attribute --by campaign $dir/touches" |
	awk -v n="$events" '/^attribute/ {
		printf "1000 campaigns: %.0f ns of CPU an event\n", $3 / n * 1e9
	}'
"$CJM_BUILD/touches" "$events" $((events / 20)) 100000 500 >"$dir/touches"
order2="cjm-attribute --by campaign --models markov --markov-order 2"
ratio 3 "last=cjm-attribute --by campaign --models last $dir/touches" \
	"order2=$order2 $dir/touches" |
	awk '/^last/ { wall = $2; cpu = $3 } /^order2/ {
		printf "markov on 500 campaigns, order 2: %.1f s (CPU %.1f s)\n",
		    $2 - wall, $3 - cpu
	}'
rm -f "$dir/touches"

# many VISITORS ROUNDS TIMES: CPU a row and memory a visitor of each tool, one or
# two rows a visitor; so many runs are timed at once
many() {
	"$CJM_BUILD/gen" --seed 7 --one-hit --visitors "$1" |
		$parse >"$dir/events"
	cjm-sessionize "$dir/events" >"$dir/sessions"
	cjm-stage "$dir/sessions" >"$dir/stages"
	rows=$(($(wc -l <"$dir/events") * $3))
	each="for i in $(seq -s ' ' "$3"); do"
	ratio "$2" "wc -l=wc -l $dir/events" \
		"cjm-sessionize=$each cjm-sessionize $dir/events; done" \
		"cjm-stage=$each cjm-stage $dir/sessions; done" \
		"cjm-funnel=$each cjm-funnel $dir/stages; done" \
		"cjm-attribute=$each cjm-attribute $dir/stages; done" |
		awk -v rows="$rows" -v visitors="$1" '/^cjm/ {
			print $1, $3 / rows * 1e9, $6 * 1048576 / visitors
		}' >"$dir/$1"
}
few=$((visitors / 20))
many "$few" "$rounds" 10
many "$visitors" 4 1
printf '\n== %s visitors against %s, one or two rows each\n' "$visitors" "$few"
paste "$dir/$few" "$dir/$visitors" | awk '{
	printf "%-16s %5.0f ns a row, %5.0f with many: %.2fx; " \
		"%3.0f bytes a visitor\n", $1, $2, $5, $5 / $2, $6 }'

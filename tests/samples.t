#!/bin/sh
# SPDX-License-Identifier: MIT
# Every sample of testdata/logs: --format auto names its dialect as
# testdata/logs/dialects has it (or none), a golden case reads it, whichever
# kernel looks at it the events are the same, and no line is lost: lines =
# events + drops + rejects.
# shellcheck disable=SC2317 # ok calls the functions
. tests/lib.sh

logs=testdata/logs
tab=$(printf '\t')

told() {
	cjm-parse -v --no-header "$1" 2>&1 >/dev/null |
		sed -n "s/^cjm-parse: .*:[0-9]*: format //p"
}

# counters that say what a line became, and how many lines there were
balances() {
	cjm-parse --format "$1" --stats "$tmp/stats" "$2" >"$tmp/events" \
		2>/dev/null &&
		awk -F '\t' 'NR == 1 || $1 ~ /^tracker_/ { next }
		$1 == "lines" { lines = $2; next }
		{ sum += $2 }
		$1 == "events" { events = $2 }
		END {
			if (lines == 0 || sum != lines) {
				print "lines " lines ", sum " sum
				exit 1
			}
			print events
		}' "$tmp/stats" >"$tmp/n" &&
		[ "$(wc -l <"$tmp/events")" -eq $(($(cat "$tmp/n") + 1)) ]
}

for log in "$logs"/*.log; do
	file=${log##*/}
	is "$file: one line of dialects is its" \
		"$(grep -c "^$file$tab" "$logs/dialects")" 1
	want=$(sed -n "s/^$file$tab//p" "$logs/dialects")
	is "$file: auto names it" "$(told "$log")" "$want"
	ok "$file: a golden case reads it" \
		grep -q "/logs/$file" testdata/cjm-parse/*/cmd
	ok "$file: auto loses no line" balances auto "$log"
	ok "$file: nor does mixed" balances mixed "$log"
	cjm-parse "$log" >"$tmp/auto" 2>/dev/null
	CJM_SIMD=scalar cjm-parse "$log" >"$tmp/scalar" 2>/dev/null
	same "$file: the same without vectors" "$tmp/auto" "$tmp/scalar"
done
finish

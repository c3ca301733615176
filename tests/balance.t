#!/bin/sh
# SPDX-License-Identifier: MIT
# cjm-parse accounts for every line: of each sample, whatever is dropped, lines
# are events, drops and rejects, and events are rows.
. tests/lib.sh

printf '0123456789abcdef\n' >"$tmp/key"
printf '192.0.2.1\n127.0.0.0/8\n' >"$tmp/forget"

# balanced LOG OPTION...: prints what does not add up
# shellcheck disable=SC2317 # ok calls it
balanced() {
	log=$1
	shift
	rm -f "$tmp/stats"
	rows=$(cjm-parse --no-header --stats "$tmp/stats" -c path \
		--rejects "$tmp/rejects" "$@" "$log" 2>"$tmp/err" | wc -l)
	awk -v rows="$rows" -v rejects="$(wc -l <"$tmp/rejects")" '
		$1 == "lines" { lines = $2; next }
		$1 ~ /^tracker_/ || $1 == "counter" { next }
		$1 ~ /^rejected_/ { rejected += $2 }
		$1 == "events" { events = $2 }
		{ sum += $2 }
		END {
			if (lines != sum || events != rows || !NR ||
			    rejected != rejects) {
				print lines, sum, events, rows, rejected, rejects
				exit 1
			}
		}' "$tmp/stats"
}

# all LOG: every kind of drop
# shellcheck disable=SC2317
every() {
	balanced "$1" &&
		balanced "$1" --keep assets,methods,failed,partial,bots &&
		balanced "$1" --bots only &&
		balanced "$1" --exclude-ip 127.0.0.0/8 --consent a=1 &&
		balanced "$1" --only-ip 127.0.0.1 --hash-key "$tmp/key" &&
		balanced "$1" --forget "$tmp/forget" --until 2026-03-01 &&
		balanced "$1" --max-line 100
}
for log in testdata/logs/*.log; do
	ok "${log#testdata/}" every "$log"
done
for log in testdata/cjm-parse/*/in; do
	ok "${log#testdata/}" balanced "$log" --forget "$tmp/forget"
done
finish

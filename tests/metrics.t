#!/bin/sh
# SPDX-License-Identifier: MIT
# Figures that need no expected ones: the same for any memory, in any order of
# visitors, and sums of their parts.
# shellcheck disable=SC2086 # options are words
. tests/lib.sh

zstd -dc testdata/demo/access.log.zst |
	cjm-parse --site shop.example | cjm-sessionize | cjm-stage \
	>"$tmp/events"
{
	head -1 "$tmp/events"
	tail -n +2 "$tmp/events" | sort -s -t "$(printf '\t')" -k 2,2
} >"$tmp/by-visitor"

# column NAME: of the rows before the last
parts() {
	awk -F '\t' -v name="$1" '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
	{ last = $at; sum += last }
	END { printf "%d\n", sum - last }'
}

# The last row's.
total() {
	awk -F '\t' -v name="$1" '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i }
	END { print $at }'
}

for options in '--by day,channel --tz Asia/Seoul' '--unit person --by device' \
	'--active day' '--active month --by channel' '--cohort week' \
	'--cohort day:5 --retention rolling' '--by touchpoint,device' \
	'--buyers --by channel' '--top item' '--top path' \
	'--next /products/*'; do
	set -f
	cjm-metrics $options "$tmp/events" >"$tmp/want"
	cjm-metrics $options --memory 1 --stats "$tmp/stats" "$tmp/events" \
		>"$tmp/got"
	same "$options: the same in no memory" "$tmp/want" "$tmp/got"
	ok "$options: which puts rows aside" \
		grep -q '^rows_spilled	[1-9]' "$tmp/stats"
	cjm-metrics $options "$tmp/by-visitor" >"$tmp/got"
	same "$options: the same visitor by visitor" "$tmp/want" "$tmp/got"
	set +f
done

cjm-metrics "$tmp/events" >"$tmp/all"
for by in day,channel path column:hit hour; do
	cjm-metrics --by "$by" "$tmp/events" >"$tmp/groups"
	for figure in new_visitors sessions open_sessions views items_viewed \
		carts checkouts orders revenue; do
		is "the $figure by $by add up" \
			"$(parts $figure <"$tmp/groups")" \
			"$(total $figure <"$tmp/all")"
	done
	is "the visitors in all by $by" "$(total visitors <"$tmp/groups")" \
		"$(total visitors <"$tmp/all")"
done
is "the visitors are those of the funnel" "$(total visitors <"$tmp/all")" \
	"$(cjm-funnel --steps stage:aware "$tmp/events" | total visitors)"
is "their revenue is that of attribution" "$(total revenue <"$tmp/all")" \
	"$(cjm-attribute --models last "$tmp/events" | awk -F '\t' '
		NR > 1 { sum += $4 } END { printf "%d\n", sum }')"
finish

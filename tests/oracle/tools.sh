#!/bin/sh
# SPDX-License-Identifier: MIT
# Has the tools compute what oracle.sh computes, in the same files and form.
#
#	tools.sh LOG DIRECTORY
set -eu
export LC_ALL=C

log=${1:?usage: tools.sh LOG DIRECTORY}
dir=${2:?usage: tools.sh LOG DIRECTORY}
mkdir -p "$dir"

# columns NAME...: those columns of a table, without its header
columns() {
	awk -F '\t' -v names="$*" '
	BEGIN { n = split(names, name, " ") }
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ for (i = 1; i <= n; i++)
		printf "%s%s", $at[name[i]], i < n ? "\t" : "\n" }'
}

# counters FILE NAME COUNTER NAME COUNTER...: counters under our own names;
# those under one name are added up
counters() {
	file=$1
	shift
	awk -v names="$*" '
	BEGIN { n = split(names, name, " ") }
	{ value[$1] = $2 }
	END {
		for (i = 1; i < n; i += 2) {
			if (!(name[i + 1] in value))
				print name[i + 1], "missing"
			sum[name[i]] += value[name[i + 1]]
		}
		for (i in sum) printf "%s\t%d\n", i, sum[i]
	}' "$file" | sort
}

# tally: how often each line occurs
tally() {
	awk -F '\t' '{ count[$0]++ }
	END { for (i in count) printf "%s\t%d\n", i, count[i] }' | sort
}

cjm-parse --site shop.example --stats "$dir/parse" -- "$log" |
	cjm-sessionize --stats "$dir/sessionize" |
	cjm-stage --stats "$dir/stage" >"$dir/staged"

counters "$dir/parse" read lines reject rejected_long reject rejected_format \
	reject rejected_time reject rejected_status asset dropped_assets \
	method dropped_methods failed dropped_failed partial dropped_partial \
	bot dropped_bots event events >"$dir/lines"
counters "$dir/sessionize" visitors visitors sessions sessions >"$dir/people"
columns time event visit hit session channel source medium campaign term \
	content revenue touchpoints <"$dir/staged" >"$dir/rows"
columns event <"$dir/staged" | tally >"$dir/events"
columns stage <"$dir/staged" | sed 's/^$/(none)/' | tally >"$dir/stages"
columns touchpoints <"$dir/staged" | tr ',' '\n' | grep . |
	tally >"$dir/touchpoints"

models=first,last,last-non-direct,linear,position,decay,w-shaped,shapley
for days in 7 30; do
	cjm-funnel --window "${days}d" "$dir/staged" |
		columns step visitors entered continued dropped open median_s \
			p90_s revenue |
		awk -F '\t' -v OFS='\t' -v days="$days" '{
			# tenths of a second are always told
			for (i = 7; i <= 8; i++)
				if ($i != "" && $i !~ /[.]/) $i = $i ".0"
			print days, $0
		}' >>"$dir/funnel"
	cjm-funnel --window "${days}d" --entry first --by channel \
		--steps event:view_item,event:add_to_cart,event:purchase \
		"$dir/staged" | columns segment step visitors |
		awk -F '\t' -v OFS='\t' -v days="$days" '$3 > 0 {
			sub(/^event:/, "", $2)
			print days, $0 }' >>"$dir/chains.unsorted"
	for by in channel campaign; do
		# conversions in their units of 10^-12, as the oracle counts
		cjm-attribute --by "$by" --models "$models" \
			--lookback "${days}d" "$dir/staged" |
			columns "$by" model conversions revenue |
			awk -F '\t' -v days="$days" '{
				split($3 ".", part, ".")
				units = part[1] \
				    substr(part[2] "000000000000", 1, 12)
				sub(/^0+/, "", units)
				if (units == "") units = 0
				if ($2 == "decay")
					units = sprintf("%.6f", $3)
				print days "\t" $1 "\t" $2 "\t" units "\t" $4
			}' >>"$dir/$by"
	done
done
# What cjm-metrics and cjm-profile say, decimals as millionths.
micros() {
	awk -F '\t' -v OFS='\t' -v fields="$*" '
	BEGIN { n = split(fields, field, " ") }
	NR > 1 {
		for (i = 1; i <= n; i++) {
			if ($field[i] == "")
				continue
			split($field[i] ".", part, ".")
			$field[i] = sprintf("%.0f", part[1] \
			    substr(part[2] "000000", 1, 6))
		}
		print
	}'
}
cjm-metrics --by day,channel --tz Asia/Seoul "$dir/staged" |
	micros 8 9 10 13 15 16 19 20 21 | sort >"$dir/metrics"
cjm-metrics --active day --tz Asia/Seoul "$dir/staged" |
	micros 6 | cut -f 1,3- >"$dir/active"
cjm-metrics --cohort week --tz Asia/Seoul "$dir/staged" | micros 5 7 |
	awk -F '\t' -v OFS='\t' '$1 != last { last = $1; n++ } { $1 = n; print }' \
		>"$dir/cohort"
cjm-profile "$dir/staged" | micros 9 | awk -F '\t' -v OFS='\t' '{
	print $3, $4, $6, $7, $9, $10, $20, $23, $30, $31, $34, $35, $36, $37,
		$38 }' | sort >"$dir/profile"
sort -t "$(printf '\t')" -k 1,1n -k 2,2 -k 3,3 "$dir/chains.unsorted" >"$dir/chains"
for by in channel campaign; do
	LC_ALL=C sort -t "$(printf '\t')" -k1,1n -k2,2 -k3,3 \
		-o "$dir/$by" "$dir/$by"
done
# the columns of costs, which ratios divide
cjm-attribute --by campaign --models linear --spend tests/oracle/spend.csv \
	"$dir/staged" |
	columns campaign impressions clicks cost conversions revenue cpa roas |
	awk -F '\t' -v OFS='\t' '$4 != "" {
		split($5 ".", part, ".")
		$5 = part[1] substr(part[2] "000000000000", 1, 12)
		sub(/^0+/, "", $5)
		if ($5 == "") $5 = 0
		if ($7 != "") $7 = sprintf("%.3f", $7)
		if ($8 != "") $8 = sprintf("%.3f", $8)
		print
	}' >"$dir/spend"
rm -f "$dir/staged" "$dir/chains.unsorted"

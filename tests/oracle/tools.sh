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
	for by in channel campaign; do
		# conversions in their units of 10^-12, as the oracle counts
		cjm-attribute --by "$by" --models first,last,linear \
			--lookback "${days}d" "$dir/staged" |
			columns "$by" model conversions revenue |
			awk -F '\t' -v days="$days" '{
				split($3 ".", part, ".")
				units = part[1] \
				    substr(part[2] "000000000000", 1, 12)
				sub(/^0+/, "", units)
				if (units == "") units = 0
				print days "\t" $1 "\t" $2 "\t" units "\t" $4
			}' >>"$dir/$by"
	done
done
rm -f "$dir/staged"

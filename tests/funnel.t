#!/bin/sh
# SPDX-License-Identifier: MIT
# The worked examples of funnels, by name. A letter and a number are an event
# and its second; the window is 10 seconds.
. tests/lib.sh

# events 'A0 B5': rows of one visitor, in that order
events() {
	printf 'time\tuid\tevent\n'
	# shellcheck disable=SC2086 # events are words
	printf '%s\n' $1 | sed 's/^\([A-Za-z]\)\(.*\)/\2	v	\1/'
}

# level EVENTS STEPS [OPTION...]: how far, and how long from step to step
level() {
	events "$1" >"$tmp/in"
	steps=$2
	shift 2
	cjm-funnel --steps "$steps" --entry first --window 10 "$@" \
		"$tmp/in" 2>"$tmp/told" |
		awk -F '\t' '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		$at["visitors"] > 0 {
			n++
			if (n > 1)
				times = times (n > 2 ? "," : " ") $at["median_s"]
		}
		END { print n + 0 times }'
}

# example NAME EVENTS STEPS ANY STRICT-TIES INPUT-TIES STRICT-ORDER
example() {
	is "$1: ordered" "$(level "$2" "$3")" "$4"
	is "$1: ordered, strict ties" \
		"$(level "$2" "$3" --ties strict | cut -c 1)" "$5"
	is "$1: ordered, ties as in the input" \
		"$(level "$2" "$3" --ties input | cut -c 1)" "$6"
	[ "$7" = - ] || is "$1: strict order" \
		"$(level "$2" "$3" --order strict | cut -c 1)" "$7"
}

example F1 'A0 A1 B2 B3 C4' A,B,C '3 1,2' 3 3 3
example F2 'B5 A5' A,B '2 0' 1 1 1
example F3 'A0 B5 A8 C12 B14 C17' A,B,C '3 6,3' 3 3 2
example F3b 'A0 B5 A8 C9' A,B,C '3 5,4' 3 3 2
example F4 'A0 C1 B2' A,B,C '2 2' 2 2 1
is 'F4: any order' "$(level 'A0 C1 B2' A,B,C --order any | cut -c 1)" 3
example F5 p5 'p|q,p' 1 1 1 1
example F6 'p5 q5' 'p|q,p' '2 0' 1 1 -
example 'F6, the other way round' 'q5 p5' 'p|q,p' '2 0' 1 2 -
example F7 'A0 B10' A,B '2 10' 2 2 2
example 'F7, a second later' 'A0 B11' A,B 1 1 1 1
example F8 'A0 B1 B2 C2' A,B,C '3 1,1' 3 3 3
example F9 'A0 D1 A2 B3 C4' A,B,C '3 1,1' 3 3 3
example F11 'A0 B1 A2 C3' A,B,C '3 1,2' 3 3 2
example F12 'A0 A5 B6' A,B '2 1' 2 2 2
example F13 'A0 B1 C20 A21 B22' A,B,C '2 1' 2 2 2

# exclusion NAME EVENTS BREAK DROP
exclusion() {
	is "$1: broken" "$(level "$2" A,B --not x)" "$3"
	is "$1: left out" "$(level "$2" A,B --not x --exclude drop)" "$4"
}

exclusion F14 'A0 x1 A31' 1 1
exclusion F15 'A0 A1 x2' 1 0
exclusion F16 'A0 x1 B2 A20 B25' '2 5' '2 5'

# A row that excludes nothing of its own moment, whatever is in order there
for ties in any strict input; do
	is "B6 goes, B8 stays: ties $ties" "$(level 'A5 B6 x8 B8 C9' A,B,C \
		--not x --between 2,3 --ties "$ties")" '3 3,1'
	is "A3 was over before x8: ties $ties" "$(level 'A3 x8 A8 x9' A,B \
		--window 3 --not x --exclude drop --ties "$ties")" 1
done
is 'A0 comes to A1 before A1 comes to C1' \
	"$(level 'A0 A1 x1 C1' 'A,A|C' --not x --ties input)" '2 1'

# The example of totals: three entries, two conversions; and each visitor once.
totals() {
	events 'A0 A5 B6 A7 B8 A30' >"$tmp/in"
	cjm-funnel --steps A,B --entry first --window 10 "$@" "$tmp/in" |
		cut -f 1-7,12 | tr '\t\n' ' ;'
}
is "totals example: entries A0, A7 and A30, two of them convert" \
	"$(totals --count totals | cut -d ';' -f 2-)" \
	'A 3 3 2 0 1  ;B 2 0    0.666667 3.5;'
is "totals example: uniques" "$(totals | cut -d ';' -f 2-)" \
	'A 1 1 1 0 0  ;B 1 0    1.000000 1;'
is "totals: over at the end of the window" "$(totals --count totals --window 4 |
	cut -d ';' -f 2-)" 'A 4 4 2 1 1  ;B 2 0    0.500000 1;'
is "totals: over at an exclusion" "$(totals --count totals --not A |
	cut -d ';' -f 2-)" 'A 3 3 1 1 1  ;B 1 0    0.333333 1;'

# What holds of every funnel ---------------------------------------------

cjm-parse --site shop.example testdata/demo/access.log.zst | cjm-sessionize |
	cjm-stage >"$tmp/events"
carts=view_item,add_to_cart,begin_checkout,purchase

# columns NAME...: those columns of a table, without its header
columns() {
	awk -F '\t' -v names="$*" '
	BEGIN { n = split(names, name, " ") }
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ for (i = 1; i <= n; i++)
		printf "%s%s", $at[name[i]], i < n ? "\t" : "\n" }'
}

# shellcheck disable=SC2317 # ok calls it
balanced() {
	awk -F '\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{
		c = $at["continued"]
		if ($at["visitors"] != before + $at["entered"]) exit 1
		if (c != "" && $at["visitors"] != \
		    c + $at["dropped"] + $at["open"]) exit 1
		before = c + 0
	}' "$1"
}

# sums STEP FIGURE...: of the segments, by step
sums() {
	columns step visitors entered continued dropped open revenue |
		awk -F '\t' -v OFS='\t' '
		!($1 in row) { row[$1] = ++n; name[n] = $1 }
		{ for (i = 2; i <= NF; i++) sum[$1, i] += $i }
		END { for (k = 1; k <= n; k++) {
			line = name[k]
			for (i = 2; i <= 7; i++)
				line = line OFS sum[name[k], i]
			print line
		} }'
}

for entry in any first; do
	for order in ordered strict any; do
		cjm-funnel --steps "$carts" --window 1d --entry "$entry" \
			--order "$order" "$tmp/events" >"$tmp/whole"
		ok "entry $entry, order $order: in and out balance" \
			balanced "$tmp/whole"
		sums <"$tmp/whole" >"$tmp/want"
		for kind in first last step:2; do
			case $entry-$order-$kind in
			first-any-step:2) continue ;;
			esac
			cjm-funnel --steps "$carts" --window 1d \
				--entry "$entry" --order "$order" --by device \
				--attribute "$kind" "$tmp/events" >"$tmp/parts"
			sums <"$tmp/parts" >"$tmp/got"
			same "entry $entry, order $order: segments by $kind add up" \
				"$tmp/want" "$tmp/got"
		done
		cjm-funnel --steps "$carts" --window 1d --entry "$entry" \
			--order "$order" --memory 64K "$tmp/events" >"$tmp/got"
		same "entry $entry, order $order: the same in little memory" \
			"$tmp/whole" "$tmp/got"
	done
done

# the list of a step's members is as long as its figure
cjm-funnel --steps "$carts" --window 1d --entry first "$tmp/events" |
	columns step continued dropped open |
	awk -F '\t' '$2 != "" { print $1 ":continued", $2
		print $1 ":dropped", $3; print $1 ":open", $4 }' \
	>"$tmp/figures"
while read -r step figure; do
	n=$(cjm-funnel --steps "$carts" --window 1d --entry first \
		--members "$step" --no-header "$tmp/events" | wc -l)
	is "as many members as $step" $((n)) "$figure"
done <"$tmp/figures"
cjm-funnel --steps "$carts" --window 1d --members 2 --by channel \
	"$tmp/events" >"$tmp/want"
cjm-funnel --steps "$carts" --window 1d --members 2 --by channel \
	--memory 64K "$tmp/events" >"$tmp/got"
same "members in little memory" "$tmp/want" "$tmp/got"
ok "members were found" test "$(wc -l <"$tmp/want")" -gt 10

# rows out of order: what lies between two of one time may be in memory, in a
# file, or in another one
awk 'BEGIN {
	print "time\tuid\tevent"
	for (i = 1; i <= 9000; i++) {
		print 10 + i "\ta" i % 3000 "\tview"
		print 9 + i "\tb" i % 2000 "\tpage"
		print 10 + i "\ta" i % 3000 "\tpage"
	}
}' >"$tmp/out-of-order"
for ties in any strict input; do
	cjm-funnel --steps page,view --window 1h --ties "$ties" \
		"$tmp/out-of-order" >"$tmp/want"
	for memory in 1 100K 300K; do
		cjm-funnel --steps page,view --window 1h --ties "$ties" \
			--memory "$memory" "$tmp/out-of-order" >"$tmp/got"
		same "rows out of order, ties $ties, in $memory of memory" \
			"$tmp/want" "$tmp/got"
	done
done

# rows of one time come in any order
sort -t "$(printf '\t')" -k 1,1n -k 2,2r "$tmp/events" >"$tmp/shuffled"
head -n 1 "$tmp/events" >"$tmp/other"
grep -v '^time' "$tmp/shuffled" >>"$tmp/other"
cjm-funnel --by device "$tmp/events" >"$tmp/want"
cjm-funnel --by device "$tmp/other" >"$tmp/got"
same "rows of one time in another order" "$tmp/want" "$tmp/got"
finish

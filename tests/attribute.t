#!/bin/sh
# SPDX-License-Identifier: MIT
# Credits of ten thousand conversions add up, in any order and memory; make
# oracle has a million. Dealt out by persons to several runs, they are added up
# by --merge to the bytes of one run over all of them.
. tests/lib.sh
. tests/oracle/credits.sh

check_credits "$CJM_BUILD/touches" 60000 15000 10000 64K

tab=$(printf '\t')
# Two weeks of persons who come by odd names, pay in several currencies, sign up
# and send things back.
"$CJM_BUILD/touches" 20000 2500 3000 60 7 | awk -F '\t' -v OFS='\t' '
	NR == 1 { print; next }
	{ $1 = 1772000000 + ($1 - 1772000000) * 500 "." NR % 10 }
	NR % 97 == 0 { $2 = "" }
	$7 == "c3" { $7 = "a\\tb\\\\c" }
	$7 == "c5" { $7 = "\377\301" }
	$7 == "c7" { $4 = "Direct"; $5 = $6 = "(none)"; $7 = "" }
	$11 == 2 && $3 != "purchase" && NR % 7 == 0 {
		$3 = NR % 2 ? "sign_up" : "begin_checkout"
	}
	$3 == "purchase" {
		$10 = NR % 5 == 0 ? "" : NR % 3 == 0 ? "usd" : "KRW"
		$9 = NR % 4 ? $9 "." NR % 90 + 10 : $9
		last[$2] = $8
	}
	NR % 11 == 0 && $2 in last && $3 != "purchase" {
		$3 = "refund"; $8 = last[$2]; $9 = NR % 2 ? "" : "12.5"
	}
	{ print }' >"$tmp/in"
{
	echo date,campaign,impressions,clicks,cost,currency
	awk 'BEGIN {
		for (day = 1; day < 29; day++)
			for (c = 0; c < 70; c += 3)
				printf "2026-03-%02d,%s%d,%d,%d,%d.5,%s\n", day,
				    c % 2 ? "C" : "c", c, day * 100 + c, c,
				    day * c, c % 4 ? "KRW" : "USD"
	}'
} >"$tmp/spend.csv"

# deal N: the rows of $tmp/in to $tmp/deal.1, deal.2 and so on, by person
deal() {
	rm -f "$tmp"/deal.*
	awk -F "$tab" -v n="$1" -v part="$tmp/deal." '
	NR == 1 { for (i = 1; i <= n; i++) print >(part i); next }
	!($2 in mine) { mine[$2] = 1 + (k++ * 7919) % n }
	{ print >(part mine[$2]) }' "$tmp/in"
}

# parts OPTION...: each dealt part's sums, in $tmp/part.1, part.2 and so on
parts() {
	rm -f "$tmp"/part.*
	for deal in "$tmp"/deal.*; do
		cjm-attribute --partial "$@" "$deal" \
			>"$tmp/part.${deal##*.}" || return
	done
}

# the parts in another order than they were made
shuffled() {
	printf '%s\n' "$tmp"/part.* | sort -t . -k 3,3r | awk '
		NR % 2 { print; next } { rest = rest $0 "\n" }
		END { printf "%s", rest }'
}

# shellcheck disable=SC2317 # ok calls it
# all_same: what one run and the merge have written
all_same() {
	for file in credits stats left; do
		cmp "$tmp/want.$file" "$tmp/got.$file" || return
	done
}

# run FILES OPTION...: one run, or the merge; what it writes to $tmp/FILES.*
run() {
	out=$tmp/$1
	shift
	: >"$out.left"
	case " $* " in *' --spend '*) set -- --unmatched "$out.left" "$@" ;; esac
	cjm-attribute --stats "$out.stats" "$@" >"$out.credits"
}

# same_merged OPTION... [-- OPTION...]: of the parts, and of the result
same_merged() {
	title=$(printf '%s' "${*:-nothing asked}" | sed "s,$tmp/,,")
	asked=
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		asked="$asked $1"
		shift
	done
	[ $# = 0 ] || shift
	# shellcheck disable=SC2086 # options are words
	run want $asked "$@" "$tmp/in"
	for n in 1 2 7; do
		deal $n
		# shellcheck disable=SC2046,SC2086 # words, and no blanks
		parts $asked && run got --merge "$@" $(shuffled)
		ok "of $n: $title" all_same
	done
}
all=first,last,last-non-direct,linear,position,decay,w-shaped,full-path,shapley
same_merged
for counter in unattributed paths_without_conversion refunds nobody; do
	ok "… which have: $counter" grep -q "^$counter	[1-9]" "$tmp/got.stats"
done
same_merged --by campaign --models $all,markov
same_merged --by campaign --markov-order 2 -- --new-customers
same_merged --by campaign --models markov --markov-order 3
same_merged --by source,campaign --markov-order 2 --lookback 2d
same_merged --by campaign --models $all --path since-conversion \
	--transform 'frequency,trim(3)' --position 50/0/50 --half-life 1d
same_merged --by campaign --since 2026-03-01 --until 2026-03-05 -- \
	--spend "$tmp/spend.csv" --tz Asia/Seoul
same_merged --by campaign --cost-basis touch --since 2026-03-01 \
	--until 2026-03-05 -- --spend "$tmp/spend.csv"
same_merged --by campaign --paths 0 -- --paths 9
same_merged --by campaign --transform none --paths 0
same_merged --lag
same_merged --by campaign --assists

# as they come: merged by and by, in any blocks, packed, without headers, with
# parts of nothing, and from runs that put persons aside
run want --by campaign --spend "$tmp/spend.csv" "$tmp/in"
deal 3
parts --by campaign
mv "$tmp/part.3" "$tmp/other"
cjm-attribute --merge --partial --zstd "$tmp"/part.? >"$tmp/two.zst"
merged() {
	run got --merge --spend "$tmp/spend.csv" "$@"
}
merged "$tmp/two.zst" "$tmp/other"
ok 'parts of parts' all_same
CJM_BLOCK=7 merged "$tmp"/part.? "$tmp/other"
ok 'in blocks of 7 bytes' all_same
cjm-attribute --by campaign --partial </dev/null >"$tmp/nothing"
merged "$tmp/nothing" "$tmp"/part.? "$tmp/other"
ok 'with a part of nothing' all_same
tail -q -n +2 "$tmp"/part.? "$tmp/other" >"$tmp/rows"
merged --header "$(head -n 1 "$tmp/other" | tr '\t' ,)" "$tmp/rows"
ok 'rows without headers' all_same
cjm-attribute --by campaign --partial "$tmp/deal.3" | grep -av ^counter \
	>"$tmp/want"
cjm-attribute --by campaign --partial --memory 1K "$tmp/deal.3" |
	grep -av ^counter >"$tmp/got"
same 'a part has the same bytes for any memory' "$tmp/want" "$tmp/got"

cjm-attribute --by campaign --markov-moves 9 "$tmp/in" >"$tmp/want" 2>"$tmp/err"
is 'too many moves' "$?" 1
cjm-attribute --merge --markov-moves 9 "$tmp"/part.? "$tmp/other" >"$tmp/got" \
	2>"$tmp/err"
is '… are so in a merge' "$?" 1
same '… which has the other models' "$tmp/want" "$tmp/got"
cjm-attribute --by campaign --partial --markov-moves 9 "$tmp/deal.3" \
	>"$tmp/over" 2>"$tmp/err"
is '… and in a part' "$?" 1
cjm-attribute --merge "$tmp"/part.? "$tmp/over" >"$tmp/got" 2>"$tmp/err"
is '… from which the merge knows' "$?" 1
same '… as much' "$tmp/want" "$tmp/got"

# what is none of the parts, and what each side refuses
tell() {
	cjm-attribute "$@" 2>&1 >"$tmp/got" | sed 's/.*: //'
}
# refused NAME MESSAGE EDIT: parts of which one is edited
refused() {
	sed "$3" "$tmp/other" >"$tmp/bad"
	cjm-attribute --merge "$tmp"/part.? "$tmp/bad" >"$tmp/got" 2>"$tmp/err"
	is "$1" "$? $(wc -c <"$tmp/got") $(sed 's/.*parts: //' "$tmp/err")" \
		"3 0 $2"
}
for option in by models conversion lookback path transform position half-life \
	milestones markov-order since until cost-basis max-touches; do
	sed -n "s/^option${tab}$option$tab\([^$tab]*\).*/\1/p" "$tmp/other" \
		>"$tmp/value"
	refused "another --$option" \
		"the parts differ in --$option: '$(cat "$tmp/value")' and '7'" \
		"s/^\(option$tab$option$tab\)[^$tab]*/\17/"
done
refused 'another report' "the parts differ in their report: '' and 'lag'" \
	"s/^\(option${tab}report$tab\)/\1lag/"
sed -n "s/^option${tab}columns$tab\([^$tab]*\).*/\1/p" "$tmp/other" \
	>"$tmp/value"
refused 'other columns' \
	"the parts differ in their columns: '$(cat "$tmp/value")' and 'uid'" \
	"s/^\(option${tab}columns$tab\)[^$tab]*/\1uid/"
refused 'a figure that is none' 'a figure is no number, or too large' \
	's/^\(touch.*\)$/\1x/'
refused 'a figure beyond all' 'a figure is too large' \
	"/^given/s/${tab}[0-9][0-9]*$tab/${tab}1000000000000000000000000000000000$tab/"
refused 'a model that was not asked for' \
	'a credit of no key, or of another model' "s/^\(credit$tab\)l/\1m/"
refused 'a key without a text' 'a key without a text' \
	"s/^\(move$tab$tab$tab\)/\1\\\\n/"
refused 'a longer state' \
	'a path of more or fewer keys than --markov-order has' \
	"s/^\(move$tab$tab$tab\)/\1c1\\\\n/"
refused 'a row that is none' 'a row of no kind that is known' 's/^null/nil/'
refused 'a row that is lost' \
	'cjm-attribute: merge: a part is not whole: it has lost rows' 9d
refused 'rows of a report' 'a row of another report' 's/^touch/path/'
sed 5d "$tmp/other" >"$tmp/bad"
is 'an option that is lost' "$(tell --merge "$tmp/bad")" \
	'a part does not begin with its options'
is 'no part' "$(tell --merge </dev/null)" 'there is no part'
is 'events are no parts' "$(tell --merge "$tmp/in" | cut -c 1-30)" \
	"no column 'row' (cjm-attribute"
is 'keys have a limit' "$(tell --merge --max-keys 9 "$tmp/other")" \
	'more than 9 keys; name fewer columns in --by, or raise --max-keys'
for option in '--by medium' '--lookback 7d' '--lag' '--until 2027-01-01' \
	'--cost-basis touch' '--memory 1G'; do
	# shellcheck disable=SC2086 # an option and its argument
	is "$option is not --merge's" "$(tell --merge $option "$tmp/other")" \
		'it is of the parts; give it to --partial'
done
for option in '--new-customers' '--spend x --tz UTC' '--spend x'; do
	# shellcheck disable=SC2086 # the same
	is "$option is not --partial's" "$(tell --partial $option "$tmp/in")" \
		'it is of the result; give it to --merge'
done
is 'a part has all paths' "$(tell --partial --paths 9 "$tmp/in")" \
	'give --paths 0, and the number to --merge'
is 'credits are no paths' "$(tell --merge --paths 9 "$tmp/other")" \
	'the parts are of something else; give it to --partial, too'
is 'dates of touches need costs, or parts' \
	"$(tell --cost-basis touch "$tmp/in")" 'says nothing without --spend'
finish

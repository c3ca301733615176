#!/bin/sh
# SPDX-License-Identifier: MIT
# A funnel of parts: visitors are dealt out to several runs, whose figures
# --merge adds up to the bytes of one run over all of them.
. tests/lib.sh

tab=$(printf '\t')
zstd -dc testdata/demo/access.log.zst | cjm-parse --site shop.example |
	cjm-sessionize | cjm-stage >"$tmp/in"
last=$(cut -f 1 "$tmp/in" | grep -v time | sort -n | tail -1)
awk -F "$tab" -v dir="$tmp" '
	NR == 1 { header = $0; next }
	{
		part = dir "/deal." index("0123456789abcdef", substr($2, 1, 1)) % 5
		if (!(part in begun))
			print header >part
		begun[part] = 1
		print >part
	}' "$tmp/in"

# merged OPTION...: through five parts, of which two are merged first
merged() {
	for deal in "$tmp"/deal.?; do
		cjm-funnel --partial --as-of "$last" "$@" "$deal" \
			>"$tmp/part.${deal##*.}" || return
	done
	cjm-funnel --merge --partial "$tmp/part.0" "$tmp/part.1" >"$tmp/two" &&
		cjm-funnel --merge "$tmp/two" "$tmp"/part.[234]
}

same_merged() {
	name="as one run: ${*:-nothing asked}"
	cjm-funnel "$@" "$tmp/in" >"$tmp/want"
	merged "$@" >"$tmp/got"
	same "$name" "$tmp/want" "$tmp/got"
}
same_merged
same_merged --window 1h --entry first
same_merged --entry first --count totals --window 2h
same_merged --by channel
same_merged --by campaign --attribute all --window 7d
same_merged --by device --attribute step:prospects
same_merged --order any --entry first
same_merged --steps view_item,add_to_cart,purchase --order strict
same_merged --unit session --not purchase
CJM_BLOCK=7 cjm-funnel --merge "$tmp"/part.? >"$tmp/got"
same 'in blocks of 7 bytes' "$tmp/want" "$tmp/got"

# sums beyond what one field holds
printf 'time\tuid\tevent\trevenue\n' >"$tmp/rich"
for i in 1 2 3; do
	printf '%d\tv%d\tpurchase\t9000000000000.5\n' $i $i >>"$tmp/rich"
done
cjm-funnel --steps purchase "$tmp/rich" >"$tmp/want"
cjm-funnel --steps purchase --partial "$tmp/rich" | cjm-funnel --merge \
	>"$tmp/got"
same 'more revenue than a field of the stream can have' "$tmp/want" "$tmp/got"
is 'and it is all there' "$(tail -1 "$tmp/got" | cut -f 14)" 27000000000001.5

# the funnel as it was
middle=$(awk -F "$tab" 'NR == 20000 { print $1 }' "$tmp/in")
awk -F "$tab" -v t="$middle" 'NR == 1 || $1 <= t' "$tmp/in" |
	cjm-funnel --window 7d >"$tmp/want"
cjm-funnel --as-of "$middle" --window 7d --stats "$tmp/stats" "$tmp/in" \
	>"$tmp/got"
same '--as-of leaves later rows out' "$tmp/want" "$tmp/got"
is 'and counts them' "$(awk '$1 == "after" { print $2 }' "$tmp/stats")" \
	"$(awk -F "$tab" -v t="$middle" 'NR > 1 && $1 > t' "$tmp/in" | wc -l)"
cjm-funnel --as-of "$((last + 40 * 86400))" "$tmp/in" >"$tmp/got"
is 'after it all windows are over' \
	"$(awk -F "$tab" 'NR > 1 { n += $6 } END { print n }' "$tmp/got")" 0

# refused NAME MESSAGE: what --merge says of $tmp/bad, and its status
refused() {
	cjm-funnel --merge "$tmp/bad" >"$tmp/got" 2>"$tmp/err"
	is "$1" "$? $(wc -c <"$tmp/got") $(sed 's/.*: //' "$tmp/err")" "3 0 $2"
}
merged >"$tmp/got"
{ cat "$tmp/part.0"; tail -n +2 "$tmp/part.1" |
	sed "s/$last\$/1/"; } >"$tmp/bad"
refused 'parts of different ends' 'the parts end at different times; give the same --as-of to all of them'
{ cat "$tmp/part.0"; tail -n +2 "$tmp/part.1" |
	sed "s/${tab}2592000$tab/${tab}86400$tab/"; } >"$tmp/bad"
refused 'parts of different windows' 'the parts have other steps or windows'
{ cat "$tmp/part.0"; tail -n +2 "$tmp/part.1" | sed 's/aware/seen/'; } >"$tmp/bad"
refused 'parts of different steps' 'the parts have other steps or windows'
sed '2s/^1/6/' "$tmp/part.0" >"$tmp/bad"
refused 'a step beyond the last' "'number' and 'of' are not those of a step"
sed "2s/${tab}[0-9]*$tab/${tab}x$tab/3" "$tmp/part.0" >"$tmp/bad"
refused 'a count that is none' 'a figure is no number, or too large'
sed '3s/$/	more/' "$tmp/part.0" >"$tmp/bad"
refused 'a row that is cut' 'a part has rows that are damaged'
cjm-funnel --merge "$tmp/in" >"$tmp/got" 2>"$tmp/err"
is 'events are no parts' "$? $(grep -c "no column 'number'" "$tmp/err")" '3 1'
cjm-funnel --merge --by channel "$tmp/part.0" >"$tmp/got" 2>"$tmp/err"
is 'parts know the question' "$?" 2
cjm-funnel --merge --memory 64M "$tmp/part.0" >"$tmp/got" 2>"$tmp/err"
is 'and keep nothing of visitors' "$?" 2
cjm-funnel --partial --members aware "$tmp/in" >"$tmp/got" 2>"$tmp/err"
is 'a list is no figure' "$?" 2
sed '2s/	[0-9]*/	99/3' "$tmp/part.0" >"$tmp/bad"
cjm-funnel --merge "$tmp/bad" >"$tmp/got" 2>"$tmp/err"
is 'figures that do not balance' "$? $(cat "$tmp/err")" \
	'1 cjm-funnel: audit: visitors in and out do not balance'
finish

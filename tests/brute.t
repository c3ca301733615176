#!/bin/sh
# SPDX-License-Identifier: MIT
# cjm-funnel against a program that tries every way through the steps
# (tests/brute): random settings and visitors. BRUTE_SEED=N and BRUTE_CASES=N
# for others and more.
. tests/lib.sh

seed=${BRUTE_SEED:-1}
cases=${BRUTE_CASES:-150}
"${CJM_BUILD:-build/cc}/brute" "$seed" "$cases" "$tmp" || exit 1

# figures FILE: what is compared of the table; a step is told by its number
# shellcheck disable=SC2317 # agrees calls it
figures() {
	awk -F '\t' -v OFS='\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{
		s = $at["segment"]
		k = s == last && NR > 2 ? k + 1 : 1
		last = s
		print s, k, $at["visitors"], $at["entered"], $at["continued"],
		    $at["dropped"], $at["open"], $at["median_s"], $at["revenue"]
	}' "$1"
}

# shellcheck disable=SC2317 # ok calls it
agrees() {
	# shellcheck disable=SC2046 # options are words
	if cjm-funnel $(cat "$tmp/$1.args") "$tmp/$1.tsv" >"$tmp/got" &&
		figures "$tmp/got" | awk -F '\t' -v OFS='\t' '
		# where nothing tells how long, nothing is compared
		FNR == NR { unknown[FNR] = $8 == "?"; next }
		unknown[FNR] { $8 = "?" } { print }' "$tmp/$1.want" - |
		diff "$tmp/$1.want" -; then
		return 0
	fi
	cat "$tmp/$1.args"
	return 1
}

i=0
while [ "$i" -lt "$cases" ]; do
	ok "case $i of seed $seed" agrees "$i"
	i=$((i + 1))
done
finish

# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Credits add up: each model's to the conversions and to their revenue, to the
# last cent, and to the same bytes in any order of the rows of a second and for
# any memory. For tests/attribute.t and big.sh, behind tests/lib.sh.

# sums FILE: each model's conversions, in units of 10^-6, and cents
sums() {
	awk -F '\t' 'NR > 1 {
		conversions[$2] += $3 * 1e6
		cents[$2] += sprintf("%.0f", $4 * 100)
	}
	END {
		for (model in cents)
			printf "%s %.0f %.0f\n", model, conversions[model],
			    cents[model]
	}' "$1" | sort
}

# check_credits TOUCHES ROWS PERSONS CONVERSIONS MEMORY
# shellcheck disable=SC2154 # tmp is lib.sh's
check_credits() {
	"$1" "$2" "$3" "$4" 1000 5 | awk -F '\t' -v OFS='\t' '
		$9 ~ /^[0-9]/ { $9 = $9 "." 10 + NR % 90; $10 = "USD" } 1' \
		>"$tmp/touches.tsv"
	head -n 1 "$tmp/touches.tsv" >"$tmp/other.tsv"
	tail -n +2 "$tmp/touches.tsv" |
		LC_ALL=C sort -s -t "$(printf '\t')" -k 1,1n -k 2,2r \
			>>"$tmp/other.tsv"
	cjm-attribute --by campaign "$tmp/touches.tsv" >"$tmp/credits"
	cjm-attribute --by campaign --memory "$5" --stats "$tmp/stats" \
		"$tmp/other.tsv" >"$tmp/credits.other"
	same "$4 conversions: any order and memory" \
		"$tmp/credits" "$tmp/credits.other"
	ok "… which was less than they take" \
		grep -q '^partitions	[1-9]' "$tmp/stats"
	awk -F '\t' '$3 == "purchase" {
		n++
		cents += sprintf("%.0f", $9 * 100)
	}
	END {
		count = split("decay first last last-non-direct linear " \
		    "markov position shapley w-shaped", model, " ")
		for (i = 1; i <= count; i++)
			printf "%s %.0f %.0f\n", model[i], n * 1e6, cents
	}' "$tmp/touches.tsv" >"$tmp/sums.want"
	sums "$tmp/credits" >"$tmp/sums"
	same "… and every model's credits are the conversions and the cents" \
		"$tmp/sums" "$tmp/sums.want"
	rm -f "$tmp"/touches.tsv "$tmp"/other.tsv
}

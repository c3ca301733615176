#!/bin/sh
# SPDX-License-Identifier: MIT
# cjm-identify: persons do not depend on how the rows come, and a mapping that
# was written gives them again.
. tests/lib.sh

# 400 clients, a few users on some of them, interleaved at random
awk 'BEGIN { srand(11); OFS = "\t"; print "time", "uid", "user", "n"
	for (i = 1; i <= 20000; i++) {
		client = int(rand() * 400)
		user = rand() < .1 ? "user" int(client / 2 + rand() * rand() * 9) : ""
		print int(i / 7), "c" client, user, i
	} }' >"$tmp/in"

for rule in carry forward first last none 'carry --carry-max 3m' \
	'forward --carry-max 3m' 'carry --max-users 2'; do
	# shellcheck disable=SC2086 # a rule and its options
	cjm-identify --stitch $rule "$tmp/in" >"$tmp/want"
	# shellcheck disable=SC2002,SC2086 # a pipe is what is tested
	cat "$tmp/in" | cjm-identify --stitch $rule >"$tmp/got"
	same "$rule: through a pipe" "$tmp/want" "$tmp/got"
	zstd -qc "$tmp/in" >"$tmp/in.zst"
	# shellcheck disable=SC2086
	cjm-identify --stitch $rule "$tmp/in.zst" >"$tmp/got"
	same "$rule: compressed" "$tmp/want" "$tmp/got"
	head -9000 "$tmp/in" >"$tmp/a"
	(head -1 "$tmp/in" && tail -n +9001 "$tmp/in") >"$tmp/b"
	# shellcheck disable=SC2086
	CJM_BLOCK=997 cjm-identify --stitch $rule "$tmp/a" "$tmp/b" >"$tmp/got"
	same "$rule: two files, odd blocks" "$tmp/want" "$tmp/got"

	# rows of unrelated clients in another order: client by client
	(head -1 "$tmp/in" && tail -n +2 "$tmp/in" | sort -s -k 2,2) >"$tmp/by"
	# shellcheck disable=SC2086
	cjm-identify --stitch $rule "$tmp/by" | sort -t "$(printf '\t')" -k 4,4n \
		>"$tmp/got"
	sort -t "$(printf '\t')" -k 4,4n "$tmp/want" >"$tmp/sorted"
	same "$rule: client by client" "$tmp/sorted" "$tmp/got"

	[ "$rule" = none ] && continue
	# shellcheck disable=SC2086
	cjm-identify --stitch $rule --map "$tmp/map" "$tmp/in" >/dev/null
	stitch=${rule%% *}
	[ "$stitch" = last ] || stitch=carry
	cjm-identify --stitch "$stitch" --apply "$tmp/map" "$tmp/in" >"$tmp/got"
	same "$rule: its mapping gives the same" "$tmp/want" "$tmp/got"
	ok "$rule: and is not empty" test "$(wc -l <"$tmp/map")" -gt 100
done

# the same by hand, for the two rules that need one pass over a client
awk -F '\t' 'NR == 1 { next } NR == FNR { if ($3 != "" && !($2 in f)) f[$2] = $3
		next }
	{ p = $3 != "" ? "u:" $3 : ($2 in f) ? "u:" f[$2] : "c:" $2
	  print $4 "\t" p }' "$tmp/in" "$tmp/in" | tail -n +2 >"$tmp/want"
cjm-identify --stitch first --max-users 63 --no-header "$tmp/in" |
	cut -f 4,5 >"$tmp/got"
same 'first, by awk' "$tmp/want" "$tmp/got"
awk -F '\t' 'NR == 1 { next } { if ($3 != "") l[$2] = $3
	print $4 "\t" (($2 in l) ? "u:" l[$2] : "c:" $2) }' "$tmp/in" >"$tmp/want"
cjm-identify --stitch forward --max-users 63 --no-header "$tmp/in" |
	cut -f 4,5 >"$tmp/got"
same 'forward, by awk' "$tmp/want" "$tmp/got"

cjm-identify --memory 1K "$tmp/in" >"$tmp/got" 2>"$tmp/err"
is 'logins beyond --memory: status 3' $? 3
ok 'and its name' grep -q 'memory: logins take more' "$tmp/err"
cjm-identify --deny "$tmp/absent" "$tmp/in" >/dev/null 2>"$tmp/err"
is 'no such file of ids: status 3' $? 3
is 'and one message' "$(cat "$tmp/err")" \
	"cjm-identify: $tmp/absent: No such file or directory"
mkdir "$tmp/dir"
# shellcheck disable=SC2002
cat "$tmp/in" | TMPDIR=$tmp/dir cjm-identify >/dev/null
is 'nothing is left behind' "$(ls "$tmp/dir")" ''
finish

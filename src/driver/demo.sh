# SPDX-License-Identifier: MIT
# cjm demo: the journey of a sample shop.

demo() {
	for sample in "$here/../testdata/demo/access.log.zst" \
		"$here/../share/cjm/demo/access.log.zst"; do
		[ -r "$sample" ] && break
	done
	[ -r "$sample" ] || die 3 "no sample log beside the program"
	make_tmp

	echo "The sample: 30 days of a shop's access log" \
		"($(wc -c <"$sample" | tr -d ' ') bytes of zstd)."
	say "cjm-parse --site shop.example access.log.zst |" \
		"cjm-sessionize | cjm-stage >events.tsv"
	part cjm-parse cjm-parse --site shop.example --stats "$tmp/parsed" "$sample" |
		part cjm-sessionize cjm-sessionize --stats "$tmp/sessions" |
		part cjm-stage cjm-stage >"$tmp/events.tsv"
	finish
	awk -F '\t' '{ v[$1] = $2 }
		/^dropped/ { dropped += $2 }
		/^rejected/ { rejected += $2 }
		END {
			printf "%d lines: %d events, %d dropped (%d static " \
				"files, %d robots), %d rejected\n", v["lines"],
				v["events"], dropped, v["dropped_assets"],
				v["dropped_bots"], rejected
			printf "%d visitors in %d sessions\n", v["visitors"],
				v["sessions"]
		}' "$tmp/parsed" "$tmp/sessions"

	say "cjm-funnel --window 7d events.tsv | cjm-report"
	part cjm-funnel cjm-funnel --window 7d "$tmp/events.tsv" | part cjm-report cjm-report
	say "cjm-attribute --by campaign --models first,last,linear" \
		"events.tsv | cjm-report --rows 12"
	part cjm-attribute cjm-attribute --by campaign --models first,last,linear \
		"$tmp/events.tsv" | part cjm-report cjm-report --rows 12
	finish
}

# finish: ends unless all went well
finish() {
	[ ! -s "$tmp/failed" ] || die 3 \
		"$(sed -n '1s/^\([0-9]*\) \(.*\)/\2 ended with status \1/p' \
			"$tmp/failed")"
}

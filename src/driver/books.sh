# SPDX-License-Identifier: MIT
# What came of every line: the counts of all tools must agree.

# counter TOOL NAME: a figure that the tool kept of its run
counter() {
	awk -F '\t' -v name="$2" '$1 ~ "^(" name ")$" { sum += $2 }
		END { printf "%d", sum }' "$tmp/stats/$1" 2>/dev/null
}

# balance WHAT LEFT RIGHT: a line of the books
balance() {
	if [ "$2" = "$3" ]; then
		echo "ok      $1: $2"
	else
		echo "BROKEN  $1: $2 is not $3"
		note "1 the books"
	fi
}

# What came of every line, from the log to the funnel.
books() {
	lines=$(counter parse lines)
	events=$(counter parse events)
	rejected=$(counter parse 'rejected_.*')
	dropped=$(counter parse 'dropped_.*')
	blank=$(counter parse blank)
	parts=$(counter parse parts)
	staged=$(counter stage rows_written)
	left_out=$(counter stage \
		'excluded|repeated_order|repeated_event_id|repeated_purchase')
	echo "lines   $lines: $events events, $dropped dropped," \
		"$rejected rejected, $blank blank, $parts parts of others"
	awk -F '\t' '/^(dropped|rejected)_/ && $2 > 0 {
		printf "        %-20s %d\n", $1, $2 }' "$tmp/stats/parse"
	nobody=$(counter sessionize nobody)
	[ "$nobody" = 0 ] || nobody=", $nobody events of nobody"
	echo "people  $(counter sessionize visitors) visitors in" \
		"$(counter sessionize sessions) sessions${nobody#0}"
	balance 'lines = events + dropped + rejected + blank + parts' "$lines" \
		$((events + dropped + rejected + blank + parts))
	balance 'events = rows sessionized' "$events" \
		"$(counter sessionize rows_read)"
	balance 'rows sessionized = rows staged' \
		"$(counter sessionize rows_read)" "$(counter stage rows_read)"
	balance 'rows staged = written + left out' \
		"$(counter stage rows_read)" $((staged + left_out))
	balance 'rows written = rows of the funnel' "$staged" \
		"$(counter funnel rows_read)"
	awk -F '\t' 'NR == 1 {
		for (i = 1; i <= NF; i++) at[$i] = i
		next
	}
	$at["continued"] != "" {
		if ($at["visitors"] != $at["continued"] + $at["dropped"] + \
			$at["open"])
			bad = bad " " $at["step"]
	}
	END { exit bad != "" }' "$new/tables/funnel.tsv" ||
		note "1 the funnel's books"
}

# told_too_soon TABLE: a line where the window of nobody in that funnel is over,
# so that none can have dropped; no limit on a drop-off would ever be broken
told_too_soon() {
	awk -F '\t' -v window="$(conf window 30d)" '
	NR == 1 {
		for (i = 1; i <= NF; i++)
			at[$i] = i
		next
	}
	{
		dropped += $at["dropped"]
		open += $at["open"]
	}
	END {
		if (open && !dropped)
			print "nobody can have dropped off: the window (" \
				window ") is as long as the hits are; take " \
				"a shorter one, or more days"
	}' "$1"
}

# understood: whether the logs are logs at all. Reports of a file of something
# else, or of a form that was guessed wrong, would be empty and look well.
understood() {
	lines=$(($(counter parse lines) - $(counter parse 'blank|parts')))
	events=$(counter parse events)
	rejected=$(counter parse 'rejected_.*')
	[ "$rejected" -gt 0 ] || return 0
	[ $((rejected * 2)) -le "$lines" ] && [ "$events" -gt 0 ] && return
	echo "cjm: $rejected of $lines lines are not understood, and $events" \
		"events come of the others: is the format right?" \
		"see cjm doctor" >>"$tmp/messages"
	return 1
}

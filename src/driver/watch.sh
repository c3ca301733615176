# SPDX-License-Identifier: MIT
# cjm watch: who is there now, drawn anew as the log grows.

# A log as it grows, by the stages of the rules in their order.
watch() {
	[ $# -eq 1 ] || die 2 "watch what? one log"
	readable "$1"
	make_tmp
	read_conf "$config"
	mkdir "$tmp/stats" || exit 3
	terminal=
	[ ! -t 1 ] || terminal=1
	since=
	until=
	lines=${CJM_WATCH_LINES:-+1}
	ranked=$(stage --explain </dev/null | awk -F '\t' '
		$1 == "touchpoint" && !seen[$2 = substr($2, 1, index($2, ":") - 1)]++ {
			print $2
		}' | paste -s -d ' ' -)
	# in the background, since a shell takes no signal while it waits for what
	# is not
	{
		followed "$1" | part cjm-parse parse - |
			part cjm-sessionize sessionize |
			part cjm-stage stage &
		staged=$!
		# it stays until the tools have ended, also where nothing draws
		{
			trap '' PIPE
			while sleep 2 && kill -0 "$staged"; do
				echo || {
					# nobody looks on any more
					kill "$(cat "$tmp/tail.pid")"
					break
				}
			done
			wait "$staged"
		} 2>/dev/null
	} | draw "$terminal" "$ranked" &
	drawn=$!
	wait "$drawn" 2>/dev/null
	drawn=
	exit "$(worst)"
}

# followed LOG: what it has and gets. The process is known by its id, to end it:
# it would live on until the log grows.
followed() {
	# shellcheck disable=SC2016 # the inner shell's
	exec sh -c 'echo "$$" >"$0"; exec tail -n "$1" -F "$2" 2>/dev/null' \
		"$tmp/tail.pid" "$lines" "$1"
}

# The rows of cjm-stage as a page that is drawn anew: who came within the last
# minutes, by the stage that they have reached, and what they ordered in that
# time. Time is that of the log. The stages are those of the rules, first to last.
draw() {
	terminal=$1
	ranked=$2
	set -- # mawk would wait for more than a row
	case $(awk -W version 2>&1 </dev/null) in
	mawk*) set -- -W interactive ;;
	esac
	exec awk "$@" -F '\t' -v minutes=5 -v tty="$terminal" \
		-v ranked="$ranked" '
	function show(s, n, id, i, orders, money) {
		split("", n)
		for (id in seen)
			if (seen[id] < now - 60 * minutes) {
				delete seen[id]
				delete stage[id]
			} else {
				n[stage[id]]++
			}
		if (tty)
			printf "\033[H\033[J"
		printf "%s visitors in the last %d minutes (%d events so far)\n",
			total(n), minutes, rows
		for (i = 1; i <= stages; i++)
			printf "  %-12s %6d\n", order[i], n[order[i]]
		printf "  %-12s %6d\n", "(no stage)", n[""]
		for (i in ordered)
			if (ordered[i] < now - 60 * minutes) {
				delete ordered[i]
				delete revenue[i]
			} else {
				orders++
				money += revenue[i]
			}
		if (orders)
			printf "  %d orders, " (money % 1 ? "%.2f" : "%.0f") \
				"\n", orders, money
		fflush()
	}
	BEGIN {
		stages = split(ranked, order, " ")
		for (i = 1; i <= stages; i++)
			rank[order[i]] = i
	}
	function total(n, k, t) {
		for (k in n)
			t += n[k]
		return t + 0
	}
	NF == 0 {
		if (fresh)
			show()
		fresh = 0
		next
	}
	!head {
		head = NF
		for (i = 1; i <= NF; i++)
			at[$i] = i
		who = "person" in at ? at["person"] : at["uid"]
		next
	}
	NF != head { next }
	{
		rows++
		fresh = 1
		if ($at["time"] > now)
			now = $at["time"]
		# who was gone begins anew, drawn meanwhile or not
		if ($who in seen && seen[$who] < now - 60 * minutes)
			delete stage[$who]
		# a row that comes late takes nobody back
		if (!($who in seen) || $at["time"] > seen[$who])
			seen[$who] = $at["time"]
		s = $at["stage"]
		if (s != "" && !(s in rank)) {
			rank[s] = ++stages
			order[stages] = s
		}
		if (!($who in stage) || rank[s] > rank[stage[$who]])
			stage[$who] = s
		# of less than nothing it is a refund
		if ($at["event"] == "purchase" && $at["revenue"] + 0 >= 0) {
			ordered[rows] = $at["time"]
			revenue[rows] = $at["revenue"]
		}
	}
	END { show() }'
}

# SPDX-License-Identifier: MIT
# Alerts, and where they and all messages go.

# The alerts in one line; the status says whether one is raised.
alerts() {
	[ -s "$tmp/conf/alert" ] || return 0
	set -- funnel="$new/tables/funnel.tsv"
	[ ! -e "$new/tables/metrics-day.tsv" ] ||
		set -- "$@" daily="$new/tables/metrics-day.tsv"
	[ ! -s "$tmp/conf/baseline" ] ||
		set -- --baseline "$(beside "$(conf baseline '')")" "$@"
	[ -z "$period" ] || set -- --period "$period" "$@"
	each_value alert --alert cjm-report "$@" >"$new/status.txt" \
		2>>"$tmp/messages"
}

# untold: whether an alert is of something that the tables do not have, so that
# it can never be raised; the last step of a funnel has no figures of going on.
# One that cannot be told yet is no failure: a new shop has no days before, a
# day without hits has no rows, and one without visitors of a step no rates.
untold() {
	[ -s "$new/status.txt" ] || return
	sed 's/ | .*//' "$new/status.txt" | awk -F '\t' '
	NR == 1 {
		for (i = 1; i <= NF; i++)
			at[$i] = i
	}
	NR == FNR {
		visitors += $at["visitors"]
		if ($at["continued"] == "")
			last = $at["step"]
		next
	}
	visitors && (/ is no column/ || / has no such row/ ||
		index($0, last "] is not given")) { found = 1 }
	END { exit !found }' "$new/tables/funnel.tsv" -
}

# Told where the configuration wants it: syslog, a file, or standard error;
# there also what the first two do not take, as on a full disk.
tell() {
	case $(conf log '') in
	'') cat >&2 ;;
	syslog) logger -t cjm || cat >&2 ;;
	*) file=$(beside "$(conf log '')")
		true 2>/dev/null >>"$file"
		while IFS= read -r line; do
			set -- "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$line"
			printf '%s %s\n' "$@" 2>/dev/null >>"$file" ||
				printf '%s\n' "$line" >&2
		done ;;
	esac
}

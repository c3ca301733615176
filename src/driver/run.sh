# SPDX-License-Identifier: MIT
# cjm run: all reports, made aside and published at once or not at all.

# On a terminal: what is read of the logs' bytes, how fast, and what is left.
progress() {
	total=0
	for log; do
		[ -f "$log" ] || return
		size=$(wc -c <"$log") || return
		total=$((total + size))
	done
	began=$(date +%s)
	# until the run has ended, also by a signal that it could not take
	while sleep 1 && kill -0 $$ 2>/dev/null; do
		pid=$(cat "$tmp/stats/parse.pid" 2>/dev/null) || continue
		at=$(awk '/^rchar/ { print $2 }' "/proc/$pid/io" \
			2>/dev/null) || continue
		now=$(($(date +%s) - began))
		[ "${at:-0}" -gt 0 ] || continue
		[ "$now" -gt 0 ] || continue
		[ "$at" -le "$total" ] || at=$total
		printf '\r%3d %%  %d of %d MB, %d MB/s, %d s left  ' \
			$((at * 100 / (total + 1))) $((at / 1000000)) \
			$((total / 1000000)) $((at / now / 1000000)) \
			$(((total - at) * now / at)) >&2
	done
}

run() {
	# an awk cannot end where one of them is closed
	true 2>/dev/null 8>&1 || exec >/dev/null
	true 8>&2 2>/dev/null || exec 2>/dev/null
	make_tmp
	read_conf "$config"
	[ -n "$out" ] || out=$(conf output '')
	[ -n "$out" ] || die 2 "run where? give -o DIR, or output in $config"
	[ -n "$given_out" ] || out=$(beside "$out")
	# neither an option of mkdir nor NAME=file of cjm-report
	case $out in /*) ;; -* | *=*) out=./$out ;; esac
	for tool in parse sessionize stage funnel attribute metrics report; do
		command -v "cjm-$tool" >/dev/null || die 3 "no cjm-$tool on PATH"
	done
	# a date that knows no such words is no broken limit of the user's
	period=$(period) || exit 3
	since=$(moment "$since") || exit
	until=$(moment "$until") || exit
	case $since:$until in
	*[!0-9]*:* | *:*[!0-9]* | :* | *:) ;;
	*) [ "$since" -lt "$until" ] ||
		die 2 "--until is not behind --since: nothing is between" ;;
	esac
	title=$(conf title '')
	countable "$@"
	exec 8</dev/null
	# cron may give nothing at all
	! true 2>/dev/null 8<&0 || exec 8<&0
	mkdir -p "$out" || exit 3
	# a shell that cannot open what exec names ends with a status of its own
	true 2>/dev/null >>"$out/.lock" || die 3 "$out: cannot be written"
	exec 9>>"$out/.lock"
	if command -v flock >/dev/null; then
		# Korn shells keep it to themselves else
		flock -n 9 9>&9 || die 3 "$out: another run is at work"
	fi
	# before the work, and not behind it
	[ ! -e "$out/latest" ] || [ -L "$out/latest" ] ||
		die 3 "$out/latest: it is no link; remove it, or rename it"
	rm -rf "$out"/.new.* "$out"/.latest.*
	new=$(mktemp -d "$out/.new.XXXXXX") || exit 3
	mkdir "$new/tables" "$tmp/fifo" "$tmp/stats" || exit 3
	: >"$tmp/messages"
	if [ -t 2 ] && [ $# -gt 0 ]; then
		{
			progress "$@"
		} 9>&- &
		ticker=$!
	fi
	pipeline "$@"
	if [ -n "${ticker-}" ]; then
		kill "$ticker" 2>/dev/null
		ticker=
		printf '\r%60s\r' '' >&2
	fi
	finish_run
}

# failures: which processes did not do their work
failures() {
	sed 's/^\([0-9]*\) \(.*\)/cjm: \2 ended with status \1/' "$tmp/failed"
}

# Nothing is published unless every process did its work; a limit that is
# broken (status 1) is told, and published.
finish_run() {
	status=$(worst)
	[ "$status" -ge 2 ] || understood || status=3
	if [ "$status" -lt 2 ]; then
		{
			books
			told_too_soon "$new/tables/funnel.tsv" |
				sed 's/^/note    /'
		} >"$new/summary.txt" 2>>"$tmp/messages"
		write_reports
		alerts
		alerted=$?
		# one that cannot be told is a line, too
		[ "$alerted" -lt 2 ] || [ -s "$new/status.txt" ] ||
			note "$alerted cjm-report (alerts)"
		status=$(worst)
	fi
	if [ "$status" -ge 2 ]; then
		{
			cat "$tmp/messages"
			failures
			echo "cjm: $out: the reports before stay as they are"
		} | tell
		exit "$status"
	fi
	cp "$tmp/messages" "$new/messages.txt" || exit 3
	! untold || alerted=1
	[ "$alerted" != 1 ] || status=1
	publish
	{
		cat "$tmp/messages"
		[ "$alerted" != 1 ] || cat "$out/latest/status.txt"
		if [ -s "$tmp/failed" ]; then
			sed 's/^\([0-9]*\) \(.*\)/cjm: \2: status \1/' \
				"$tmp/failed"
		fi
		if [ "$verbose" != 0 ]; then
			cat "$out/latest/summary.txt"
		elif [ -t 2 ]; then
			# to whoever looks on; cron need not mail it nightly
			sed -n 's/^note  */cjm: /p' "$out/latest/summary.txt"
		fi
	} | tell
	exit "$status"
}

# The run takes its place: one rename for the directory, one for the link.
publish() {
	run=$(date -u +%Y%m%dT%H%M%SZ)
	# behind all of that second, also where the first of them are gone
	while set -- "$out/$run"* && [ -e "$1" ]; do
		run=$run+
	done
	# until now nobody else could read it, audiences included
	chmod 755 "$new" || exit 3
	mv "$new" "$out/$run" || die 3 "$out: the run cannot take its place"
	new=
	ln -s "$run" "$out/.latest.$$" || die 3 "$out: no link can be made"
	mv -fT "$out/.latest.$$" "$out/latest" ||
		die 3 "$out: latest cannot be replaced"
	# later ones are of a clock that was set back since: they go first
	n=0
	# what a person has put aside there under another name is none of them
	for old in $(cd "$out" && find . -maxdepth 1 -type d |
		LC_ALL=C grep -E '^\./[0-9]{8}T[0-9]{6}Z\+*$' |
		LC_ALL=C sort -r |
		LC_ALL=C awk -v run="./$run" '$0 <= run { print; next }
			{ late = late $0 "\n" }
			END { printf "%s", late }'); do
		n=$((n + 1))
		[ "$n" -le "$(conf keep 7)" ] || rm -rf "${out:?}/$old"
	done
}

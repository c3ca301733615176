# SPDX-License-Identifier: MIT
# The pipeline: one front, and all readers of its events behind a tee.

parse() {
	if [ $# -gt 1 ]; then
		for n in $(oldest_first "$@"); do
			eval "set -- \"\$@\" \"\${$n}\""
		done
		shift $(($# / 2))
		set -- --merge "$@"
	fi
	set -- --stats "$tmp/stats/parse" --format "$(conf format auto)" "$@"
	[ -z "$until" ] || set -- --until "$until" "$@"
	with_options parse each_value site --site known cjm-parse "$@"
}

# known COMMAND...: the process is known by its id, for progress and to end it
known() {
	# shellcheck disable=SC2016 # the inner shell's
	sh -c 'echo "$$" >"$0"; exec "$@"' "$tmp/stats/parse.pid" "$@"
}

# an option may cut sessions at midnight, which is that of the zone
sessionize() {
	set --
	[ ! -s "$tmp/conf/option" ] || ! LC_ALL=C grep -Eq \
		'^sessionize[[:blank:]]+--(s[a-z]*=.*midnight|c[a-z]*=)' \
		"$tmp/conf/option" || set -- --tz "$(conf zone UTC)"
	with_options sessionize cjm-sessionize \
		--timeout "$(conf timeout 30m)" --stats "$tmp/stats/sessionize" "$@"
}

# one person over several devices, where the tool is there
identify() {
	if command -v cjm-identify >/dev/null; then
		with_options identify cjm-identify \
			--stats "$tmp/stats/identify"
	else
		cat
	fi
}

stage() {
	if [ -s "$tmp/conf/rules" ]; then
		set -- --rules "$(beside "$(conf rules '')")" "$@"
	else
		set -- --preset "$(conf preset shop)" "$@"
	fi
	with_options stage cjm-stage "$@" --stats "$tmp/stats/stage"
}

# to NAME TOOL COMMAND...: a reader of the events, in the background. Its fifo
# is opened before anything else, so that tee never waits for one in vain. On
# trial it reads the names of the columns alone, by itself.
to() {
	name=$1
	shift
	if [ -n "${trial-}" ]; then
		part "$name" with_options "$@" <"$trial" \
			>"$new/tables/$name.tsv" 2>>"$tmp/messages"
		return
	fi
	mkfifo "$tmp/fifo/$name" || exit 3
	# in braces: dash keeps what a function is called without, and so would a
	# reader the lock, for good where the run is killed before tee is there
	{
		part "$name" with_options "$@"
	} 9>&- <"$tmp/fifo/$name" >"$new/tables/$name.tsv" \
		2>>"$tmp/messages" &
	children="$children $!"
	readers="$readers $name"
}

# with_spend LIST COMMAND...: the command with what advertisements cost. What
# platforms write names their campaigns, and with spend-map all that is grouped
# by is told; other lists of columns have costs where the files tell as much.
with_spend() {
	list=$1
	shift
	case ,$list, in
	*,campaign,*) ;;
	*) [ -s "$tmp/conf/spend-map" ] || spend_tells "$list" || {
		"$@"
		return
	} ;;
	esac
	spent "$@"
}

spent() {
	[ ! -s "$tmp/conf/spend" ] || set -- "$@" --tz "$(conf zone UTC)"
	each_value spend --spend each_value spend-map --spend-map "$@"
}

# spend_tells LIST: whether the files have what costs by these are made of
spend_tells() {
	[ -s "$tmp/conf/spend" ] || return 0
	printf 'time\tuid\tevent\t%s\n' "$1" | tr , '\t' |
		spent cjm-attribute --by "$1" >"$tmp/none" 2>&1
}

# since_then COMMAND...: the command for the figures from --since on. All hits
# before are read as well: they are the visits, touches and orders that persons
# come from.
since_then() {
	[ -z "$since" ] || set -- "$@" --since "$since"
	"$@"
}

# the readers that the configuration asks for, by name; each value of
# `attribute` and `metrics` is a list of columns
start_readers() {
	readers=
	to funnel funnel since_then cjm-funnel --window "$(conf window 30d)" \
		--stats "$tmp/stats/funnel"
	to touchpoints metrics since_then cjm-metrics --by touchpoint \
		--tz "$(conf zone UTC)"
	values metrics day channel
	while read -r by; do
		to "metrics-$(label "$by")" metrics since_then \
			cjm-metrics --by "$by" --tz "$(conf zone UTC)"
	done <"$tmp/values"
	values attribute channel campaign
	while read -r by; do
		set -- cjm-attribute --by "$by"
		[ ! -s "$tmp/conf/models" ] ||
			set -- "$@" --models "$(conf models '')"
		to "attribution-$(label "$by")" attribute since_then \
			with_spend "$by" "$@"
	done <"$tmp/values"
	cohort=$(conf cohort '')
	[ -z "$cohort" ] || to cohorts metrics cjm-metrics \
		--cohort "$cohort" --tz "$(conf zone UTC)"
	[ -s "$tmp/conf/audience" ] || return
	while read -r name how what; do
		case $how in
		step) to "audience-$name" funnel since_then cjm-funnel \
			--window "$(conf window 30d)" --members "$what" ;;
		where) to "audience-$name" profile cjm-profile \
			--where "$what" ;;
		esac
	done <"$tmp/conf/audience"
}

# label LIST: as part of a file's name; letters of other scripts stay
label() {
	printf '%s' "$1" | LC_ALL=C tr -c 'A-Za-z0-9_\200-\377' -
}

# The events of all logs, once, to all readers. A reader that waits for a tee
# that never came is ended, once the others have failed.
pipeline() {
	start_readers
	# a shell gives what is in the background /dev/null to read; 8 is what a run
	# was given
	{
		part cjm-parse parse "$@" |
			part cjm-sessionize sessionize |
			part cjm-identify identify |
			part cjm-stage stage |
			spread
	} <&8 2>>"$tmp/messages" 8<&- 9>&- &
	front=$!
	# a shell says of what was ended that it was, which is no news
	wait "$front" 2>/dev/null
	front=
	[ "$(worst)" -lt 2 ] || stop_children
	for child in $children; do
		wait "$child" 2>/dev/null
	done
	children=
}

spread() {
	part tee to_readers
}

# to_readers: by names alone, which have no blanks, whatever TMPDIR has. Where
# tee lacks one of them, that reader would wait in vain: it is no status 1.
to_readers() {
	(
		cd "$tmp/fifo" || exit
		# shellcheck disable=SC2086 # names without blanks
		exec tee $readers >/dev/null
	)
	to_status=$?
	[ "$to_status" != 1 ] || to_status=3
	return "$to_status"
}

# SPDX-License-Identifier: MIT
# cjm doctor: every value of the configuration tried, and a sample looked at.

# The first lines of the logs go through the pipeline; what they lack is told.
doctor() {
	make_tmp
	read_conf "$config"
	mkdir "$tmp/stats" || exit 3
	since=
	until=
	warned=0
	told "ok: $config can be read"
	stage_check="$tmp/check"
	if [ -s "$tmp/conf/rules" ]; then
		cjm-stage --rules "$(beside "$(conf rules '')")" --check \
			>"$stage_check" || exit
	else
		cjm-stage --preset "$(conf preset shop)" --check \
			>"$stage_check" || exit
	fi
	told "ok: the rules can be read"
	if [ -s "$tmp/conf/alert" ]; then
		each_value alert --alert cjm-report </dev/null >/dev/null || exit
		told "ok: the alerts can be read"
	fi
	try_all
	told "ok: each value is one that its tool takes"
	try_spend
	if [ -s "$tmp/conf/alert" ]; then
		try_alerts
	fi
	[ -s "$tmp/conf/site" ] || warn "no site: which hosts are the shop's" \
		"own is learnt from the log, which may be wrong"
	if [ $# -eq 0 ]; then
		try_days "$(date_of today)"
		told "give a log, or the beginning of one, to have it looked at"
		exit "$warned"
	fi
	countable "$@"
	part cjm-parse parse "$@" | part cjm-sessionize sessionize |
		part cjm-identify identify | part cjm-stage stage >"$tmp/events.tsv"
	[ "$(worst)" -lt 2 ] || exit "$(worst)"
	try_days "$(last_day)"
	look
	exit "$warned"
}

# try_all: every process of a run, on no hits at all. Each tool knows best which
# values it takes, of a window as of a zone, an audience or a list of columns.
try_all() {
	new=$tmp/new
	out=$tmp
	title=$(conf title '')
	period=
	mkdir -p "$new/tables" || exit 3
	: >"$tmp/messages"
	trial=$tmp/header.tsv
	{
		part cjm-parse parse - </dev/null |
			part cjm-sessionize sessionize |
			part cjm-identify identify |
			part cjm-stage stage >"$trial"
	} 2>>"$tmp/messages"
	[ "$(worst)" -ge 2 ] || start_readers
	[ "$(worst)" -ge 2 ] || write_reports
	[ "$(worst)" -ge 2 ] || return 0
	{
		awk '!told[$0]++' "$tmp/messages"
		failures
	} >&2
	exit "$(worst)"
}

# try_spend: which attributions have no costs, though there are some
try_spend() {
	[ -s "$tmp/conf/spend" ] && [ ! -s "$tmp/conf/spend-map" ] || return 0
	values attribute channel campaign
	while read -r by; do
		case ,$by, in *,campaign,*) continue ;; esac
		spend_tells "$by" || warn "attribute $by has no costs:" \
			"$(sed -n '1s/^cjm-attribute: //p' "$tmp/none")"
	done <"$tmp/values"
}

# try_alerts: whether each limit is of something that the tables have. Those of
# days have no rows on trial, nor has a funnel by the values of a column.
try_alerts() {
	days=$new/tables/metrics-day.tsv
	[ -e "$days" ] || days=
	while read -r alert; do
		told=$(cjm-report --alert "$alert" \
			funnel="$new/tables/funnel.tsv" \
			${days:+"daily=$days"} </dev/null)
		case ${told%%\|*} in
		*' is no column'*)
			warn "alert $alert: no table that alerts are of" \
				"(funnel, metrics by day) has that column" ;;
		*'] has no such row'*)
			steps=$(cut -f 1 "$new/tables/funnel.tsv" |
				sed 1d | paste -s -d ' ' -)
			[ -z "$steps" ] || warn "alert $alert: no row of that" \
				"name; the funnel has $steps" ;;
		esac
	done <"$tmp/conf/alert"
}

# try_days DAY: whether alerts that compare with earlier days will find them. Each
# is asked of a figure of that day, against the baseline or, where there is none,
# the table that has the figure.
try_days() {
	asked=0
	[ ! -s "$tmp/conf/alert" ] || while read -r alert; do
		case $alert in
		*unusual | *low | *high | *drift) ;;
		*) continue ;;
		esac
		asked=1
		try_history "$1" "$alert" || exit
	done <"$tmp/conf/alert"
	[ "$asked" = 1 ] || [ ! -s "$tmp/conf/baseline" ] ||
		warn "baseline $(conf baseline ''): no alert compares with" \
			"earlier days, as unusual, low, high and drift do"
}

# try_history DAY ALERT
try_history() {
	metric=${2%%[[ ]*}
	if [ ! -s "$tmp/conf/baseline" ]; then
		! head -n 1 "$new/tables/funnel.tsv" | tr '\t' '\n' |
			grep -qxF "$metric" ||
			warn "alert $2: the figure is the funnel's, which has" \
				"no days: name a baseline"
		return 0
	fi
	keys=
	case $2 in *\[*\]*)
		keys=${2#*\[}
		keys=${keys%%\]*}
		;;
	esac
	awk -v metric="$metric" -v keys="$keys" 'BEGIN {
		n = split(keys, key, / *, */)
		for (i = 1; i <= n; i++) {
			head = head "key" i "\t"
			row = row key[i] "\t"
		}
		print head metric
		print row 1
	}' >"$tmp/asked.tsv"
	told=$(cjm-report --alert "$2" --period "$1" --baseline \
		"$(beside "$(conf baseline '')")" asked="$tmp/asked.tsv")
	# what cannot be read has been told
	[ -n "$told" ] || return 3
	told=${told%% \|*}
	case $told in
	*': no earlier days'*) told="has no column day" ;;
	*' is no column'*) told="has no column $metric" ;;
	*': fewer than '*) told="has ${told##*: }, as of $1" ;;
	*) return 0 ;;
	esac
	warn "alert $2: the baseline $(conf baseline '') $told"
}

# last_day: that of the sample's latest event, in the zone; today without any
last_day() {
	last=$(awk -F '\t' '
	NR == 1 {
		for (i = 1; i <= NF && $i != "time"; i++)
			;
		next
	}
	$i + 0 > last { last = $i + 0 }
	END { if (last) printf "%d", last }' "$tmp/events.tsv")
	in_zone date -d "${last:+@}${last:-today}" +%F
}

# What the events of the sample tell.
look() {
	lines=$(counter parse lines)
	events=$(counter parse events)
	rejected=$(counter parse 'rejected_.*')
	told "ok: $lines lines, $events events," \
		"$(counter sessionize visitors) visitors"
	[ "$lines" -gt 0 ] || warn "the log is empty"
	[ "$(share "$rejected" "$lines")" -lt 5 ] ||
		warn "$(share "$rejected" "$lines") % of the lines are not" \
			"understood: is the format right?"
	[ "$lines" = 0 ] || [ "$events" -gt 0 ] ||
		warn "no line is a page: is it the log of a site?"
	[ "$events" -gt 0 ] || return
	nobody=$(counter sessionize nobody)
	[ "$(share "$nobody" "$events")" -lt 5 ] ||
		warn "$(share "$nobody" "$events") % of the events are of" \
			"nobody: no address or id of the visitor is logged" \
			"(see --uid and --proxies)"
	# a pixel of one's own tells what no page does
	hits=$(($(counter parse 'tracker_.*') - $(counter parse tracker_pixel)))
	[ "$(share "$hits" "$events")" -lt 10 ] ||
		[ "$(share "$((events - hits))" "$events")" -lt 10 ] ||
		warn "$hits events are of trackers, the others of pages, and" \
			"what both tell counts twice: option parse" \
			"--trackers=only, or =drop, takes one of them"
	awk -F '\t' '
	NR == 1 {
		for (i = 1; i <= NF; i++)
			at[$i] = i
		next
	}
	{
		n++
		event[$at["event"]]++
		hashed += $at["uid"] ~ /^[0-9a-f]+$/ && length($at["uid"]) == 16
		# a user that rules set is too late to tell persons
		users += at["person"] && $at["person"] ~ /^u:/
		source += $at["channel"] != "" && $at["channel"] != "Direct"
		self += $at["channel"] == "Referral"
		money += $at["event"] == "purchase" && $at["revenue"] + 0 > 0
		stage[$at["stage"]]++
	}
	function warn(text) {
		print "warning: " text
		bad = 1
	}
	END {
		if (!event["purchase"])
			warn("no purchase events: name the order page in the rules")
		else if (!money)
			warn("no purchase has revenue: set revenue in the rules")
		if (!event["view_item"])
			warn("no product is viewed: name product pages in the rules")
		if (!event["add_to_cart"])
			warn("no add_to_cart events: is there a page for the cart?")
		if (hashed * 100 > n * 97)
			warn(sprintf("an id of the visitor on %.1f %% of hits only; " \
				"the others are told by address and browser: " \
				"log a cookie (see --uid)", (n - hashed) * 100 / n))
		if (!users)
			warn("no member is known by a login: persons are devices")
		if (source * 50 < n)
			warn("nearly all hits are direct: does the log have referrers?")
		if (self * 2 > n)
			warn("half of all hits are referrals: is a site missing?")
		exit bad
	}' "$tmp/events.tsv" 2>/dev/null
	case $? in
	0) ;;
	1) warned=1 ;;
	*) die 3 "standard output: cannot be written" ;;
	esac
	with_options funnel cjm-funnel --window "$(conf window 30d)" \
		"$tmp/events.tsv" >"$tmp/funnel.tsv" || exit
	soon=$(told_too_soon "$tmp/funnel.tsv")
	[ -z "$soon" ] || warn "$soon"
}

# told LINE: what doctor says; on a full disk its answer would look well
told() {
	printf '%s\n' "$*" 2>/dev/null || die 3 "standard output: cannot be written"
}

warn() {
	told "warning: $*"
	warned=1
}

# share PART WHOLE: percent, rounded down
share() {
	echo $((${2:-0} > 0 ? $1 * 100 / $2 : 0))
}

# SPDX-License-Identifier: MIT
# Days and moments in the zone of the configuration.

# in_zone COMMAND...: run where the clock is that of the zone. POSIX counts
# offsets the other way round: +09:00 is <+09>-09:00 there.
in_zone() {
	zone=$(conf zone UTC)
	case $zone in
	[+-]????) zone=${zone%??}:${zone#???} ;; # 0900 would be hours
	esac
	case $zone in
	+*) zone="<+00>-${zone#+}" ;;
	-*) zone="<-00>+${zone#-}" ;;
	esac
	TZ=$zone "$@"
}

# moment WORD: the second at which today, yesterday, or a date or time without
# an offset begins in the zone; all else as it is
moment() {
	case $1 in
	*T*[.,]*) printf '%s\n' "$1" ;;
	????-??-??T*[Zz] | ????-??-??T*[-+]*) date -d "$1" +%s 2>/dev/null ||
		printf '%s\n' "$1" ;;
	*[Zz] | *T*[-+]*) printf '%s\n' "$1" ;;
	today | yesterday) first_of "$1" ||
		die 3 "this system's date cannot tell $1" ;;
	????-??-??) first_of "$1" || no_time "$1" ;;
	????-??-??*) in_zone date -d "$1" +%s 2>/dev/null ||
		no_time "$1" ;;
	*[!0-9]*) no_time "$1" ;;
	*) printf '%s\n' "$1" ;;
	esac
}

no_time() {
	die 2 "no time: $1 (today, yesterday, 2026-03-01, 2026-03-01T09:00)"
}

# first_of DAY: its first second; where clocks are put forward at midnight there
# is no 00:00
first_of() {
	in_zone date -d "$1 00:00" +%s 2>/dev/null ||
		in_zone date -d "$1 01:00" +%s 2>/dev/null
}

# date_of WORD: the date of today and yesterday in the zone; else the word
date_of() {
	case $1 in
	today | yesterday) in_zone date -d "$1" +%F ;;
	*) printf '%s\n' "$1" ;;
	esac
}

# last_of WORD: the day before that of a date, the first that is left out; a time
# as it is
last_of() {
	case $1 in
	today) date_of yesterday ;;
	yesterday) in_zone date -d '2 days ago' +%F ;;
	????-??-??) in_zone date -d "$1 12:00 1 day ago" +%F 2>/dev/null ||
		printf '%s\n' "$1" ;; # no date: moment says so
	*) printf '%s\n' "$1" ;;
	esac
}

# The time of the figures, for their heading; empty when all is taken.
period() {
	[ -n "$since$until" ] || return 0
	from=$(date_of "$since") || return
	last=$(last_of "$until") || return
	[ "$from" = "$last" ] || from="$from – $last"
	echo "$from"
}

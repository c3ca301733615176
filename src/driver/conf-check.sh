# SPDX-License-Identifier: MIT
# What a configuration says that no tool would take, told at its line before any
# work is done.

# check_conf: what one key holds comes first, then what several do together
check_conf() {
	check_values
	check_files
	check_reports
	check_audiences
	check_options
}

check_values() {
	case $(conf keep 7) in
	# a number that no shell can compare would remove every run
	'' | *[!0-9]* | 0* | ???????*)
		conf_bad keep 'not a number from 1 to 999999' ;;
	esac
	case $(conf lang en) in
	en | ko) ;;
	*) conf_bad lang 'en or ko' ;;
	esac
	if [ -s "$tmp/conf/zone" ]; then
		zone=$(conf zone UTC)
		cjm-parse --tz "$zone" /dev/null >"$tmp/none" 2>&1
		[ $? -ne 2 ] || conf_bad zone \
			"no time zone '$zone' (Asia/Seoul, +09:00)"
	fi
	case $(conf calling-code 82) in
	*[!0-9]* | ????*) conf_bad calling-code 'not one to three digits' ;;
	esac
	case $(conf compare no) in
	yes | no) ;;
	*) conf_bad compare 'yes or no' ;;
	esac
	[ ! -s "$tmp/conf/preset" ] || [ ! -s "$tmp/conf/rules" ] ||
		conf_bad preset 'preset and rules stand here: name one'
}

# check_files: those it writes to, and those it reads
check_files() {
	file=$(conf log syslog)
	if [ "$file" != syslog ]; then
		file=$(beside "$file")
		into=$file
		[ -e "$file" ] || into=$(dirname "$file")
		if [ -d "$file" ] || [ ! -w "$into" ]; then
			conf_bad log "cannot write $file"
		fi
	fi
	for key in spend rules baseline customers; do
		[ -s "$tmp/conf/$key" ] || continue
		while read -r name; do
			file=$(beside "$name")
			[ -r "$file" ] ||
				conf_bad $key "cannot read $file" "$name"
			[ "$key" = customers ] || continue
			[ -s "$file" ] || conf_bad $key "$file is empty"
			check_text "$key" "$file"
		done <"$tmp/conf/$key"
	done
}

check_reports() {
	[ -s "$tmp/conf/report" ] || return 0
	while read -r kind; do
		case $kind in
		html | text | markdown | csv | excel) ;;
		*) conf_bad report 'html, text, markdown, csv or excel' \
			"$kind" ;;
		esac
	done <"$tmp/conf/report"
	! grep -qx csv "$tmp/conf/report" ||
		! grep -qx excel "$tmp/conf/report" ||
		conf_bad report \
			'csv and excel write the same files: name one' excel
}

# check_audiences: their forms, then who is in each
check_audiences() {
	[ ! -s "$tmp/conf/audiences" ] || while read -r kind; do
		case $kind in
		csv | excel) ;;
		google | meta) [ -s "$tmp/conf/customers" ] ||
			conf_bad audiences \
				"$kind needs customers, for their addresses" \
				"$kind" ;;
		*) conf_bad audiences 'csv, excel, google or meta' "$kind" ;;
		esac
	done <"$tmp/conf/audiences"
	[ -s "$tmp/conf/audience" ] || return 0
	while read -r name how what; do
		case $name:$how in
		*[!A-Za-z0-9_-]*:* | *:'') conf_bad audience \
			'NAME step STEP or NAME where EXPRESSION' "$name" ;;
		*:step | *:where) ;;
		*) conf_bad audience "neither step nor where: $how" "$name" ;;
		esac
		[ -n "$what" ] || conf_bad audience "$name of what?" "$name"
	done <"$tmp/conf/audience"
	check_audience_files
}

check_options() {
	[ -s "$tmp/conf/option" ] || return 0
	while read -r tool option; do
		case $tool:$option in
		*:--stats*) conf_bad option \
			'--stats is what a run takes its books from' \
			"$tool $option" ;;
		parse:-* | sessionize:-* | identify:-* | stage:-* | \
			funnel:-* | attribute:-* | metrics:-* | profile:-*) ;;
		*) conf_bad option 'TOOL --NAME[=VALUE]' "$tool $option" ;;
		esac
	done <"$tmp/conf/option"
}

# check_text KEY FILE: a table in another encoding has other names, and so other
# digests of them
check_text() {
	line=$(LC_ALL=C awk "$is_utf8"'
		!is_utf8($0) { print NR; exit }' "$2")
	[ -z "$line" ] || conf_bad "$1" "$2: line $line is not UTF-8"
}

# check_audience_files: what is to be sent must not be another one, unhashed
check_audience_files() {
	name=$(awk '{ seen[$1] } END {
		for (name in seen) {
			base = name
			if (sub(/-(excel|google|meta)$/, "", base) &&
				(base in seen)) {
				print name
				exit
			}
		}
	}' "$tmp/conf/audience")
	[ -z "$name" ] || conf_bad audience "$name: its file is that of \
${name%-*} for ${name##*-}" "$name"
}

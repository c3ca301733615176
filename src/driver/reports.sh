# SPDX-License-Identifier: MIT
# Reports, tables and audience files, made of the tables of a run.

# report FORMAT FILE OPTION...: all tables in one file
report() {
	format=$1
	file=$2
	shift 2
	[ -z "$title" ] || set -- --title "$title" "$@"
	[ -z "$period" ] || set -- --period "$period" "$@"
	before=$out/latest/tables/funnel.tsv
	if [ "$(conf compare no)" = yes ] && [ -s "$before" ] &&
		[ "$(head -n 1 "$before")" = \
			"$(head -n 1 "$new/tables/funnel.tsv")" ]; then
		set -- --compare "$before" "$@"
	fi
	set -- "$@" funnel="$new/tables/funnel.tsv" \
		touchpoints="$new/tables/touchpoints.tsv"
	for table in "$new"/tables/attribution-*.tsv \
		"$new"/tables/metrics-*.tsv "$new"/tables/cohorts.tsv; do
		[ -e "$table" ] || continue
		name=$(basename "$table" .tsv)
		case $name in
		attribution-channel) name=attribution ;;
		attribution-campaign) name=campaigns ;;
		metrics-day) name=daily ;;
		metrics-week) name=weekly ;;
		metrics-month) name=monthly ;;
		metrics-channel) name=channels ;;
		metrics-*) name=${name#metrics-} ;;
		esac
		set -- "$@" "$name=$table"
	done
	part "cjm-report ($format)" cjm-report --format "$format" \
		--lang "$(conf lang en)" --tz "$(conf zone UTC)" \
		--output "$file" "$@" 2>>"$tmp/messages"
}

# Every table as a CSV file.
csv_files() {
	mkdir -p "$new/csv" || exit 3
	for table in "$new"/tables/*.tsv; do
		name=$(basename "$table" .tsv)
		case $name in audience-*) continue ;; esac
		part "cjm-report ($name.csv)" cjm-report --format csv \
			--lang "$(conf lang en)" --tz "$(conf zone UTC)" \
			--output "$new/csv/$name.csv" "$@" "$table" \
			2>>"$tmp/messages"
	done
}

write_reports() {
	values report html
	while read -r kind; do
		case $kind in
		html) report html "$new/report.html" ;;
		text) report text "$new/report.txt" --width 100 ;;
		markdown) report markdown "$new/report.md" ;;
		csv) csv_files ;;
		excel) csv_files --excel ;;
		esac
	done <"$tmp/values"
	[ -s "$tmp/conf/audience" ] || return
	(umask 077 && mkdir -p "$new/audiences") || exit 3
	values audiences csv
	while read -r name how what; do
		: "$how" "$what"
		table=$new/tables/audience-$name.tsv
		chmod 600 "$table"
		if [ -s "$tmp/conf/customers" ]; then
			addressed "$table"
			table=$new/addressed
		fi
		while read -r kind; do
			file=$name-$kind.csv
			set -- --audience "$kind"
			case $kind in
			csv) file=$name.csv ;;
			excel) set -- --audience csv --excel \
				--tz "$(conf zone UTC)" ;;
			esac
			[ ! -s "$tmp/conf/calling-code" ] ||
				set -- "$@" --calling-code "$(conf calling-code)"
			part "cjm-report (audience $file)" cjm-report "$@" \
				--output "$new/audiences/$file" "$table" \
				2>>"$tmp/messages"
		done <"$tmp/values"
	done <"$tmp/conf/audience"
	rm -f "$new/addressed" || exit 3
}

# addressed TABLE: its persons with what the shop's list of customers has of
# them, to $new/addressed, for a while, since addresses stay nowhere unhashed:
# of a run that was killed the next one removes it. The person of a login is
# u:USER. The names of columns are joined as a person of the name `person`
# would be.
addressed() {
	customers=$(beside "$(conf customers '')")
	# shellcheck disable=SC2016 # awk's
	part "awk (customers)" env LC_ALL=C awk -F '\t' -v OFS='\t' \
		-v name="$name" '
	function place(column, i) {
		for (i = NF; i > 0 && $i != column; i--)
			;
		return i
	}
	{ sub(/\r$/, "") }
	FNR == 1 {
		sub(/^\357\273\277/, "")
		at = place(NR == 1 ? "user" : "person")
		if (at == 0) {
			print "cjm: " FILENAME ": no column user" >"/dev/stderr"
			exit 3
		}
	}
	NR == FNR {
		key = FNR == 1 ? "person" : "u:" $at
		rest = blank = ""
		for (i = 1; i <= NF; i++)
			if (i != at) {
				rest = rest OFS $i
				blank = blank OFS
			}
		if (FNR == 1)
			none = blank
		if (!(key in of))
			of[key] = rest
		next
	}
	{
		print $0 ($at in of ? of[$at] : none)
		members += $at ~ /^u:/
		known += FNR > 1 && $at in of
	}
	# of a few all may be new
	END {
		if (members >= 10 && known == 0)
			print "cjm: audience " name ": none of its " members \
				" members is among the customers: are their" \
				" logins those of the log?" >"/dev/stderr"
	}' \
		"$customers" "$1" >"$new/addressed" 2>>"$tmp/messages"
}

#!/bin/sh
# SPDX-License-Identifier: MIT
# The manual pages: each tool has one, it names the options that --help names,
# is whole and clean, and its examples run as a reader sees them.
# shellcheck disable=SC2317 # ok calls the functions
. tests/lib.sh

# options PAGE: those that its lists describe, in --help's form, one a line
options() {
	awk '/^\.It Fl / {
		text = tail = ""
		glue = 1
		flag = 0
		for (i = 2; i <= NF; i++) {
			word = $i
			gsub(/\\&/, "", word)
			if (word == "Ns") {
				glue = 1
			} else if (word == "Fl") {
				flag = 1
			} else if (word == "Op") {
				text = text "["
				tail = "]"
				glue = 1
			} else if (word == ",") {
				text = text ","
			} else if (word !~ /^(Ar|Cm|Li)$/) {
				word = (flag ? "-" : "") word
				text = text (glue ? "" : " ") word
				glue = flag = 0
			}
		}
		print text tail
	}' "$1" | sed 's/^\(--help\), \(--version\)$/\1\n\2/'
}

# offered TOOL: what its --help lists, and the two that all tools have
offered() {
	"$1" --help | awk '
	/^  (-., )?--/ {
		sub(/^  /, "")
		match($0, /^(-., )?--[^ ]*/)
		print substr($0, 1, RLENGTH)
	}
	# the usual ones, which stand side by side
	/^also / { usual = 1 }
	/^$/ { usual = 0 }
	usual {
		sub(/^(also|    )  /, "")
		n = split($0, name, /  /)
		for (i = 1; i <= n; i++) print name[i]
	}'
	printf '%s\n' --help --version
}

# synopsis PAGE: the names of the options there
synopsis() {
	awk '/^\.Sh / { on = $2 == "SYNOPSIS" }
	on && /^\./ {
		sub(/^\./, "")
		flag = 0
		for (i = 1; i <= NF; i++)
			if ($i == "Fl")
				flag = 1
			else if ($i ~ /^(Ar|Cm|Ns|Op|Xo)$/)
				flag = 0
			else if (flag && $i !~ /^[|,]$/)
				print "-" $i
	}' "$1" | sort -u
}

# An option stands in the synopsis by its letter or its name; all that stands
# there is an option.
synopsis_agrees() {
	synopsis "$2" >"$tmp/synopsis"
	offered "$1" | grep -vxe --help -e --version |
		sed 's/\[*=.*//; s/,//' | while read -r name other; do
		grep -qxe "$name" "$tmp/synopsis" ||
			grep -qxe "${other:-$name}" "$tmp/synopsis" ||
			echo "not in the synopsis: $name $other"
	done >"$tmp/odd"
	offered "$1" | sed 's/\[*=.*//; s/, /\n/' >"$tmp/names"
	grep -vxFf "$tmp/names" "$tmp/synopsis" |
		sed 's/^/no such option: /' >>"$tmp/odd"
	! grep . "$tmp/odd"
}

# sections PAGE: has those that every page has
sections() {
	for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES \
		'SEE ALSO'; do
		case $1:$section in
		*.[57]:'EXIT STATUS' | *.[57]:SYNOPSIS) continue ;;
		esac
		grep -qx "\\.Sh $section" "$1" || {
			echo "no $section"
			return 1
		}
	done
}

clean() {
	mandoc -Tlint -W warning "$1" >"$tmp/lint" 2>&1
	cat "$tmp/lint"
	[ ! -s "$tmp/lint" ]
}

# examples PAGE: the commands of EXAMPLES to $tmp/cmd.1, cmd.2 and so on: what
# stands behind `$ `, and the lines after it that are indented more; to
# cmd.1.title and so on the line before the block of commands
examples() {
	rm -f "$tmp"/cmd.*
	mandoc -Tutf8 -Owidth=250 "$1" | sed "s/.$backspace//g" |
		awk -v prefix="$tmp/cmd." '
	/^[^ ]/ { on = $0 == "EXAMPLES"; at = -1; next }
	!on { next }
	{ match($0, /^ */); indent = RLENGTH; text = substr($0, indent + 1) }
	substr(text, 1, 2) == "$ " {
		at = indent
		file = prefix (++n)
		print title >(file ".title")
		close(file ".title")
		print substr(text, 3) >file
		next
	}
	at >= 0 && text != "" && indent > at { print text >file; next }
	{ at = -1 }
	text != "" { title = text }'
}

# What the examples name: a log, packed or not, the configuration that formats
# it, its events, rules, and the project's own test data.
(zstd -dc testdata/demo/access.log.zst | head -5000) >"$tmp/access.log"
zstd -q "$tmp/access.log"
cjm-parse --site shop.example "$tmp/access.log" | cjm-sessionize |
	cjm-stage >"$tmp/events.tsv"
cjm-stage --print >"$tmp/shop.rules"
cat >"$tmp/nginx.conf" <<'E'
	log_format main '$remote_addr - $remote_user [$time_local] "$request" '
		'$status $body_bytes_sent "$http_referer" "$http_user_agent"';
E

prepare() {
	rm -rf "$tmp/work"
	mkdir "$tmp/work"
	cp "$tmp/access.log" "$tmp/access.log.zst" "$tmp/events.tsv" \
		"$tmp/shop.rules" "$tmp/nginx.conf" "$tmp/work"
	ln -s "$top/testdata" "$tmp/work/testdata"
}

# runs FILE: the command there ends with 0, and nothing in it complains
runs() {
	(cd "$tmp/work" && TMPDIR=$tmp sh "$1") </dev/null \
		>"$tmp/out" 2>"$tmp/err"
	status=$?
	grep -qe ' -v' -e ' --verbose' "$1" && : >"$tmp/err"
	# the samples are small: they lack some names of examples
	[ "$status" = 0 ] && ! grep -qv ': no row has ' "$tmp/err" && return
	echo "status $status:"
	cat "$1" "$tmp/err"
	return 1
}

# proved CASE: the row of cjm(7) whose title is in CASE/row, run where the other
# files there are, writes CASE/out, whose figures were counted by hand in the log
# that is named behind the title.
proved() {
	rm -rf "$tmp/work"
	cp -R "$1" "$tmp/work"
	{
		read -r title
		read -r log
	} <"$1/row"
	cp "testdata/figures/$log" "$tmp/work/access.log"
	cjm-parse --site shop.example "$tmp/work/access.log" | cjm-sessionize |
		cjm-stage >"$tmp/work/events.tsv"
	i=1
	while [ -e "$tmp/cmd.$i" ]; do
		[ "$(cat "$tmp/cmd.$i.title")" != "$title" ] || cat "$tmp/cmd.$i"
		i=$((i + 1))
	done >"$tmp/row"
	runs "$tmp/row" && diff "$1/out" "$tmp/out"
}

for source in bin/cjm src/cjm-*.c; do
	tool=$(basename "$source" .c)
	page=man/$tool.1
	ok "$tool has a manual page" test -r "$page"
	[ -r "$page" ] || continue
	is "$tool: the page has the options of --help" \
		"$(options "$page" | sort)" "$(offered "$tool" | sort)"
	ok "$tool: so has its synopsis" synopsis_agrees "$tool" "$page"
done

# counted TOOL [OPTION ...] FILE: the counters of such a run
counted() {
	"$@" --stats "$tmp/stats" >/dev/null && sed 1d "$tmp/stats" | cut -f 1
}

# tells PAGE: has each of the words of standard input
tells() {
	mandoc -Tutf8 -Owidth=250 "$1" | sed "s/.$backspace//g" >"$tmp/page"
	[ -s "$tmp/page" ] && while read -r word; do
		grep -qw -e "$word" "$tmp/page" || echo "not in $1: $word"
	done >"$tmp/odd"
	! grep . "$tmp/odd"
}

backspace=$(printf '\b')
for tool in cjm-parse cjm-sessionize cjm-identify cjm-stage cjm-funnel \
	cjm-attribute cjm-metrics cjm-profile cjm-report; do
	if ! command -v mandoc >/dev/null 2>&1; then
		skip "$tool: the counters" "no mandoc"
		continue
	fi
	input=$tmp/events.tsv
	[ $tool != cjm-parse ] || input=$tmp/access.log
	counted $tool "$input" >"$tmp/counters"
	ok "$tool has counters" test -s "$tmp/counters"
	ok "$tool: the page tells all of them" tells "man/$tool.1" \
		<"$tmp/counters"
done

# Completions name each option once: else one with a value would not complete.
sh tests/package/completions.sh bash bin/cjm "${CJM_BIN:-bin}"/cjm-* \
	>"$tmp/completions"
is "completions: each option once" "$(sed -n "s/.*-W '\([^']*\)'.*/\1/p" \
	"$tmp/completions" | sed 's/=//g' | while read -r names; do
	echo "$names" | tr ' ' '\n' | sort | uniq -d
done)" ''

for page in man/*.[157]; do
	this=$(basename "$page")
	ok "$this has its sections" sections "$page"
	if ! command -v mandoc >/dev/null 2>&1; then
		skip "$this is clean, its examples run" "no mandoc"
		continue
	fi
	ok "$this is clean" clean "$page"
	examples "$page"
	ok "$this has examples" test -e "$tmp/cmd.1"
	prepare
	i=1
	while [ -e "$tmp/cmd.$i" ]; do
		ok "$this: $(head -n 1 "$tmp/cmd.$i" | tr -d '\\#')" \
			runs "$tmp/cmd.$i"
		i=$((i + 1))
	done
done

if command -v mandoc >/dev/null 2>&1; then
	examples man/cjm.7
	prepare
	i=1
	while ! grep -qx 'Time from stage to stage' "$tmp/cmd.$i.title"; do
		i=$((i + 1))
	done
	ok "cjm.7: the time from stage to stage runs" runs "$tmp/cmd.$i"
	is "cjm.7: its columns" "$(head -n 1 "$tmp/out" | tr '\t' ' ')" \
		'step median_s p90_s'
	for case in testdata/figures/*/; do
		ok "cjm.7: the figures of $(basename "$case")" proved "${case%/}"
	done
else
	skip "the figures of cjm.7" "no mandoc"
fi

# see_also PAGE: the pages that it names there
see_also() {
	awk '/^\.Sh / { on = /SEE ALSO/ } on && /^\.Xr / { print $2 "." $3 }' "$1" |
		sort
}
is "cjm.7 names all other pages" "$(see_also man/cjm.7)" \
	"$(printf '%s\n' man/* | sed 's/^man.//' | grep -vx cjm.7 | sort)"
for page in man/*.1; do
	ok "$(basename "$page") leads to cjm.7" sh -c \
		"grep -qx '\.Xr cjm 7 *,*' '$page'"
done
# An item that begins with the name of a macro loses it.
is "no word of an item is a macro" \
	"$(grep -nE '^\.It (An|At|Do|In|No|On|Or|So) ' man/*)" ""

# A crontab has no line that goes on in the next: each that has five fields of
# time has its command whole, and between them are only variables.
crontabs() {
	awk '/^\.Bd/ { cron = 0 }
	/^[0-9*]+ [0-9*]+ [0-9*]+ [0-9*]+ [0-9*]+ / { cron = 1; n++; next }
	/^\.Ed/ { cron = 0 }
	cron { print; bad = 1 }
	END { exit bad || !n }' "$1"
}
for page in cjm.1 cjm.7; do
	ok "$page: each line of a crontab is whole" crontabs "man/$page"
done

# --help fits a screen
fits() {
	"$1" --help | awk 'length($0) > 80 { print; bad = 1 }
		END { if (NR > 24) { print NR " lines"; bad = 1 }; exit bad }'
}
for tool in cjm-parse cjm-sessionize cjm-identify cjm-stage cjm-funnel cjm-attribute \
	cjm-metrics cjm-profile cjm-report cjm; do
	ok "$tool --help fits a screen" fits $tool
done
finish

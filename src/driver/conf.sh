# SPDX-License-Identifier: MIT
# The configuration: read, asked, and given to the tools as options.

# what a line may begin with: the key and whether it may be repeated
keys="site:many format:one zone:one preset:one rules:one timeout:one window:one \
	title:one lang:one report:many attribute:many models:one metrics:many \
	cohort:one spend:many spend-map:many audience:many audiences:many customers:one \
	calling-code:one alert:many baseline:one compare:one keep:one output:one log:one \
	option:many"

# a function of awk, in the locale C: whether a text is UTF-8
is_utf8='
	function is_utf8(s) {
		if (s !~ /[\200-\377]/)
			return 1
		gsub(/[\302-\337][\200-\277]/, ".", s)
		gsub(/[\340-\357][\200-\277][\200-\277]/, ".", s)
		gsub(/[\360-\364][\200-\277][\200-\277][\200-\277]/, ".", s)
		return s !~ /[\200-\377]/
	}'

# read_conf FILE: each key's values, a line each, into $tmp/conf/KEY. Nothing
# of it is ever given to a shell to run.
read_conf() {
	conf=$1
	[ -e "$conf" ] || die 3 "$conf: cannot be read: no such file; -c names" \
		"another, and cjm-conf(5) has an example"
	readable "$conf"
	mkdir "$tmp/conf" || exit 3
	# by the environment: -v would take a backslash in a name for an escape
	name=$conf dir=$tmp/conf LC_ALL=C awk -v keys="$keys" "$is_utf8"'
	function bad(at, why) {
		printf "cjm: %s:%d:%d: %s\n", conf, NR, at, why >"/dev/stderr"
		failed = 1
	}
	BEGIN {
		conf = ENVIRON["name"]
		dir = ENVIRON["dir"]
		n = split(keys, list)
		for (i = 1; i <= n; i++) {
			split(list[i], pair, ":")
			kind[pair[1]] = pair[2]
		}
	}
	# file_of: the file of a table or audience; no two may have one
	function file_of(key, value) {
		if (key == "audience")
			sub(/[ \t].*/, "", value)
		else if (key != "metrics" && key != "attribute")
			return ""
		gsub(/[^A-Za-z0-9_\200-\377]/, "-", value) # as label does
		return key " " value
	}
	NR == 1 { sub(/^\357\273\277/, "") }
	{ sub(/\r$/, "") }
	/^[ \t]*(#|$)/ { next }
	{
		match($0, /[^ \t]/)
		at = RSTART
		text = substr($0, at)
		key = text
		sub(/[ \t].*/, "", key)
		value = substr(text, length(key) + 1)
		sub(/^[ \t]+/, "", value)
		sub(/[ \t]+$/, "", value)
		if (!is_utf8(text))
			bad(at, "this is not UTF-8")
		else if (!(key in kind))
			bad(at, "no key \"" key "\"")
		else if (value == "")
			bad(at + length(key), key " needs a value")
		else if (kind[key] == "one" && seen[key]++)
			bad(at, key " stands here twice")
		else if ((file = file_of(key, value)) != "" && seen[file]++)
			bad(at, file " stands here twice")
		else
			print value >(dir "/" key)
	}
	END { exit failed }' "$conf"
	case $? in
	0) ;;
	1) exit 2 ;;
	# one of awk's own
	*) die 3 "$tmp: cannot be written: is the disk full?" ;;
	esac
	conf_dir=$(cd "$(dirname "$conf")" && pwd) || exit 3
	check_conf
}

# conf KEY DEFAULT: the value of a key that stands once
conf() {
	if [ -s "$tmp/conf/$1" ]; then
		cat "$tmp/conf/$1"
	else
		printf '%s\n' "$2"
	fi
}

# conf_bad KEY WHY [TEXT]: ends with the place of the key's first value, or of
# the first that is that text or begins with its words, however many blanks are
# between
conf_bad() {
	line=$(text=${3-} LC_ALL=C awk -v key="$1" '
		BEGIN {
			text = ENVIRON["text"]
			gsub(/[ \t]+/, " ", text)
			text = text (text == "" ? "" : " ")
		}
		NR == 1 { sub(/^\357\273\277/, "") }
		{ sub(/\r$/, "") }
		$1 == key {
			sub(/^[ \t]*[^ \t]+[ \t]+/, "")
			gsub(/[ \t]+/, " ")
			if (index($0 " ", text) == 1) {
				print NR
				exit
			}
		}' "$conf")
	die 2 "$conf:$line:1: $2"
}

# beside FILE: a name of the configuration is relative to it
beside() {
	case $1 in
	/*) printf '%s\n' "$1" ;;
	*) printf '%s/%s\n' "$conf_dir" "$1" ;;
	esac
}

# values KEY DEFAULT...: the values of a key, else the defaults
values() {
	key=$1
	shift
	if [ -s "$tmp/conf/$key" ]; then
		cat "$tmp/conf/$key"
	else
		printf '%s\n' "$@"
	fi >"$tmp/values" || exit 3
}

# with_options TOOL COMMAND...: the command with the options that the
# configuration has for its tool; each `option` line is one argument
with_options() {
	of=$1
	shift
	if [ -s "$tmp/conf/option" ]; then
		while read -r tool option; do
			[ "$tool" != "$of" ] || set -- "$@" "$option"
		done <"$tmp/conf/option"
	fi
	"$@"
}

# each_value KEY OPTION COMMAND...: the command with OPTION=VALUE for each
# value of a key
each_value() {
	key=$1
	option=$2
	shift 2
	if [ -s "$tmp/conf/$key" ]; then
		while read -r value; do
			[ "$key" != spend ] || value=$(beside "$value")
			set -- "$@" "$option=$value"
		done <"$tmp/conf/$key"
	fi
	"$@"
}

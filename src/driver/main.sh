# SPDX-License-Identifier: MIT
# Options, and which command it is.

# Options and logs in any order, as the other tools take them; behind -- there
# are logs alone.
take_options() {
	config=cjm.conf
	out=
	given_out=
	since=
	until=
	verbose=0
	behind=
	left=$#
	while [ "$left" -gt 0 ]; do
		left=$((left - 1))
		case $behind$1 in
		-c | --config | -o | --output | --since | --until)
			[ "$left" -gt 0 ] || die 2 "$1 needs a value"
			set_option "$1" "$2"
			left=$((left - 1))
			shift
			;;
		--config=* | --output=* | --since=* | --until=*)
			set_option "${1%%=*}" "${1#*=}"
			;;
		-[co]?*) set_option "${1%"${1#-?}"}" "${1#-?}" ;;
		-v | --verbose) verbose=1 ;;
		-h | --help)
			usage || exit 3
			exit
			;;
		--) behind=: ;;
		:-?*) set -- "$@" "./$1" ;;
		-?*) die 2 "no option '$1'; see cjm --help" ;;
		*) set -- "$@" "$1" ;;
		esac
		shift
	done
	[ "$command" = run ] || [ -z "$given_out$since$until" ] ||
		die 2 "-o, --since and --until are of cjm run alone"
	$command "$@"
}

# set_option NAME VALUE: one without a value is mostly a variable that is not
# set, and a run without its --since looks like one of a day
set_option() {
	[ -n "$2" ] || die 2 "$1 needs a value"
	case $1 in
	-c | --config)
		config=$2
		# neither an option of dirname nor VARIABLE=value of awk
		case $config in /*) ;; -* | *=*) config=./$config ;; esac
		;;
	-o | --output)
		out=$2
		given_out=1
		;;
	--since) since=$2 ;;
	--until) until=$2 ;;
	esac
}

case ${1-} in
run | watch | doctor)
	command=$1
	shift
	take_options "$@"
	;;
demo)
	case ${2-} in -h | --help)
		usage || exit 3
		exit
		;;
	esac
	[ $# -eq 1 ] || die 2 "demo takes no arguments"
	demo
	;;
--help | -h)
	usage || exit 3
	;;
--version)
	echo "cjm $version" || exit 3
	;;
'')
	usage >&2
	exit 2
	;;
-*) die 2 "no option '$1'; see cjm --help" ;;
*) die 2 "no command '$1'; see cjm --help" ;;
esac

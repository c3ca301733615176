#!/bin/sh
# SPDX-License-Identifier: MIT
# cjm: the driver of the suite. `cjm run` makes all reports of a shop from its
# logs, as a configuration asks for them; `cjm watch` shows who is there now;
# `cjm doctor` says what a log lacks; `cjm demo` shows a sample shop.
set -u

version=0.1.0

usage() {
	cat <<-'END'
	usage: cjm run [-c FILE] [-o DIR] [--since TIME] [--until TIME] [log ...]
	       cjm watch [-c FILE] log
	       cjm doctor [-c FILE] [log ...]
	       cjm demo | --help | --version
	Drive the cjm tools.

	  run         make every report of the configuration, once, from cron
	  watch       show by stage who is there now, following a growing log
	  doctor      check the configuration against a sample of the log
	  demo        print the journey of a sample shop

	  -c, --config=FILE      the configuration (cjm.conf), see cjm-conf(5)
	  -o, --output=DIR       where runs are kept (the one of the configuration)
	  --since=TIME           figures begin there: today, yesterday, or a time
	  --until=TIME           leave out all hits from then on
	  -v, --verbose          tell the summary, even when all is well

	manual: man cjm
	END
}

die() {
	status=$1
	shift
	# dash's echo takes a backslash in a name for an escape
	printf 'cjm: %s\n' "$*" >&2
	exit "$status"
}

# readable FILE: ends with the reason where it is not
readable() {
	if [ -d "$1" ]; then
		die 3 "$1: cannot be read: it is a directory"
	elif [ ! -e "$1" ]; then
		die 3 "$1: cannot be read: no such file"
	elif [ ! -r "$1" ]; then
		die 3 "$1: cannot be read: permission denied"
	fi
}

# what a login shell may have set: cd would print and go elsewhere, and options
# behind a log would be logs
unset CDPATH POSIXLY_CORRECT

# The tools beside this script come first, then those on PATH; also where a link
# leads here.
here=$(dirname "$(readlink -f "$0" || echo "$0")")
here=$(cd "$here" && pwd) || die 3 "cannot find where it lies"
PATH=$here:$PATH
export PATH

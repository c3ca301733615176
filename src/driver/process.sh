# SPDX-License-Identifier: MIT
# Processes and what is left behind: statuses, signals, temporary files.

# say COMMAND: shows what is run, as a person would type it
say() {
	printf '\n$ %s\n\n' "$*"
}

# part NAME COMMAND...: one process of a pipeline. Its status is kept, since a
# shell tells only of the last one; a reader that left early ends the others by
# SIGPIPE, which is no failure of theirs.
part() {
	part_name=$1
	shift
	"$@"
	part_status=$?
	[ "$part_status" = 0 ] || [ "$part_status" = 141 ] ||
		note "$part_status $part_name"
	return "$part_status"
}

# note FAILURE: one that could not be kept, as on a full disk, would leave a run
# to wait for what has ended, or to publish what is not whole; it ends instead
note() {
	echo "$1" 2>/dev/null >>"$tmp/failed" || kill -USR1 $$
}

# worst: the gravest of the statuses kept; signals count as 3
worst() {
	[ -s "$tmp/failed" ] || {
		echo 0
		return
	}
	awk '{ s = $1 > 3 ? 3 : $1; if (s > worst) worst = s }
		END { print worst + 0 }' "$tmp/failed"
}

make_tmp() {
	tmp=$(mktemp -d "${TMPDIR:-/tmp}/cjm.XXXXXX") ||
		die 3 "cannot make a temporary directory"
	trap 'clean_up' EXIT
	# one alone: an exit from within clean_up would leave the rest of it out
	trap 'deaf; exit 130' INT
	trap 'deaf; exit 143' HUP TERM
	trap 'deaf; die 3 "$tmp: cannot be written: is the disk full?"' USR1
	: >"$tmp/failed"
}

children=
stop_children() {
	for child in $children; do
		kill "$child" 2>/dev/null
	done
}

# a signal to the whole group comes twice, a full disk is told by each part
deaf() {
	trap '' HUP INT TERM USR1
}

clean_up() {
	deaf
	stop_children
	[ -z "${ticker-}" ] || kill "$ticker" 2>/dev/null
	# what reads the logs; the others end when it does
	[ ! -s "$tmp/stats/parse.pid" ] || [ -z "${front-}" ] ||
		kill "$(cat "$tmp/stats/parse.pid")" 2>/dev/null
	# of a watch, what draws and what follows the log; the others end then, and
	# have somewhere to write to until they do
	if [ -n "${drawn-}" ]; then
		[ ! -s "$tmp/tail.pid" ] ||
			kill "$(cat "$tmp/tail.pid")" 2>/dev/null
		kill "$drawn" 2>/dev/null
		wait "$drawn" 2>/dev/null
	fi
	[ -z "${new-}" ] || remove "$new"
	remove "$tmp"
}

# remove DIRECTORY: what was ended may still put a file into it
remove() {
	rm -rf "$1" 2>/dev/null || {
		sleep 1
		rm -rf "$1"
	}
}

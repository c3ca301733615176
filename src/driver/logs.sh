# SPDX-License-Identifier: MIT
# The logs of a run: which are taken, and in what order.

# Logs are merged by time: names sort as access.log, access.log.1, the newest
# first, and sessions are cut right only where hits come in the order of time.
# Each log is open at once then, which limits their number (MERGE_FILES_MAX).
max_logs=500

countable() {
	[ $# -le $max_logs ] || die 2 "$# logs: at most $max_logs are" \
		"taken at once; put together those that follow one another"
	[ $# -gt 1 ] || return 0
	twice=$(LC_ALL=C stat -Lc '%d:%i %F: %n' -- "$@" 2>/dev/null | awk '
		/^[^ ]* regular/ && seen[$1]++ {
			sub(/^[^:]*:[^:]*: /, "")
			print
			exit
		}')
	[ -z "$twice" ] || die 2 "$twice: it is named twice, and would count so"
	for log; do
		packed_twice "$log" "$@"
	done
}

# packed_twice LOG LOGS...: ends where the log is another of them, compressed:
# both are there while logrotate is at work, and where it was stopped
packed_twice() {
	case $1 in
	*.gz) unpack=gzip ;;
	*.bz2) unpack=bzip2 ;;
	*.xz) unpack=xz ;;
	*.zst) unpack=zstd ;;
	*.lz4) unpack=lz4 ;;
	*) return 0 ;;
	esac
	packed=$1
	shift
	for plain; do
		[ "$plain.${packed##*.}" = "$packed" ] || continue
		[ -s "$plain" ] || continue
		# another log may have that name; its beginning then differs
		head -c 4096 <"$plain" >"$tmp/beginning"
		! $unpack -dc <"$packed" 2>/dev/null | head -c 4096 |
			cmp -s - "$tmp/beginning" || die 2 "$packed: it is" \
			"$plain compressed, and would count twice; name one"
	done
}

# first_time LOG: that of its first event, nothing where it cannot be told, as of
# a pipe, which can be read but once
first_time() {
	[ -f "$1" ] || return
	cjm-parse --format "$(conf format auto)" --columns time --no-header \
		"$1" 2>/dev/null | head -n 1
}

# oldest_first LOG...: their numbers, by their first events: of hits of one second
# those stand first that are in the log named first
oldest_first() {
	n=0
	for log; do
		n=$((n + 1))
		echo "$(first_time "$log") $n"
	done | sort -s -k 1,1n | awk '{ print $NF }'
}

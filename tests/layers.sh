#!/bin/sh
# SPDX-License-Identifier: MIT
# Includes point downwards only:
# base <- simd, ext <- io <- table <- log | rules | journey | report <- mains
set -eu

rank() {
	case $1 in
	base) echo 0 ;;
	simd | ext) echo 1 ;;
	io) echo 2 ;;
	table) echo 3 ;;
	log | rules | journey | report) echo 4 ;;
	*) echo 5 ;;
	esac
}

bad=0
for file in src/*.c src/*/*.[ch]; do
	layer=$(dirname "${file#src/}")
	[ "$layer" = . ] && layer=main
	others=$(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u)
	for other in $others; do
		[ "$other" = "$layer" ] && continue
		if [ "$(rank "$other")" -ge "$(rank "$layer")" ]; then
			echo "$file: $layer must not include $other" >&2
			bad=1
		fi
	done
	# the doors to foreign libraries
	foreign=$(sed -n \
		's/^#include <\(pcre2\|csv\|zstd\|sodium\|xxhash\)\.h>/\1/p' \
		"$file")
	case $file:$foreign in
	*:) ;;
	src/ext/*:* | src/base/hash.c:xxhash) ;;
	*)
		echo "$file: <$foreign.h> belongs in src/ext" >&2
		bad=1
		;;
	esac
done
# only mains and the two modules of base that may end the process
if grep -nE '(^|[^_a-z])(exit|abort|_exit)\(' src/*/*.c |
	grep -vE '^src/(base/(msg|opt)|rules/open)\.c:'; then
	echo "only mains, base/msg, base/opt and rules/open (which serves" \
		"mains alone) end the process" >&2
	bad=1
fi
if grep -nE '(^|[^_a-z])(strtok|sprintf|vsprintf|atoi|atol|strcpy|strcat|alloca|gets|strtod|scanf|sscanf)\(' \
	src/*.c src/*/*.[ch] tests/unit/*.[ch] tests/bench/*.[ch] \
	tests/fuzz/*.[ch]; then
	echo "banned functions" >&2
	bad=1
fi
exit $bad

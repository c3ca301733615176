#!/bin/sh
# SPDX-License-Identifier: MIT
# The same as tests/oracle.t for a log of millions of lines over 60 days, which
# the generator makes; and the credits of a million conversions.
#
#	tests/oracle/big.sh [LINES]
#
# Five million lines, the default, take about 4 minutes, 4 GB of $TMPDIR
# and 1 GB of memory.
. tests/lib.sh
. tests/oracle/compare.sh
. tests/oracle/credits.sh

"${CC:-cc}" -std=c11 -D_GNU_SOURCE -O2 -o "$tmp/gen" tests/bench/gen*.c ||
	exit 1
"$tmp/gen" --seed 2 --days 60 --lines "${1:-5000000}" >"$tmp/access.log" ||
	exit 1
compare_log "$tmp/access.log" big
"${CC:-cc}" -std=c11 -D_GNU_SOURCE -O2 -o "$tmp/touches" tests/bench/touches.c ||
	exit 1
check_credits "$tmp/touches" 6000000 1500000 1000000 32M
finish

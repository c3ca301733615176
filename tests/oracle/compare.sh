# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Compares the tools with the oracle; to be sourced behind tests/lib.sh.

# compare_log LOG WHAT: a test for each kind of figure
# shellcheck disable=SC2154 # tmp is lib.sh's
compare_log() {
	rm -rf "$tmp/oracle" "$tmp/tools"
	ok "$2: the oracle computes" \
		sh tests/oracle/oracle.sh "$1" "$tmp/oracle"
	ok "$2: the tools compute" sh tests/oracle/tools.sh "$1" "$tmp/tools"
	agree lines "$2: lines by what became of them"
	agree people "$2: visitors and sessions"
	agree events "$2: rows by event"
	agree touchpoints "$2: rows by touchpoint"
	agree stages "$2: rows by furthest stage"
	agree funnel "$2: the funnel's flows, windows of 7 and 30 days"
	agree chains "$2: a funnel through its first step, by channel"
	agree channel "$2: attribution by channel, of 7 and 30 days"
	agree campaign "$2: attribution by campaign, of 7 and 30 days"
	agree metrics "$2: figures by day and channel"
	agree active "$2: active visitors"
	agree cohort "$2: retention and revenue of weekly cohorts"
	agree profile "$2: profiles of visitors, and their scores"
	agree spend "$2: costs by campaign"
	agree rows "$2: every row"
}

agree() {
	ok "$2" diff --speed-large-files "$tmp/oracle/$1" "$tmp/tools/$1"
}

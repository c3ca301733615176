#!/bin/sh
# SPDX-License-Identifier: MIT
# make fuzz: libFuzzer over each target for some seconds. What it keeps stays in
# BUILD/corpus/TARGET and is where the next run goes on; an input that does harm
# is told and left in BUILD/finding/TARGET-*.
#
#	run.sh BUILD SECONDS TARGET...
#
# An input worth keeping (a finding, once it is mended) goes to
# testdata/fuzz/TARGET by hand.
set -u

build=${1:?usage: run.sh BUILD SECONDS TARGET...}
seconds=${2:?usage: run.sh BUILD SECONDS TARGET...}
shift 2
bad=0
mkdir -p "$build/finding"
for target; do
	corpus=$build/corpus/$target
	mkdir -p "$corpus"
	log=$build/finding/$target.log
	dictionary=
	[ -e "testdata/fuzz/$target.dict" ] &&
		dictionary=-dict=testdata/fuzz/$target.dict
	began=$(date +%s)
	# a leak is looked for once at the end, not at every input
	if "$build/fuzz/$target" -max_total_time="$seconds" -timeout=20 \
		-rss_limit_mb=4096 -detect_leaks=0 -print_final_stats=1 \
		-artifact_prefix="$build/finding/$target-" ${dictionary:+"$dictionary"} \
		"$corpus" "testdata/fuzz/$target" >"$log" 2>&1; then
		verdict=ok
	else
		verdict=FOUND
		bad=1
	fi
	printf '%-8s %-16s %6s s %12s inputs %6s kept\n' "$verdict" "$target" \
		$(($(date +%s) - began)) \
		"$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
		"$(find "$corpus" -type f | wc -l)"
	[ "$verdict" = ok ] || grep -aE 'not so:|ERROR|SUMMARY|Test unit' "$log"
done
exit $bad

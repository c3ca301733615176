#!/bin/sh
# SPDX-License-Identifier: MIT
# The demo under valgrind: no byte is read that was not written, none is lost.
# Kernels read a pad behind their input; what stands there must decide nothing.
. tests/lib.sh

if sanitized || ! command -v valgrind >/dev/null; then
	echo "1..0 # SKIP no valgrind, or a sanitizer's build"
	exit 0
fi

# shellcheck disable=SC2317 # ok calls it
grind() {
	out=$1
	shift
	valgrind -q --error-exitcode=9 --leak-check=full \
		--errors-for-leak-kinds=definite \
		--suppressions=tests/valgrind.supp "$@" >"$out"
}

ok "cjm-parse" grind "$tmp/events" cjm-parse --site shop.example \
	testdata/demo/access.log.zst
# what a line that is refused has not filled is not looked at
grep WEBSITE testdata/logs/s3.log | sed 's/24.Nov/31\/Feb/' >"$tmp/s3"
ok "cjm-parse, a time that is none" grind /dev/null cjm-parse --format s3 \
	"$tmp/s3"
ok "cjm-sessionize" grind "$tmp/sessions" cjm-sessionize "$tmp/events"
ok "cjm-stage" grind "$tmp/stages" cjm-stage "$tmp/sessions"
ok "cjm-funnel" grind "$tmp/funnel" cjm-funnel "$tmp/stages"
ok "cjm-attribute" grind "$tmp/credits" cjm-attribute "$tmp/stages"
ok "cjm-metrics" grind /dev/null cjm-metrics --by day,channel "$tmp/stages"
ok "cjm-metrics, active" grind /dev/null cjm-metrics --active week \
	--by channel "$tmp/stages"
ok "cjm-metrics, cohorts" grind /dev/null cjm-metrics --cohort week \
	--by channel "$tmp/stages"
for options in --by=touchpoint --buyers --top=item --top=path --next=/cart; do
	ok "cjm-metrics $options" grind /dev/null cjm-metrics $options \
		"$tmp/stages"
done
ok "cjm-profile" grind /dev/null cjm-profile --where 'visits > 1' --tag x \
	"$tmp/stages"
ok "cjm-profile, sessions" grind /dev/null cjm-profile --session-paths \
	"$tmp/stages"
ok "cjm-report" grind /dev/null cjm-report "$tmp/funnel"
ok "cjm-report, csv" grind /dev/null cjm-report --format csv --excel \
	"$tmp/credits"
for log in testdata/logs/*.log; do
	ok "cjm-parse ${log##*/}" grind /dev/null cjm-parse "$log"
done
finish

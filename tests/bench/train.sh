#!/bin/sh
# SPDX-License-Identifier: MIT
# What `make pgo` trains the tools with: the journey of the sample shop, lines
# of JSON and hits of trackers ($CJM_GEN makes them), and what else runs over
# many rows. Nothing of it is kept but the counts.
set -eu

dir=$(mktemp -d "${TMPDIR:-/tmp}/cjm-train.XXXXXX")
trap 'rm -rf "$dir"' EXIT
PATH=$CJM_BIN:$PATH
export PATH

cjm-parse --site shop.example testdata/demo/access.log.zst >"$dir/events"
for what in 'json --robots 33' 'ga4 --assets 0' 'logger --assets 0'; do
	# shellcheck disable=SC2086 # words
	"$CJM_GEN" --seed 11 --lines 10000 --format $what >"$dir/log"
	cjm-parse --site shop.example "$dir/log" >"$dir/none"
done
cjm-sessionize "$dir/events" >"$dir/sessions"
cjm-identify "$dir/sessions" >"$dir/persons"
cjm-stage "$dir/persons" >"$dir/stages"
cjm-funnel "$dir/stages" >"$dir/funnel"
cjm-funnel --by channel "$dir/stages" >"$dir/none"
cjm-attribute --by campaign "$dir/stages" >"$dir/none"
cjm-metrics --by day,channel "$dir/stages" >"$dir/none"
cjm-profile "$dir/stages" >"$dir/none"
cjm-report "$dir/funnel" >"$dir/none"

#!/bin/sh
# SPDX-License-Identifier: MIT
# The figures of the demo log, and of a log made of borderline cases, as the
# tools and as sqlite3 compute them.
. tests/lib.sh
. tests/oracle/compare.sh

compare_log testdata/demo/access.log.zst demo
sh tests/oracle/edges.sh >"$tmp/edges.log"
compare_log "$tmp/edges.log" edges
finish

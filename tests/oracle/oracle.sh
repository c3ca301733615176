#!/bin/sh
# SPDX-License-Identifier: MIT
# Computes the figures of a sample shop's log (tests/bench/gen) by sqlite3, for
# comparison with the tools': one file a kind of figure.
#
#	oracle.sh LOG DIRECTORY
#
# The database, about as large as the log, is deleted at the end.
set -eu
export LC_ALL=C

log=${1:?usage: oracle.sh LOG DIRECTORY}
dir=${2:?usage: oracle.sh LOG DIRECTORY}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$dir"
SQLITE_TMPDIR=$(cd "$dir" && pwd)
export SQLITE_TMPDIR

case $log in
*.zst) zstd -qdc -- "$log" >"$dir/raw" ;;
*) ln -s -- "$(realpath -- "$log")" "$dir/raw" ;;
esac

cd "$dir"
rm -f db pragmas
sqlite3 -batch -bail db <<EOF >pragmas
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -500000;
CREATE TABLE raw (line TEXT);
.mode ascii
.separator "\037" "\n"
.import raw raw
.shell rm -f raw
.import --csv '$here/spend.csv' spend
.read '$here/lines.sql'
.read '$here/sources.sql'
.read '$here/journey.sql'
.mode ascii
.separator "\t" "\n"
.read '$here/figures.sql'
.read '$here/persons.sql'
EOF
sort -o metrics metrics
sort -o profile profile
rm -f db pragmas

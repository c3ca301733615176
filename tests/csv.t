#!/bin/sh
# SPDX-License-Identifier: MIT
# What cjm-report writes as CSV is what other programs read: cells of odd
# characters go out and come back through readers that are not ours. And large
# tables.
. tests/lib.sh

# 2000 rows of cells put together from pieces that a reader may trip over
awk 'BEGIN {
	n = split("a|,|\"|\"\"|\\n|\\r|\\t|\\\\| |;|=|+|-|@|한국|0|12|é|\\r\\n", p, "|")
	srand(7)
	print "first\tsecond, name\tthe \"third\""
	for (i = 0; i < 2000; i++) {
		row = ""
		for (c = 0; c < 3; c++) {
			for (k = int(rand() * 5); k > 0; k--)
				row = row p[1 + int(rand() * n)]
			row = row (c < 2 ? "\t" : "")
		}
		print row
	}
}' >"$tmp/in.tsv"

# the readers: CSV on standard input, fields escaped as in the stream
cat >"$tmp/read.py" <<'END'
import csv, io, sys
text = io.TextIOWrapper(sys.stdin.buffer, "utf-8", newline="")
for row in csv.reader(text, strict=True):
    print("\t".join(cell.replace("\\", "\\\\").replace("\t", "\\t")
        .replace("\n", "\\n").replace("\r", "\\r") for cell in row))
END
cat >"$tmp/read.pl" <<'END'
use strict;
local $/;
my $text = <STDIN>;
my @row;
while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/gc) {
	my ($quoted, $cell, $end) = ($1, $2, $3);
	$cell = $quoted =~ s/""/"/gr if defined $quoted;
	$cell =~ s/\\/\\\\/g;
	$cell =~ s/\t/\\t/g;
	$cell =~ s/\n/\\n/g;
	$cell =~ s/\r/\\r/g;
	push @row, $cell;
	next if $end eq ",";
	print join("\t", @row), "\n";
	@row = ();
	last if pos($text) == length $text;
}
die "not CSV at byte " . pos($text) . "\n" if pos($text) != length $text;
END

# readers NAME FILE WANT: each reader makes WANT of the CSV in FILE
readers() {
	if python3 -c 'import csv' 2>/dev/null; then
		PYTHONIOENCODING=utf-8 python3 "$tmp/read.py" <"$2" >"$tmp/py"
		same "$1, read by python" "$tmp/py" "$3"
	else
		skip "$1, read by python" "no python3"
	fi
	perl "$tmp/read.pl" <"$2" >"$tmp/pl"
	same "$1, read by perl" "$tmp/pl" "$3"
}

cjm-report --format csv "$tmp/in.tsv" >"$tmp/out.csv"
readers 'cells come back as they were' "$tmp/out.csv" "$tmp/in.tsv"

cjm-report --format csv --excel "$tmp/in.tsv" >"$tmp/excel.csv"
is 'for Excel it begins with a mark' \
	"$(head -c 3 "$tmp/excel.csv" | od -An -tx1 | tr -d ' ')" efbbbf
tail -c +4 "$tmp/excel.csv" >"$tmp/bare.csv"
perl "$tmp/read.pl" <"$tmp/bare.csv" >"$tmp/excel.tsv"

# by awk, independently: which cells a spreadsheet would run or change
awk -F '\t' -v OFS='\t' 'BEGIN {
	few = "[0-9][0-9]?"
	year = "[0-9][0-9][0-9][0-9]"
}
{
	for (i = 1; i <= NF; i++) {
		if ($i ~ /^-?[0-9]+$/) {
			digits = $i
			sub(/^-/, "", digits)
			if (length(digits) > 11 || digits ~ /^0./)
				$i = "=\"" $i "\""
		} else if ($i ~ "^" few "[-/](" few "[-/])?(" few "|" year ")$" ||
		    $i ~ "^" year "[-/]" few "$" ||
		    $i ~ "^[-+][-+0-9 .,:/\047%()$]+$") {
			$i = "=\"" $i "\""
		} else if ($i ~ /^[-=+@]/ || $i ~ /^\\[trn]/) {
			$i = "\047" $i
		}
	}
	print
}' "$tmp/in.tsv" >"$tmp/excel.want"
same 'for Excel no cell is a formula' "$tmp/excel.tsv" "$tmp/excel.want"

# one byte at a time is the same as blocks
perl -e '$| = 1; local $/ = \1; print while <STDIN>' \
	<"$tmp/in.tsv" | cjm-report --format csv >"$tmp/slow.csv"
same 'input byte by byte' "$tmp/slow.csv" "$tmp/out.csv"

# tables as large as may be are compared in time that grows with them
awk 'BEGIN { print "page\thits"; while (i++ < 40000) print "/" i "\t" i % 97 }' \
	>"$tmp/large.tsv"
ok 'a comparison of 40,000 rows takes seconds' sh -c "ulimit -t 9
	cjm-report --compare '$tmp/large.tsv' '$tmp/large.tsv' >'$tmp/compared'"
finish

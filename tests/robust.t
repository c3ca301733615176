#!/bin/sh
# SPDX-License-Identifier: MIT
# What every tool does with input that is empty, cut, hostile or compressed,
# and with output that cannot be written.
. tests/lib.sh

tools='cjm-parse cjm-sessionize cjm-identify cjm-stage cjm-funnel cjm-attribute
	cjm-report cjm-metrics cjm-profile'
zstd -dc testdata/demo/access.log.zst | head -2000 >"$tmp/cjm-parse.in"
cjm-parse --site shop.example "$tmp/cjm-parse.in" >"$tmp/cjm-sessionize.in"
cjm-sessionize "$tmp/cjm-sessionize.in" >"$tmp/cjm-stage.in"
cp "$tmp/cjm-stage.in" "$tmp/cjm-identify.in"
cjm-stage "$tmp/cjm-stage.in" >"$tmp/cjm-funnel.in"
cp "$tmp/cjm-funnel.in" "$tmp/cjm-attribute.in"
cp "$tmp/cjm-funnel.in" "$tmp/cjm-metrics.in"
cp "$tmp/cjm-funnel.in" "$tmp/cjm-profile.in"
cjm-funnel "$tmp/cjm-funnel.in" >"$tmp/cjm-report.in"

# run STATUS COMMAND...: the command ends with that status
run() {
	want=$1
	shift
	"$@"
	got=$?
	[ "$got" = "$want" ] || {
		echo "status $got, not $want: $*"
		return 1
	}
}

# piped TOOL [ENV=VALUE]: its input through a pipe
piped() {
	tool=$1
	shift
	# shellcheck disable=SC2002 # a pipe is what is tested
	cat "$tmp/$tool.in" | env "$@" "$tool"
}

# silent COMMAND...: nothing on standard error
# shellcheck disable=SC2317 # ok calls it
silent() {
	"$@" 2>"$tmp/silent"
	status=$?
	cat "$tmp/silent"
	[ "$status" = 0 ] && [ ! -s "$tmp/silent" ]
}

for tool in $tools; do
	in=$tmp/$tool.in
	"$tool" "$in" >"$tmp/out" || ok "$tool runs" false

	: >"$tmp/empty"
	ok "$tool: empty input is no error" silent "$tool" "$tmp/empty"

	head -c -1 "$in" >"$tmp/cut"
	"$tool" "$tmp/cut" >"$tmp/got"
	same "$tool: no final newline" "$tmp/out" "$tmp/got"

	sed 's/$/\r/' "$in" >"$tmp/crlf"
	"$tool" "$tmp/crlf" >"$tmp/got"
	same "$tool: CR LF line ends" "$tmp/out" "$tmp/got"

	[ "$tool" = cjm-parse ] || [ "$tool" = cjm-report ] || {
		awk -F '\t' -v OFS='\t' 'NR % 3 == 2 { $2 = "" } { print }' \
			"$in" | "$tool" >"$tmp/got"
		is "$tool: rows of nobody, and as many fields in each row" \
			"$(awk -F '\t' '{ print NF }' "$tmp/got" | sort -u |
				wc -l | tr -d ' ')" 1
	}

	longest=$(LC_ALL=C awk "length > n { n = length } END { print n }" "$in")
	CJM_BLOCK=1 "$tool" --max-line "$longest" "$tmp/crlf" >"$tmp/got"
	same "$tool: lines as long as --max-line, CR LF apart" "$tmp/out" \
		"$tmp/got"
	[ "$tool" = cjm-parse ] || for block in 1 262144; do
		CJM_BLOCK=$block "$tool" --max-line 20 "$in" >"$tmp/got" \
			2>"$tmp/err"
		is "$tool: a header too long for --max-line, in blocks of \
$block" "$?$(grep -c 'give a larger --max-line' "$tmp/err")" 31
	done

	# the first lines keep the header; then NUL bytes, then a long line
	{
		head -2 "$in"
		printf 'a\000b\t\000\n\000\n'
		head -c 2097152 /dev/zero | tr '\0' x
		echo
		tail -n +3 "$in"
	} >"$tmp/odd"
	"$tool" "$tmp/odd" >"$tmp/got" 2>"$tmp/err"
	is "$tool: NUL bytes and a line of 2 MiB are survived" $? 0
	same "$tool: and change nothing else" "$tmp/out" "$tmp/got"
	CJM_BLOCK=1000 "$tool" "$tmp/odd" >"$tmp/got"
	same "$tool: in blocks of 1000 bytes, too" "$tmp/out" "$tmp/got"

	for block in 1 63 4097; do
		piped "$tool" CJM_BLOCK=$block >"$tmp/got"
		same "$tool: reads of $block bytes" "$tmp/out" "$tmp/got"
	done
	for kernels in scalar sse2 avx2 avx512 neon; do
		CJM_SIMD=$kernels "$tool" "$tmp/empty" >/dev/null 2>&1 ||
			continue # another machine's
		CJM_SIMD=$kernels CJM_SEED=1 "$tool" "$in" >"$tmp/got"
		same "$tool: $kernels kernels, another seed" "$tmp/out" \
			"$tmp/got"
	done

	for program in zstd gzip bzip2 xz lz4; do
		if ! command -v $program >/dev/null; then
			skip "$tool: $program" "not installed"
			continue
		fi
		$program -c <"$in" >"$tmp/packed"
		"$tool" "$tmp/packed" >"$tmp/got"
		same "$tool: $program input" "$tmp/out" "$tmp/got"
		"$tool" <"$tmp/packed" >"$tmp/got"
		same "$tool: $program on standard input" "$tmp/out" "$tmp/got"
		# shellcheck disable=SC2002
		cat "$tmp/packed" | "$tool" >"$tmp/got"
		same "$tool: $program through a pipe" "$tmp/out" "$tmp/got"
	done

	# two frames with a skippable one between
	{
		head -5 "$in" | zstd -c
		printf '\120\052\115\030\003\000\000\000abc'
		tail -n +6 "$in" | zstd -c
	} >"$tmp/frames"
	"$tool" "$tmp/frames" >"$tmp/got"
	same "$tool: several zstd frames" "$tmp/out" "$tmp/got"

	zstd -qc "$in" | head -c -9 >"$tmp/short"
	run 3 "$tool" "$tmp/short" >"$tmp/got" 2>"$tmp/err"
	is "$tool: truncated zstd is status 3" $? 0
	ok "$tool: and says where" grep -q "$tmp/short: truncated zstd data" \
		"$tmp/err"
	gzip -c "$in" | head -c -9 >"$tmp/short"
	run 3 "$tool" "$tmp/short" >/dev/null 2>"$tmp/err"
	is "$tool: truncated gzip is status 3" $? 0
	run 3 "$tool" "$tmp/absent" >"$tmp/got" 2>"$tmp/err"
	is "$tool: a file that is not there is status 3" $? 0
	[ "$tool" = cjm-parse ] || # has written its header
		ok "$tool: and no table of nothing" test ! -s "$tmp/got"
	run 3 "$tool" "$tmp" >/dev/null 2>"$tmp/err"
	is "$tool: a directory is status 3" $? 0

	run 3 "$tool" "$in" >/dev/full 2>"$tmp/err"
	is "$tool: a full disk is status 3" $? 0
	ok "$tool: and says so" grep -q "standard output: No space" "$tmp/err"
	run 3 "$tool" --version >/dev/full 2>"$tmp/err"
	ok "$tool: also of its version" grep -q "cannot write" "$tmp/err"
	run 2 "$tool" --what >/dev/null 2>"$tmp/err"
	is "$tool: an unknown option is status 2" $? 0
	ok "$tool: --help" silent "$tool" --help
	ok "$tool: --version" silent "$tool" --version

	# a reader that has left: quiet
	perl -e '
		pipe my $r, my $w;
		close $r;
		open STDOUT, ">&", $w;
		exec @ARGV' "$tool" "$in" 2>"$tmp/err"
	is "$tool: a closed pipe ends it" $? 141
	ok "$tool: quietly" test ! -s "$tmp/err"
done

# What was good before the cut is out: a truncated archive of a large log.
for i in 1 2 3 4 5 6 7 8; do
	sed "s/^/$i/" "$tmp/cjm-parse.in"
done >"$tmp/large"
zstd -qc "$tmp/large" >"$tmp/large.zst"
size=$(wc -c <"$tmp/large.zst")
head -c $((size * 3 / 4)) "$tmp/large.zst" >"$tmp/short"
zstd -qdc "$tmp/short" >"$tmp/good" 2>/dev/null
n=$(wc -l <"$tmp/good")
head -n "$n" "$tmp/good" | cjm-parse >"$tmp/want"
cjm-parse "$tmp/short" >"$tmp/got" 2>/dev/null
ok "there is something before the cut" test "$(wc -l <"$tmp/want")" -gt 10
same "what came before the cut is out" "$tmp/want" "$tmp/got"

# on a single core, where the thread that decodes cannot stand apart
core=$(taskset -cp $$ | sed 's/.*: *//; s/[^0-9].*//')
cjm-parse "$tmp/large" >"$tmp/want"
taskset -c "$core" "$CJM_BIN/cjm-parse" "$tmp/large.zst" >"$tmp/got"
same "a decoding thread on the tool's own core" "$tmp/want" "$tmp/got"

# corrupt in the middle
cp "$tmp/large.zst" "$tmp/corrupt"
printf 'XXXXXXXX' | dd of="$tmp/corrupt" bs=1 seek=$((size / 2)) conv=notrunc \
	2>/dev/null
run 3 cjm-parse "$tmp/corrupt" >/dev/null 2>"$tmp/err"
is "corrupt zstd is status 3" $? 0
ok "and says where" grep -q 'corrupt zstd data (.*) at compressed byte' \
	"$tmp/err"

# one whose window is more than there is of memory is whole
if sanitized; then
	skip "a window without memory for it" "a sanitizer takes more addresses"
else
	zstd -qc --long=29 <"$tmp/large.zst" >"$tmp/window"
	(
		# shellcheck disable=SC3045 # dash and bash have it
		ulimit -v 300000
		run 3 cjm-parse "$tmp/window" >/dev/null 2>"$tmp/err"
	)
	is "a window without memory for it is told as such" \
		"$? $(grep -c 'window: out of memory (' "$tmp/err")" "0 1"
fi

# several files in order, as one
head -900 "$tmp/cjm-parse.in" >"$tmp/a"
tail -n +901 "$tmp/cjm-parse.in" | zstd -qc >"$tmp/b"
cjm-parse --site shop.example "$tmp/a" "$tmp/b" >"$tmp/got"
same "two files, one of them zstd" "$tmp/cjm-sessionize.in" "$tmp/got"
head -300 "$tmp/cjm-stage.in" >"$tmp/a"
{
	head -1 "$tmp/cjm-stage.in"
	tail -n +301 "$tmp/cjm-stage.in"
} >"$tmp/b"
cjm-stage "$tmp/a" "$tmp/b" >"$tmp/got"
same "two tables with one header" "$tmp/cjm-funnel.in" "$tmp/got"
cut -f 2- "$tmp/b" >"$tmp/other"
run 3 cjm-stage "$tmp/a" "$tmp/other" >/dev/null 2>"$tmp/err"
is "tables with different headers are status 3" $? 0
tail -n +2 "$tmp/cjm-stage.in" |
	cjm-stage --header "$(head -1 "$tmp/cjm-stage.in" | tr '\t' ,)" \
		--no-header >"$tmp/got"
tail -n +2 "$tmp/cjm-funnel.in" >"$tmp/want"
same "--header and --no-header" "$tmp/want" "$tmp/got"

# files that are something else
printf '%s\n' '2026/11/29 10:00:00 [error] 7#7: *1 open() failed' '' 'x' \
	>"$tmp/error.log"
cjm-parse "$tmp/error.log" "$tmp/cjm-parse.in" "$tmp/empty" 2>"$tmp/err" \
	>/dev/null
is "a file of which nothing is understood is named" "$(cat "$tmp/err")" \
	"cjm-parse: $tmp/error.log: none of its lines was understood (2 in \
all); --format says how they are written, --rejects FILE keeps them"
cjm-parse --merge "$tmp/error.log" "$tmp/error.log" 2>"$tmp/err" >/dev/null
ok "and several, by time, are" grep -q ': none of the lines was understood (4 in all)' "$tmp/err"
ok "a file with one event is not" silent cjm-parse "$tmp/cjm-parse.in"
printf 'a\000\tb\n1\t2\n' | run 3 cjm-report >/dev/null 2>"$tmp/err"
is "a header with control bytes is status 3" $? 0
ok "and says of which column" grep -q 'column 1 has control bytes' "$tmp/err"

# a file to write that is read: refused, and left as it is
cp "$tmp/cjm-parse.in" "$tmp/log"
for use in "cjm-parse --rejects $tmp/log $tmp/log" \
	"cjm-parse --bot-reasons $tmp/./log $tmp/a $tmp/log" \
	"cjm-funnel --stats $tmp/log $tmp/log" \
	"cjm-report -o $tmp/log x=$tmp/log" \
	"cjm-attribute --spend $tmp/log --unmatched $tmp/log $tmp/cjm-funnel.in"; do
	# shellcheck disable=SC2086 # words
	run 2 $use >"$tmp/got" 2>"$tmp/err"
	is "status 2: ${use%% /*}" $? 0
done
# shellcheck disable=SC2094 # is what is tested
run 2 cjm-parse --rejects "$tmp/log" <"$tmp/log" >/dev/null 2>"$tmp/err"
is "and on standard input" $? 0
same "and the file is whole" "$tmp/cjm-parse.in" "$tmp/log"
run 2 cjm-parse --rejects "$tmp/new" --stats "$tmp/./new" "$tmp/log" \
	>/dev/null 2>"$tmp/err"
is "two outputs into one new file are status 2" $? 0
ok "and it is not made" test ! -e "$tmp/new"

# what a parent has left: ignored children, closed streams, a pipe that does not
# block, a producer that goes on
gzip -c "$tmp/large" | head -c 2000 >"$tmp/cut.gz"
# shellcheck disable=SC2016 # perl's
run 3 perl -e '$SIG{CHLD} = "IGNORE"; exec @ARGV' cjm-parse "$tmp/cut.gz" \
	>/dev/null 2>"$tmp/err"
is "a cut archive is status 3 where SIGCHLD is ignored" $? 0
cjm-parse --rejects "$tmp/bad" "$tmp/cjm-parse.in" >&- 2>"$tmp/err"
is "a closed standard output is status 3" $? 3
ok "and no file takes its place" test ! -s "$tmp/bad"
gzip -c "$tmp/cjm-parse.in" >"$tmp/packed"
for in in cjm-parse.in packed; do
	perl -e '
		use Fcntl;
		pipe my $r, my $w;
		if (my $child = fork) {
			close $w;
			fcntl $r, F_SETFL, O_NONBLOCK;
			open STDIN, "<&", $r;
			exec @ARGV;
		}
		close $r;
		local $/ = \10000;
		while (<STDIN>) {
			select undef, undef, undef, 0.02;
			syswrite $w, $_;
		}' cjm-parse --site shop.example <"$tmp/$in" >"$tmp/got"
	same "a pipe that does not block: $in" "$tmp/cjm-sessionize.in" \
		"$tmp/got"
done
mkfifo "$tmp/fifo3"
cjm-parse "$tmp/fifo3" >/dev/null 2>"$tmp/err" &
pid=$!
exec 9>"$tmp/fifo3"
{ # gzip looks at nothing less than this
	printf '\037\213 no gzip at all'
	head -c 600000 /dev/zero
} 2>/dev/null >&9
for _ in 1 2 3 4 5 6 7 8 9 10; do
	kill -0 $pid 2>/dev/null || break
	sleep 0.2
done
ok "a child that fails is told before its input ends" grep -q 'gzip failed' \
	"$tmp/err"
exec 9>&-
wait $pid

# --output: the file a link leads to, and what nothing replaces
echo old >"$tmp/real"
ln -s real "$tmp/link"
cjm-report -f csv -o "$tmp/link" "$tmp/cjm-report.in"
cjm-report -f csv "$tmp/cjm-report.in" >"$tmp/want"
same "--output writes where a link leads" "$tmp/want" "$tmp/real"
ok "which is a link still" test -L "$tmp/link"
mkfifo "$tmp/fifo4"
cat "$tmp/fifo4" >"$tmp/got" &
cjm-report -f csv -o "$tmp/fifo4" "$tmp/cjm-report.in"
wait $!
same "--output into a pipe" "$tmp/want" "$tmp/got"

# --zstd out
cjm-sessionize --zstd "$tmp/cjm-sessionize.in" >"$tmp/packed"
zstd -qdc "$tmp/packed" >"$tmp/got"
same "--zstd compresses" "$tmp/cjm-stage.in" "$tmp/got"
ok "and checks" zstd -qt "$tmp/packed"
run 3 cjm-sessionize --zstd "$tmp/cjm-sessionize.in" >/dev/full 2>/dev/null
is "a full disk under --zstd is status 3" $? 0

# live: what came in is out before more comes
mkfifo "$tmp/fifo"
cjm-parse "$tmp/fifo" >"$tmp/live" &
live=$!
exec 9>"$tmp/fifo"
head -40 "$tmp/cjm-parse.in" >&9
head -40 "$tmp/cjm-parse.in" | cjm-parse >"$tmp/want"
for _ in 1 2 3 4 5 6 7 8 9 10; do
	cmp -s "$tmp/want" "$tmp/live" && break
	sleep 0.2
done
same "rows flow when the input pauses" "$tmp/want" "$tmp/live"

# SIGTERM: no file is left behind
mkdir "$tmp/tmpdir"
kill -TERM $live
wait $live 2>/dev/null
is "SIGTERM ends a tool" $? 143
exec 9>&-
mkfifo "$tmp/fifo2"
for tool in $tools; do
	TMPDIR=$tmp/tmpdir "$tool" "$tmp/fifo2" >/dev/null 2>&1 &
	pid=$!
	exec 9>"$tmp/fifo2"
	cat "$tmp/$tool.in" >&9
	kill -TERM $pid
	wait $pid 2>/dev/null
	exec 9>&-
done
is "and no temporary file is left" "$(ls "$tmp/tmpdir")" ""
# lines that are longer than blocks, between others and last
LC_ALL=C awk 'function long(n, s) {
	for (s = "x"; length(s) < n; s = s s)
		;
	return substr(s, 1, n)
}
BEGIN {
	n = split("9 300000 9 262144 900000 9 9 3000000 524288", size)
	for (i = 1; i <= n; i++)
		printf "192.0.2.1 - - [02/Mar/2026:10:00:0%d +0000] " \
			"\"GET /%s HTTP/1.1\" 200 9 \"-\" \"Mozilla/5.0 " \
			"(X11; Linux x86_64) Firefox/125.0\"%s", i,
			long(size[i]), i < n ? "\n" : ""
}' >"$tmp/long"
zstd -qf "$tmp/long" -o "$tmp/long.zst"
for in in "$tmp/long" "$tmp/long.zst"; do
	for room in 4M 400000; do
		cjm-parse --max-line $room --columns path --no-header "$in" \
			2>/dev/null | LC_ALL=C awk '{ print length($0) - 1 }'
		echo end
	done
done >"$tmp/got"
is 'lines longer than blocks, plain and compressed' \
	"$(tr '\n' ' ' <"$tmp/got")" "$(for _ in 1 2; do
		printf '9 300000 9 262144 900000 9 9 3000000 524288 end '
		printf '9 300000 9 262144 9 9 end '
	done)"
finish

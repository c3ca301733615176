#!/bin/sh
# SPDX-License-Identifier: MIT
# cjm run as cron has it: 30 days one after the other, then a failure of each
# process in turn. The last good reports stay, and the status tells.
# shellcheck disable=SC2317,SC2016 # ok calls the functions; awk's $1
. tests/lib.sh

command -v flock >/dev/null || {
	echo "1..0 # SKIP no flock(1)"
	exit 0
}
# the driver and the tools in a place where one of them can be replaced
mkdir "$tmp/bin"
cp bin/cjm "$tmp/bin/cjm"
for tool in "${CJM_BIN:-$top/bin}"/cjm-*; do
	ln -s "$tool" "$tmp/bin/"
done
cjm=$tmp/bin/cjm
cat >"$tmp/shop.conf" <<'END'
# a shop
site      shop.example
zone      Asia/Seoul
window    7d
title     A shop
report    html
attribute channel
metrics   day
alert     drop_rate[discover] > 99%
audience  cart step prospects:dropped
audience  back where visits >= 2
keep      3
log       run.log
END
zstd -dc testdata/demo/access.log.zst |
	awk -v dir="$tmp" '{
		day = substr($4, 2, 11)
		if (!(day in file)) {
			file[day] = sprintf("%s/day-%02d.log", dir, ++days)
			close(file[last])
		}
		if (lines[day]++ < 400)
			print >>file[day]
		last = day
	}'

bad=0
for day in "$tmp"/day-*.log; do
	"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$day" \
		>"$tmp/said" 2>&1 || bad=$((bad + 1))
	[ ! -s "$tmp/said" ] || bad=$((bad + 1))
done
is '30 nights, each silent and good' "$(set -- "$tmp"/day-*.log; echo $#) $bad" \
	'30 0'
is 'the last three are kept' \
	"$(find "$tmp/out" -maxdepth 1 -name '2*' | wc -l | tr -d ' ')" 3
ok 'every report is there' test -s "$tmp/out/latest/report.html" -a \
	-s "$tmp/out/latest/summary.txt" -a \
	-s "$tmp/out/latest/tables/funnel.tsv"
# awk as the BSDs have it takes no value with a line end in it
mkdir "$tmp/strict"
cat >"$tmp/strict/awk" <<END
#!/bin/sh
option=
for word; do
	case \$option\$word in
	-v*"
"*) echo "awk: newline in a value" >&2; exit 2 ;;
	esac
	[ "\$word" = -v ] && option=-v || option=
done
exec $(command -v awk) "\$@"
END
chmod +x "$tmp/strict/awk"
is 'a run with an awk that takes no line ends in values' "$(
	PATH=$tmp/strict:$PATH "$cjm" run -c "$tmp/shop.conf" \
		-o "$tmp/strict/out" "$tmp/day-01.log" 2>&1
	echo $?
)" 0
is 'an audience is for its owner alone' \
	"$(stat -c %a "$tmp/out/latest/audiences/cart.csv")" 600
is 'the books balance' "$(grep -c BROKEN "$tmp/out/latest/summary.txt")" 0
ok 'from line count to funnel' grep -q 'rows of the funnel' \
	"$tmp/out/latest/summary.txt"
cp -R "$tmp/out/latest/" "$tmp/good"

untouched() {
	diff -r "$tmp/good" "$tmp/out/latest/" &&
		[ -z "$(find "$tmp/out" -maxdepth 1 -name '.new.*')" ]
}

# fails NAME WHAT: the program is one that ends so; the run must be 3
day=$tmp/day-05.log
fails() {
	printf '#!/bin/sh\n%s\n' "$2" >"$tmp/stub"
	chmod +x "$tmp/stub"
	rm -f "$tmp/bin/$1"
	cp "$tmp/stub" "$tmp/bin/$1"
	timeout 60 "$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$day" \
		>"$tmp/said" 2>&1
	is "$1, $3: status 3" $? 3
	ok "$1, $3: the last good reports stay" untouched
	rm -f "$tmp/bin/$1"
	[ ! -e "${CJM_BIN:-$top/bin}/$1" ] ||
		ln -s "${CJM_BIN:-$top/bin}/$1" "$tmp/bin/$1"
}
for tool in cjm-parse cjm-sessionize cjm-identify cjm-stage cjm-funnel \
	cjm-attribute cjm-metrics cjm-profile cjm-report tee; do
	fails $tool 'exit 3' 'at once'
done
# after all its work, and by a signal
fails cjm-stage "'${CJM_BIN:-$top/bin}/cjm-stage' \"\$@\"; exit 3" 'at its end'
fails cjm-funnel "'${CJM_BIN:-$top/bin}/cjm-funnel' \"\$@\"; exit 3" \
	'at its end'
fails cjm-metrics 'kill -9 $$' 'killed'
ok 'the log names the process' grep -q 'cjm-parse ended with status 3' \
	"$tmp/run.log"

# where failures cannot be kept, as on a full disk, a run ends all the same
mkdir "$tmp/a b"
export TMPDIR="$tmp/a b"
fails cjm-metrics 'ln -sf /dev/full "$TMPDIR"/cjm.*/failed; exit 3' \
	'and the disk is full'
ok 'which is told' grep -q 'cannot be written: is the disk full' "$tmp/said"
timeout 60 "$cjm" run -c "$tmp/shop.conf" -o "$tmp/blank" "$day" \
	>"$tmp/said" 2>&1
is 'a TMPDIR with a blank in its name' "$? $(cat "$tmp/said")" '0 '
unset TMPDIR

# logs as they are rotated, whose names sort the newest first: split within a
# second, the older one compressed; a pipe may be among them
mkdir "$tmp/rotated"
at=$(awk '$4 == last { print NR - 1; exit } NR > 150 { last = $4 }' "$day")
head -n "$at" "$day" | gzip >"$tmp/rotated/access.log.1.gz"
awk -v at="$at" 'NR > at' "$day" >"$tmp/rotated/access.log"
sed 's/^window.*/&\noption parse --max-rejects=1%/' "$tmp/shop.conf" \
	>"$tmp/merged.conf"
"$cjm" run -c "$tmp/merged.conf" -o "$tmp/whole" "$day" >"$tmp/said" 2>&1
is 'a log as a whole' "$? $(cat "$tmp/said")" '0 '
"$cjm" run -c "$tmp/merged.conf" -o "$tmp/split" "$tmp/rotated"/access.log* \
	>"$tmp/said" 2>&1
is 'its rotated parts, the newest named first' "$? $(cat "$tmp/said")" '0 '
ok 'have the same tables' diff -r "$tmp/whole/latest/tables" \
	"$tmp/split/latest/tables"
mkfifo "$tmp/rotated/pipe"
gzip -dc "$tmp/rotated/access.log.1.gz" >"$tmp/rotated/pipe" &
timeout 60 "$cjm" run -c "$tmp/merged.conf" -o "$tmp/piped" \
	"$tmp/rotated/pipe" "$tmp/rotated/access.log" >"$tmp/said" 2>&1
is 'a pipe and a file' "$? $(cat "$tmp/said")" '0 '
ok 'so have they' diff -r "$tmp/whole/latest/tables" \
	"$tmp/piped/latest/tables"
"$cjm" run -c "$tmp/merged.conf" -o "$tmp/read" <"$day" >"$tmp/said" 2>&1
is 'standard input' "$? $(cat "$tmp/said")" '0 '
ok 'is read where no log is named' diff -r "$tmp/whole/latest/tables" \
	"$tmp/read/latest/tables"
gzip -dc "$tmp/rotated/access.log.1.gz" |
	"$cjm" run -c "$tmp/merged.conf" -o "$tmp/among" \
		"$tmp/rotated/access.log" - >"$tmp/said" 2>&1
is 'standard input among files' "$? $(cat "$tmp/said")" '0 '
ok 'is one of them' diff -r "$tmp/whole/latest/tables" \
	"$tmp/among/latest/tables"
( cd "$tmp/rotated" && mv access.log ./-x.log &&
	"$cjm" run access.log.1.gz -c../merged.conf -o ../named -- -x.log
) >"$tmp/said" 2>&1
is 'options behind a log, and one whose name begins with a dash' \
	"$? $(cat "$tmp/said")" '0 '
ok 'change nothing' diff -r "$tmp/whole/latest/tables" \
	"$tmp/named/latest/tables"
set --
while [ $# -le 500 ]; do
	set -- "$@" "$day"
done
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$@" >"$tmp/said" 2>&1
is 'more logs than can be merged are refused' \
	"$? $(cut -d : -f 1-2 "$tmp/said")" '2 cjm: 501 logs'

# no data is no error
: >"$tmp/empty.log"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$tmp/empty.log" \
	>"$tmp/said" 2>&1
is 'an empty log is no error' "$? $(cat "$tmp/said")" '0 '
# nor is a log that is not there told by more than its messages
for _ in 1 2 3 4 5; do
	"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$tmp/none.log"
done 2>"$tmp/said"
is 'a missing log: nothing from the shell' "$? $(cat "$tmp/said")" '3 '
# nor is a day without any hit, of which alerts cannot be told
sed '/^log/d; s/^alert.*/&\nalert orders < 1/' "$tmp/shop.conf" >"$tmp/quiet.conf"
"$cjm" run -c "$tmp/quiet.conf" -o "$tmp/quiet" --since 2026-09-06 "$day" \
	>"$tmp/said" 2>&1
is 'a day without hits behind others is no error' "$? $(cat "$tmp/said")" '0 '
sed 's/^alert.*/alert drop_rate[purchase] > 1%/; /^log/d' "$tmp/shop.conf" \
	>"$tmp/last.conf"
"$cjm" run -c "$tmp/last.conf" -o "$tmp/quiet" "$day" >"$tmp/said" 2>&1
is 'a rate that the last step never has is told' "$? $(cat "$tmp/said")" \
	'1 CJM UNKNOWN - drop_rate[purchase] is not given'
# what is no log is one
was=$(readlink "$tmp/out/latest")
{
	head -n 2 "$day"
	echo
	printf 'a line\nof no log\nat all\n'
} >"$tmp/other.log"
: >"$tmp/run.log"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" /bin/ls >"$tmp/said" 2>&1
is 'no log at all is status 3' $? 3
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$tmp/other.log" \
	>"$tmp/said" 2>&1
is 'so is one of which most lines are something else' $? 3
is 'both are told' "$(sed -n 's/.*Z cjm: \([0-9]*\) of .* lines are not .*/\1/p' \
	"$tmp/run.log" | sed 1d)" 3
is 'latest stays' "$(readlink "$tmp/out/latest")" "$was"
# a limit is
sed 's/^alert.*/alert visitors[discover] > 1/; s/^report.*/&\nreport text\nreport excel/' \
	"$tmp/shop.conf" \
	>"$tmp/strict.conf"
"$cjm" run -c "$tmp/strict.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'an alert is status 1' $? 1
ok 'and told' grep -q 'CJM WARNING - visitors' "$tmp/run.log"
printf '#!/bin/sh\nexit 1\n' >"$tmp/bin/logger"
chmod +x "$tmp/bin/logger"
sed 's/^log.*/log syslog/' "$tmp/strict.conf" >"$tmp/syslog.conf"
"$cjm" run -c "$tmp/syslog.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'and where there is no syslog, too' \
	"$? $(grep -c 'CJM WARNING' "$tmp/said")" '1 1'
rm "$tmp/bin/logger"
sed 's/^log.*/log \/dev\/full/' "$tmp/strict.conf" >"$tmp/full.conf"
"$cjm" run -c "$tmp/full.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'nor where the disk is full' \
	"$? $(cut -c 1-13 "$tmp/said")" '1 CJM WARNING -'
sed 's/^alert.*/alert drop_rate[disover] > 90%/' "$tmp/shop.conf" \
	>"$tmp/untold.conf"
cp "$tmp/untold.conf" "$tmp/disover.conf"
"$cjm" run -c "$tmp/untold.conf" -o "$tmp/untold" "$day" >"$tmp/said" 2>&1
is 'an alert of a step that is none is status 1' $? 1
ok 'and told too' grep -q 'CJM UNKNOWN - drop_rate' "$tmp/run.log"
sed 's/^alert.*/alert orders unusual/' "$tmp/shop.conf" >"$tmp/untold.conf"
"$cjm" run -c "$tmp/untold.conf" -o "$tmp/untold" "$day" >"$tmp/said" 2>&1
is 'one that needs more days is none yet' $? 0
printf '\050\265\057\375' >"$tmp/cut.zst"
echo 'baseline cut.zst' >>"$tmp/untold.conf"
"$cjm" run -c "$tmp/untold.conf" -o "$tmp/untold" "$day" >"$tmp/said" 2>&1
is 'one whose baseline cannot be read is status 3' \
	"$? $(grep -c 'cjm-report (alerts) ended' "$tmp/run.log")" '3 1'
sed 's/^alert.*/alert orders >/; /^log/d' "$tmp/shop.conf" >"$tmp/untold.conf"
"$cjm" run -c "$tmp/untold.conf" -o "$tmp/untold" "$day" >"$tmp/said" 2>&1
is 'one that cannot be read is status 2, and told as what it is' \
	"$? $(grep -c -e "'orders >'" -e 'stay as they are' "$tmp/said")" '2 2'
ok 'text and CSV, where wanted' test -s "$tmp/out/latest/report.txt" -a \
	-s "$tmp/out/latest/csv/funnel.csv"

# columns of one's own, in letters of one's own
{
	"$tmp/bin/cjm-stage" --print
	echo 'event x when path == "/x" set 등급 = "금", 색상 = "적"'
} >"$tmp/own.rules"
printf 'site a\nrules own.rules\nmetrics 등급\nmetrics 색상\n' >"$tmp/own.conf"
"$cjm" run -c "$tmp/own.conf" -o "$tmp/own" "$day" >"$tmp/said" 2>&1
is 'tables by columns of another script' "$? $(cat "$tmp/said")" '0 '
ok 'have their names' test -s "$tmp/own/latest/tables/metrics-등급.tsv" -a \
	-s "$tmp/own/latest/tables/metrics-색상.tsv"

# what ads cost, and whom to show them to
{
	echo 'Campaign,Day,Cost'
	echo 'spring_sale_2026,2026-02-28,10' # the log begins later, in Seoul
	echo 'spring_sale_2026,2026-03-05,1000'
} >"$tmp/ads.csv"
printf '\357\273\277user\temail\nM10001\tA@Shop.example\nnobody\tb@shop.example\n' \
	>"$tmp/members.tsv"
printf 'user\tphone\nM10001\t010-1234-5678\n' >"$tmp/phones.tsv"
{
	grep -v '^audience' "$tmp/shop.conf"
	echo 'attribute campaign'
	echo 'spend ads.csv'
	echo 'customers members.tsv'
	echo 'audiences csv'
	echo 'audiences google'
	echo 'audiences meta'
	echo 'audiences excel'
	echo 'audience all where visits >= 1'
} >"$tmp/ads.conf"
set -- "$tmp"/day-0[1-7].log
{
	cat "$@"
	# a member's hit
	awk '/"GET \/products/ { $3 = "M10001"; print; exit }' "$7"
	# and nobody's
	awk '/"GET \/products/ { $1 = "-"; print; exit }' "$7"
} >"$tmp/week.log"
"$cjm" run -c "$tmp/ads.conf" -o "$tmp/ads" "$tmp/week.log" >"$tmp/said" 2>&1
is 'a run with spend and customers' "$? $(cat "$tmp/said")" '0 '
( cd "$tmp" && "$cjm" run -c ads.conf -o -day=7 week.log ) >"$tmp/said" 2>&1
is 'and one into a directory of an odd name' "$? $(cat "$tmp/said")" '0 '
printf 'nonsense 1\n' >"$tmp/x=1.conf"
is 'a configuration whose name is an assignment to awk is read, not the input' \
	"$(cd "$tmp" && "$cjm" doctor -c x=1.conf 2>&1 </dev/null; echo $?)" \
	'cjm: ./x=1.conf:1:1: no key "nonsense"
2'
cp "$tmp/x=1.conf" "$tmp/-x.conf"
is 'so is one whose name begins as an option' \
	"$(cd "$tmp" && "$cjm" doctor -c -x.conf 2>&1 </dev/null; echo $?)" \
	'cjm: ./-x.conf:1:1: no key "nonsense"
2'
cp "$tmp/x=1.conf" "$tmp/x\\t.conf"
mkdir "$tmp/t\\mp"
is 'a backslash in the names of directories and files is none of awk or echo' \
	"$(TMPDIR="$tmp/t\\mp" "$cjm" doctor -c "$tmp/x\\t.conf" 2>&1
		TMPDIR="$tmp/t\\mp" "$cjm" doctor -c "$tmp/\\there" 2>&1
		TMPDIR="$tmp/t\\mp" "$cjm" doctor -c "$tmp/shop.conf" 2>&1 |
			head -n 1)" \
	"cjm: $tmp/x\\t.conf:1:1: no key \"nonsense\"
cjm: $tmp/\\there: cannot be read: no such file; -c names another, and \
cjm-conf(5) has an example
ok: $tmp/shop.conf can be read"
ok 'cost and return of a campaign' awk -F '\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
	$1 == "spring_sale_2026" && $at["cost"] == 1000 { n++ }
	END { exit n == 0 }' "$tmp/ads/latest/tables/attribution-campaign.tsv"
is 'an audience for Google: hashed, and who has an address' \
	"$(tr -d '\r' <"$tmp/ads/latest/audiences/all-google.csv" | tr '\n' ' ')" \
	"Email $(printf a@shop.example | sha256sum | cut -d ' ' -f 1) "
printf 'source,medium,day,cost\nnaver,cpc,2026-03-05,500\n' >"$tmp/naver.csv"
sed 's/^customers.*/customers phones.tsv\ncalling-code 82/
	s/^spend .*/spend naver.csv/
	/^attribute campaign/d' "$tmp/ads.conf" \
	>"$tmp/phones.conf"
"$cjm" run -c "$tmp/phones.conf" -o "$tmp/phones" "$tmp/week.log" \
	>"$tmp/said" 2>&1
is 'or a phone number of the country' \
	"$? $(tr '\n' ' ' <"$tmp/phones/latest/audiences/all-google.csv")" \
	"0 Phone $(printf +821012345678 | sha256sum | cut -d ' ' -f 1) "
ok 'cost and return of a channel, where the file tells it' awk -F '\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
	$1 == "Paid Search" && $at["cost"] == 500 { n++ }
	END { exit n == 0 }' "$tmp/phones/latest/tables/attribution-channel.tsv"
is 'where it does not, the doctor says what is missing' \
	"$(sed /^attribute.campaign/d "$tmp/ads.conf" \
		>"$tmp/none.conf"
		"$cjm" doctor -c "$tmp/none.conf" 2>&1 | grep -o \
		'^warning: attribute channel has no costs: .*no column for the')" \
	"warning: attribute channel has no costs: $tmp/ads.csv:1:1: no column \
for the"
rm "$tmp/none.conf"
# logins that are not those of the customers
awk '/"GET \/products/ && n < 10 { $3 = "member" ++n; print }' "$tmp/day-07.log" \
	>"$tmp/members.log"
"$cjm" run -c "$tmp/ads.conf" -o "$tmp/strangers" "$tmp/week.log" \
	"$tmp/members.log" >"$tmp/said" 2>&1
is 'who has an address among many members' "$? $(cat "$tmp/said")" '0 '
"$cjm" run -c "$tmp/ads.conf" -o "$tmp/strangers" "$tmp/members.log" \
	>"$tmp/said" 2>&1
is 'or none of them, which is told' "$(grep -c \
	'^cjm: audience all: none of its 10 members is among the customers' \
	"$tmp/strangers/latest/messages.txt")" 1
ok 'and for Meta' grep -q '^email' "$tmp/ads/latest/audiences/all-meta.csv"
ok 'and everybody as CSV' test \
	"$(wc -l <"$tmp/ads/latest/audiences/all.csv")" -gt 100
is 'and for Excel' "$(head -c 9 "$tmp/ads/latest/audiences/all-excel.csv" |
	od -An -tx1 | tr -d ' ')" efbbbf706572736f6e
ok 'addresses stay nowhere unhashed' sh -c \
	"! grep -rqi 'a@shop.example' '$tmp/ads/latest/'"
# of a run that is killed, behind which nothing can clean up, the next one does
mkdir "$tmp/scratch"
rm "$tmp/bin/cjm-report"
printf '#!/bin/sh\ncase $* in *google*) kill -9 $PPID ;; esac\nexec %s "$@"\n' \
	"'${CJM_BIN:-$top/bin}/cjm-report'" >"$tmp/bin/cjm-report"
chmod +x "$tmp/bin/cjm-report"
TMPDIR=$tmp/scratch "$cjm" run -c "$tmp/ads.conf" -o "$tmp/ads" \
	"$tmp/week.log" >"$tmp/said" 2>&1
is 'a run is killed among its audiences' $? 137
ln -sf "${CJM_BIN:-$top/bin}/cjm-report" "$tmp/bin/cjm-report"
TMPDIR=$tmp/scratch "$cjm" run -c "$tmp/ads.conf" -o "$tmp/ads" \
	"$tmp/week.log" >"$tmp/said" 2>&1
is 'and the next one leaves no address of it' \
	"$? $(grep -rli 'a@shop.example' "$tmp/ads" "$tmp/scratch")" '0 '
is 'each for its owner alone' \
	"$(stat -c %a "$tmp"/ads/latest/audiences/*.csv | sort -u)" 600

# figures of one day, persons with their history
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/since" --since 2026-03-07 \
	--until 2026-03-08 "$tmp/week.log" >"$tmp/said" 2>&1
is 'a run of one day' "$? $(cat "$tmp/said")" '0 '
ok 'knows who came before' awk -F '\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
	$1 == "2026-03-07" { good = $at["new_visitors"] < $at["visitors"] }
	/^2026/ && $1 < "2026-03-07" { early = 1 }
	END { exit !good || early }' "$tmp/since/latest/tables/metrics-day.tsv"

is 'and is headed by that day, not by the one that it ends before' \
	"$(grep -o '2026-03-0[0-9]\( – 2026-03-0[0-9]\)*' \
		"$tmp/since/latest/report.html" | head -n 1)" 2026-03-07
cp "$tmp/since/latest/tables/metrics-day.tsv" "$tmp/seoul.tsv"
is 'and has one event of nobody' "$(grep -c 'sessions, 1 events of nobody$' \
	"$tmp/ads/latest/summary.txt")" 1
ok 'in which nobody can have dropped within a week' \
	grep -q '^note    nobody can have dropped off: the window (7d)' \
	"$tmp/since/latest/summary.txt"
# the configuration of the README, for one day of the sample
sed -n '/^\$ cat shop.conf/,/^$/p' README.md | grep '^[a-z]' >"$tmp/readme.conf"
printf 'Campaign,Day,Cost\nspring_sale_2026,2026-03-05,1000\n' \
	>"$tmp/google-ads.csv"
zstd -dc testdata/demo/access.log.zst >"$tmp/sample.log"
"$cjm" run -c "$tmp/readme.conf" -o "$tmp/readme" --since 2026-03-10 \
	--until 2026-03-11 "$tmp/sample.log" >"$tmp/said" 2>&1
is 'the alert of the README is raised by a day of the sample' \
	"$? $(grep -c '^CJM WARNING - drop_rate' "$tmp/said")" '1 1'
is 'in which somebody dropped' "$(grep -c '^note' \
	"$tmp/readme/latest/summary.txt")" 0

# two minutes before and behind midnight in Seoul
for minute in 14:58 15:02; do
	printf '192.0.2.1 - - [02/Mar/2026:%s:00 +0000] "GET / HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64) Firefox/125.0"\n' \
		"$minute"
done >"$tmp/midnight.log"
for option in split=campaign,midnight compat=ua; do
	printf 'site a\nzone Asia/Seoul\noption sessionize  --%s\n' "$option" \
		>"$tmp/midnight.conf"
	"$cjm" run -c "$tmp/midnight.conf" -o "$tmp/midnight" \
		"$tmp/midnight.log" >"$tmp/said" 2>&1
	is "sessions that --$option cuts at the midnight of the zone" \
		"$? $(cut -f 1,4 "$tmp/midnight/latest/tables/metrics-day.tsv" |
			tr '\t\n' '= ')" '0 day=sessions 2026-03-02=1 2026-03-03=1 (total)=2 '
done
sed 's/^zone.*/zone America\/Santiago/' "$tmp/shop.conf" >"$tmp/south.conf"
"$cjm" run -c "$tmp/south.conf" -o "$tmp/since" --until 2026-09-06 "$day" \
	>"$tmp/said" 2>&1
is 'a day without a midnight' "$? $(cat "$tmp/said")" '0 '
for zone in +0900 +09; do
	sed "s/^zone.*/zone $zone/" "$tmp/shop.conf" >"$tmp/offset.conf"
	"$cjm" run -c "$tmp/offset.conf" -o "$tmp/offset" --since 2026-03-07 \
		--until 2026-03-08 "$tmp/week.log" >"$tmp/said" 2>&1
	same "a day in the zone $zone" \
		"$tmp/offset/latest/tables/metrics-day.tsv" "$tmp/seoul.tsv"
done
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/since" --since 2026-13-07 "$day" \
	>"$tmp/said" 2>&1
is 'no such date' "$? $(cat "$tmp/said")" \
	'2 cjm: no time: 2026-13-07 (today, yesterday, 2026-03-01, 2026-03-01T09:00)'
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/since" --until Yesterday "$day" \
	>"$tmp/said" 2>&1
is 'nor such a word' "$? $(cat "$tmp/said")" \
	'2 cjm: no time: Yesterday (today, yesterday, 2026-03-01, 2026-03-01T09:00)'
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/since" --since 2026-03-07 \
	--until 2026-03-06 "$day" >"$tmp/said" 2>&1
is 'no time between' "$? $(cat "$tmp/said")" \
	'2 cjm: --until is not behind --since: nothing is between'
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/since" \
	--since 2026-03-07T09:00+09:00 --until 2026-03-07T00:00Z "$day" \
	>"$tmp/said" 2>&1
is 'nor between times with offsets' "$? $(cat "$tmp/said")" \
	'2 cjm: --until is not behind --since: nothing is between'
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/since" --since '' "$day" \
	>"$tmp/said" 2>&1
is 'an option of a variable that is not set' "$? $(cat "$tmp/said")" \
	'2 cjm: --since needs a value'
ln -s "$day" "$tmp/link.log"
# where the stat speaks another language
printf '#!/bin/sh\n[ "$LC_ALL" != C ] || exec %s "$@"\nexec %s "$@" | %s\n' \
	"$(command -v stat)" "$(command -v stat)" \
	"sed 's/regular file/일반 파일/'" >"$tmp/bin/stat"
chmod +x "$tmp/bin/stat"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$tmp/week.log" "$day" \
	"$tmp/link.log" >"$tmp/said" 2>&1
is 'a log that is named twice' "$? $(cat "$tmp/said")" \
	"2 cjm: $tmp/link.log: it is named twice, and would count so"
rm "$tmp/bin/stat"

gzip -k "$tmp/week.log"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$tmp"/week.log* \
	>"$tmp/said" 2>&1
is 'a log and what logrotate makes of it' "$? $(cat "$tmp/said")" \
	"2 cjm: $tmp/week.log.gz: it is $tmp/week.log compressed, and would \
count twice; name one"
gzip -c "$day" >"$tmp/week.log.gz"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$tmp"/week.log* \
	>"$tmp/said" 2>&1
is 'one of that name with an older log in it' "$? $(cat "$tmp/said")" '0 '
mkdir -p "$tmp/locked/.lock"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/locked" "$day" >"$tmp/said" 2>&1
is 'a directory in which nothing can be written' "$? $(cat "$tmp/said")" \
	"3 cjm: $tmp/locked: cannot be written"

mkdir -p "$tmp/copied/latest"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/copied" "$day" >"$tmp/said" 2>&1
is 'a latest that is no link, as a copy has it' \
	"$? $(cat "$tmp/said") $(ls "$tmp/copied")" "3 cjm: $tmp/copied/latest: \
it is no link; remove it, or rename it latest"

# more runs in a second than are kept: the newest stays
printf '#!/bin/sh\necho 20260401T000000Z\n' >"$tmp/bin/date"
chmod +x "$tmp/bin/date"
bad=0
for _ in 1 2 3 4 5; do
	"$cjm" run -c "$tmp/shop.conf" -o "$tmp/quick" "$day" \
		>"$tmp/said" 2>&1 || bad=$((bad + 1))
	[ -s "$tmp/quick/latest/report.html" ] || bad=$((bad + 1))
done
printf '#!/bin/sh\nexit 1\n' >"$tmp/bin/date"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/quick" --since yesterday \
	--until today "$day" >"$tmp/said" 2>&1
is 'a system whose date cannot tell yesterday' $? 3
rm -f "$tmp/bin/date"
is 'five runs of one second, of which three are kept' \
	"$bad $(find "$tmp/quick" -maxdepth 1 -name '2*' | wc -l | tr -d ' ')" '0 3'

# a clock that was set back, and what a login shell may have set
mkdir -p "$tmp/back/20990101T000000Z" "$tmp/back/20990102T000000Z" \
	"$tmp/back/20260301T000000Z of spring" "$tmp/back/of" \
	"$tmp/back/20260301T000000Z.old" \
	"$tmp/back/20990103T000000Z" "$tmp/else/conf" "$tmp/conf"
ln -s "$cjm" "$tmp/link"
cp "$tmp/shop.conf" "$tmp/else/conf"
( cd "$tmp/else" && CDPATH=$tmp POSIXLY_CORRECT=1 PATH=/usr/bin:/bin \
	"$tmp/link" run -c conf/shop.conf -o "$tmp/back" "$day"
) >"$tmp/said" 2>&1
is 'a run by a link, with CDPATH and POSIXLY_CORRECT' \
	"$? $(cat "$tmp/said")" '0 '
ok 'its messages are beside its configuration' test -e \
	"$tmp/else/conf/run.log"
is 'runs of a clock that was set back since do not push it out; others stay' \
	"$(test -s "$tmp/back/latest/report.html" && cd "$tmp/back" &&
		printf '%s,' * | sed 's/,2026[^,. ]*,/,now,/')" \
	'20260301T000000Z of spring,20260301T000000Z.old,now,'\
'20990102T000000Z,20990103T000000Z,latest,of,'

"$cjm" run -c "$tmp/shop.conf" -o "$tmp/closed" "$day" <&- >&- 2>&-
is 'a run where nothing is open' "$?" 0
ok 'is whole' test -s "$tmp/closed/latest/tables/funnel.tsv"

# shells that close what exec opened to the commands they start
for shell in ksh mksh; do
	command -v $shell >/dev/null || {
		skip "a run by $shell" "no $shell"
		continue
	}
	$shell "$cjm" run -c "$tmp/shop.conf" -o "$tmp/$shell" "$day" \
		>"$tmp/said" 2>&1
	is "a run by $shell" "$? $(cat "$tmp/said")" '0 '
	$shell "$cjm" doctor -c "$tmp/disover.conf" >"$tmp/said" 2>&1
	is "a doctor by $shell" "$? $(grep -c '^warning' "$tmp/said")" '1 1'
done
# two at once
exec 8>"$tmp/out/.lock"
flock -n 8
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'a second run is refused' "$? $(grep -c 'at work' "$tmp/said")" '3 1'
exec 8>&-
# one that was killed before its readers had anything to read holds none up
printf '#!/bin/sh\nkill -9 "$(cat "$TMPDIR/run")"\n' >"$tmp/bin/tee"
chmod +x "$tmp/bin/tee"
mkdir "$tmp/killed"
# shellcheck disable=SC2016 # the inner shell's
TMPDIR=$tmp/killed sh -c 'echo "$$" >"$TMPDIR/run"; exec "$@"' sh \
	"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'a run is killed before it has begun to read' $? 137
rm "$tmp/bin/tee"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'and the next is not told that it is at work' "$? $(cat "$tmp/said")" '0 '
# what waits there still, ends
for pipe in "$tmp"/killed/cjm.*/fifo/*; do
	timeout 5 sh -c ': >"$0"' "$pipe"
done

# what is asked for and is not there is named
for command in run watch doctor demo; do
	"$cjm" $command --help >"$tmp/said" 2>&1
	is "$command --help" "$? $(head -n 1 "$tmp/said" | cut -c 1-14)" \
		'0 usage: cjm run'
done
"$cjm" doctor -c "$tmp/shop.conf" --since yesterday "$day" >"$tmp/said" 2>&1
is 'a doctor of yesterday alone' "$? $(cat "$tmp/said")" \
	'2 cjm: -o, --since and --until are of cjm run alone'
if [ -c /dev/full ]; then
	for option in --help --version; do
		"$cjm" $option >/dev/full 2>"$tmp/said"
		is "$option onto a full disk" $? 3
	done
	"$cjm" doctor -c "$tmp/shop.conf" "$day" >/dev/full 2>"$tmp/said"
	is 'a doctor onto a full disk' "$? $(cat "$tmp/said")" \
		'3 cjm: standard output: cannot be written'
fi
# as awk ends where what it keeps of the configuration has no room
printf '#!/bin/sh\necho full >&2\nexit 2\n' >"$tmp/bin/awk"
chmod +x "$tmp/bin/awk"
"$cjm" run -c "$tmp/shop.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'no room for the configuration' \
	"$? $(grep -c 'is the disk full?' "$tmp/said")" '3 1'
rm "$tmp/bin/awk"
"$cjm" foo >"$tmp/said" 2>&1
is 'no such command' "$? $(cat "$tmp/said")" \
	"2 cjm: no command 'foo'; see cjm --help"
"$cjm" run -c "$tmp/none.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'no such configuration' "$? $(cat "$tmp/said")" \
	"3 cjm: $tmp/none.conf: cannot be read: no such file; -c names another, and cjm-conf(5) has an example"
"$cjm" run -c "$tmp" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'a configuration that is a directory' "$? $(cat "$tmp/said")" \
	"3 cjm: $tmp: cannot be read: it is a directory"

# errors of the configuration have their place
printf 'site a\nsites b\n' >"$tmp/bad.conf"
"$cjm" run -c "$tmp/bad.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'an unknown key is told with its place' "$? $(cat "$tmp/said")" \
	"2 cjm: $tmp/bad.conf:2:1: no key \"sites\""
printf 'report pdf\n' >"$tmp/bad.conf"
"$cjm" run -c "$tmp/bad.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'so is a value' "$? $(cat "$tmp/said")" \
	"2 cjm: $tmp/bad.conf:1:1: html, text, markdown, csv or excel"
while IFS='|' read -r place line why; do
	printf '%b' "$line" >"$tmp/bad.conf"
	"$cjm" run -c "$tmp/bad.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
	is "and with its own place: $why" "$? $(cat "$tmp/said")" \
		"2 cjm: $tmp/bad.conf:$place: $why"
done <<'END'
2:1|report html\nreport pdf|html, text, markdown, csv or excel
3:1|option funnel -v\n\n option  parse --stats=x|--stats is what a run takes its books from
2:1|site a\nlog /none/x|cannot write /none/x
3:1|report csv\nreport html\nreport excel|csv and excel write the same files: name one
3:1|site a\nreport html\r\nreport htm\r\n|html, text, markdown, csv or excel
2:1|audience x step 1\naudience x-google step 1|x-google: its file is that of x for google
2:1|site a\nspend /none/a  b.csv|cannot read /none/a  b.csv
1:1|compare on|yes or no
2:1|site a\nzone Asia/Soul|no time zone 'Asia/Soul' (Asia/Seoul, +09:00)
2:1|rules /dev/null\npreset cafe24|preset and rules stand here: name one
3:1|# \0307\0321\nsite a\ntitle \0307\0321\0261\0333|this is not UTF-8
1:1|calling-code +82|not one to three digits
END
printf 'user\temail\tname\nM10001\tA@Shop.example\t\310\253\261\346\265\277\n' \
	>"$tmp/cp949.tsv"
printf 'site a\ncustomers cp949.tsv\n' >"$tmp/bad.conf"
"$cjm" run -c "$tmp/bad.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'so are customers in an encoding of their own' "$? $(cat "$tmp/said")" \
	"2 cjm: $tmp/bad.conf:2:1: $tmp/cp949.tsv: line 2 is not UTF-8"
printf 'keep 99999999999999999999\n' >"$tmp/bad.conf"
"$cjm" run -c "$tmp/bad.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'so are more runs than can be counted' "$? $(cat "$tmp/said")" \
	"2 cjm: $tmp/bad.conf:1:1: not a number from 1 to 999999"
printf '\357\273\277metrics day\naudience a step 1\nmetrics day\naudience a step 2\n' \
	>"$tmp/bad.conf"
"$cjm" run -c "$tmp/bad.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'so are two of one name, behind a byte order mark' "$? $(cat "$tmp/said")" \
	"2 cjm: $tmp/bad.conf:3:1: metrics day stands here twice
cjm: $tmp/bad.conf:4:1: audience a stands here twice"
printf 'audiences meta\n' >"$tmp/bad.conf"
"$cjm" run -c "$tmp/bad.conf" -o "$tmp/out" "$day" >"$tmp/said" 2>&1
is 'whom an audience is of must be known' "$? $(cat "$tmp/said")" \
	"2 cjm: $tmp/bad.conf:1:1: meta needs customers, for their addresses"
# nothing of a configuration is run
# shellcheck disable=SC2016 # what must not expand
printf 'site $(touch %s/run)\ntitle `touch %s/run`; x\n' "$tmp" "$tmp" \
	>"$tmp/odd.conf"
"$cjm" run -c "$tmp/odd.conf" -o "$tmp/odd" "$day" >"$tmp/said" 2>&1
ok 'values are never commands' test ! -e "$tmp/run"

# doctor and watch
printf 'login\temail\nM10001\tA@Shop.example\n' >"$tmp/people.tsv"
"$cjm" doctor -c "$tmp/shop.conf" testdata/demo/access.log.zst \
	>"$tmp/said" 2>&1
is 'doctor: a good shop' "$? $(grep -c 'no purchase' "$tmp/said")" '1 0'
grep -v '/order' "$day" >"$tmp/poor.log"
# each value that makes a run fail, in the words of the tool that takes it
while IFS='|' read -r status line why; do
	printf 'site shop.example\naudience a where visits > 1\n%s\n' "$line" \
		>"$tmp/bad.conf"
	"$cjm" doctor -c "$tmp/bad.conf" >"$tmp/said" 2>&1
	is "doctor: $line" "$? $(grep -cF "$why" "$tmp/said")" "$status 1"
done <<'END'
2|zone Asia/Soul|no time zone 'Asia/Soul'
2|window -3d|not a duration above 0, like 30m, 14d or 1h30m: '-3d'
2|window 7x|not a duration above 0, like 30m, 14d or 1h30m: '7x'
2|timeout 3y|not a duration like 30m, 14d or 1h30m: '3y'
2|audience x step nosuch:dropped|'nosuch' is none of the steps
2|audience x where foo > 1|unknown column "foo"
3|metrics nosuch|no column 'nosuch'
2|models foo|no model 'foo'
2|cohort year|not day, week or month
3|attribute nosuch|no column 'nosuch'
2|format nosuch|unknown format 'nosuch'
2|option funnel --bogus|unrecognized option '--bogus'
2|spend shop.conf|no line of column names
3|customers people.tsv|people.tsv: no column user
1|alert drop_rate[disover] > 90%|the funnel has reach aware discover
1|alert nosuch > 3|no table that alerts are of
0|alert orders unusual|each value is one that its tool takes
END
printf 'option funnel --by=device\nalert drop_rate[discover] > 90%%\n%s\n' \
	'site shop.example' >"$tmp/bad.conf"
"$cjm" doctor -c "$tmp/bad.conf" >"$tmp/said" 2>&1
is 'doctor: steps of a funnel by devices are known from the log' \
	"$? $(grep -c '^warning' "$tmp/said")" '0 0'
# a baseline that no alert can use; of days without a log, those before today
{
	printf 'day\tstep\tvisitors\n'
	for weeks in 1 2 3 4 5; do
		printf '%s\tpurchase\t4%s\n' "$(TZ=UTC date -d "-$weeks week" +%F)" \
			"$weeks"
	done
} >"$tmp/base.tsv"
while IFS='|' read -r alert base why; do
	printf 'site shop.example\nalert %s\n%s\n' "$alert" \
		"${base:+baseline $base}" >"$tmp/bad.conf"
	"$cjm" doctor -c "$tmp/bad.conf" >"$tmp/said" 2>&1
	is "doctor: alert $alert${base:+, baseline $base}" \
		"$? $(grep -v -e '^ok:' -e '^give a log' "$tmp/said" |
			sed 's/as of 2.*/as of DAY/')" \
		"${why:+1 warning: }${why:-0 }"
done <<'END'
visitors unusual|base.tsv|
visitors drift|base.tsv|alert visitors drift: the baseline base.tsv has fewer than 8 days before this week, as of DAY
revenue[purchase] low|base.tsv|alert revenue[purchase] low: the baseline base.tsv has no column revenue
visitors[reach, reach] high|people.tsv|alert visitors[reach, reach] high: the baseline people.tsv has no column day
visitors > 3|base.tsv|baseline base.tsv: no alert compares with earlier days, as unusual, low, high and drift do
visitors unusual||alert visitors unusual: the figure is the funnel's, which has no days: name a baseline
orders unusual||
END
printf 'alert visitors unusual\nsite shop.example\nbaseline base.tsv\n' \
	>"$tmp/bad.conf"
"$cjm" doctor -c "$tmp/bad.conf" "$day" >"$tmp/said" 2>&1
ok 'doctor: a baseline of other days than the log' \
	grep -q 'has fewer than 5 like days before, as of 2026-' "$tmp/said"
"$cjm" doctor -c "$tmp/shop.conf" "$tmp/poor.log" >"$tmp/said" 2>&1
is 'doctor: a poor log' $? 1
sed 's/^[^ ]*/-/' "$day" >"$tmp/dash.log"
"$cjm" doctor -c "$tmp/shop.conf" "$tmp/dash.log" >"$tmp/nobody" 2>&1
is 'doctor: a log of nobody' "$? $(grep -c '^warning: 100 % of the events are of nobody' \
	"$tmp/nobody")" '1 1'
ok 'doctor: no purchases' grep -q 'no purchase events' "$tmp/said"
for which in keep only; do
	printf 'site shop.example\noption parse --trackers=%s\n' $which \
		>"$tmp/which.conf"
	"$cjm" doctor -c "$tmp/which.conf" testdata/logs/hits-ga4.log \
		testdata/cjm-parse/trackers-drop-or-only/in
done >"$tmp/said" 2>&1
is 'doctor: pages and the hits of their tracker, once' \
	"$(grep -c '^warning: 5 events are of trackers' "$tmp/said")" 1
{
	"$tmp/bin/cjm-stage" --print
	echo 'event view_home when path == "/" set user = "kim"'
} >"$tmp/own.rules"
printf 'site shop.example\nrules own.rules\n' >"$tmp/own.conf"
"$cjm" doctor -c "$tmp/own.conf" "$day" >"$tmp/said" 2>&1
ok 'doctor: a login that rules tell comes too late' \
	grep -q '^warning: no member is known by a login' "$tmp/said"
sed 's/^window.*/window 30d/' "$tmp/shop.conf" >"$tmp/long.conf"
"$cjm" doctor -c "$tmp/long.conf" "$day" >"$tmp/said" 2>&1
ok 'doctor: a window as long as the log' \
	grep -q 'warning: nobody can have dropped' "$tmp/said"
# stages in the order of the rules, orders of the same five minutes as visitors,
# their money in full, and a row that comes late takes nobody back
{
	hit() {
		printf '192.0.2.%s - - [02/Mar/2026:10:%s +0000] "GET %s HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64) Firefox/125.0"\n' "$@"
	}
	hit 1 00:00 '/order/complete?oid=1&amount=5'
	hit 1 10:00 /products/1
	hit 2 10:01 /
	hit 2 10:02 /products/2
	hit 3 10:03 '/order/complete?oid=2&amount=2137040.25'
	hit 2 04:00 /
	hit 3 10:04 /
} >"$tmp/few.log"
echo 'site shop.example' >"$tmp/few.conf"
timeout 7 "$cjm" watch -c "$tmp/few.conf" "$tmp/few.log" >"$tmp/said" 2>&1
is 'watch: stages in their order, money in full' \
	"$(sed -n '/^3 visitors/,/orders/p' "$tmp/said" | sed 8q)" \
	'3 visitors in the last 5 minutes (7 events so far)
  reach             0
  aware             0
  discover          2
  prospects         0
  purchase          1
  (no stage)        0
  1 orders, 2137040.25'
# where nobody looks on any more it ends, once there is more to show
cp "$tmp/few.log" "$tmp/grows.log"
{
	timeout 15 "$cjm" watch -c "$tmp/few.conf" "$tmp/grows.log" 2>/dev/null
	echo $? >"$tmp/ended"
} | {
	head -n 1
	hit 1 11:00 / >>"$tmp/grows.log"
} >"$tmp/said"
is 'watch: ends where its reader has gone' "$(cat "$tmp/ended")" 0
: >"$tmp/said" # what the last one said is no sign that this one does
"$cjm" watch -c "$tmp/shop.conf" "$day" >"$tmp/said" 2>"$tmp/err" &
watched=$!
i=0
until grep -q 'visitors in' "$tmp/said" || [ $((i += 1)) -gt 40 ]; do
	sleep 0.5
done
kill "$watched"
( sleep 20; kill -9 "$watched" ) >/dev/null 2>&1 &
killer=$!
wait "$watched" 2>/dev/null
is 'watch: ended by a signal, without a word' "$? $(cat "$tmp/err")" '143 '
kill "$killer"
sleep 3
is 'nothing of it lives on' "$(pgrep -f "[t]ail .* $day")" ''
ok 'watch: visitors by stage' grep -q '^[1-9][0-9]* visitors in' "$tmp/said"
finish

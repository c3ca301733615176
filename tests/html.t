#!/bin/sh
# SPDX-License-Identifier: MIT
# The HTML report: well formed, asks for nothing, lets no text of a table act,
# and in a browser has no complaint, sorts its tables and shows all there is.
# shellcheck disable=SC2317 # ok calls the functions
. tests/lib.sh

zstd -dc testdata/demo/access.log.zst | head -20000 |
	cjm-parse --site shop.example | cjm-sessionize | cjm-stage \
	>"$tmp/events.tsv"
cjm-funnel --window 7d "$tmp/events.tsv" >"$tmp/funnel.tsv"
cjm-attribute --by channel "$tmp/events.tsv" >"$tmp/attribution.tsv"
cjm-metrics --by day "$tmp/events.tsv" >"$tmp/daily.tsv"
cjm-metrics --by channel "$tmp/events.tsv" >"$tmp/channels.tsv"
cjm-metrics --by touchpoint "$tmp/events.tsv" >"$tmp/touchpoints.tsv"
cjm-metrics --cohort week:4 "$tmp/events.tsv" >"$tmp/cohorts.tsv"
cat >"$tmp/hostile.tsv" <<'END'
<script>alert(1)</script>	visitors	path	model
<script>alert(1)</script>	5	a > </li><script>alert(2)</script> > b	first
"><img src=x onerror=alert(3)>	7	&lt;b&gt; > ' onload='x	last
</title></style></svg><svg onload=alert(4)>	9	javascript:alert(5)	
‮gnp.exe	11	\n\t\\	
END
: >"$tmp/empty.tsv"

report() {
	cjm-report --format html --title '</title><script>alert(6)</script>' \
		--period '"March" & <i>more</i>' "$@" \
		funnel="$tmp/funnel.tsv" touchpoints="$tmp/touchpoints.tsv" \
		attribution="$tmp/attribution.tsv" daily="$tmp/daily.tsv" \
		channels="$tmp/channels.tsv" cohorts="$tmp/cohorts.tsv" \
		hostile="$tmp/hostile.tsv" nothing="$tmp/empty.tsv"
}
report >"$tmp/en.html"
report --lang ko >"$tmp/ko.html"

# every element is closed in its turn, every attribute quoted, each id once
cat >"$tmp/nest.pl" <<'END'
use strict;
local $/;
my ($text, @open, %id) = (<STDIN>);
my %void = map { $_ => 1 } qw(meta br input);
$text =~ s/^<!DOCTYPE html>\n// or die "no doctype\n";
$text =~ s/<(style|script)>(.*?)<\/\1>/<$1><\/$1>/gs;
while ($text =~ /\G(?:[^<>&]|&(?:amp|lt|gt|quot|#39);|<(\/?)([a-z0-9]+)((?:\s+[-a-zA-Z0-9]+(?:="[^"<>]*")?)*)\s*(\/?)>)/gc) {
	my ($end, $name, $rest, $self) = ($1, $2, $3, $4);
	next unless defined $name;
	while ($rest =~ /\bid="([^"]*)"/g) {
		die "id $1 twice\n" if $id{$1}++;
	}
	die "handler in <$name$rest>\n" if $rest =~ /\son[a-z]+=/;
	die "style in <$name$rest>\n" if $rest =~ /\sstyle=/;
	die "address in <$name$rest>\n"
		if $rest =~ /\s(?:src|href)="(?!#)/;
	next if $void{$name} || $self;
	if ($end) {
		my $was = pop @open;
		die "</$name> closes <$was>\n" if $was ne $name;
	} else {
		push @open, $name;
	}
}
die "odd at: " . substr($text, pos($text) // 0, 80) . "\n"
	if (pos($text) // 0) < length $text;
die "open: @open\n" if @open;
END
for lang in en ko; do
	ok "$lang: well formed, nothing asked for, no handlers" \
		sh -c "perl '$tmp/nest.pl' <'$tmp/$lang.html'"
done
ok 'two scripts: none but our own' test \
	"$(grep -c '<script>' "$tmp/en.html")" = 1
ok 'the direction of text is not turned' sh -c \
	"! grep -q '‮' '$tmp/en.html'"
ok 'a stage is told in Korean' grep -q '잠재고객' "$tmp/ko.html"

cjm-funnel --by device "$tmp/events.tsv" >"$tmp/devices.tsv"
cjm-report --format html funnel="$tmp/devices.tsv" \
	touchpoints="$tmp/touchpoints.tsv" >"$tmp/devices.html"
is 'touchpoints of the whole shop are in no segment' \
	"$(grep -c 'class="touch"' "$tmp/devices.html")" 0

# no heading is passed over, no region is without a name
is 'below sections come headings of the third rank' \
	"$(grep -c '<h4' "$tmp/en.html")" 0
ok 'on paper the buttons of a head do not keep it from the next page' \
	grep -q '@media print{.*thead button{display:contents}' "$tmp/en.html"
printf 'a\tb\n1\t2\n' | cjm-report --format html >"$tmp/one.html"
is 'the only table has a name for those who do not see it' \
	"$(grep -cE 'aria-label=""|<caption></caption>' "$tmp/one.html")" 0

# what is drawn
printf 'day\tvisitors\n2026-03-01\t5\n2026-03-02\t\n2026-03-03\t7\n' |
	cjm-report --format html >"$tmp/gaps.html"
ok 'values between gaps are dots' grep -q '<path class="p" d="M0 [0-9]*h0M1000 [0-9]*h0"/>' \
	"$tmp/gaps.html"
long=step_whose_name_is_longer_than_its_column
cat >"$tmp/long.tsv" <<END
step	visitors	entered	continued	dropped	open
view_item|search	987654321	987654321	887654321	100000000	0
$long	887654321	0	887654321	0	0
begin_checkout	787654321	0	687654321	100000000	0
add_payment_info	687654321	0	187654321	500000000	0
purchase	187654321	0	187654321	0	0
END
cjm-report --format html --lang ko "$tmp/long.tsv" >"$tmp/long.html"
ok 'names in a drawing are shortened, and told in full when pointed at' \
	grep -q "<title>$long</title>step_whose_name_is…</text>" \
	"$tmp/long.html"
ok 'each alternative of a step is told in Korean' \
	grep -q '<h3>상품 조회 | 내부 검색</h3>' "$tmp/long.html"

# the policy names our style and script, by openssl's digest
hash() {
	perl -0777 -ne "print \$1 if /<$1>(.*?)<\\/$1>/s" "$tmp/en.html" |
		openssl dgst -sha256 -binary | openssl base64
}
if command -v openssl >/dev/null; then
	for kind in style script; do
		ok "the policy has the hash of our $kind" grep -qF \
			"$kind-src 'sha256-$(hash $kind)'" "$tmp/en.html"
	done
else
	skip 'the policy has the hashes' 'no openssl'
fi

# the same in Chromium
if ! command -v chromium >/dev/null; then
	skip 'in a browser' 'no chromium'
	finish
fi
browse() {
	timeout 120 chromium --headless --no-sandbox --disable-gpu \
		--disable-quic --no-first-run --disable-sync \
		--disable-background-networking --disable-component-update \
		--disable-dev-shm-usage --user-data-dir="$tmp/chromium.$$" \
		--enable-logging=stderr --virtual-time-budget=5000 "$@" \
		2>"$tmp/console"
}
# what a person does, done by a script of the test's own behind the report's;
# the policy would not let it run, so this copy has none. The report's own
# script runs under the policy in the first visit.
cat >"$tmp/act.html" <<'END'
<script>
var out = [];
var table = document.querySelectorAll("table.sort")[1];
var first = function () { return table.tBodies[0].rows[0].cells[1].dataset.v; };
table.tHead.rows[0].cells[1].querySelector("button").click();
var values = Array.prototype.map.call(table.tBodies[0].rows,
	function (r) { return +r.cells[1].dataset.v; });
out.push("sorted " + values.every(function (v, i) {
	return i === 0 || values[i - 1] >= v; }));
out.push("marked " + table.tHead.rows[0].cells[1].getAttribute("aria-sort"));
out.push("overflow " + (document.documentElement.scrollWidth >
	document.documentElement.clientWidth));
document.title = "RESULT " + out.join(", ") + " END";
</script>
END
if ! browse --dump-dom "file://$tmp/en.html" >"$tmp/dom" ||
	! grep -q '</html>' "$tmp/dom"; then
	skip 'in a browser' 'chromium does not start here'
	finish
fi
is 'no word on the console' "$(grep CONSOLE "$tmp/console")" ''
ok 'the script ran: heads of columns are buttons' \
	grep -q '<th scope="col"><button type="button"' "$tmp/dom"
ok 'hostile names are text' grep -qF \
	'&lt;script&gt;alert(1)&lt;/script&gt;' "$tmp/dom"
is 'and no elements' "$(grep -cE '<img|<svg onload|<script>alert' \
	"$tmp/dom")" 0
sed 's/<meta http-equiv[^>]*>//' "$tmp/en.html" | cat - "$tmp/act.html" \
	>"$tmp/acted.html"
cat >"$tmp/measure.html" <<'END'
<script>
var out = [];
document.querySelectorAll(".stage *").forEach(function (e) {
	var card = e.closest(".stage").getBoundingClientRect();
	if (e.getBoundingClientRect().right > card.right)
		out.push(e.textContent);
});
document.title = "RESULT out of cards: " + out.join(", ") + " END";
</script>
END
sed 's/<meta http-equiv[^>]*>//' "$tmp/long.html" |
	cat - "$tmp/measure.html" >"$tmp/measured.html"
browse --window-size=1000,900 --dump-dom "file://$tmp/measured.html" \
	>"$tmp/dom"
is 'figures stay in their cards' \
	"$(sed -n 's/.*<title>RESULT \(.*\) END<.*/\1/p' "$tmp/dom")" \
	'out of cards: '
sed "s/^purchase/$(printf '%0200d' 0)/" "$tmp/long.tsv" |
	cjm-report --format html | sed 's/<meta http-equiv[^>]*>//' \
	>"$tmp/letters.html"
echo '<script>document.title = "RESULT " +
	(document.documentElement.scrollWidth >
	document.documentElement.clientWidth) + " END"</script>' \
	>>"$tmp/letters.html"
browse --window-size=1280,900 --dump-dom "file://$tmp/letters.html" >"$tmp/dom"
is 'nor does the name of a step, of 200 letters, leave the page' \
	"$(sed -n 's/.*<title>RESULT \(.*\) END<.*/\1/p' "$tmp/dom")" false
for width in 1280 500; do
	browse --window-size=$width,900 --dump-dom \
		"file://$tmp/acted.html" >"$tmp/dom"
	is "a click sorts, nothing overflows at $width" \
		"$(sed -n 's/.*<title>RESULT \(.*\) END<.*/\1/p' "$tmp/dom")" \
		'sorted true, marked descending, overflow false'
done
finish

/* SPDX-License-Identifier: MIT */
/* Spend files: values, headers of the platforms, and what is wrong in them.
 * (Whole files of each platform are in testdata/cjm-attribute.) */
#include "table/spend-file.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/num.h"
#include "base/when.h"
#include "ext/charset.h"
#include "unit/tap.h"

static void
dates_in_every_spelling(void)
{
	static const char *const good[] = {"2026-03-01", "2026.03.01.",
	    "2026.03.01", "2026. 3. 1.", "2026/3/1", "20260301",
	    "2026년 3월 1일", "2026-03-01 00:00:00", "2026-03-01T23:59",
	    " 2026-03-01 "};
	static const char *const bad[] = {"", "--", "2026-02-29", "2026-13-01",
	    "2026-03", "26-03-01", "2026-03/01", "2026-03-01x", "20260332",
	    "1/2/26", "March"};
	int64_t day, want = days_from_civil(2026, 3, 1);
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		ok(spend_read_date(slice_of(good[i]), ORDER_UNKNOWN, &day) ==
			    DATE_GOOD &&
			day == want,
		    "a date: %s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok(spend_read_date(slice_of(bad[i]), ORDER_UNKNOWN, &day) ==
			DATE_BAD,
		    "no date: %s", bad[i]);
}

static void
months_and_days(void)
{
	const struct slice both = SLICE("03/01/2026");
	int64_t day;
	ok(spend_read_date(both, ORDER_UNKNOWN, &day) == DATE_AMBIGUOUS,
	    "03/01/2026 could be two days");
	ok(spend_read_date(both, ORDER_MONTH_FIRST, &day) == DATE_GOOD &&
		day == days_from_civil(2026, 3, 1),
	    "March, told");
	ok(spend_read_date(both, ORDER_DAY_FIRST, &day) == DATE_GOOD &&
		day == days_from_civil(2026, 1, 3),
	    "January, told");
	ok(spend_read_date(SLICE("3/25/2026"), ORDER_UNKNOWN, &day) ==
		    DATE_GOOD &&
		day == days_from_civil(2026, 3, 25),
	    "3/25/2026 can be one only");
	ok(spend_read_date(SLICE("25.03.2026"), ORDER_UNKNOWN, &day) ==
		    DATE_GOOD &&
		day == days_from_civil(2026, 3, 25),
	    "so can 25.03.2026");
	ok(spend_read_date(SLICE("25/03/2026"), ORDER_MONTH_FIRST, &day) ==
		DATE_BAD,
	    "which is none where the month is first");
}

static void
money_is(const char *text, bool comma, int64_t want, const char *code)
{
	struct slice sign = {"", 0};
	int64_t got = -1;
	bool good = spend_read_money(slice_of(text), comma, &got, &sign);
	ok(good && got == want && slice_is(sign, code), "money: %s", text);
}

static void
money_in_every_spelling(void)
{
	static const char *const bad[] = {"1,23", "12,34,567", "1.2.3", "x",
	    "1e3", ",123", "1,2345", "12%", "- -", "₩", "1 234", "0,125",
	    "0,125,000"};
	const int64_t m = MILLION;
	struct slice sign;
	int64_t got;
	money_is("1234", false, 1234 * m, "");
	money_is("1,234", false, 1234 * m, "");
	money_is("12,345,678.90", false, 12345678900000, "");
	money_is("₩1,234", false, 1234 * m, "KRW");
	money_is("1,234원", false, 1234 * m, "KRW");
	money_is("\\1,234", false, 1234 * m, "KRW");
	money_is("NT$12.50", false, 12500000, "TWD");
	money_is("-₩1,234", false, -1234 * m, "KRW");
	money_is("₩-1,234", false, -1234 * m, "KRW");
	money_is("US$12.50", false, 12500000, "USD");
	money_is("$0.5", false, 500000, "USD");
	money_is("12.50 EUR", false, 12500000, "EUR");
	money_is("12,50", true, 12500000, "");
	money_is("1,234", true, 1234 * m, "");
	money_is("0,125", true, 125000, "");
	money_is("1.234,50", true, 1234500000, "");
	money_is("1.500.234,5", true, 1500234500000, "");
	money_is("--", false, 0, "");
	money_is("", false, 0, "");
	money_is("0.125", true, 125000, "");
	money_is("1.23", true, 1230000, "");
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok(!spend_read_money(slice_of(bad[i]), false, &got, &sign),
		    "no money: %s", bad[i]);
	ok(!spend_read_money(SLICE("1.234"), true, &got, &sign),
	    "1.234 is ambiguous beside semicolons");
	uint64_t count;
	ok(spend_read_count(SLICE("1,234"), false, &count) && count == 1234 &&
		!spend_read_count(SLICE("1.5"), false, &count) &&
		!spend_read_count(SLICE("-1"), false, &count),
	    "counts are whole");
}

static void
currencies_in_texts(void)
{
	static const char *const texts[][2] = {{"KRW", "KRW"}, {"krw", "KRW"},
	    {"VAT포함,원", "KRW"}, {"US$", "USD"}, {"in EUR", "EUR"},
	    {"incl. VAT, KRW", "KRW"}, {"€", "EUR"}, {"HK$", "HKD"},
	    {"net, US$", "USD"}};
	char code[4];
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		ok(spend_find_currency(slice_of(texts[i][0]), code) &&
			strcmp(code, texts[i][1]) == 0,
		    "%s is %s", texts[i][0], texts[i][1]);
	ok(!spend_find_currency(SLICE("VAT포함"), code) &&
		!spend_find_currency(SLICE("Net"), code) &&
		!spend_find_currency(SLICE("GFA"), code),
	    "VAT is no currency, nor are other words of three letters");
}

static void
decodes(struct slice text, struct slice want, const char *name)
{
	struct buf got = BUF_INIT;
	ok(charset_decode(text, &got) && slice_equal(buf_slice(&got), want),
	    "%s", name);
	buf_release(&got);
}

static void
charsets(void)
{
	struct buf got = BUF_INIT;
	const struct slice hangul = SLICE("한글,1\n");
	decodes(hangul, hangul, "UTF-8");
	decodes(SLICE("\xef\xbb\xbf한글,1\n"), hangul, "UTF-8 with a mark");
	decodes(SLICE("\xff\xfe\x5c\xd5\x00\xae,\0001\0\n\0"), hangul,
	    "UTF-16, little end first");
	decodes(SLICE("\xfe\xff\xd5\x5c\xae\x00\0,\0001\0\n"), hangul,
	    "UTF-16, big end first");
	decodes(SLICE("\xc7\xd1\xb1\xdb,1\n"), hangul, "CP949");
	decodes(SLICE(""), SLICE(""), "nothing");
	ok(!charset_decode(SLICE("a\n\xff\xff"), &got) && got.n == 2,
	    "neither, told where");
	buf_release(&got);
}

static void
put_row(void *context, const struct spend_row *row)
{
	struct buf *b = context;
	int year;
	unsigned month, day;
	civil_from_days(row->day, &year, &month, &day);
	buf_printf(b, "%d-%02u-%02u", year, month, day);
	for (unsigned i = 0; i < SPEND_KEYS; i++)
		buf_printf(b, "|%.*s", (int)row->keys[i].n, row->keys[i].p);
	buf_printf(b, "|%d|%d|", (int)row->impressions, (int)row->clicks);
	b->n += decimal_put(buf_need(b, NUM_MAX_TEXT), row->cost);
	buf_printf(b, "%s\n", row->currency);
}

/* Reads a text as a file; without `map` none. */
static void
reads(const char *text, const char *map, const char *want, const char *name)
{
	char path[] = "/tmp/cjm-spend-XXXXXX";
	int fd = mkstemp(path);
	struct spend_options options = SPEND_OPTIONS_INIT;
	struct spend_counts counts = {0};
	struct buf got = BUF_INIT, why = BUF_INIT;
	struct slice bad;
	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		perror(path);
	close(fd);
	if (map && !spend_map(&options, map, &bad))
		buf_printf(&got, "bad map: %.*s\n", (int)bad.n, bad.p);
	if (spend_read(path, &options, put_row, &got, &counts, &why) !=
	    SPEND_GOOD) {
		struct slice reason =
		    slice_skip(buf_slice(&why), sizeof(path) - 1);
		buf_put_slice(&got, reason);
		buf_put_byte(&got, '\n');
	}
	unlink(path);
	buf_printf(&got, "%d %d %d", (int)counts.rows, (int)counts.totals,
	    (int)counts.notes);
	is(buf_slice(&got), slice_of(want), name);
	buf_release(&got);
	buf_release(&why);
	spend_options_release(&options);
}

static void
plain_files(void)
{
	reads("date,source,medium,campaign,impressions,clicks,cost,currency\n"
	      "2026-03-01,naver,cpc,spring,\"1,000\",20,3000,KRW\n"
	      "2026-03-02,naver,cpc,a\\b,0,0,0,krw\n",
	    NULL,
	    "2026-03-01||naver|cpc|spring|||1000|20|3000KRW\n"
	    "2026-03-02||naver|cpc|a\\\\b|||0|0|0KRW\n2 0 0",
	    "the plain form");
	reads("Tag;Kampagne;Kosten\n01/03/2026;x;1.23\n13/03/2026;y;2,5\n",
	    "date=Tag,campaign=Kampagne,cost=Kosten,currency:EUR,source:s",
	    "2026-03-01||s||x|||0|0|1.23EUR\n"
	    "2026-03-13||s||y|||0|0|2.5EUR\n2 0 0",
	    "named columns, semicolons, decimal commas, one date tells all");
	reads("date\tcost\n03/01/2026\t1\n", "date:mdy",
	    "2026-03-01|||||||0|0|1\n1 0 0", "TABs; month first, told");
}

static void
platforms(void)
{
	reads("캠페인 이름,기간,총 비용\n봄,2026.03.01.,\"1,000\"\n", NULL,
	    "2026-03-01||naver|cpc|봄|||0|0|1000KRW\n1 0 0",
	    "Naver's total cost, whatever names Kakao has, too");
	reads(
	    "캠페인 이름,캠페인 유형,일자,비용\n봄,디스플레이,2026-03-01,500원\n",
	    NULL, "2026-03-01||kakao|cpc|봄|||0|0|500KRW\n1 0 0",
	    "Kakao's names of campaigns, whatever types Naver has, too");
	reads("날짜,소스,매체,광고비\n2026-03-01,naver,cpc,500\n", NULL,
	    "2026-03-01||naver|cpc||||0|0|500\n1 0 0",
	    "the medium beside a source");
	reads("날짜,매체,광고비\n2026-03-01,naver,500\n", NULL,
	    "2026-03-01||naver|||||0|0|500\n1 0 0",
	    "which alone is the source");
	reads("Date,Campaign,Total cost\n2026-03-01,a,12.5\n", NULL,
	    "2026-03-01||||a|||0|0|12.5\n1 0 0",
	    "a total cost in English is anybody's, in any currency");
}

static void
as_tiktok_exports(void)
{
	reads("Campaign name,By Day,Cost,Clicks (Destination),Currency\n"
	      "a,2026-03-01,12.50,1,USD\nTotal of 1 results,-,12.50,1,-\n",
	    NULL, "2026-03-01||||a|||0|1|12.5USD\n1 1 0", "as TikTok exports");
}

static void
rows_that_are_none(void)
{
	reads("Report\n2026\n\nDay,Campaign,Cost\nTotal: Account,,30\n"
	      "2026-03-01,a,10\n2026-03-01,b,20\n합계,--,30\n* a note\n",
	    NULL, "2026-03-01||||a|||0|0|10\n2026-03-01||||b|||0|0|20\n2 2 1",
	    "preamble, totals and a note");
	reads("Day,Campaign,Cost\n2026-03-01,,30\n2026-03-01,a,10\n"
	      "2026-03-01,b,20\n",
	    NULL, "2026-03-01||||a|||0|0|10\n2026-03-01||||b|||0|0|20\n2 1 0",
	    "a sum without a campaign");
	reads("Day,Campaign,Cost (KRW)\n2026-03-01,,3\n2026-03-01,a,10\n", NULL,
	    "2026-03-01||||a|||0|0|10KRW\n2026-03-01|||||||0|0|3KRW\n2 0 0",
	    "a row without a campaign that is no sum stays");
	reads("일별,매체,캠페인,총비용\n2026-03-01,,,3\n2026-03-01,,,4\n"
	      "2026-03-01,google,a,10\n",
	    NULL,
	    "2026-03-01|||cpc||||0|0|4KRW\n"
	    "2026-03-01||google|cpc|a|||0|0|10KRW\n"
	    "2026-03-01|||cpc||||0|0|3KRW\n3 0 0",
	    "nor does the platform name what a column leaves open");
}

static void
rows_that_must_be_sums(void)
{
	reads("date,campaign,group,cost\n2026-03-01,a,x,1\n,,y,2\n", NULL,
	    "2026-03-01||||a|||0|0|1\n"
	    ":3:5: without a day of its own, and not the sum of the other "
	    "rows: '2'\n1 1 0",
	    "merged cells are no sum");
	reads("date,cost\n2026-03-01,1\n,2\n", NULL,
	    "2026-03-01|||||||0|0|1\n"
	    ":3:2: without a day of its own, and not the sum of the other "
	    "rows: '2'\n1 1 0",
	    "nor is a cost alone");
	reads("Reporting starts,Reporting ends,Campaign name,Amount spent\n"
	      "2026-03-01,2026-03-31,,2\n2026-03-01,2026-03-01,a,1\n",
	    NULL,
	    "2026-03-01||facebook|paid_social|a|||0|0|1\n"
	    ":2:24: without a day of its own, and not the sum of the other "
	    "rows: '2'\n1 1 0",
	    "nor is a month of nobody");
	reads("date,campaign,cost\n,,3\n2026-03-01,,1\n2026-03-01,a,2\n,,\n"
	      ",,3\n",
	    NULL, "2026-03-01||||a|||0|0|2\n2026-03-01|||||||0|0|1\n2 3 0",
	    "sums in front and behind, of a row without a campaign, too");
}

static void
sums_of_days(void)
{
	reads("날짜,캠페인,광고비\n2026-03-01,a,1\n2026-03-02,a,4\n"
	      "2026-03-01,,2\n2026-03-01,소계,3\n2026-03-02,합계,4\n"
	      "총합계,,7\n2026-03-03,전체,5\n",
	    NULL,
	    "2026-03-01||||a|||0|0|1\n2026-03-02||||a|||0|0|4\n"
	    "2026-03-03||||전체|||0|0|5\n2026-03-01|||||||0|0|2\n4 3 0",
	    "of days, and a campaign that is called so");
	reads("date,campaign,adgroup,cost\n2026-03-01,a,x,1\n"
	      "2026-03-01,a,Total,2\n",
	    NULL,
	    "2026-03-01||||a|||0|0|1\n"
	    ":3:14: not the sum of its day's rows above: 'Total'\n1 0 0",
	    "a sum that is none");
	reads("date,campaign,cost\n2026-03-01,total,3\n2026-03-01,a,3\n", NULL,
	    "2026-03-01||||total|||0|0|3\n"
	    ":3:1: the day's sum stands above this row: '2026-03-01'\n1 0 0",
	    "a sum in front of its rows");
	reads("date,campaign,기기,cost\n2026-03-01,a,전체,1\n"
	      "2026-03-01,b,전체,2\n",
	    NULL, "2026-03-01||||a|||0|0|1\n2026-03-01||||b|||0|0|2\n2 0 0",
	    "all devices of a campaign are no sum");
}

static void
sums_without_a_name(void)
{
	reads("date,campaign,cost\n2026-03-01,,3\n2026-03-01,a,1\n"
	      "2026-03-01,b,2\n2026-03-02,,4\n2026-03-02,a,4\n",
	    NULL,
	    "2026-03-01||||a|||0|0|1\n2026-03-01||||b|||0|0|2\n"
	    "2026-03-02||||a|||0|0|4\n3 2 0",
	    "of each day");
	reads("date,campaign,cost\n2026-03-01,,3\n2026-03-01,a,1\n"
	      "2026-03-01,b,2\n2026-03-02,,5\n2026-03-02,a,4\n",
	    NULL,
	    "2026-03-01||||a|||0|0|1\n2026-03-01||||b|||0|0|2\n"
	    "2026-03-02||||a|||0|0|4\n2026-03-01|||||||0|0|3\n"
	    "2026-03-02|||||||0|0|5\n5 0 0",
	    "which not all are: then none is");
}

static void
mistakes(void)
{
	reads("a,b\n1,2\n", NULL,
	    ":1:1: no line of column names with a date and a cost "
	    "(--spend-map tells their names)\n0 0 0",
	    "no header");
	reads("x\nCampaign,Clicks,Cost\na,1,2\n", NULL,
	    ":2:1: no column for the date (--spend-map date=NAME tells which "
	    "it is)\n0 0 0",
	    "wrong column");
	reads("날짜,광고비(NET),광고비(GROSS)\n2026-03-01,10,11\n", NULL,
	    ":1:13: another column for the cost (--spend-map cost=NAME tells "
	    "which it is)\n0 0 0",
	    "two columns for one cost");
	reads("날짜,광고비(NET),광고비(GROSS)\n2026-03-01,10,11\n",
	    "cost=광고비(GROSS)", "2026-03-01|||||||0|0|11\n1 0 0",
	    "one of them, told");
	reads("날짜,광고비(천원)\n2026-03-01,10\n", NULL,
	    ":1:4: amounts in thousands or more are not read\n0 0 0",
	    "thousands of won are no won");
	reads("date,cost\n2026-03-01,12 apples\n", NULL,
	    ":2:12: not an amount of money: '12 apples'\n0 0 0", "bad number");
	reads("date,clicks,cost\n2026-03-01,1.5,2\n", NULL,
	    ":2:12: not a whole number: '1.5'\n0 0 0", "bad count");
	reads("date,cost\n2026-03-01,1\n2026-02-30,1\n", NULL,
	    "2026-03-01|||||||0|0|1\n:3:1: not a date: '2026-02-30'\n1 0 0",
	    "bad date");
	reads("date,cost\n03/01/2026,1\n", NULL,
	    ":2:1: month or day first? (--spend-map date:mdy or date:dmy): "
	    "'03/01/2026'\n0 0 0",
	    "ambiguous date");
	reads("date,campaign,cost\n2026-03-01,a,1,234\n", NULL,
	    ":2:16: more fields than the header names columns: '234'\n0 0 0",
	    "a comma that should be in quotes");
	reads("date,campaign,cost\n2026-03-01,a\n", NULL,
	    ":2:12: the row ends before the columns that its header names: "
	    "'a'\n0 0 0",
	    "a row cut short");
	reads("date,cost\n2026-03-01,\"1\n", NULL,
	    ":2:12: a quote that is not closed: ''\n0 0 0", "an open quote");
	reads("date,cost,currency\n2026-03-01,1,\x1b[31m?\n", NULL,
	    ":2:14: not a currency: '\xef\xbf\xbd[31m?'\n0 0 0",
	    "no controls in messages");
	reads("Reporting starts,Reporting ends,Campaign name,Amount spent\n"
	      "2026-03-01,2026-03-31,a,1\n",
	    NULL,
	    ":2:1: the row covers several days; export by day: "
	    "'2026-03-01'\n0 0 0",
	    "a row of a month");
	reads("date,date_end,cost\n2026-03-01,2026-03-01,1\n"
	      "2026-03-01,2026-03-31,1\n",
	    NULL,
	    "2026-03-01|||||||0|0|1\n"
	    ":3:1: the row covers several days; export by day: "
	    "'2026-03-01'\n1 0 0",
	    "the same, by the plain name");
	reads("Campaign,Start date,End date,Cost\na,2026-03-01,None,1\n", NULL,
	    ":2:3: the row covers several days; export by day: "
	    "'2026-03-01'\n0 0 0",
	    "a row without an end");
	reads("Day,Campaign,Start date,End date,Cost\n"
	      "2026-03-01,a,2026-01-01,None,1\n"
	      "2026-03-01,b,2026-01-01,2026-12-31,1\n",
	    NULL, "2026-03-01||||a|||0|0|1\n2026-03-01||||b|||0|0|1\n2 0 0",
	    "days beside when campaigns begin and end");
	reads("date,cost\n2026-03-01,1\n", "currency:won",
	    "bad map: currency:won\n"
	    "2026-03-01|||||||0|0|1\n1 0 0",
	    "a currency that is none");
	reads("date,cost\n2026-03-01,1\n", "cost",
	    "bad map: cost\n"
	    "2026-03-01|||||||0|0|1\n1 0 0",
	    "a map that is none");
	reads("date,cost\n\xff\xff\n", NULL,
	    ":2:1: neither UTF-8, UTF-16 nor CP949\n0 0 0",
	    "neither of the charsets");
	reads("PK\x03\x04 xl/workbook.xml", NULL,
	    ":1:1: a workbook of Excel: save it as CSV\n0 0 0",
	    "no text at all");
}

int
main(void)
{
	dates_in_every_spelling();
	months_and_days();
	money_in_every_spelling();
	currencies_in_texts();
	charsets();
	plain_files();
	platforms();
	as_tiktok_exports();
	rows_that_are_none();
	rows_that_must_be_sums();
	sums_of_days();
	sums_without_a_name();
	mistakes();
	return tap_done();
}

/* SPDX-License-Identifier: MIT */
/* The names, best first for each role. */
#include "table/spend-names.h"

enum { NAMES_MOST = 20 };

/* In the form of spend_plain_name. */
static const char *const role_names[SPEND_ROLES][NAMES_MOST] = {
    [SPEND_CHANNEL] = {"channel", "채널"},
    [SPEND_SOURCE] = {"source", "utmsource", "소스", "출처", "매체", "매체명",
	"media"},
    [SPEND_MEDIUM] = {"medium", "utmmedium", "매개체", "미디엄", "매체"},
    [SPEND_CAMPAIGN] = {"campaign", "campaignname", "utmcampaign", "캠페인",
	"캠페인이름", "캠페인명"},
    [SPEND_TERM] = {"term", "utmterm", "keyword", "searchkeyword", "키워드",
	"검색키워드", "검색어"},
    [SPEND_CONTENT] = {"content", "utmcontent", "ad", "adname", "creative",
	"creativename", "소재", "소재이름", "소재명", "광고", "광고이름"},
    [SPEND_DATE] = {"date", "day", "일별", "일자", "날짜", "일", "기간",
	"reportingstarts", "보고시작", "startdate", "시작일", "daily", "byday"},
    [SPEND_DATE_END] = {"dateend", "reportingends", "보고종료", "enddate",
	"종료일"},
    [SPEND_IMPRESSIONS] = {"impressions", "impr", "노출수", "노출", "노출횟수",
	"imps"},
    [SPEND_CLICKS] = {"linkclicks", "링크클릭", "링크클릭수", "clicks",
	"클릭수", "클릭", "click"},
    [SPEND_COST] = {"cost", "spend", "amountspent", "지출금액", "총비용",
	"totalcost", "비용", "집행금액", "광고비", "소진금액", "소진액",
	"총광고비"},
    [SPEND_CURRENCY] = {"currency", "currencycode", "통화", "통화코드",
	"계정통화", "accountcurrency"}};

static const char *const names[SPEND_ROLES] = {"channel", "source", "medium",
    "campaign", "term", "content", "date", "date_end", "impressions", "clicks",
    "cost", "currency"};

enum spend_role
spend_role_named(struct slice name)
{
	enum spend_role role = 0;
	while (role < SPEND_ROLES && !slice_is(name, names[role]))
		role++;
	return role;
}

const char *
spend_role_name(enum spend_role role)
{
	return names[role];
}

struct slice
spend_plain_name(struct slice cell, struct buf *room)
{
	room->n = 0;
	for (size_t i = 0; i < cell.n && cell.p[i] != '('; i++) {
		char c = byte_lower(cell.p[i]);
		if (c == '\0' || !strchr(" \t_-.\r\n", c))
			buf_put_byte(room, c);
	}
	return buf_slice(room);
}

struct slice
spend_bracket(struct slice cell)
{
	const char *open = slice_find(cell, '(');
	if (!open)
		return (struct slice){"", 0};
	struct slice rest = slice_between(open + 1, cell.p + cell.n);
	return slice_cut(&rest, ')');
}

unsigned
spend_fits(enum spend_role role, struct slice plain)
{
	for (unsigned i = 0; i < NAMES_MOST && role_names[role][i]; i++)
		if (slice_is(plain, role_names[role][i]))
			return NAMES_MOST - i;
	return 0;
}

bool
spend_is_day(struct slice plain)
{
	static const char *const days[] = {
	    "day", "daily", "byday", "일별", "일"};
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		if (slice_is(plain, days[i]))
			return true;
	return false;
}

/* A platform and columns that only its exports have; all of the first that
 * has one of them counts. Types of campaigns are in exports of Kakao, too. */
static const struct known {
	struct spend_platform platform;
	const char *columns[10];
} known[] = {
    {{"Meta", "facebook", "paid_social", ""},
	{"amountspent", "지출금액", "reportingstarts", "보고시작", "adsetname",
	    "광고세트이름"}},
    {{"Google Ads", "google", "cpc", ""},
	{"currencycode", "통화코드", "impr", "avgcpc", "campaignstatus",
	    "캠페인상태"}},
    {{"Naver Search Ad", "naver", "cpc", "KRW"},
	{"일별", "총비용", "평균클릭비용", "daily"}},
    {{"Kakao Moment", "kakao", "cpc", "KRW"},
	{"소재이름", "광고그룹이름", "캠페인이름", "집행금액", "광고계정이름"}},
    {{"Naver Search Ad", "naver", "cpc", "KRW"}, {"캠페인유형"}},
};

const struct spend_platform *
spend_platform_of(const struct slice *plain, size_t n)
{
	for (size_t k = 0; k < sizeof(known) / sizeof(*known); k++)
		for (size_t i = 0; i < n; i++)
			for (size_t c = 0; known[k].columns[c]; c++)
				if (slice_is(plain[i], known[k].columns[c]))
					return &known[k].platform;
	return NULL;
}

/* Whether a cell begins with such a word, and what then follows. */
static bool
begins_as_total(struct slice cell, struct slice *rest)
{
	static const char *const words[] = {"total", "totals", "grand total",
	    "subtotal", "합계", "총계", "전체", "총 합계", "총합계", "소계",
	    "계"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct slice word = slice_of(words[i]);
		struct slice head = {cell.p, word.n};
		if (cell.n < word.n || !slice_equal_nocase(head, word))
			continue;
		*rest = slice_skip(cell, word.n);
		if (rest->n == 0 || strchr(":(-", rest->p[0]) ||
		    slice_starts(*rest, SLICE(" of ")))
			return true;
	}
	return false;
}

bool
spend_is_total(struct slice cell)
{
	struct slice rest;
	return begins_as_total(cell, &rest);
}

bool
spend_is_total_word(struct slice cell)
{
	struct slice rest;
	return begins_as_total(cell, &rest) && rest.n == 0;
}

/* SPDX-License-Identifier: MIT */
/* Personal data told by its form. */
#include "log/redact.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "unit/tap.h"

static const char *const cases[][2] = {
    /* addresses of e-mail */
    {"kim@naver.com", "(email)"},
    {"/u/kim%40naver.com/x", "/u/(email)/x"},
    {"u=https%3A%2F%2Fa.example%2F%3Fm%3Dkim%2540daum.net%26b",
	"u=https%3A%2F%2Fa.example%2F%3Fm%3D(email)%26b"},
    {"q=ask+k.i_m-1%2Bads@shop.co.kr.&x", "q=(email).&x"},
    {"\xeb\xac\xb8\xec\x9d\x98kim@naver.com\xec\x9e\x85",
	"\xeb\xac\xb8\xec\x9d\x98(email)\xec\x9e\x85"},
    {"a@b.co,c@d.kr", "(email),(email)"},
    {"x@xn--hq1bm8jm9l.xn--3e0b707e", "(email)"},
    /* of other letters; Korean has no blank behind a particle */
    {"m\xc3\xbcller@web.de", "(email)"},
    {"q=m%C3%BCller%40web.de&x", "q=(email)&x"},
    {"\xed\x99\x8d\xea\xb8\xb8@naver.com\xec\x9d\x98", "(email)\xec\x9d\x98"},
    {"%ED%99%8D%EA%B8%B8%40naver.com", "(email)"},
    {"kim\xed\x99\x8d@naver.com", "(email)"},
    {"%EB%A9%94%EC%9D%BCkim%40naver.com", "%EB%A9%94%EC%9D%BC(email)"},
    {"\xec\xbb\xa4\xed\x94\xbc@2x", "\xec\xbb\xa4\xed\x94\xbc@2x"},
    {"\xec\xbb\xa4\xed\x94\xbc @cafe.example",
	"\xec\xbb\xa4\xed\x94\xbc @cafe.example"},
    {"\xb8\xde\xc0\xcf@naver.com", "(email)"},
    {"@kim", "@kim"},
    {"/@kim/posts", "/@kim/posts"},
    {"icon@2x", "icon@2x"},
    {"pkg@1.2.3", "pkg@1.2.3"},
    {"a@b", "a@b"},
    {"a@b.c", "a@b.c"},
    {"a@.com", "a@.com"},
    {"a@b..com", "a@b..com"},
    {"a@@b.com", "a@@b.com"},
    {"40% off", "40% off"},
    {"%40%4", "%40%4"},
    /* mobile numbers */
    {"010-1234-5678", "(phone)"},
    {"tel=01012345678&x", "tel=(phone)&x"},
    {"010+1234+5678", "(phone)"},
    {"010%201234%205678", "(phone)"},
    {"010.1234.5678", "(phone)"},
    {"011-123-4567", "(phone)"},
    {"0111234567", "(phone)"},
    {"%2B82-10-1234-5678", "(phone)"},
    {"+82 (0)10", "+82 (0)10"},
    {"+82 (0)10-1234-5678", "(phone)"},
    {"tel=%2B82+%280%2910+1234+5678&x", "tel=(phone)&x"},
    {"+82-(10)-1234-5678", "(phone)"},
    {"(010)1234-5678", "(phone)"},
    {"t=(010)%201234-5678,", "t=(phone),"},
    {"010)1234-5678", "(phone)"},
    {"010 - 1234 - 5678", "(phone)"},
    {"f(010)", "f(010)"},
    {"(010-1234-5678)", "(phone))"},
    {"(02)1234-5678", "(02)1234-5678"},
    {"(010)123-4567", "(010)123-4567"},
    /* dates, times, orders and products are none */
    {"20260101-1234567", "20260101-1234567"},
    {"20261130-0101234", "20261130-0101234"},
    {"order=2026-0101-1234-5678", "order=2026-0101-1234-5678"},
    {"t=1772359200010", "t=1772359200010"},
    {"t=2026-03-01T01:01:01.0101234", "t=2026-03-01T01:01:01.0101234"},
    {"10:01:10 1234 5678", "10:01:10 1234 5678"},
    {"sku=(01)04012345123456", "sku=(01)04012345123456"},
    {"p=010-1234-567", "p=010-1234-567"},
    {"8801012345678", "8801012345678"},
    {"a.png?0101234", "a.png?0101234"},
    {"(0)10", "(0)10"},
    {"+821012345678,00821012345678", "(phone),(phone)"},
    {"+82 010 1234 5678", "(phone)"},
    {"/m-010-1234-5678.html", "/m-(phone).html"},
    {"010-1234-56789", "010-1234-56789"},
    {"20261130-01012345678", "20261130-(phone)"},
    {"X01012345678", "X01012345678"},
    {"lng=127.0191234567&lat=37.01012345678",
	"lng=127.0191234567&lat=37.01012345678"},
    {"1.010-1234-5678", "1.(phone)"},
    {"cate=0101020304", "cate=0101020304"},
    {"010-123-4567", "010-123-4567"},
    {"902101234567890", "902101234567890"},
    {"02-1234-5678", "02-1234-5678"},
    {"012-1234-5678", "012-1234-5678"},
    /* resident registration numbers */
    {"900101-1234567", "(rrn)"},
    {"no=900101%2D2234567", "no=(rrn)"},
    {"901301-1234567", "901301-1234567"},
    {"900132-1234567", "900132-1234567"},
    {"900101-9234567", "900101-9234567"},
    {"900101-12345678", "900101-12345678"},
    {"9001011234567", "9001011234567"},
    {"1900101-1234567", "1900101-1234567"},
    {"", ""},
};

static struct slice
redacted(unsigned kinds, const char *text, char *to)
{
	return redact_text(kinds, slice_of(text), to);
}

/* A text of n bytes that begins again and again takes no longer than it is. */
static void
hostile(const char *piece, size_t n)
{
	char *text = mem_zero(1, n + 1), *to = mem_alloc(redact_room(n));
	for (size_t i = 0; i + strlen(piece) <= n; i += strlen(piece))
		memcpy(text + i, piece, strlen(piece));
	struct slice left = redacted(7, text, to);
	ok(left.n <= redact_room(n), "%zu bytes of %s", n, piece);
	free(text);
	free(to);
}

int
main(void)
{
	char to[512];
	unsigned kinds = 0;
	ok(redact_add(&kinds, SLICE("email")) && kinds == REDACT_EMAIL &&
		redact_add(&kinds, SLICE("phone")) &&
		redact_add(&kinds, SLICE("rrn")) &&
		!redact_add(&kinds, SLICE("rr")),
	    "kinds by name");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct slice left = redacted(kinds, cases[i][0], to);
		ok(slice_is(left, cases[i][1]), "'%s': '%.*s'", cases[i][0],
		    (int)left.n, left.p);
	}
	ok(slice_is(redacted(REDACT_EMAIL, "a@b.kr 010-1234-5678", to),
	       "(email) 010-1234-5678"),
	    "one kind alone");
	ok(slice_is(redacted(REDACT_RRN, "a@b.kr 900101-1234567", to),
	       "a@b.kr (rrn)"),
	    "another alone");
	hostile("a+", 1 << 20);
	hostile("a.", 1 << 20);
	hostile("a@", 1 << 20);
	hostile("a@b.", 1 << 20);
	hostile("%25", 3 << 18);
	hostile("010-", 1 << 20);
	return tap_done();
}

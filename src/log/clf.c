/* SPDX-License-Identifier: MIT */
/* The Common Log Format family, as Apache and nginx write it:
 *
 *   [vhost:port] client ident user [time] "request" status bytes
 *       ["referrer" "agent" ["cookie", "forwarded for", others]]
 *
 * or, of lighttpd, `client vhost user`, and of Traefik a tail that ends in how
 * long it took. Sites put a number or two of their own behind the bytes.
 *
 * Quoted text holds `\"` and `\\` (Apache) or `\x22` and `\x5C` (nginx); the
 * unquoted user may hold blanks, brackets and `\"`, so the request is found by
 * the fixed width of the stamp before it. */
#include "base/character.h"
#include "base/num.h"
#include "base/words.h"
#include "log/address.h"
#include "log/clf.h"
#include "log/format.h"
#include "log/prefix.h"

/* The bracket of any other time in brackets before the quote in front of p:
 * without a zone, with a blank for the colon, with a fraction. NULL for none.
 */
static const char *
other_stamp(struct slice line, const char *p)
{
	enum { LONGEST = 40, SHORTEST = 20 };
	const char *at = p - SHORTEST;
	if (p - line.p < SHORTEST + 4 || p[-2] != ' ' || p[-3] != ']')
		return NULL;
	while (at > line.p && p - at < LONGEST && *at != '[')
		at--;
	if (*at != '[' || (unsigned)(at[1] - '0') > 9)
		return NULL;
	if (p - at > SHORTEST && at[5] == at[8] &&
	    (at[5] == '-' || at[5] == '.' || at[5] == '/'))
		return at; /* ISO, or nearly so */
	const char *slash = at + (at[2] == '/' ? 2 : 3);
	return *slash == '/' && stamp_month(slash + 1) > 0 ? at : NULL;
}

/* The request's first byte: behind the first quote that has a stamp in front.
 * NULL when there is none. */
static const char *
find_request(const struct simd *simd, struct hit *hit)
{
	struct slice line = hit->line;
	const char *p = line.p, *end = line.p + line.n;
	while ((p = simd->find(p, end, '"', '"')) < end) {
		hit->stamp = clf_behind_stamp(line, ++p) ? p - CLF_FRAME
							 : other_stamp(line, p);
		if (hit->stamp)
			return p;
	}
	return NULL;
}

static enum fault
clf_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	if (clf_head_by_marks(hit))
		return FAULT_NONE;
	hit->n_marks = 0;
	const char *end = hit->line.p + hit->line.n;
	if (end > hit->line.p && *hit->line.p == '"')
		return FAULT_SHAPE; /* all of it is quoted */
	const char *p = find_request(scan->simd, hit);
	if (!p)
		return FAULT_SHAPE;
	hit->request = p;
	if (request_read_fast(scan->simd, p, end, hit)) {
		hit->rest = hit->target.p + hit->target.n;
		return FAULT_NONE;
	}
	const char *close = request_close(scan->simd, p, end);
	if (!close)
		return FAULT_SHAPE;
	request_read(slice_between(p, close), hit);
	hit->rest = close;
	return FAULT_NONE;
}

/* A quoted field at *p (behind any blanks); moves *p behind it. False when
 * there is no quote, or no closing one. */
static bool
quoted(
    const struct simd *simd, const char **p, const char *end, struct slice *out)
{
	while (*p < end && **p == ' ')
		++*p;
	if (*p == end || **p != '"')
		return false;
	const char *from = *p + 1;
	const char *close = request_close(simd, from, end);
	if (!close)
		return false;
	*out = slice_between(from, close);
	*p = close + 1;
	return true;
}

/* An unquoted field. Found by the kernel: a loop over bytes of ever different
 * lengths costs more in mispredicted branches. */
static struct slice
word(const struct simd *simd, const char **p, const char *end)
{
	while (*p < end && **p == ' ')
		++*p;
	const char *from = *p;
	*p = simd->find(from, end, ' ', ' ');
	return slice_between(from, *p);
}

/* What stands before the stamp. */
enum front {
	FRONT_CLIENT, /* client ident user */
	FRONT_HOST,   /* host client ident user */
	FRONT_SECOND, /* client host user */
	FRONT_BARE,   /* host client */
	FRONT_ALONE   /* client */
};

static bool
is_numeric(struct slice s)
{
	return s.n > 0 &&
	    (slice_find(s, ':') ||
		((unsigned)(s.p[0] - '0') <= 9 && slice_find(s, '.')));
}

/* An ident is `-` on nearly every server in the world; that tells a line with
 * a host in front from one without. */
static enum front
guess_front(const struct simd *simd, const char *p, const char *end)
{
	struct slice first = word(simd, &p, end);
	if (end - p >= 3 && memcmp(p, " - ", 3) == 0)
		return FRONT_CLIENT;
	struct slice second = word(simd, &p, end);
	if (slice_starts(second, SLICE("(")))
		return FRONT_CLIENT;
	struct slice third = word(simd, &p, end);
	struct slice fourth = word(simd, &p, end);
	if (slice_equal(second, SLICE("-")) || slice_ends(first, SLICE(",")))
		return FRONT_CLIENT;
	if (third.n == 0)
		return second.n > 0 ? FRONT_BARE : FRONT_ALONE;
	if (fourth.n > 0)
		return slice_equal(third, SLICE("-")) || is_numeric(second)
		    ? FRONT_HOST
		    : FRONT_CLIENT;
	return is_numeric(first) &&
		(slice_find(second, '.') || slice_find(second, ':') ||
		    slice_is(second, "localhost"))
	    ? FRONT_SECOND
	    : FRONT_CLIENT;
}

static enum front
front_of(const struct log_format *f, const struct simd *simd, const char *p,
    const char *end)
{
	if (f->host_second)
		return FRONT_SECOND;
	if (f->host == PART_MAYBE)
		return guess_front(simd, p, end);
	return f->host == PART_YES ? FRONT_HOST : FRONT_CLIENT;
}

/* Whether a word may be a client whose first colon is there, NULL for none:
 * IPv6, a host or address with its port, `unix:`, but no file's name in front
 * of an address, as grep gives it. Nearly all IPv6 addresses are told by what
 * stands before their first colon. */
static bool
is_client(struct slice word, const char *colon)
{
	if (!colon)
		return true;
	if (colon - word.p <= 4 && hex_digit(word.p[0]) >= 0)
		return true;
	struct slice bare = address_strip(word);
	return !slice_find(bare, ':') || address_is(bare) ||
	    bare.p[bare.n - 1] == ':';
}

/* Whether what stands in the client's place is a list by comma. The shortest
 * one of two addresses is as long as the longest IPv4 address, so that most are
 * told by their length. */
static inline bool
is_list(struct slice client, const char *colon)
{
	enum { SHORTEST = 15 };
	return client.n > 0 &&
	    (colon || client.n >= SHORTEST || client.p[client.n - 1] == ',') &&
	    slice_find(client, ',');
}

/* X-Forwarded-For in the client's place: its first word was read. A blank may
 * stand behind its commas. */
static void
read_list(const struct simd *simd, const char **p, const char *end,
    struct slice first, struct hit *hit)
{
	struct slice entry = first;
	while (slice_ends(entry, SLICE(",")))
		entry = word(simd, p, end);
	hit->forwarded = slice_between(first.p, *p);
	hit->client = SLICE("");
}

/* X-Forwarded-For behind the client: Elastic Beanstalk's `10.0.0.9 (list)`. */
static void
take_parentheses(const char **p, const char *end, struct hit *hit)
{
	if (end - *p < 4 || (*p)[1] != '(')
		return;
	const char *close = memchr(*p, ')', (size_t)(end - *p));
	if (!close)
		return;
	hit->forwarded = slice_between(*p + 2, close);
	*p = close + 1;
}

/* The user is what is left of what stands before the stamp. False where there
 * is more or less than the format has: a collector's prefix, or a host in front
 * of some lines only, must not be taken for an address and an odd user. */
static bool
read_front(const struct log_format *f, const struct simd *simd, struct hit *hit)
{
	const char *p = hit->line.p, *end = hit->stamp;
	enum front front = front_of(f, simd, p, end);
	bool likely = prefix_likely(hit->line);
	if (likely && front != FRONT_CLIENT)
		return false;
	if (front == FRONT_HOST || front == FRONT_BARE)
		hit->vhost = word(simd, &p, end);
	struct slice client = word(simd, &p, end);
	bool list = is_list(client, slice_find(client, ':'));
	struct slice rest = client,
		     entry = list ? slice_cut(&rest, ',') : client;
	if (!is_client(entry, slice_find(entry, ':')))
		return false;
	hit->client = address_strip(entry);
	if (list)
		read_list(simd, &p, end, client, hit);
	else
		take_parentheses(&p, end, hit);
	if (front == FRONT_BARE || front == FRONT_ALONE)
		return client.n > 0;
	/* ` - -`: neither ident nor user, as nearly always */
	if (end - p == 5 && memcmp(p, " - - ", 5) == 0) {
		hit->user = (struct slice){p + 3, 1};
		return true;
	}
	if (likely)
		return false;
	struct slice second = word(simd, &p, end);
	if (front == FRONT_SECOND)
		hit->vhost = second;
	hit->user = slice_trim(slice_between(p, end));
	return second.n > 0 && (front != FRONT_HOST || hit->user.n > 0) &&
	    !slice_starts(hit->user, SLICE("- ")) &&
	    !slice_ends(hit->user, SLICE(" -")) && !slice_is(second, "|") &&
	    !slice_is(hit->client, "|");
}

/* The `12ms` that Traefik ends its lines with. */
static void
read_milliseconds(struct hit *hit)
{
	const char *end = hit->line.p + hit->line.n - 2, *p = end;
	uint64_t ms;
	if (!slice_ends(hit->line, SLICE("ms")))
		return;
	while (p > hit->rest && p[-1] != ' ')
		p--;
	if (num_read_u64(slice_between(p, end), UINT32_MAX, &ms))
		hit->taken = slice_between(p, end + 2);
}

/* Digits with a point among them or not, or `-`. */
static bool
is_count(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned)(s.p[i] - '0') > 9 && s.p[i] != '.')
			return slice_equal(s, SLICE("-"));
	return s.n > 0;
}

/* Passes over what a site's own format puts in front of a quoted field: a
 * number or two, of the request's length or how long it took. */
static const char *
skip_counts(const struct simd *simd, const char *p, const char *end)
{
	const char *q = p;
	for (int i = 0; i < 2 && q < end && *q != '"'; i++) {
		if (!is_count(word(simd, &q, end)))
			return p;
		while (q < end && *q == ' ')
			q++;
	}
	return q < end && *q == '"' ? q : p;
}

/* A cookie and a list of forwarders among the quoted fields behind the agent:
 * the first with name=value, and the first that ends in an address and is no
 * list of upstreams. Numbers may stand between. */
static void
read_more(const struct log_format *f, const struct simd *simd, const char *p,
    struct hit *hit)
{
	const char *end = hit->line.p + hit->line.n;
	struct slice more;
	if (f->cookie != PART_MAYBE && f->forwarded != PART_MAYBE)
		return;
	while (p = skip_counts(simd, p, end), quoted(simd, &p, end, &more)) {
		if (hit->cookie.n == 0 && slice_find(more, '='))
			hit->cookie = more;
		else if (hit->forwarded.n == 0 &&
		    address_forwarded(SLICE(""), more, 1).n > 0 &&
		    !address_are_upstreams(more))
			hit->forwarded = more;
	}
}

/* What stands behind the bytes. */
static bool
read_back(const struct log_format *f, const struct simd *simd, const char *p,
    struct hit *hit)
{
	const char *end = hit->line.p + hit->line.n;
	if (f->agent == PART_NO)
		return true;
	while (p < end && *p == ' ')
		p++;
	if (p < end && *p != '"')
		p = skip_counts(simd, p, end);
	/* a format without agent has no quotes behind the request either */
	if (f->agent == PART_MAYBE && (p == end || *p != '"'))
		return simd->find(p, end, '"', '"') == end;
	if (!quoted(simd, &p, end, &hit->referrer) ||
	    !quoted(simd, &p, end, &hit->agent))
		return false;
	/* HAProxy's CLF has no headers there, and numbers behind */
	hit->has_agent = hit->agent.n + hit->referrer.n > 0 ||
	    skip_counts(simd, p, end) == p;
	if (f->cookie == PART_YES)
		return quoted(simd, &p, end, &hit->cookie);
	if (f->forwarded == PART_YES)
		return quoted(simd, &p, end, &hit->forwarded);
	read_more(f, simd, p, hit);
	read_milliseconds(hit);
	return true;
}

/* Status and bytes, behind the request. */
static bool
read_status(
    const struct simd *simd, const char *p, const char *end, struct hit *hit)
{
	uint64_t status = 0;
	struct slice code = word(simd, &p, end);
	/* `-`: there was no answer */
	if (!slice_equal(code, SLICE("-")) && !num_read_u64(code, 999, &status))
		return false;
	hit->status = (unsigned)status;
	while (p < end && *p == ' ')
		p++;
	/* none at all: the referrer comes next */
	hit->bytes =
	    p < end && *p == '"' ? (struct slice){p, 0} : word(simd, &p, end);
	return true;
}

/* The code between blanks in front of the bytes; false when there is none. */
static bool
read_code(const char *p, struct hit *hit)
{
	unsigned a = (unsigned)(p[1] - '0'), b = (unsigned)(p[2] - '0');
	unsigned c = (unsigned)(p[3] - '0');
	hit->status = a * 100 + b * 10 + c;
	return a <= 9 && b <= 9 && c <= 9 && p[0] == ' ' && p[4] == ' ';
}

/* Whether what is left of the marks are the quotes of referrer and agent, and
 * perhaps a `?` in the referrer. */
static bool
are_quotes(const struct hit *hit, const char *at[4])
{
	const uint32_t *mark = hit->marks;
	if (hit->n_marks < 4 || hit->n_marks > 5)
		return false;
	size_t asked = hit->n_marks - 4;
	at[0] = hit->base + mark[0];
	at[1] = hit->base + mark[1 + asked];
	at[2] = hit->base + mark[2 + asked];
	at[3] = hit->base + mark[3 + asked];
	return *at[0] == '"' && *at[1] == '"' && *at[2] == '"' &&
	    *at[3] == '"' && (!asked || hit->base[mark[1]] == '?');
}

/* Whether there is no blank in p[0..n), nor another byte c; what has up to 16
 * bytes, as counts and nearly all addresses have, needs no call. */
static inline bool
is_word(const struct simd *simd, const char *p, size_t n, char c)
{
	if (n > 16)
		return simd->find(p, p + n, ' ', c) == p + n;
	uint64_t x = word_load(p), y = n > 8 ? word_load(p + n - 8) : 0;
	if (n < 8)
		x = word_cut(x, n);
	return !(word_has(x, ' ') | word_has(x, c) | word_has(y, ' ') |
	    word_has(y, c));
}

/* The common case by the marks alone: no backslash, ` - -` and a stamp before
 * the request, and behind it referrer and agent. False when the line is not of
 * that kind; then it is read step by step. */
static bool
read_plain(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	const char *at[4], *p = hit->request, *status = hit->rest + 1;
	if (f->host == PART_YES || f->agent == PART_NO || f->host_second ||
	    f->cookie == PART_YES || f->forwarded == PART_YES ||
	    !are_quotes(hit, at))
		return false;
	if (at[0] - status < 7 || !read_code(status, hit) || at[1][1] != ' ' ||
	    at[2] != at[1] + 2 || at[3] + 1 != hit->line.p + hit->line.n)
		return false;
	/* between the code and the referrer one word: the bytes */
	hit->bytes = slice_between(status + 5, at[0] - 1);
	if (*(at[0] - 1) != ' ' ||
	    !is_word(scan->simd, hit->bytes.p, hit->bytes.n, ' '))
		return false;
	const char *client = p - CLF_FRAME - 5, *colon = NULL;
	if (client <= hit->line.p || memcmp(client, " - - ", 5) != 0)
		return false;
	hit->client = slice_between(hit->line.p, client);
	if (!is_word(scan->simd, hit->line.p, hit->client.n, ':')) {
		colon = slice_find(hit->client, ':');
		if (slice_find(hit->client, ' '))
			return false;
	}
	if (!stamp_read(&scan->clock.stamp, p - CLF_FRAME + 1, &hit->time))
		return false;
	if (is_list(hit->client, colon) || !is_client(hit->client, colon))
		return false;
	if (colon)
		hit->client = address_strip(hit->client);
	hit->user = (struct slice){client + 3, 1};
	hit->referrer = slice_between(at[0] + 1, at[1]);
	hit->agent = slice_between(at[2] + 1, at[3]);
	hit->asked = hit->n_marks > 4;
	hit->has_agent = hit->plain = true;
	return true;
}

/* The time between the brackets. */
static bool
read_stamp(struct clock *clock, struct hit *hit)
{
	const char *from = hit->stamp + 1, *end = hit->request - 3;
	if (end - from == STAMP_LENGTH)
		return stamp_read(&clock->stamp, from, &hit->time);
	return clock_read(clock, slice_between(from, end), &hit->time);
}

static enum fault
clf_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	/* in memory: gcc copies one slice to the next, each load then waiting
	 * 5 ns for the halves just stored */
	static const struct slice none = {"", 0};
	const char *end = hit->line.p + hit->line.n;
	const char *p;
	hit->vhost = none;
	hit->cookie = none;
	hit->forwarded = none;
	hit->country = none;
	hit->taken = none;
	hit->decoded = false;
	if (read_plain(f, scan, hit))
		return FAULT_NONE;
	hit->client = hit->user = hit->bytes = hit->referrer = hit->agent =
	    SLICE("");
	hit->has_agent = hit->plain = hit->asked = false;
	p = request_close(scan->simd, hit->rest, end);
	if (!p || !read_front(f, scan->simd, hit))
		return FAULT_SHAPE;
	if (!read_stamp(&scan->clock, hit))
		return FAULT_TIME;
	if (!read_status(scan->simd, ++p, end, hit))
		return FAULT_STATUS;
	p = hit->bytes.p + hit->bytes.n;
	return read_back(f, scan->simd, p, hit) ? FAULT_NONE : FAULT_SHAPE;
}

/* The name of what the family's parts make. */
static const char *
describe(const struct scan *scan, const struct hit *hit)
{
	(void)scan;
	if (hit->vhost.n > 0 && hit->vhost.p > hit->client.p)
		return hit->has_agent ? "lighttpd" : "common with a host";
	if (hit->vhost.n > 0)
		return hit->has_agent ? "vhost_combined" : "vhost_common";
	if (hit->taken.n > 0)
		return "traefik";
	if (hit->cookie.n > 0)
		return "combined_cookie";
	if (hit->forwarded.n > 0)
		return "main";
	return hit->has_agent ? "combined" : "common";
}

const struct log_format format_clf = {.name = "clf",
    .recognised = true,
    .host = PART_MAYBE,
    .agent = PART_MAYBE,
    .cookie = PART_MAYBE,
    .forwarded = PART_MAYBE,
    .marked = true,
    .head = clf_head,
    .tail = clf_tail,
    .describe = describe};

#define CLF_FORMAT(id, has_host, has_agent, has_cookie)     \
	const struct log_format format_##id = {.name = #id, \
	    .host = (has_host),                             \
	    .agent = (has_agent),                           \
	    .cookie = (has_cookie),                         \
	    .marked = true,                                 \
	    .head = clf_head,                               \
	    .tail = clf_tail}

CLF_FORMAT(common, PART_NO, PART_NO, PART_NO);
CLF_FORMAT(combined, PART_NO, PART_YES, PART_NO);
CLF_FORMAT(combined_cookie, PART_NO, PART_YES, PART_YES);
CLF_FORMAT(combinedio, PART_NO, PART_YES, PART_NO); /* counts behind */
CLF_FORMAT(vhost_combined, PART_YES, PART_YES, PART_NO);
CLF_FORMAT(vhost_common, PART_YES, PART_NO, PART_NO);

const struct log_format format_main = {.name = "main",
    .agent = PART_YES,
    .forwarded = PART_YES,
    .marked = true,
    .head = clf_head,
    .tail = clf_tail};

const struct log_format format_lighttpd = {.name = "lighttpd",
    .host_second = true,
    .agent = PART_YES,
    .marked = true,
    .head = clf_head,
    .tail = clf_tail};

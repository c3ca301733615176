/* SPDX-License-Identifier: MIT */
/* The Common Log Format family, as Apache and nginx write it:
 *
 *   [vhost:port] client ident user [time] "request" status bytes
 *       ["referrer" "agent" ["cookie" or others, ignored]]
 *
 * Quoted text holds `\"` and `\\` (Apache) or `\x22` and `\x5C` (nginx); the
 * unquoted user may hold blanks, brackets and `\"`, so the request is found by
 * the fixed width of the stamp before it. */
#include "base/num.h"
#include "log/format.h"
#include "log/request.h"

/* `[` stamp `] "`: from the bracket to the request's first byte. */
enum { STAMP_FRAME = 1 + STAMP_LENGTH + 3 };

/* Whether the byte at p, behind a quote, has room for a stamp in its frame in
 * front and the frame is there. */
static inline bool
behind_stamp(struct slice line, const char *p)
{
	return p - line.p >= STAMP_FRAME && p[-2] == ' ' && p[-3] == ']' &&
	    p[-STAMP_FRAME] == '[';
}

/* The request's first byte: behind the first quote that has a stamp in front.
 * NULL when there is none. */
static const char *
find_request(const struct simd *simd, struct slice line)
{
	const char *p = line.p, *end = line.p + line.n;
	while ((p = simd->find(p, end, '"', '"')) < end) {
		if (behind_stamp(line, ++p))
			return p;
	}
	return NULL;
}

/* The request when its quotes are the line's first marks but for a `?`, and
 * its end is the usual one: nothing need be searched. What it gives is what
 * request_read would. False for all other lines. */
static bool
request_by_marks(struct hit *hit)
{
	const uint32_t *mark = hit->marks;
	if (hit->n_marks < 3)
		return false;
	const char *p = hit->base + mark[0] + 1, *close = hit->base + mark[1];
	const char *query = NULL;
	size_t used = 2;
	if (*close == '?') {
		query = close;
		close = hit->base + mark[2];
		used = 3;
	}
	if (p[-1] != '"' || *close != '"' || !behind_stamp(hit->line, p))
		return false;
	hit->request = p;
	hit->rest = close;
	if (!request_read_usual(slice_between(p, close), query, hit))
		return false;
	hit->marks += used;
	hit->n_marks -= used;
	return true;
}

static enum fault
clf_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	if (request_by_marks(hit))
		return FAULT_NONE;
	hit->n_marks = 0;
	const char *end = hit->line.p + hit->line.n;
	const char *p = find_request(scan->simd, hit->line);
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

/* An ident is `-` on nearly every server in the world; that tells a line with
 * a host in front from one without. */
static bool
host_in_front(const struct simd *simd, const char *p, const char *end)
{
	word(simd, &p, end);
	if (end - p >= 3 && memcmp(p, " - ", 3) == 0)
		return false;
	struct slice second = word(simd, &p, end);
	struct slice third = word(simd, &p, end);
	return !slice_equal(second, SLICE("-")) &&
	    slice_equal(third, SLICE("-"));
}

/* What stands before the stamp. The user is what is left of it. */
static bool
read_front(const struct log_format *f, const struct simd *simd, struct hit *hit)
{
	const char *p = hit->line.p, *end = hit->request - STAMP_FRAME;
	if (f->host == PART_YES ||
	    (f->host == PART_MAYBE && host_in_front(simd, p, end)))
		hit->vhost = word(simd, &p, end);
	hit->client = word(simd, &p, end);
	/* ` - -`: neither ident nor user, as nearly always */
	if (end - p == 5 && memcmp(p, " - - ", 5) == 0) {
		hit->user = (struct slice){p + 3, 1};
		return true;
	}
	if (word(simd, &p, end).n == 0)
		return false;
	hit->user = slice_trim(slice_between(p, end));
	return true;
}

/* What stands behind the bytes. */
static bool
read_back(const struct log_format *f, const struct simd *simd, const char *p,
    struct hit *hit)
{
	const char *end = hit->line.p + hit->line.n;
	struct slice more;
	if (f->agent == PART_NO)
		return true;
	while (p < end && *p == ' ')
		p++;
	if (f->agent == PART_MAYBE && (p == end || *p != '"'))
		return true;
	if (!quoted(simd, &p, end, &hit->referrer) ||
	    !quoted(simd, &p, end, &hit->agent))
		return false;
	hit->has_agent = true;
	if (f->cookie == PART_YES)
		return quoted(simd, &p, end, &hit->cookie);
	/* a cookie among what follows: the first with name=value */
	while (f->cookie == PART_MAYBE && hit->cookie.n == 0 &&
	    quoted(simd, &p, end, &more))
		if (slice_find(more, '='))
			hit->cookie = more;
	return true;
}

/* Status and bytes, behind the request. */
static bool
read_status(
    const struct simd *simd, const char *p, const char *end, struct hit *hit)
{
	uint64_t status;
	if (!num_read_u64(word(simd, &p, end), 999, &status))
		return false;
	hit->status = (unsigned)status;
	hit->bytes = word(simd, &p, end);
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

/* The common case by the marks alone: no backslash, ` - -` and a stamp before
 * the request, and behind it referrer and agent. False when the line is not of
 * that kind; then it is read step by step. */
static bool
read_plain(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	const char *at[4], *p = hit->request, *status = hit->rest + 1;
	if (f->host == PART_YES || f->agent == PART_NO ||
	    f->cookie == PART_YES || !are_quotes(hit, at))
		return false;
	if (at[0] - status < 7 || !read_code(status, hit) ||
	    *(at[0] - 1) != ' ' || at[1][1] != ' ' || at[2] != at[1] + 2 ||
	    at[3] + 1 != hit->line.p + hit->line.n)
		return false;
	const char *client = scan->simd->find(hit->line.p, p, ' ', ' ');
	if (p - STAMP_FRAME - client != 5 || memcmp(client, " - - ", 5) != 0)
		return false;
	if (!stamp_read(&scan->stamp, p - STAMP_FRAME + 1, &hit->time))
		return false;
	hit->client = slice_between(hit->line.p, client);
	hit->user = (struct slice){client + 3, 1};
	hit->bytes = slice_between(status + 5, at[0] - 1);
	hit->referrer = slice_between(at[0] + 1, at[1]);
	hit->agent = slice_between(at[2] + 1, at[3]);
	hit->asked = hit->n_marks > 4;
	hit->has_agent = hit->plain = true;
	return true;
}

static enum fault
clf_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	const char *end = hit->line.p + hit->line.n;
	const char *p;
	hit->vhost = hit->cookie = SLICE("");
	if (read_plain(f, scan, hit))
		return FAULT_NONE;
	hit->client = hit->user = hit->bytes = hit->referrer = hit->agent =
	    SLICE("");
	hit->has_agent = hit->plain = hit->asked = false;
	p = request_close(scan->simd, hit->rest, end);
	if (!p || !read_front(f, scan->simd, hit))
		return FAULT_SHAPE;
	if (!stamp_read(
		&scan->stamp, hit->request - STAMP_FRAME + 1, &hit->time))
		return FAULT_TIME;
	if (!read_status(scan->simd, ++p, end, hit))
		return FAULT_STATUS;
	p = hit->bytes.p + hit->bytes.n;
	return read_back(f, scan->simd, p, hit) ? FAULT_NONE : FAULT_SHAPE;
}

#define CLF_FORMAT(id, has_host, has_agent, has_cookie)     \
	const struct log_format format_##id = {.name = #id, \
	    .host = (has_host),                             \
	    .agent = (has_agent),                           \
	    .cookie = (has_cookie),                         \
	    .head = clf_head,                               \
	    .tail = clf_tail}

CLF_FORMAT(auto, PART_MAYBE, PART_MAYBE, PART_MAYBE);
CLF_FORMAT(common, PART_NO, PART_NO, PART_NO);
CLF_FORMAT(combined, PART_NO, PART_YES, PART_NO);
CLF_FORMAT(combined_cookie, PART_NO, PART_YES, PART_YES);
CLF_FORMAT(vhost_combined, PART_YES, PART_YES, PART_NO);

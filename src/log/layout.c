/* SPDX-License-Identifier: MIT */
/* Running a layout. Most lines are dropped for their path, and that is found by
 * the marks without a look at what stands before it. */
#include "log/layout.h"

#include <stdio.h>

#include "base/character.h"
#include "log/cookie.h"
#include "log/request.h"
#include "log/unescape.h"

enum { OWN_MARKS = 64 };

static struct buf *
last_literal(struct layout *l)
{
	return l->n > 0 ? &l->at[l->n - 1].behind : &l->front;
}

void
layout_literal(struct layout *l, char c)
{
	buf_put_byte(last_literal(l), c);
}

size_t
layout_blanks(struct slice s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

bool
layout_port(struct layout *l)
{
	struct layout_field *last = l->n > 0 ? &l->at[l->n - 1] : NULL;
	if (!last || last->field != FIELD_HOST ||
	    !slice_is(buf_slice(&last->behind), ":"))
		return false;
	last->behind.n = 0;
	return true;
}

bool
layout_field(
    struct layout *l, struct layout_field field, struct format_error *error)
{
	struct layout_field *last = l->n > 0 ? &l->at[l->n - 1] : NULL;
	if (last && last->time && field.time) {
		/* a time of several parts is one, with what is between */
		last->blanks +=
		    layout_blanks(buf_slice(&last->behind)) + field.blanks;
		last->behind.n = 0;
		last->fixed = 0;
		return true;
	}
	if (last && last->behind.n == 0) {
		bool query = field.field == FIELD_QUERY;
		if (query && last->field == FIELD_PATH)
			last->field = FIELD_TARGET;
		if (query && last->field == FIELD_TARGET)
			return true;
		if (last->fixed == 0 &&
		    (last->field != FIELD_HOST ||
			(field.field != FIELD_TARGET &&
			    field.field != FIELD_PATH))) {
			snprintf(error->reason, sizeof(error->reason),
			    "nothing stands between fields %zu and %zu", l->n,
			    l->n + 1);
			return false;
		}
	}
	if (l->n == LAYOUT_MAX) {
		snprintf(error->reason, sizeof(error->reason),
		    "more than %d fields", LAYOUT_MAX);
		return false;
	}
	l->at[l->n++] = field;
	return true;
}

bool
layout_cookie(struct layout *l, struct slice name, struct format_error *error)
{
	if (!layout_field(l, (struct layout_field){0}, error))
		return false;
	buf_put_slice(&l->at[l->n - 1].cookie, name);
	return true;
}

void
layout_release(struct layout *l)
{
	buf_release(&l->front);
	buf_release(&l->cookies);
	for (size_t i = 0; i < l->n; i++) {
		buf_release(&l->at[i].behind);
		buf_release(&l->at[i].cookie);
	}
}

/* The quotes in the literals before field i. */
static size_t
quotes_before(const struct layout *l, size_t i)
{
	size_t quotes = 0;
	for (size_t k = 0; k <= i; k++) {
		const struct buf *b = k > 0 ? &l->at[k - 1].behind : &l->front;
		for (size_t c = 0; c < b->n; c++)
			quotes += b->p[c] == '"';
	}
	return quotes;
}

static bool
is_of_head(enum field field)
{
	return field == FIELD_REQUEST || field == FIELD_METHOD ||
	    field == FIELD_TARGET || field == FIELD_PATH ||
	    field == FIELD_QUERY;
}

bool
layout_finish(struct layout *l, struct format_error *error)
{
	bool time = false, target = false;
	for (size_t i = 0; i < l->n; i++) {
		struct layout_field *f = &l->at[i];
		const struct buf *front =
		    i > 0 ? &l->at[i - 1].behind : &l->front;
		f->quoted = front->n > 0 && front->p[front->n - 1] == '"' &&
		    f->behind.n > 0 && f->behind.p[0] == '"';
		f->user = f->field == FIELD_USER && !f->quoted &&
		    i + 1 < l->n && l->at[i + 1].fixed > 0 && f->behind.n > 0;
		f->word = f->field == FIELD_CLIENT && !f->quoted &&
		    f->behind.n > 0 && f->behind.p[0] == ' ';
		time |= f->field == FIELD_TIME;
		if (!is_of_head(f->field))
			continue;
		target |= f->field != FIELD_METHOD && f->field != FIELD_QUERY;
		l->last_of_head = i;
		l->request = i;
		l->marks = quotes_before(l, i) - 1;
		l->by_marks = f->field == FIELD_REQUEST && f->quoted &&
		    !f->raw && l->marks + 3 <= OWN_MARKS;
	}
	if (!time || !target) {
		snprintf(error->reason, sizeof(error->reason),
		    "there is no %s in the format",
		    time ? "request or path" : "time");
		return false;
	}
	return true;
}

static bool
is_stamp(const char *p, const char *end)
{
	return end - p > STAMP_LENGTH && p[2] == '/' && p[6] == '/' &&
	    p[11] == ':';
}

/* Whether a list goes on behind the blank at q. */
static bool
goes_on(const char *p, const char *q, const char *end)
{
	return q > p && *q == ' ' &&
	    (q[-1] == ',' || (q[-1] == ':' && q - p > 1 && q[-2] == ' ') ||
		(end - q > 2 && q[1] == ':' && q[2] == ' '));
}

/* The colon behind an address: of IPv6, whose own come first, the last one
 * (`$remote_addr:$remote_port`). */
static const char *
address_end(const char *p, const char *end)
{
	const char *q = p, *last = NULL;
	for (; q < end && (hex_digit(*q) >= 0 || *q == ':' || *q == '.'); q++) {
		if (*q == '.' && !last)
			break; /* IPv4 */
		if (*q == ':')
			last = q;
	}
	return last ? last : p;
}

/* Where the field at p ends; NULL when nowhere. */
static const char *
field_end(const struct layout_field *f, const struct simd *simd, const char *p,
    const char *end, bool last)
{
	struct slice behind = {f->behind.p, f->behind.n};
	if (f->fixed > 0 && (size_t)(end - p) >= f->fixed)
		return slice_starts(slice_between(p + f->fixed, end), behind)
		    ? p + f->fixed
		    : NULL;
	if (behind.n == 0)
		return last ? end : simd->find(p, end, '/', '/');
	const char *q = p;
	for (size_t i = f->blanks; i > 0 && behind.p[0] == ' ' && q < end; i--)
		q = simd->find(q, end, ' ', ' ') + 1;
	if (q > end)
		return NULL;
	if (f->field == FIELD_CLIENT && behind.p[0] == ':')
		q = address_end(q, end);
	for (;; q++) {
		q = f->quoted && !f->raw
		    ? request_close(simd, q, end)
		    : simd->find(q, end, behind.p[0], behind.p[0]);
		if (!q || q >= end)
			return NULL;
		if (slice_starts(slice_between(q, end), behind) &&
		    !(f->list && goes_on(p, q, end)) &&
		    !(f->user && !is_stamp(q + behind.n, end)))
			return q;
		/* a list of addresses goes on */
		if ((f->quoted && !f->raw) ||
		    (f->word && !(q > p && q[-1] == ',')))
			return NULL;
	}
}

/* Locates fields from l->next up to number `to`, the last one included. */
static bool
locate(struct layout *l, const struct simd *simd, const char *end, size_t to)
{
	for (; l->next <= to && l->next < l->n; l->next++) {
		const struct layout_field *f = &l->at[l->next];
		const char *from = l->p,
			   *at = field_end(
			       f, simd, from, end, l->next + 1 == l->n);
		if (!at)
			return false;
		struct slice *text = &l->fields.at[f->field];
		if (!text->p || absent_to_empty(*text).n == 0)
			*text = slice_between(from, at);
		if (f->cookie.n > 0)
			cookie_put(&l->cookies, buf_slice(&f->cookie),
			    slice_between(from, at));
		l->p = at + f->behind.n;
	}
	return true;
}

static bool
start(struct layout *l, const struct hit *hit)
{
	memset(&l->fields, 0, sizeof(l->fields));
	l->cookies.n = 0;
	l->next = 0;
	l->p = hit->line.p + l->front.n;
	return slice_starts(hit->line, buf_slice(&l->front));
}

/* The request by the marks: the quotes before it are the format's own. */
static bool
head_by_marks(struct layout *l, struct hit *hit)
{
	const struct buf *front =
	    l->request > 0 ? &l->at[l->request - 1].behind : &l->front;
	if (!l->by_marks || hit->n_marks < l->marks + 3)
		return false;
	for (size_t i = 0; i < l->marks; i++)
		if (hit->base[hit->marks[i]] != '"')
			return false;
	const char *p = hit->base + hit->marks[l->marks] + 1;
	if ((size_t)(p - hit->line.p) < front->n ||
	    memcmp(p - front->n, front->p, front->n) != 0)
		return false;
	hit->marks += l->marks;
	hit->n_marks -= l->marks;
	if (request_by_marks(hit))
		return true;
	hit->marks -= l->marks;
	hit->n_marks += l->marks;
	return false;
}

/* The same for a line that came without marks: what it is must not depend on
 * who found it. */
static bool
head_by_own_marks(struct layout *l, struct hit *hit)
{
	uint32_t marks[OWN_MARKS] = {0};
	const char *p = hit->line.p, *end = p + hit->line.n;
	hit->base = p;
	hit->marks = marks;
	for (; p < end && hit->n_marks < OWN_MARKS; p++)
		if (*p == '"' || *p == '\\' || *p == '?')
			marks[hit->n_marks++] = (uint32_t)(p - hit->base);
	bool found = head_by_marks(l, hit);
	hit->marks = NULL;
	return found;
}

enum fault
layout_head(struct layout *l, struct scan *scan, struct hit *hit)
{
	const char *end = hit->line.p + hit->line.n;
	l->next = l->n;
	bool found = hit->n_marks > 0 ? head_by_marks(l, hit)
				      : head_by_own_marks(l, hit);
	hit->n_marks = 0; /* the tail needs none */
	if (found)
		return FAULT_NONE;
	if (!start(l, hit) || !locate(l, scan->simd, end, l->last_of_head))
		return FAULT_SHAPE;
	scan_scratch(scan, hit->line.n);
	fields_head(&l->fields, scan, hit);
	return FAULT_NONE;
}

enum fault
layout_tail(struct layout *l, struct scan *scan, struct hit *hit)
{
	const char *end = hit->line.p + hit->line.n;
	/* by marks nothing was located yet; of a hit asked for twice all was */
	if (l->next == l->n && !start(l, hit))
		return FAULT_SHAPE;
	if (!locate(l, scan->simd, end, l->n) || l->p != end)
		return FAULT_SHAPE;
	struct slice *cookie = &l->fields.at[FIELD_COOKIE];
	/* the header has them all */
	if (l->cookies.n > 0 && absent_to_empty(*cookie).n == 0)
		*cookie = buf_slice(&l->cookies);
	hit->decoded = l->raw;
	return fields_tail(&l->fields, scan, hit);
}

enum field
layout_header(struct slice name)
{
	static const struct field_name names[] = {{"user-agent", FIELD_AGENT},
	    {"referer", FIELD_REFERRER}, {"referrer", FIELD_REFERRER},
	    {"cookie", FIELD_COOKIE}, {"host", FIELD_HOST},
	    {"x-forwarded-for", FIELD_FORWARDED},
	    {"cf-connecting-ip", FIELD_FORWARDED},
	    {"true-client-ip", FIELD_FORWARDED}, {"x-real-ip", FIELD_FORWARDED},
	    {"cf-ipcountry", FIELD_COUNTRY},
	    {"cloudfront-viewer-country", FIELD_COUNTRY},
	    {"x-country-code", FIELD_COUNTRY}, {NULL, FIELD_NONE}};
	char copy[32];
	if (name.n > sizeof(copy))
		return FIELD_NONE;
	for (size_t i = 0; i < name.n; i++)
		copy[i] = name.p[i] == '_' ? '-' : name.p[i];
	const struct field_name *f = names;
	while (f->name &&
	    !slice_equal_nocase(
		(struct slice){copy, name.n}, slice_of(f->name)))
		f++;
	return f->field;
}

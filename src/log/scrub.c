/* SPDX-License-Identifier: MIT */
/* Parameters left out of queries and URLs. */
#include "log/scrub.h"

#include <string.h>

#include "base/character.h"
#include "log/known-params.h"
#include "log/params.h"

/* Whether a name is that one as browsers send it, percent-encoded where it has
 * letters of other scripts or brackets; without regard to ASCII case. */
static bool
is_sent(struct slice name, struct slice plain)
{
	if (name.n < plain.n || name.n > 3 * plain.n)
		return false;
	size_t i = 0, k = 0;
	for (; i < name.n && k < plain.n; i++, k++) {
		int c = (unsigned char)name.p[i];
		if (c == '%' && name.n - i >= 3) {
			int high = hex_digit(name.p[i + 1]);
			int low = hex_digit(name.p[i + 2]);
			if (high >= 0 && low >= 0) {
				c = high * 16 + low;
				i += 2;
			}
		} else if (c == '+') {
			c = ' ';
		}
		if (byte_lower((char)c) != byte_lower(plain.p[k]))
			return false;
	}
	return i == name.n && k == plain.n;
}

/* Whether the parameter of that name is left out. */
static bool
is_left_out(struct slice name, const struct slice *extra, size_t n_extra)
{
	if (known_param(name) != PARAM_OTHER)
		return true;
	for (size_t i = 0; i < n_extra; i++)
		if (slice_equal_nocase(name, extra[i]) ||
		    is_sent(name, extra[i]))
			return true;
	return false;
}

void
scrub_leave_out(struct scrub *s)
{
	if (s->whole && s->kept > s->query.p) {
		s->n = (size_t)(s->kept - s->query.p);
		memcpy(s->dst, s->query.p, s->n);
	}
	s->whole = false;
}

void
scrub_keep(struct scrub *s, const struct url_param *p)
{
	const char *end =
	    p->value.p ? p->value.p + p->value.n : p->name.p + p->name.n;
	if (s->whole) {
		s->kept = end;
		return;
	}
	size_t length = (size_t)(end - p->name.p);
	if (s->n > 0)
		s->dst[s->n++] = '&';
	memcpy(s->dst + s->n, p->name.p, length);
	s->n += length;
}

struct slice
scrub_query(const struct simd *simd, struct slice query,
    const struct slice *extra, size_t n_extra, char *dst)
{
	struct params w;
	struct scrub s = scrub_begin(query, dst);
	struct url_param p;
	params_begin(&w, simd, query);
	while (params_next(&w, &p)) {
		if (is_left_out(p.name, extra, n_extra))
			scrub_leave_out(&s);
		else
			scrub_keep(&s, &p);
	}
	return scrub_end(&s);
}

/* Appends; returns the new length. */
static size_t
append(char *dst, size_t n, struct slice s)
{
	if (s.n > 0)
		memcpy(dst + n, s.p, s.n);
	return n + s.n;
}

/* The user in `scheme://user@host`, with the @; empty where there is none. */
static struct slice
find_user(struct slice url)
{
	const char *slashes =
	    slice_find(url, '@') ? memmem(url.p, url.n, "//", 2) : NULL;
	if (!slashes)
		return (struct slice){url.p, 0};
	const char *from = slashes + 2, *end = from, *at = NULL;
	for (; end < url.p + url.n && *end != '/' && *end != '?' && *end != '#';
	     end++)
		if (*end == '@')
			at = end;
	return slice_between(from, at ? at + 1 : from);
}

struct slice
scrub_url(const struct simd *simd, struct slice url, const struct slice *extra,
    size_t n_extra, char *dst)
{
	/* neither a query nor a user: as most referrers are */
	if (url.n == 0 || (!slice_find(url, '?') && !slice_find(url, '@')))
		return url;
	const char *end = url.p + url.n;
	const char *hash = slice_find(url, '#');
	struct slice tail = slice_between(hash ? hash : end, end);
	struct slice head = slice_between(url.p, tail.p);
	const char *mark = slice_find(head, '?');
	struct slice query = slice_between(mark ? mark + 1 : tail.p, tail.p);
	head.n -= query.n + (mark != NULL);
	struct slice user = find_user(head);
	/* where the query goes if it changes; what stands before is shorter */
	char *place = dst + (query.p - url.p);
	struct slice left = scrub_query(simd, query, extra, n_extra, place);
	if (user.n == 0 && left.p == query.p && left.n == query.n)
		return url;
	size_t n = append(dst, 0, slice_between(head.p, user.p));
	n = append(dst, n, slice_between(user.p + user.n, head.p + head.n));
	if (left.n > 0) {
		dst[n++] = '?';
		memmove(dst + n, left.p, left.n);
		n += left.n;
	}
	n = append(dst, n, tail);
	return (struct slice){dst, n};
}

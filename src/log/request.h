/* SPDX-License-Identifier: MIT */
/* Request lines: `METHOD target PROTOCOL`, and what clients send instead. */
#ifndef CJM_LOG_REQUEST_H
#define CJM_LOG_REQUEST_H

#include <stdbool.h>

#include "log/hit.h"
#include "simd/simd.h"

/* Capital letters and dashes, at most 20. */
bool request_is_method(struct slice s);

static inline bool
request_is_post(struct slice method)
{
	return method.n == 4 && memcmp(method.p, "POST", 4) == 0;
}

/* The closing quote of the quoted text that begins at p: the first `"` without
 * a backslash that belongs to it. NULL when there is none before end. */
const char *
request_close(const struct simd *simd, const char *p, const char *end);

/* The common case: `GET /target HTTP/…` without a blank in the target. Sets
 * method, target and path. False when the request needs request_read. */
bool request_read_fast(
    const struct simd *simd, const char *p, const char *end, struct hit *hit);

/* GET and POST of a path: its length, 0 for all else. The pad behind the line
 * makes these loads safe. */
static inline size_t
request_page_method(const char *p)
{
	if (memcmp(p, "GET /", 5) == 0)
		return 3;
	return memcmp(p, "POST /", 6) == 0 ? 4 : 0;
}

/* The common case, of the text between the quotes, which holds no backslash and
 * whose first `?` is known (NULL for none): a target that begins with / before
 * ` HTTP/1.1` or another two digits. */
__attribute__((always_inline)) static inline bool
request_read_usual(struct slice request, const char *query, struct hit *hit)
{
	enum { PROTOCOL = 9 }; /* ` HTTP/1.1` */
	const char *p = request.p, *end = p + request.n - PROTOCOL;
	size_t method = request_page_method(p);
	if (method == 0 || request.n < method + 2 + PROTOCOL ||
	    memcmp(end, " HTTP/", 6) != 0 || end[7] != '.' ||
	    (unsigned)(end[6] - '0') > 9 || (unsigned)(end[8] - '0') > 9 ||
	    end[-1] == ' ' || end[-1] == '\t')
		return false;
	hit->method = (struct slice){p, method};
	hit->target = slice_between(p + method + 1, end);
	hit->path = slice_between(p + method + 1, query ? query : end);
	return true;
}

/* The same by the line's first marks, where they are its quotes and perhaps a
 * `?` between: nothing need be searched. Sets hit->request and hit->rest, too,
 * to its first byte and its closing quote, and takes the marks off. What it
 * gives is what request_read would. False for all other lines. */
__attribute__((always_inline)) static inline bool
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
	if (p[-1] != '"' || *close != '"')
		return false;
	hit->request = p;
	hit->rest = close;
	if (!request_read_usual(slice_between(p, close), query, hit))
		return false;
	hit->marks += used;
	hit->n_marks -= used;
	return true;
}

/* Any request text: the method is the first word if it is one
 * (request_is_method), the protocol is what stands behind the last blank if
 * it begins with HTTP/, the target is all between. Text that has no method or
 * no target leaves the method empty. */
void request_read(struct slice request, struct hit *hit);

#endif

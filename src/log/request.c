/* SPDX-License-Identifier: MIT */
/* Taking request lines apart. */
#include "log/request.h"

enum { LONGEST_METHOD = 20 };

const char *
request_close(const struct simd *simd, const char *p, const char *end)
{
	while ((p = simd->find(p, end, '"', '\\')) < end) {
		if (*p == '"')
			return p;
		p += 2; /* the escaped byte is no quote, whatever it is */
	}
	return NULL;
}

bool
request_is_method(struct slice s)
{
	if (s.n == 0 || s.n > LONGEST_METHOD)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] < 'A' || s.p[i] > 'Z') && s.p[i] != '-')
			return false;
	return s.p[0] != '-';
}

static void
set_target(struct hit *hit, struct slice target)
{
	const char *query = slice_find(target, '?');
	hit->target = target;
	hit->path = query ? slice_between(target.p, query) : target;
}

/* GET and POST of a path: its length, 0 for all else. The pad behind the line
 * makes these loads safe. */
static inline size_t
page_method(const char *p)
{
	if (memcmp(p, "GET /", 5) == 0)
		return 3;
	return memcmp(p, "POST /", 6) == 0 ? 4 : 0;
}

bool
request_read_usual(struct slice request, const char *query, struct hit *hit)
{
	enum { PROTOCOL = 9 }; /* ` HTTP/1.1` */
	const char *p = request.p, *end = p + request.n - PROTOCOL;
	size_t method = page_method(p);
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

bool
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

bool
request_read_fast(
    const struct simd *simd, const char *p, const char *end, struct hit *hit)
{
	hit->method = (struct slice){p, page_method(p)};
	if (hit->method.n == 0)
		return false;
	const char *target = p + hit->method.n + 1;
	const char *path_end = simd->find(target, end, ' ', '?');
	const char *target_end = path_end;
	if (path_end < end && *path_end == '?')
		target_end = simd->find(path_end, end, ' ', '"');
	if (target_end >= end || memcmp(target_end, " HTTP/", 6) != 0)
		return false;
	/* another blank behind it: the target goes on */
	const char *close = simd->find(target_end + 6, end, ' ', '"');
	if (close == end || *close != '"' || close[-1] == '\\')
		return false;
	hit->target = slice_between(target, target_end);
	hit->path = slice_between(target, path_end);
	return true;
}

void
request_read(struct slice request, struct hit *hit)
{
	struct slice rest = request;
	hit->method = hit->target = hit->path = (struct slice){request.p, 0};
	/* a bare LF from the client is logged as \n at the end */
	if (slice_ends(rest, SLICE("\\n")) || slice_ends(rest, SLICE("\\r")))
		rest.n -= 2;
	struct slice method = slice_cut(&rest, ' ');
	if (!request_is_method(method) || !rest.p)
		return;
	const char *blank = memrchr(rest.p, ' ', rest.n);
	const char *last = blank ? blank + 1 : rest.p;
	if (slice_starts(slice_between(last, rest.p + rest.n), SLICE("HTTP/")))
		rest.n = (size_t)(last - rest.p);
	rest = slice_trim(rest);
	if (rest.n == 0)
		return;
	hit->method = method;
	set_target(hit, rest);
}

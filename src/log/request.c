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

bool
request_read_fast(
    const struct simd *simd, const char *p, const char *end, struct hit *hit)
{
	hit->method = (struct slice){p, request_page_method(p)};
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
	/* as some tools write it that make logs to learn by */
	if (slice_ends(rest, SLICE(" HTTP 1.1")) ||
	    slice_ends(rest, SLICE(" HTTP 1.0")))
		rest.n -= sizeof(" HTTP 1.1") - 1;
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

/* SPDX-License-Identifier: MIT */
/* Format strings that write JSON: which member is which field. */
#include <stdlib.h>

#include "log/format-json.h"
#include "log/json.h"
#include "log/layout.h"

/* The names above the one in hand, with points between. */
struct where {
	char path[JSON_PATH_MAX + 1];
	size_t n;        /* of the object in hand */
	size_t above[8]; /* of those around it */
	size_t depth;
};

struct template
{
	struct slice format, rest;
	struct where where;
	struct json_map map[JSON_MAP_MAX];
	char paths[JSON_MAP_MAX][JSON_PATH_MAX + 1];
	size_t n;
	enum field (*part)(
	    struct slice format, struct slice text, struct slice * cookie);
};

static void
skip(struct template *t)
{
	while (t->rest.n > 0 && strchr(" \t\n,", t->rest.p[0]))
		t->rest = slice_skip(t->rest, 1);
}

/* A text in quotes, or whatever stands up to the member's end. */
static struct slice
take_text(struct template *t)
{
	const char *p = t->rest.p, *end = p + t->rest.n;
	bool quoted = p < end && *p == '"';
	const char *from = p + quoted, *q = from;
	int braces = 0; /* of %{Referer}i */
	for (; q < end; q++) {
		if (quoted ? *q == '"'
			   : (strchr(",] ", *q) || (*q == '}' && !braces)))
			break;
		braces += *q == '{' ? 1 : *q == '}' && braces ? -1 : 0;
	}
	t->rest = slice_between(q + (quoted && q < end), end);
	return slice_between(from, q);
}

/* The path of a member of the object in hand; its length, 0 when too long. */
static size_t
extend(struct where *w, struct slice name)
{
	size_t n = w->n;
	if (n + name.n + 2 > sizeof(w->path) || name.n == 0)
		return 0;
	if (n > 0)
		w->path[n++] = '.';
	memcpy(w->path + n, name.p, name.n);
	return n + name.n;
}

/* Whether it is put together of several, and may be a field by its name. */
static bool
is_composite(struct slice text)
{
	return text.n > 0 && memrchr(text.p, text.p[0], text.n) != text.p;
}

static void
add(struct template *t, size_t path, struct slice text)
{
	struct slice cookie = SLICE("");
	enum field field = t->part(t->format, text, &cookie);
	bool none = field == FIELD_NONE && cookie.n == 0 && is_composite(text);
	if (path == 0 || none || t->n == JSON_MAP_MAX)
		return;
	memcpy(t->paths[t->n], t->where.path, path);
	t->map[t->n] = (struct json_map){
	    .path = {t->paths[t->n], path}, .field = field, .cookie = cookie};
	t->n++;
}

static void
take_member(struct template *t)
{
	struct where *w = &t->where;
	size_t path = extend(w, take_text(t));
	while (t->rest.n > 0 && strchr(" :", t->rest.p[0]))
		t->rest = slice_skip(t->rest, 1);
	if (t->rest.n == 0)
		return;
	if (t->rest.p[0] != '{') {
		add(t, path, take_text(t));
		return;
	}
	t->rest = slice_skip(t->rest, 1);
	if (w->depth < sizeof(w->above) / sizeof(*w->above)) {
		w->above[w->depth++] = w->n;
		w->n = path;
	}
}

void *
layout_json(struct slice format,
    enum field (*part)(
	struct slice format, struct slice text, struct slice *cookie))
{
	struct template *t = mem_zero(1, sizeof(*t));
	t->part = part;
	t->format = format;
	t->rest = slice_skip(format, 1);
	for (skip(t); t->rest.n > 0; skip(t)) {
		if (t->rest.p[0] == '"') {
			take_member(t);
			continue;
		}
		if (t->rest.p[0] == '}' && t->where.depth > 0)
			t->where.n = t->where.above[--t->where.depth];
		t->rest = slice_skip(t->rest, 1);
	}
	void *state = format_json_open(t->map, t->n);
	free(t);
	return state;
}

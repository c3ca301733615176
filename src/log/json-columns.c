/* SPDX-License-Identifier: MIT */
#include "log/json-columns.h"

#include <stdlib.h>

#include "log/json.h"

struct json_columns {
	struct json_paths *paths;
	struct json_found found; /* of the line at hand: */
	const char *line, *file;
	uint64_t number;
	bool good; /* it is JSON */
	struct buf text;
};

int
json_columns_add(struct json_columns **j, struct slice path)
{
	if (!*j) {
		*j = mem_zero(1, sizeof(**j));
		(*j)->paths = json_paths_new();
	}
	return json_paths_add((*j)->paths, path);
}

void
json_columns_free(struct json_columns *j)
{
	if (!j)
		return;
	json_paths_free(j->paths);
	buf_release(&j->text);
	free(j);
}

static void
read_line(struct json_columns *j, const struct simd *simd, struct slice text)
{
	struct line line = {.text = text, .base = text.p};
	j->good = text.n > 0 && text.p[0] == '{' &&
	    json_read(j->paths, simd, &line, &j->found) != JSON_BAD;
}

struct slice
json_columns_text(struct json_columns *j, const struct simd *simd,
    const struct event *e, int slot)
{
	struct slice line = e->hit->line;
	if (line.p != j->line || e->line != j->number || e->file != j->file) {
		read_line(j, simd, line);
		j->line = line.p;
		j->number = e->line;
		j->file = e->file;
	}
	if (!j->good || !json_has(&j->found, slot))
		return SLICE("");
	struct json_value v = j->found.at[slot];
	if (!v.escaped)
		return v.kind == JSON_NULL ? SLICE("") : v.text;
	j->text.n = 0;
	size_t room = v.text.n + SIMD_PAD;
	memset(buf_need(&j->text, room), 0, room);
	return json_text(v, &j->text);
}

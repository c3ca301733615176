/* SPDX-License-Identifier: MIT */
/* Columns by name. */
#include "rules/bind.h"

#include "base/suggest.h"

static bool
is_before(struct place a, struct place b)
{
	return a.line != b.line ? a.line < b.line : a.column < b.column;
}

const struct column *
rules_bind(struct rules *r, const struct header *h)
{
	const struct column *missing = NULL;
	for (unsigned i = 0; i < r->n_columns; i++) {
		struct column *c = &r->columns[i];
		c->input = header_find(h, c->name);
		if (c->input != NO_COLUMN || c->output != NO_OUTPUT)
			continue;
		if (!missing || is_before(c->place, missing->place))
			missing = c;
	}
	return missing;
}

static const struct maker {
	const char *tool;
	const char *columns; /* each between blanks */
} makers[] = {
    {"cjm-parse",
	" time uid user event host path query referrer channel source medium "
	"campaign term content device item item_name category quantity price "
	"order revenue currency search status event_id ip user_agent method "
	"bytes duration country title click_id keyword line "},
    {"cjm-sessionize", " session visit hit "},
    {"cjm-identify", " person "},
};

const char *
column_maker(struct slice name)
{
	static const char *const families[] = {"param:", "cookie:", "json:"};
	if (name.n == 0)
		return NULL;
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (slice_starts(name, slice_of(families[i])))
			return "cjm-parse";
	for (size_t i = 0; i < sizeof(makers) / sizeof(*makers); i++) {
		struct slice rest = slice_of(makers[i].columns);
		while (rest.p)
			if (slice_equal(slice_cut(&rest, ' '), name))
				return makers[i].tool;
	}
	return NULL;
}

struct slice
column_suggest(const struct rules *r, const struct header *h, struct slice name)
{
	struct suggestion s = {.wanted = name};
	for (unsigned i = 0; i < h->n; i++)
		suggest_try(&s, h->names[i]);
	for (unsigned i = 0; i < r->n_columns; i++)
		if (r->columns[i].output != NO_OUTPUT)
			suggest_try(&s, r->columns[i].name);
	return s.name;
}

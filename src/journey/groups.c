/* SPDX-License-Identifier: MIT */
/* Rows to groups. */
#include "journey/groups.h"

#include <stdlib.h>

static const char *
add_part(struct groups *g, struct slice name, struct zone *zone)
{
	enum period kind;
	if (g->n_parts == GROUP_PARTS_MAX)
		return "more than 16 names";
	if (name.n == 0)
		return "a name is empty";
	struct group_part *part = &g->parts[g->n_parts++];
	*part = (struct group_part){.name = name, .kind = PART_COLUMN};
	if (slice_starts(name, SLICE("column:"))) {
		part->name = slice_skip(name, 7);
		if (part->name.n == 0)
			return "a name is empty";
	} else if (period_read(name, &kind)) {
		part->kind = PART_PERIOD;
		calendar_init(&part->calendar, kind, zone);
	} else if (slice_is(name, "touchpoint")) {
		part->kind = PART_GIVEN;
		g->has_given = true;
	}
	for (unsigned i = 0; i + 1 < g->n_parts; i++)
		if (slice_equal(g->parts[i].name, part->name))
			return "the same name twice";
	return NULL;
}

const char *
groups_init(struct groups *g, const char *list, struct zone *zone, uint32_t max)
{
	*g = (struct groups){.max = max};
	struct slice rest = slice_of(list ? list : "");
	intern_init(&g->names);
	if (rest.n == 0)
		return NULL;
	while (rest.p) {
		const char *why = add_part(g, slice_cut(&rest, ','), zone);
		if (why)
			return why;
	}
	return NULL;
}

void
groups_release(struct groups *g)
{
	intern_release(&g->names);
	free(g->text);
	*g = (struct groups){0};
}

void
groups_open(struct groups *g, const struct table *t)
{
	for (unsigned i = 0; i < g->n_parts; i++) {
		struct group_part *part = &g->parts[i];
		if (part->kind != PART_COLUMN)
			continue;
		char *name = mem_text(part->name);
		part->column = table_need(t, name, NULL);
		free(name);
	}
}

static struct slice
part_value(struct groups *g, struct group_part *part, const struct row *row,
    int64_t time)
{
	struct slice value = g->given;
	if (part->kind == PART_PERIOD) {
		calendar_at(&part->calendar, time);
		return (struct slice){part->calendar.text, part->calendar.n};
	}
	if (part->kind == PART_COLUMN)
		value = row_field(row, part->column);
	return value.n > 0 ? value : SLICE("(none)");
}

static void
make_room(struct groups *g, size_t n)
{
	g->room = n + n / 2 + 256;
	free(g->text);
	g->text = mem_alloc(g->room);
}

uint32_t
groups_of(struct groups *g, const struct row *row, int64_t time)
{
	struct slice values[GROUP_PARTS_MAX];
	size_t n = 0;
	if (g->n_parts == 0)
		return 0;
	for (unsigned i = 0; i < g->n_parts; i++) {
		values[i] = part_value(g, &g->parts[i], row, time);
		n += values[i].n + 1;
	}
	if (n > g->room)
		make_room(g, n);
	char *to = g->text;
	for (unsigned i = 0; i < g->n_parts; i++) {
		memcpy(to, values[i].p, values[i].n);
		to += values[i].n;
		*to++ = '\t';
	}
	uint32_t group = intern_add(&g->names, slice_between(g->text, to - 1));
	return group <= g->max ? group : GROUP_NONE;
}

void
groups_put_header(const struct groups *g, struct buf *out)
{
	for (unsigned i = 0; i < g->n_parts; i++) {
		buf_put_slice(out, g->parts[i].name);
		buf_put_byte(out, '\t');
	}
}

void
groups_put(const struct groups *g, uint32_t group, struct buf *out)
{
	if (g->n_parts == 0)
		return;
	buf_put_slice(out, groups_name(g, group));
	buf_put_byte(out, '\t');
}

void
groups_put_total(const struct groups *g, struct buf *out)
{
	for (unsigned i = 0; i < g->n_parts; i++)
		buf_put_text(out, i == 0 ? "(total)\t" : "\t");
}

/* qsort has no context: what is sorted carries its name. */
struct named {
	struct slice name;
	uint32_t group;
};

static int
compare(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	return slice_compare(x->name, y->name);
}

uint32_t *
groups_sorted(const struct groups *g, uint32_t *n)
{
	uint32_t first = g->n_parts > 0; /* else the empty name is the one */
	*n = groups_end(g) - first;
	struct named *named = mem_alloc((*n + 1) * sizeof(*named));
	uint32_t *order = mem_alloc((*n + 1) * sizeof(*order));
	for (uint32_t i = 0; i < *n; i++)
		named[i] = (struct named){groups_name(g, first + i), first + i};
	qsort(named, *n, sizeof(*named), compare);
	for (uint32_t i = 0; i < *n; i++)
		order[i] = named[i].group;
	free(named);
	return order;
}

void
group_array_grow(struct group_array *a, uint32_t group)
{
	size_t room = group + group / 2 + (size_t)16;
	a->at = mem_grow(a->at, room * a->size);
	memset(a->at + a->room * a->size, 0, (room - a->room) * a->size);
	a->room = room;
}

void
group_array_release(struct group_array *a)
{
	free(a->at);
	*a = (struct group_array){0};
}

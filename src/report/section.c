/* SPDX-License-Identifier: MIT */
/* Finding, reading, sorting and translating the tables of a report. */
#include "report/section.h"

#include <stdlib.h>

#include "base/msg.h"

/* The name in front of `=`; empty where there is none. */
static struct slice
name_of(const char *operand)
{
	struct slice rest = slice_of(operand), none = {"", 0};
	struct slice name = slice_cut(&rest, '=');
	if (!rest.p)
		return none;
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool digit = c >= '0' && c <= '9';
		if (!letter && !digit && c != '_' && c != '-' && c < 0x80)
			return none;
	}
	return name;
}

/* A section behind the others, empty; valid until the next. */
static struct section *
add(struct sections *s, struct slice name)
{
	s->at = mem_grow(s->at, (s->n + 1) * sizeof(*s->at));
	s->at[s->n] = (struct section){.name = name};
	return &s->at[s->n++];
}

void
sections_insert(
    struct sections *s, size_t at, const struct section *section, bool in_place)
{
	if (in_place) {
		grid_release(&s->at[at].grid);
		s->at[at].grid = section->grid;
		s->at[at].compared = section->compared;
		return;
	}
	add(s, section->name);
	memmove(
	    s->at + at + 2, s->at + at + 1, (s->n - at - 2) * sizeof(*s->at));
	s->at[at + 1] = *section;
}

static void
add_file(struct section *section, const char *file)
{
	section->files = mem_grow(
	    section->files, (section->n_files + 1) * sizeof(*section->files));
	section->files[section->n_files++] = file;
}

void
sections_init(struct sections *s, const struct opt_list *operands)
{
	*s = (struct sections){.n = 0};
	for (size_t i = 0; i < operands->n; i++) {
		const char *operand = operands->at[i];
		struct slice name = name_of(operand);
		if (name.n > 0 || s->n == 0)
			add(s, name);
		add_file(&s->at[s->n - 1],
		    name.n > 0 ? operand + name.n + 1 : operand);
	}
	if (s->n == 0)
		add(s, SLICE(""));
}

void
sections_release(struct sections *s)
{
	for (size_t i = 0; i < s->n; i++) {
		grid_release(&s->at[i].grid);
		free(s->at[i].files);
	}
	free(s->at);
}

bool
section_load(struct sections *s, struct section *section,
    const struct opt_common *common, uint64_t max_rows)
{
	struct opt_common own = *common;
	struct table t;
	bool room = true;
	own.operands = (struct opt_list){section->files, section->n_files};
	table_open(&t, &own, NULL);
	grid_init(&section->grid, t.header.names, t.header.n);
	while (room && table_next(&t))
		for (size_t i = 0; room && i < t.n_rows; i++) {
			struct row row = table_row(&t, i);
			room = section->grid.n_rows < max_rows;
			if (room)
				grid_add(&section->grid, &row);
		}
	s->rows_read += t.rows_read;
	s->rows_ragged += t.rows_ragged;
	s->rows_long += t.rows_long;
	if (!room)
		msg_warn("input",
		    "more than %llu rows to hold: raise --max-rows, or write "
		    "csv unsorted",
		    (unsigned long long)max_rows);
	return table_close(&t) == EXIT_DONE && room;
}

/* The (total) at the end of a table stays there. */
static void
sort_rows(struct grid *g, unsigned column, bool descending)
{
	bool total = grid_body(g, 0) < g->n_rows;
	struct slice *last = mem_zero(g->n, sizeof(*last));
	if (total)
		memcpy(
		    last, g->cells + --g->n_rows * g->n, g->n * sizeof(*last));
	grid_sort(g, column, descending);
	if (total)
		grid_add_cells(g, last);
	free(last);
}

bool
section_sort(struct section *section, struct slice name)
{
	struct grid *grid = &section->grid;
	bool descending = slice_ends(name, SLICE(":desc"));
	unsigned column = grid_find(grid, name);
	if (column == NO_COLUMN && descending) {
		name.n -= SLICE(":desc").n;
		column = grid_find(grid, name);
	} else {
		descending = false;
	}
	if (column == NO_COLUMN)
		return false;
	sort_rows(grid, column, descending);
	return true;
}

void
section_translate(struct section *section, enum lang lang)
{
	struct grid *g = &section->grid;
	struct buf b = BUF_INIT;
	/* the first column tells what others mean */
	for (unsigned i = g->n; i-- > 0;) {
		g->titles[i] = arena_copy(
		    &g->text, label_heading(lang, g->names, g->n, i, &b));
		for (size_t row = 0; row < g->n_rows; row++) {
			struct slice *cells = &g->cells[row * g->n];
			struct slice word =
			    label_cell(lang, g->names, cells, i, &b);
			if (word.p != cells[i].p)
				cells[i] = arena_copy(&g->text, word);
		}
	}
	buf_release(&b);
}

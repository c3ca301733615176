/* SPDX-License-Identifier: MIT */
/* Rows of visitors put aside, and given back file by file. */
#include "table/spill.h"

#include <stdlib.h>

enum { FAN = SPILL_FILES, LEVELS = 5 };

/* A file that waits for its turn. */
struct spill_part {
	struct temp file;
	unsigned level;
	uint32_t id;
};

/* Neighbouring columns that are kept, and the TABs before them. */
struct spill_piece {
	unsigned first, last, tabs;
};

void
spill_init(struct spill *s, struct table *t, int64_t memory)
{
	*s = (struct spill){
	    .table = t, .memory = memory, .first = true, .current.fd = -1};
}

static void
close_current(struct spill *s)
{
	if (s->current.fd >= 0)
		temp_close(&s->current);
}

void
spill_release(struct spill *s)
{
	for (unsigned i = 0; s->files && i < FAN; i++)
		if (s->n_rows[i] > 0)
			temp_close(&s->files[i]);
	for (size_t i = 0; i < s->n_parts; i++)
		temp_close(&s->parts[i].file);
	close_current(s);
	free(s->files);
	free(s->n_rows);
	free(s->parts);
	free(s->pieces);
	*s = (struct spill){.current.fd = -1};
}

/* What of a row is put aside: the columns that are used, with a TAB for each
 * of the others. */
static void
plan(struct spill *s)
{
	const struct table *t = s->table;
	unsigned last = 0, n = 0;
	s->pieces = mem_alloc((t->header.n + 1) * sizeof(*s->pieces));
	for (unsigned i = 0; i < t->header.n; i++) {
		if (!t->used[i])
			continue;
		if (n > 0 && s->pieces[n - 1].last + 1 == i)
			s->pieces[n - 1].last = i;
		else
			s->pieces[n++] = (struct spill_piece){i, i, i - last};
		last = i;
	}
	s->n_pieces = n;
	s->tail = t->header.n - 1 - last;
}

static void
open_file(struct spill *s, unsigned i)
{
	if (!s->pieces)
		plan(s);
	if (!s->files) {
		s->files = mem_zero(FAN, sizeof(*s->files));
		s->n_rows = mem_zero(FAN, sizeof(*s->n_rows));
	}
	temp_open(&s->files[i]);
	s->ids[i] = (uint32_t)++s->partitions;
}

/* The file that a row is put into next. */
static struct writer *
file_for(struct spill *s, struct key key)
{
	unsigned i = spill_file(s, key);
	if (!s->files || s->n_rows[i] == 0)
		open_file(s, i);
	s->n_rows[i]++;
	s->rows++;
	return &s->files[i].out;
}

void
spill_put(struct spill *s, struct key key, const struct row *row)
{
	struct writer *out = file_for(s, key);
	size_t room = row_text(row).n + row->n + SIMD_PAD;
	char *start = writer_need(out, room), *to = start;
	for (unsigned k = 0; k < s->n_pieces; k++) {
		const struct spill_piece *piece = &s->pieces[k];
		const char *from = row_field(row, piece->first).p;
		const char *end = row->base + row->at[piece->last];
		memset(to, '\t', piece->tabs);
		to += piece->tabs;
		writer_copy(to, from, (size_t)(end - from));
		to += end - from;
	}
	memset(to, '\t', s->tail);
	to += s->tail;
	*to++ = '\n';
	writer_used(out, (size_t)(to - start));
}

void
spill_put_line(struct spill *s, struct key key, struct slice line)
{
	struct writer *out = file_for(s, key);
	writer_put_slice(out, line);
	writer_put_byte(out, '\n');
}

void
spill_weigh(struct spill *s, size_t bytes)
{
	if (s->level < LEVELS && (int64_t)bytes > s->memory)
		s->full = true;
	for (unsigned i = 0; s->files && i < FAN; i++)
		if (s->n_rows[i] > 0)
			temp_check(&s->files[i]);
}

/* The files of the pass that is over join those that wait. */
static void
take_files(struct spill *s)
{
	if (!s->files)
		return;
	s->parts = mem_grow(s->parts, (s->n_parts + FAN) * sizeof(*s->parts));
	for (unsigned i = FAN; i-- > 0;) {
		if (s->n_rows[i] == 0)
			continue;
		temp_rewind(&s->files[i]);
		s->parts[s->n_parts++] =
		    (struct spill_part){s->files[i], s->level + 1, s->ids[i]};
	}
	free(s->files);
	free(s->n_rows);
	s->files = NULL;
	s->n_rows = NULL;
}

static bool
next_lines(void *file, struct slice *lines)
{
	return temp_lines(file, lines);
}

bool
spill_next(struct spill *s)
{
	close_current(s);
	take_files(s);
	s->full = false;
	s->first = false;
	if (s->n_parts == 0)
		return false;
	struct spill_part *part = &s->parts[--s->n_parts];
	s->current = part->file;
	s->level = part->level;
	s->id = part->id;
	table_feed(s->table, next_lines, &s->current);
	return true;
}

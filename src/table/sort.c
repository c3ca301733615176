/* SPDX-License-Identifier: MIT */
/* Sorted runs, and their merge. */
#include "table/sort.h"

#include <stdlib.h>

#include "base/when.h"
#include "io/temp.h"

/* An item costs 24 bytes with its share of the spare room, and more while the
 * arrays grow. */
enum {
	FAN = 64,
	BLOCK = 128 << 10,
	PREFIX = 8,
	ITEM_COST = 40,
	LEAST = 256 << 10
};

/* A row that waits: the first 8 bytes of its key as a number, the rest of the
 * key in front of the row. Keys compare as bytes; none begins another. */
struct item {
	uint64_t prefix;
	const struct record *record;
};

struct record {
	uint32_t key, row; /* bytes of each */
	char bytes[];
};

/* One sorted file while it is merged, and its first row that is not taken. Of
 * equal rows the earlier run has the earlier ones. */
struct run {
	struct temp *file;
	struct item item;
	struct buf record; /* that item points to */
};

struct sort {
	struct table *table;
	struct sort_key *keys;
	unsigned n_keys;
	int64_t memory;

	struct arena records;
	struct item *items, *spare;
	size_t n, room;
	size_t at; /* of items, when nothing was written */

	struct temp *files; /* sorted, in the order of their rows */
	unsigned *levels;   /* how often each one's rows were merged */
	size_t n_files;
	uint64_t written;

	struct run runs[FAN], *heap[FAN]; /* the first row on top */
	unsigned n_heap;

	struct buf key; /* of the row at hand */
	struct buf out; /* whole lines for the table */
};

struct sort *
sort_new(
    struct table *t, const struct sort_key *keys, unsigned n, int64_t memory)
{
	struct sort *s = mem_zero(1, sizeof(*s));
	s->table = t;
	s->n_keys = n;
	s->keys = mem_alloc((n + 1) * sizeof(*keys));
	for (unsigned i = 0; i < n; i++)
		s->keys[i] = keys[i];
	s->memory = memory < LEAST ? LEAST : memory;
	return s;
}

void
sort_key_time(struct buf *key, int64_t us)
{
	/* a number's bytes in the order of its values */
	uint64_t u = (uint64_t)us ^ (uint64_t)1 << 63;
	for (int shift = 56; shift >= 0; shift -= 8)
		buf_put_byte(key, (char)(u >> shift & 0xff));
}

void
sort_key_text(struct buf *key, struct slice text)
{
	buf_put_slice(key, text);
	buf_put_byte(key, '\t'); /* in no text: no key begins another */
}

static uint64_t
read_prefix(const char *p, size_t n)
{
	unsigned char bytes[PREFIX] = {0};
	uint64_t v = 0;
	memcpy(bytes, p, n < PREFIX ? n : PREFIX);
	for (size_t i = 0; i < PREFIX; i++)
		v = v << 8 | bytes[i];
	return v;
}

static bool
make_key(struct sort *s, const struct row *row)
{
	s->key.n = 0;
	for (unsigned i = 0; i < s->n_keys; i++) {
		struct slice field = row_field(row, s->keys[i].column);
		int64_t time;
		if (s->keys[i].kind == SORT_TEXT) {
			sort_key_text(&s->key, field);
		} else if (when_read_unix(field, &time)) {
			sort_key_time(&s->key, time);
		} else {
			return false;
		}
	}
	return true;
}

static int
compare(const struct item *a, const struct item *b)
{
	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	return slice_compare((struct slice){a->record->bytes, a->record->key},
	    (struct slice){b->record->bytes, b->record->key});
}

/* Merges a[0..half) and a[half..n), both sorted, where they are; `spare` has
 * room for the first. */
static void
merge_halves(struct item *a, size_t half, size_t n, struct item *spare)
{
	size_t i = 0, j = half, to = 0;
	if (compare(&a[half - 1], &a[half]) <= 0)
		return;
	memcpy(spare, a, half * sizeof(*a));
	while (i < half && j < n)
		a[to++] = compare(&spare[i], &a[j]) <= 0 ? spare[i++] : a[j++];
	memcpy(a + to, spare + i, (half - i) * sizeof(*a));
}

static void
sort_items(struct item *a, size_t n, struct item *spare)
{
	if (n < 2)
		return;
	sort_items(a, n / 2, spare);
	sort_items(a + n / 2, n - n / 2, spare);
	merge_halves(a, n / 2, n, spare);
}

static void
put_item(struct temp *file, const struct item *item)
{
	const struct record *r = item->record;
	writer_put(
	    &file->out, (const char *)&item->prefix, sizeof(item->prefix));
	writer_put(&file->out, (const char *)r, sizeof(*r) + r->key + r->row);
}

/* Reads a run's next row; false at its end. */
static bool
next_item(struct run *run)
{
	struct record head;
	const char *p =
	    temp_bytes(run->file, sizeof(run->item.prefix) + sizeof(head));
	if (!p)
		return false;
	memcpy(&run->item.prefix, p, sizeof(run->item.prefix));
	memcpy(&head, p + sizeof(run->item.prefix), sizeof(head));
	size_t n = (size_t)head.key + head.row;
	run->record.n = 0;
	buf_put(&run->record, (const char *)&head, sizeof(head));
	buf_put(&run->record, temp_bytes(run->file, n), n);
	run->item.record = (const struct record *)(void *)run->record.p;
	return true;
}

static bool
is_before(const struct run *a, const struct run *b)
{
	int order = compare(&a->item, &b->item);
	return order != 0 ? order < 0 : a < b;
}

/* Lets the run at `at` sink to its place. */
static void
sink(struct sort *s, unsigned at)
{
	struct run *run = s->heap[at];
	for (;;) {
		unsigned child = 2 * at + 1;
		if (child + 1 < s->n_heap &&
		    is_before(s->heap[child + 1], s->heap[child]))
			child++;
		if (child >= s->n_heap || is_before(run, s->heap[child]))
			break;
		s->heap[at] = s->heap[child];
		at = child;
	}
	s->heap[at] = run;
}

static void
begin_merge(struct sort *s, struct temp *files, size_t n)
{
	s->n_heap = 0;
	for (size_t i = 0; i < n; i++) {
		struct run *run = &s->runs[i];
		run->file = &files[i];
		if (next_item(run))
			s->heap[s->n_heap++] = run;
	}
	for (unsigned i = s->n_heap / 2; i-- > 0;)
		sink(s, i);
}

/* Leaves the row on top behind. */
static void
advance(struct sort *s)
{
	struct run *run = s->heap[0];
	if (!next_item(run)) {
		temp_close(run->file);
		buf_release(&run->record);
		s->heap[0] = s->heap[--s->n_heap];
	}
	if (s->n_heap > 0)
		sink(s, 0);
}

/* Adds a file to those that are there. */
static struct temp *
new_file(struct sort *s, unsigned level)
{
	size_t n = s->n_files + 1;
	s->files = mem_grow(s->files, n * sizeof(*s->files));
	s->levels = mem_grow(s->levels, n * sizeof(*s->levels));
	s->levels[s->n_files] = level;
	s->written++;
	temp_open(&s->files[s->n_files]);
	return &s->files[s->n_files++];
}

/* Makes one file of the last n. */
static void
merge_last(struct sort *s, size_t n)
{
	size_t first = s->n_files - n;
	unsigned level = s->levels[first] + 1;
	struct temp *merged = new_file(s, level);
	begin_merge(s, &s->files[first], n);
	for (; s->n_heap > 0; advance(s))
		put_item(merged, &s->heap[0]->item);
	temp_rewind(merged);
	s->files[first] = *merged;
	s->levels[first] = level;
	s->n_files = first + 1;
}

/* What is in memory becomes a file. Open files are few: as soon as there are
 * FAN of a level they become one. */
static void
write_run(struct sort *s)
{
	sort_items(s->items, s->n, s->spare);
	struct temp *file = new_file(s, 0);
	for (size_t i = 0; i < s->n; i++)
		put_item(file, &s->items[i]);
	temp_rewind(file);
	arena_release(&s->records);
	s->n = 0;
	while (s->n_files >= FAN &&
	    s->levels[s->n_files - FAN] == s->levels[s->n_files - 1])
		merge_last(s, FAN);
}

static void
make_room(struct sort *s)
{
	if (s->n < s->room)
		return;
	s->room = s->room ? s->room * 2 : 1024;
	s->items = mem_grow(s->items, s->room * sizeof(*s->items));
	free(s->spare);
	s->spare = mem_alloc(s->room / 2 * sizeof(*s->spare));
}

void
sort_put(struct sort *s, struct slice key, struct slice line)
{
	size_t n = key.n < PREFIX ? key.n : PREFIX;
	uint64_t prefix = read_prefix(key.p, n);
	key = slice_skip(key, n);
	size_t size = sizeof(struct record) + key.n + line.n;
	size_t held = s->records.total + size + (s->n + 1) * ITEM_COST;
	if (s->n > 0 && held > (size_t)s->memory)
		write_run(s);
	make_room(s);
	struct record *record = arena_alloc(&s->records, size);
	record->key = (uint32_t)key.n;
	record->row = (uint32_t)line.n;
	memcpy(record->bytes, key.p, key.n);
	memcpy(record->bytes + key.n, line.p, line.n);
	s->items[s->n++] = (struct item){prefix, record};
}

bool
sort_add(struct sort *s, const struct row *row)
{
	if (!make_key(s, row))
		return false;
	sort_put(s, buf_slice(&s->key), row_text(row));
	return true;
}

static const struct record *
next_record(struct sort *s)
{
	if (s->n_files > 0)
		return s->n_heap > 0 ? s->heap[0]->item.record : NULL;
	return s->at < s->n ? s->items[s->at].record : NULL;
}

bool
sort_lines(struct sort *s, struct slice *lines)
{
	const struct record *r;
	s->out.n = 0;
	while (s->out.n < BLOCK && (r = next_record(s)) != NULL) {
		buf_put(&s->out, r->bytes + r->key, r->row);
		buf_put_byte(&s->out, '\n');
		if (s->n_files > 0)
			advance(s);
		else
			s->at++;
	}
	memset(buf_need(&s->out, SIMD_PAD), 0, SIMD_PAD);
	*lines = buf_slice(&s->out);
	return lines->n > 0;
}

static bool
next_lines(void *sort, struct slice *lines)
{
	return sort_lines(sort, lines);
}

void
sort_finish(struct sort *s)
{
	if (s->n_files > 0) {
		write_run(s);
		free(s->items);
		free(s->spare);
		s->items = s->spare = NULL;
		while (s->n_files > FAN) {
			size_t more = s->n_files - FAN + 1;
			merge_last(s, more < FAN ? more : FAN);
		}
		begin_merge(s, s->files, s->n_files);
	} else {
		sort_items(s->items, s->n, s->spare);
	}
	if (s->table)
		table_feed(s->table, next_lines, s);
}

uint64_t
sort_runs(const struct sort *s)
{
	return s->written;
}

void
sort_free(struct sort *s)
{
	/* those that were read to the end are closed */
	for (size_t i = 0; i < s->n_files; i++)
		if (s->files[i].fd >= 0)
			temp_close(&s->files[i]);
	for (unsigned i = 0; i < FAN; i++)
		buf_release(&s->runs[i].record);
	arena_release(&s->records);
	buf_release(&s->key);
	buf_release(&s->out);
	free(s->files);
	free(s->levels);
	free(s->items);
	free(s->spare);
	free(s->keys);
	free(s);
}

/* SPDX-License-Identifier: MIT */
/* Sums and texts as rows, and back. */
#include "journey/part-row.h"

#include <stdlib.h>

#include "base/mem.h"
#include "journey/put.h"
#include "table/escape.h"

static const int128 most = (int128)1 << 109;

bool
part_add(int128 *sum, int128 amount)
{
	if (amount > most || amount < -most)
		return false;
	*sum += amount;
	return *sum <= most && *sum >= -most;
}

bool
part_count(uint64_t *sum, uint64_t count)
{
	return !__builtin_add_overflow(*sum, count, sum);
}

void
part_out_init(struct part_out *p, const struct intern *keys,
    const struct intern *currencies, bool header, struct writer *out)
{
	*p = (struct part_out){out, keys, currencies, BUF_INIT, 0};
	if (header)
		writer_put_slice(out,
		    SLICE("row\tname\tvalue\tkey\tcurrency\tconversions\t"
			  "new_customers\trevenue\tcount\n"));
}

void
part_out_release(struct part_out *p)
{
	buf_release(&p->text);
}

/* Unlike escape_put this leaves bytes that are no UTF-8 alone: they came in a
 * field, and the merge must show the same. */
static void
put_text(struct buf *out, struct slice text)
{
	char *to = buf_need(out, 2 * text.n);
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		char letter = c == '\t' ? 't'
		    : c == '\n'         ? 'n'
		    : c == '\r'         ? 'r'
		    : c == '\\'         ? '\\'
					: '\0';
		if (letter)
			*to++ = '\\';
		*to++ = letter ? letter : c;
	}
	out->n = (size_t)(to - out->p);
}

static void
put_keys(struct part_out *p, const struct part_row *row)
{
	for (size_t i = 0; i < row->n_keys; i++) {
		if (i > 0)
			buf_put_text(&p->text, "\\n");
		put_text(&p->text, intern_at(p->keys, row->keys[i]));
	}
	buf_put_byte(&p->text, '\t');
}

static void
put_sum(struct buf *out, int128 sum)
{
	if (sum != 0)
		out->n += num_put_i128(buf_need(out, NUM_MAX_TEXT), sum);
	buf_put_byte(out, '\t');
}

void
part_put(struct part_out *p, const struct part_row *row)
{
	struct buf *out = &p->text;
	buf_put_slice(out, row->row);
	buf_put_byte(out, '\t');
	put_text(out, row->name);
	buf_put_byte(out, '\t');
	put_text(out, row->value);
	buf_put_byte(out, '\t');
	put_keys(p, row);
	put_text(out, intern_at(p->currencies, row->currency));
	buf_put_byte(out, '\t');
	put_sum(out, row->conversions);
	put_sum(out, row->fresh);
	put_sum(out, row->revenue);
	put_sum(out, row->count);
	put_end(out);
	p->rows++;
}

static int
by_bytes(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;
	return slice_compare(*x, *y);
}

static void
put_sorted(struct slice text, struct writer *out)
{
	size_t n = 0, room = 0;
	struct slice *rows = NULL;
	while (text.n > 0) {
		if (n == room) {
			room = room * 2 + 256;
			rows = mem_grow(rows, room * sizeof(*rows));
		}
		rows[n++] = slice_cut(&text, '\n');
	}
	if (n > 1)
		qsort(rows, n, sizeof(*rows), by_bytes);
	for (size_t i = 0; i < n; i++) /* each with its LF */
		writer_put_slice(out, (struct slice){rows[i].p, rows[i].n + 1});
	free(rows);
}

void
part_flush(struct part_out *p, bool sorted)
{
	if (sorted)
		put_sorted(buf_slice(&p->text), p->out);
	else
		writer_put_slice(p->out, buf_slice(&p->text));
	p->text.n = 0;
}

static unsigned
need(const struct table *t, const char *name)
{
	return table_need(t, name, "cjm-attribute --partial");
}

void
part_in_open(struct part_in *p, const struct table *t)
{
	*p = (struct part_in){
	    .columns = {need(t, "row"), need(t, "name"), need(t, "value"),
		need(t, "key"), need(t, "currency"), need(t, "conversions"),
		need(t, "new_customers"), need(t, "revenue"),
		need(t, "count")}};
}

void
part_in_release(struct part_in *p)
{
	for (unsigned i = 0; i < 3; i++)
		buf_release(&p->texts[i]);
	free(p->keys);
}

static bool
read_sum(const struct row *row, unsigned column, int128 *sum)
{
	struct slice text = row_field(row, column);
	return text.n == 0 || num_read_i128(text, sum);
}

bool
part_read(struct part_in *p, const struct row *row, struct part_row *part)
{
	struct slice count = row_field(row, p->columns.count);
	struct slice value = row_field(row, p->columns.value);
	*part = (struct part_row){.row = row_field(row, p->columns.row),
	    .name = row_field(row, p->columns.name),
	    .value = escape_undo(value, &p->texts[0])};
	p->key = escape_undo(row_field(row, p->columns.key), &p->texts[1]);
	p->currency =
	    escape_undo(row_field(row, p->columns.currency), &p->texts[2]);
	return read_sum(row, p->columns.conversions, &part->conversions) &&
	    read_sum(row, p->columns.fresh, &part->fresh) &&
	    read_sum(row, p->columns.revenue, &part->revenue) &&
	    (count.n == 0 || num_read_u64(count, UINT64_MAX, &part->count));
}

bool
part_read_keys(struct part_in *p, struct intern *keys,
    struct intern *currencies, struct part_row *part)
{
	struct slice rest = p->key;
	size_t n = 0;
	while (rest.n > 0) {
		struct slice key = slice_cut(&rest, '\n');
		if (key.n == 0)
			return false;
		if (n == p->room) {
			p->room = p->room * 2 + 16;
			p->keys = mem_grow(p->keys, p->room * sizeof(*p->keys));
		}
		p->keys[n++] = intern_add(keys, key);
	}
	part->keys = p->keys;
	part->n_keys = n;
	part->currency = intern_add(currencies, p->currency);
	return true;
}

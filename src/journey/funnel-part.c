/* SPDX-License-Identifier: MIT */
/* Figures out as rows, and in again. */
#include "journey/funnel-part.h"

#include <stdlib.h>

#include "base/when.h"
#include "journey/put.h"

/* What decimal_read takes; of more a part has several rows. */
static const int128 most = (int128)9000000000000 * MILLION;

/* A row in the making. */
struct part_row {
	const struct funnel_result *result;
	struct buf *out;
	uint32_t segment;
	unsigned step;
};

static void
begin_row(const struct part_row *p)
{
	struct buf *out = p->out;
	const struct funnel_result *r = p->result;
	if (r->by) {
		buf_put_slice(out, intern_at(r->segments, p->segment));
		buf_put_byte(out, '\t');
	}
	put_count(out, p->step + 1);
	put_count(out, r->tally->n);
	buf_put_slice(out, r->names[p->step]);
	buf_put_byte(out, '\t');
}

static void
end_row(const struct part_row *p)
{
	struct buf *out = p->out;
	put_decimal(out, p->result->window);
	if (p->result->end != WHEN_NONE)
		out->n +=
		    when_put_unix(buf_need(out, NUM_MAX_TEXT), p->result->end);
	buf_put_byte(out, '\n');
}

static void
put_seconds(void *part_row, int64_t value, uint64_t count)
{
	const struct part_row *p = part_row;
	begin_row(p);
	buf_put(p->out, "\t\t\t\t\t\t", 6);
	put_decimal(p->out, value);
	put_count(p->out, count);
	end_row(p);
}

static void
put_money(const struct part_row *p, int128 revenue)
{
	begin_row(p);
	buf_put(p->out, "\t\t\t\t\t", 5);
	put_decimal(p->out, revenue);
	buf_put(p->out, "\t\t", 2);
	end_row(p);
}

static void
put_step(struct part_row *p, struct funnel_step *s)
{
	int128 revenue = s->revenue;
	for (; revenue > most; revenue -= most)
		put_money(p, most);
	for (; revenue < -most; revenue += most)
		put_money(p, -most);
	begin_row(p);
	put_count(p->out, s->visitors);
	put_count(p->out, s->entered);
	put_count(p->out, s->continued);
	put_count(p->out, s->dropped);
	put_count(p->out, s->open);
	put_decimal(p->out, revenue);
	buf_put(p->out, "\t\t", 2);
	end_row(p);
	sample_each(&s->seconds, put_seconds, p);
}

void
funnel_part_put(const struct funnel_result *r, bool header, struct buf *out)
{
	uint32_t n, *list = funnel_result_segments(r, &n);
	struct part_row p = {r, out, 0, 0};
	if (header && r->by)
		buf_put_text(out, "segment\t");
	if (header)
		buf_put_text(out,
		    "number\tof\tstep\tvisitors\tentered\tcontinued\tdropped\t"
		    "open\trevenue\tseconds\tcount\twindow_s\tend\n");
	for (uint32_t i = 0; i < n; i++)
		for (p.segment = list[i], p.step = 0; p.step < r->tally->n;
		     p.step++)
			put_step(
			    &p, &tally_segment(r->tally, p.segment)[p.step]);
	free(list);
}

static unsigned
need(const struct table *t, const char *name)
{
	return table_need(t, name, "cjm-funnel --partial");
}

void
funnel_parts_open(struct funnel_parts *p, const struct table *t)
{
	static const char *const counts[PART_COUNTS] = {
	    "visitors", "entered", "continued", "dropped", "open"};
	*p = (struct funnel_parts){.segment = table_want(t, "segment"),
	    .number = need(t, "number"),
	    .of = need(t, "of"),
	    .step = need(t, "step"),
	    .seconds = need(t, "seconds"),
	    .count = need(t, "count"),
	    .window = need(t, "window_s"),
	    .end = need(t, "end"),
	    .revenue = need(t, "revenue")};
	for (unsigned i = 0; i < PART_COUNTS; i++)
		p->counts[i] = need(t, counts[i]);
	intern_init(&p->segments);
	p->result = (struct funnel_result){.tally = &p->tally,
	    .segments = &p->segments,
	    .by = p->segment != NO_COLUMN,
	    .end = WHEN_NONE,
	    .text = ARENA_INIT};
}

void
funnel_parts_release(struct funnel_parts *p)
{
	funnel_result_release(&p->result);
	tally_release(&p->tally);
	intern_release(&p->segments);
}

static const char other[] = "the parts have other steps or windows";

/* What all rows say alike. */
static const char *
agree(struct funnel_parts *p, const struct row *row, unsigned *step)
{
	struct funnel_result *r = &p->result;
	uint64_t number, of;
	int64_t window, end = WHEN_NONE;
	struct slice at = row_field(row, p->end);
	if (!num_read_u64(row_field(row, p->of), STEPS_MAX, &of) ||
	    !num_read_u64(row_field(row, p->number), of, &number) ||
	    number == 0)
		return "'number' and 'of' are not those of a step";
	if (!decimal_read(row_field(row, p->window), &window) ||
	    (at.n > 0 && !when_read_unix(at, &end)))
		return "'window_s' or 'end' is no number";
	if (!p->known) {
		tally_init(&p->tally, (unsigned)of);
		tally_segment(&p->tally, 0);
		r->window = window;
		p->known = true;
	}
	if (of != p->tally.n || window != r->window)
		return other;
	if (r->end == WHEN_NONE)
		r->end = end;
	if (end != WHEN_NONE && end != r->end)
		return "the parts end at different times; give the same "
		       "--as-of to all of them";
	*step = (unsigned)number - 1;
	struct slice name = row_field(row, p->step), *known = &r->names[*step];
	if (!known->p)
		*known = arena_copy(&r->text, name);
	return slice_equal(*known, name) ? NULL : other;
}

static bool
add_count(uint64_t *sum, struct slice text)
{
	uint64_t n = 0;
	return (text.n == 0 || num_read_u64(text, UINT64_MAX, &n)) &&
	    !__builtin_add_overflow(*sum, n, sum);
}

static bool
add_counts(
    const struct funnel_parts *p, const struct row *row, struct funnel_step *s)
{
	uint64_t *sums[PART_COUNTS] = {
	    &s->visitors, &s->entered, &s->continued, &s->dropped, &s->open};
	for (unsigned i = 0; i < PART_COUNTS; i++)
		if (!add_count(sums[i], row_field(row, p->counts[i])))
			return false;
	struct slice money = row_field(row, p->revenue);
	int64_t revenue = 0;
	if (money.n > 0 && !decimal_read(money, &revenue))
		return false;
	s->revenue += revenue;
	return true;
}

const char *
funnel_parts_take(struct funnel_parts *p, const struct row *row)
{
	unsigned step;
	const char *why = agree(p, row, &step);
	if (why)
		return why;
	uint32_t segment = 0;
	if (p->segment != NO_COLUMN)
		segment = intern_add(&p->segments, row_cell(row, p->segment));
	struct funnel_step *s = &tally_segment(&p->tally, segment)[step];
	struct slice seconds = row_field(row, p->seconds);
	int64_t value;
	uint64_t count;
	if (!add_counts(p, row, s))
		return "a figure is no number, or too large";
	if (seconds.n == 0)
		return NULL;
	if (!decimal_read(seconds, &value) || value < 0 ||
	    !num_read_u64(row_field(row, p->count), UINT32_MAX, &count))
		return "'seconds' or 'count' is no number";
	sample_add_many(&s->seconds, value, count);
	return NULL;
}

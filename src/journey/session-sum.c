/* SPDX-License-Identifier: MIT */
/* Sums over the hits of a session. */
#include "journey/session-sum.h"

#include "base/junk.h"
#include "base/num.h"

void
session_sums_init(struct session_sums *s, const struct table *t, unsigned uid,
    uint32_t max_pages, int64_t engaged, int64_t extra)
{
	*s = (struct session_sums){.uid = uid,
	    .max_pages = max_pages,
	    .engaged = engaged,
	    .extra = extra,
	    .event = table_want(t, "event"),
	    .path = table_want(t, "path"),
	    .order = table_want(t, "order"),
	    .revenue = table_want(t, "revenue")};
	kinds_init(&s->kinds, SLICE(KINDS_VIEWS), SLICE("purchase"));
}

static void
begin(struct session_sums *s, struct session_sum *sum, const struct row *row)
{
	sum->revenue = 0;
	sum->last_order = 0;
	sum->views = sum->orders = sum->n_pages = 0;
	s->bytes -= sum->text.room;
	sum->text.n = 0;
	buf_put_slice(&sum->text, row_field(row, s->uid));
	s->bytes += sum->text.room;
}

/* The page on top of the path: the exit so far. */
static struct slice
last_page(const struct session_sum *sum)
{
	const char *end = sum->text.p + sum->text.n;
	const char *tab = memrchr(sum->text.p, '\t', sum->text.n);
	return slice_between(tab + 1, end);
}

/* Pages beyond the last that the path has room for take each other's place
 * behind it: the exit is always there. */
static void
add_page(struct session_sums *s, struct session_sum *sum, struct slice page)
{
	if (sum->n_pages > 0 && slice_equal(last_page(sum), page))
		return;
	if (sum->n_pages > s->max_pages)
		sum->text.n -= last_page(sum).n + 1;
	else
		sum->n_pages++;
	s->bytes -= sum->text.room;
	buf_put_byte(&sum->text, '\t');
	buf_put_slice(&sum->text, page);
	s->bytes += sum->text.room;
}

static void
add_order(
    struct session_sums *s, struct session_sum *sum, const struct row *row)
{
	struct slice order = junk_to_nothing(row_field(row, s->order));
	struct slice money = row_field(row, s->revenue);
	int64_t revenue = 0, sum_of_both;
	/* money taken back is no order, nor less of what the session brought */
	if (decimal_is_negative(money))
		return;
	uint64_t hash = order.n > 0 ? hash_stable(order, 1) : 0;
	if (order.n > 0 && sum->orders > 0 && hash == sum->last_order)
		return;
	sum->last_order = hash;
	sum->orders++;
	if (money.n == 0)
		return;
	if (!decimal_read(money, &revenue) ||
	    __builtin_add_overflow(sum->revenue, revenue, &sum_of_both))
		s->bad_revenue++;
	else
		sum->revenue = sum_of_both;
}

void
session_sum_add(struct session_sums *s, struct session_sum *sum,
    const struct row *row, bool begins)
{
	if (begins)
		begin(s, sum, row);
	unsigned kinds = s->event == NO_COLUMN
	    ? KIND_VIEW
	    : kinds_of(&s->kinds, row_field(row, s->event));
	if (kinds & KIND_VIEW) {
		sum->views++;
		if (s->path != NO_COLUMN)
			add_page(s, sum, row_field(row, s->path));
	}
	if (kinds & KIND_ORDER)
		add_order(s, sum, row);
}

void
session_sums_header(
    struct slice visitor, const struct source_columns *sources, struct buf *b)
{
	buf_put_slice(b, visitor);
	buf_put_text(b,
	    "\tsession\tvisit\tstart\tend\tduration\tevents\tviews"
	    "\tentry\texit");
	for (unsigned i = 0; i < sources->n; i++) {
		buf_put_byte(b, '\t');
		buf_put_text(b, sources->names[i]);
	}
	buf_put_text(b, "\tengaged\tbounce\torders\trevenue\topen\tpath");
}

static void
put_number(struct buf *b, uint64_t v)
{
	buf_put_byte(b, '\t');
	b->n += num_put_u64(buf_need(b, NUM_MAX_TEXT), v);
}

static void
put_time(struct buf *b, int64_t us)
{
	buf_put_byte(b, '\t');
	b->n += when_put_unix(buf_need(b, NUM_MAX_TEXT), us);
}

static void
put_path(const struct session_sums *s, uint32_t n_pages, struct slice pages,
    struct buf *b)
{
	buf_put_byte(b, '\t');
	for (uint32_t i = 0; i < n_pages && i < s->max_pages; i++) {
		if (i > 0)
			buf_put_text(b, " > ");
		buf_put_slice(b, slice_cut(&pages, '\t'));
	}
	if (n_pages > s->max_pages)
		buf_put_text(b, " > ...");
}

void
session_sum_put(const struct session_sums *s, const struct session_sum *sum,
    struct slice source, bool open, struct buf *b)
{
	const struct session *one = &sum->session;
	struct slice pages = buf_slice(&sum->text);
	int64_t duration = one->last - one->start + s->extra;
	bool engaged =
	    sum->views >= 2 || sum->orders > 0 || duration >= s->engaged;
	buf_put_slice(b, slice_cut(&pages, '\t'));
	put_time(b, one->start);
	put_number(b, one->visit);
	put_time(b, one->start);
	put_time(b, one->last);
	put_time(b, duration);
	put_number(b, one->hit);
	put_number(b, sum->views);
	buf_put_byte(b, '\t');
	if (sum->n_pages > 0) {
		struct slice rest = pages;
		buf_put_slice(b, slice_cut(&rest, '\t'));
	}
	buf_put_byte(b, '\t');
	if (sum->n_pages > 0)
		buf_put_slice(b, last_page(sum));
	if (source.p) {
		buf_put_byte(b, '\t');
		buf_put_slice(b, source);
	}
	put_number(b, engaged);
	put_number(b, !engaged);
	put_number(b, sum->orders);
	buf_put_byte(b, '\t');
	b->n += decimal_put(buf_need(b, NUM_MAX_TEXT), sum->revenue);
	put_number(b, open);
	put_path(s, sum->n_pages, pages, b);
}

void
session_sum_release(struct session_sums *s, struct session_sum *sum)
{
	s->bytes -= sum->text.room;
	buf_release(&sum->text);
}

/* SPDX-License-Identifier: MIT */
/* Pages of sessions. */
#include "journey/session-paths.h"

#include "base/when.h"
#include "journey/put.h"

/* Orders of persons that are over are forgotten now and then. */
enum { ORDERS_KEPT = 1 << 16 };

void
session_paths_open(struct session_paths *s, const struct table *t,
    const char *views, const char *conversion, uint64_t most)
{
	*s = (struct session_paths){.time = table_need(t, "time", "cjm-parse"),
	    .person = table_want(t, "person"),
	    .uid = table_want(t, "uid"),
	    .session = table_need(t, "session", "cjm-sessionize"),
	    .path = table_need(t, "path", "cjm-parse"),
	    .event = table_need(t, "event", "cjm-parse"),
	    .most = most,
	    .name = WHEN_NONE};
	if (s->person == NO_COLUMN)
		s->person = table_need(t, "uid", "cjm-parse");
	if (s->uid == NO_COLUMN)
		s->uid = s->person;
	kinds_init(&s->kinds, slice_of(views), slice_of(conversion));
	sales_init(&s->sales, t);
}

void
session_paths_release(struct session_paths *s)
{
	buf_release(&s->person_at_hand);
	buf_release(&s->uid_at_hand);
	buf_release(&s->pages);
	sales_release(&s->sales);
}

void
session_paths_put_header(struct buf *out)
{
	buf_put_text(
	    out, "person\tuid\tsession\tstart\tend\tviews\torders\tpages\n");
}

static void
put_time(struct buf *out, int64_t us)
{
	out->n += when_put_unix(buf_need(out, NUM_MAX_TEXT), us);
	buf_put_byte(out, '\t');
}

void
session_paths_finish(struct session_paths *s, struct buf *out)
{
	if (s->name == WHEN_NONE)
		return;
	buf_put_slice(out, buf_slice(&s->person_at_hand));
	buf_put_byte(out, '\t');
	buf_put_slice(out, buf_slice(&s->uid_at_hand));
	buf_put_byte(out, '\t');
	put_time(out, s->name);
	put_time(out, s->start);
	put_time(out, s->end);
	put_count(out, s->views);
	put_count(out, s->orders);
	buf_put_slice(out, buf_slice(&s->pages));
	buf_put_byte(out, '\n');
	s->name = WHEN_NONE;
}

static bool
is_at_hand(const struct session_paths *s, const struct row *row, int64_t name)
{
	return name == s->name &&
	    slice_equal(buf_slice(&s->uid_at_hand), row_field(row, s->uid)) &&
	    slice_equal(
		buf_slice(&s->person_at_hand), row_field(row, s->person));
}

static void
begin(
    struct session_paths *s, const struct row *row, int64_t name, int64_t time)
{
	struct slice person = row_field(row, s->person);
	if (s->sales.orders.n > ORDERS_KEPT &&
	    !slice_equal(buf_slice(&s->person_at_hand), person))
		sales_forget(&s->sales);
	s->person_at_hand.n = s->uid_at_hand.n = s->pages.n = 0;
	buf_put_slice(&s->person_at_hand, person);
	buf_put_slice(&s->uid_at_hand, row_field(row, s->uid));
	s->name = name;
	s->start = s->end = time;
	s->views = s->orders = 0;
}

void
session_paths_take(struct session_paths *s, const struct row *row, int64_t time,
    struct buf *out)
{
	int64_t name;
	if (!when_read_unix(row_field(row, s->session), &name))
		return;
	if (!is_at_hand(s, row, name)) {
		session_paths_finish(s, out);
		begin(s, row, name, time);
	}
	if (time < s->start)
		s->start = time;
	if (time > s->end)
		s->end = time;
	unsigned kind = kinds_of(&s->kinds, row_field(row, s->event));
	kind = sales_kind(&s->sales, row, kind);
	if (kind & KIND_ORDER) {
		struct key person = hash_key(row_field(row, s->person));
		s->orders +=
		    sales_read(&s->sales, row, person, time, kind).orders;
	}
	if (!(kind & KIND_VIEW))
		return;
	s->views++;
	if (s->views > s->most + 1)
		return;
	buf_put_text(&s->pages, s->views > 1 ? " > " : "");
	if (s->views > s->most)
		buf_put_text(&s->pages, "...");
	else
		buf_put_slice(&s->pages, row_field(row, s->path));
}

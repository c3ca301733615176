/* SPDX-License-Identifier: MIT */
/* Visitors to lines and back. */
#include "journey/session-state.h"

#include "base/num.h"

static void
put_number(struct buf *line, uint64_t v)
{
	buf_put_byte(line, '\t');
	line->n += num_put_u64(buf_need(line, NUM_MAX_TEXT), v);
}

static void
put_key(struct buf *line, struct key key)
{
	num_put_hex16(buf_need(line, 16), key.hi);
	line->n += 16;
	num_put_hex16(buf_need(line, 16), key.lo);
	line->n += 16;
}

void
session_state_put(const struct sessions *s, const struct session *session,
    bool sums, bool open, struct buf *line)
{
	put_key(line, session->visitor);
	put_number(line, session->visit);
	if (!open)
		return;
	put_number(line, session->hit);
	put_number(line, (uint64_t)session->start);
	put_number(line, (uint64_t)session->last);
	if (sums) {
		const struct session_sum *sum = (const void *)session;
		put_number(line, (uint64_t)sum->revenue);
		put_number(line, sum->last_order);
		put_number(line, sum->views);
		put_number(line, sum->orders);
		put_number(line, sum->n_pages);
	}
	buf_put_byte(line, '\t');
	buf_put_slice(line, session_source(s, session));
	if (sums) {
		buf_put_byte(line, '\t');
		buf_put_slice(line,
		    buf_slice(&((const struct session_sum *)session)->text));
	}
}

static bool
read_hex(struct slice s, uint64_t *v)
{
	*v = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
		    : c >= 'a' && c <= 'f'            ? (unsigned)(c - 'a' + 10)
						      : 16;
		if (digit > 15)
			return false;
		*v = *v << 4 | digit;
	}
	return true;
}

bool
session_state_key(struct slice *line, struct key *key)
{
	struct slice text = slice_cut(line, '\t');
	return text.n == 32 && read_hex((struct slice){text.p, 16}, &key->hi) &&
	    read_hex((struct slice){text.p + 16, 16}, &key->lo);
}

static bool
read_number(struct slice *line, uint64_t max, uint64_t *v)
{
	return line->p && num_read_u64(slice_cut(line, '\t'), max, v);
}

static bool
read_sum(struct session_sums *sums, struct session_sum *sum, struct slice *line)
{
	uint64_t revenue, views, orders, pages;
	if (!read_number(line, UINT64_MAX, &revenue) ||
	    !read_number(line, UINT64_MAX, &sum->last_order) ||
	    !read_number(line, UINT32_MAX, &views) ||
	    !read_number(line, UINT32_MAX, &orders) ||
	    !read_number(line, sums->max_pages + (uint64_t)1, &pages))
		return false;
	sum->revenue = (int64_t)revenue;
	sum->views = (uint32_t)views;
	sum->orders = (uint32_t)orders;
	sum->n_pages = (uint32_t)pages;
	return true;
}

/* The first n fields of a line, which lose their place in it. */
static struct slice
take_fields(struct slice *line, unsigned n)
{
	struct slice first = slice_cut(line, '\t'), last = first;
	for (unsigned i = 1; i < n && line->p; i++)
		last = slice_cut(line, '\t');
	return slice_between(first.p, last.p + last.n);
}

bool
session_state_read(struct sessions *s, struct session_sums *sums,
    struct session *session, struct slice line)
{
	uint64_t visit, hit, start, last;
	struct session_sum *sum = (void *)session;
	if (!read_number(&line, UINT32_MAX, &visit))
		return false;
	session->visit = (uint32_t)visit;
	if (!line.p)
		return true;
	if (!read_number(&line, UINT32_MAX, &hit) ||
	    !read_number(&line, UINT64_MAX, &start) ||
	    !read_number(&line, UINT64_MAX, &last) || !line.p ||
	    (sums && !read_sum(sums, sum, &line)) || !line.p)
		return false;
	session->hit = (uint32_t)hit;
	session->start = (int64_t)start;
	session->last = (int64_t)last;
	session_set_source(s, session, take_fields(&line, s->rules.columns->n));
	if (!sums)
		return true;
	if (!line.p)
		return false;
	buf_put_slice(&sum->text, line);
	sums->bytes += sum->text.room;
	return true;
}

/* SPDX-License-Identifier: MIT */
/* Pages: how they are seen, entered and left, and what is seen before and
 * behind one of them.
 *
 * Sessions are walked view by view. The exit of a session that may still go on
 * is not known: it counts as neither exit nor bounce. */
#include <stdlib.h>

#include "base/when.h"
#include "journey/metrics-list.h"
#include "journey/put.h"

/* A person's visitor and the session in hand. */
struct one {
	struct key key;
	int64_t session;      /* its start, WHEN_NONE for none */
	int64_t last;         /* its latest row */
	int64_t viewed;       /* its latest view */
	uint32_t entry, page; /* 0 for none yet */
	uint8_t views;        /* 2 stands for more, too */
	bool bought;
};

struct figures {
	uint64_t visitors, views;
	uint64_t entries, entries_ended, bounces, sales;
	uint64_t exits;
	uint64_t moves; /* from or to the page that is asked for */
	uint64_t left;  /* views with another one behind, and how long: */
	int128 stay;    /* microseconds */
};

struct pages {
	struct list list; /* of struct figures */
	unsigned path, session;
	uint64_t outside; /* moves from or to the outside */
	uint64_t moves;   /* all of the page that is asked for */
};

static void *
begin(struct metrics *m, const struct table *t)
{
	struct pages *p = mem_zero(1, sizeof(*p));
	p->path = table_need(t, "path", "cjm-parse");
	p->session = table_need(t, "session", "cjm-sessionize");
	list_init(&p->list, sizeof(struct figures));
	kept_init(&m->kept, sizeof(struct one), sizeof(struct key), 0);
	kept_split(&m->kept, t, m->visitors.column);
	return p;
}

static struct figures *
page_figures(struct pages *p, uint32_t page)
{
	return list_at(&p->list, page);
}

/* Whether a page is the one that is asked for; a `*` at its end stands for any
 * ending. */
static bool
is_asked(const struct metrics *m, uint32_t page)
{
	const struct pages *p = m->state;
	struct slice asked = m->options->page;
	struct slice name = intern_at(&p->list.names, page);
	if (page == 0)
		return false;
	if (!slice_ends(asked, SLICE("*")))
		return slice_equal(name, asked);
	asked.n--;
	return slice_starts(name, asked);
}

/* From a page to the next one; 0 is outside of the session. */
static void
move(struct metrics *m, uint32_t from, uint32_t to)
{
	struct pages *p = m->state;
	bool next = m->options->top == TOP_NEXT;
	uint32_t other = next ? to : from;
	if (m->options->top < TOP_NEXT || !is_asked(m, next ? from : to))
		return;
	p->moves++;
	if (other == 0)
		p->outside++;
	else
		page_figures(p, other)->moves++;
}

static void
end_session(struct metrics *m, const struct one *one, bool open)
{
	struct pages *p = m->state;
	if (one->session == WHEN_NONE || one->page == 0)
		return;
	struct figures *f = page_figures(p, one->entry);
	f->sales += one->bought;
	if (open)
		return;
	f->entries_ended++;
	f->bounces += one->views < 2 && !one->bought &&
	    one->last - one->session < m->options->engaged;
	page_figures(p, one->page)->exits++;
	move(m, one->page, 0);
}

static void
take_view(struct metrics *m, struct one *one, const struct act *act)
{
	struct pages *p = m->state;
	struct slice path = row_field(act->row, p->path);
	if (path.n == 0)
		path = SLICE("(none)");
	bool met;
	uint32_t page = list_take(m, &p->list, act, path, &met);
	struct figures *f = page_figures(p, page);
	f->visitors += met;
	f->views++;
	if (one->page == 0) {
		f->entries++;
		one->entry = page;
	} else {
		struct figures *before = page_figures(p, one->page);
		before->left++;
		if (act->time > one->viewed)
			before->stay += act->time - one->viewed;
	}
	move(m, one->page, page);
	one->page = page;
	one->views = one->views < 2 ? one->views + 1 : 2;
	one->viewed = act->time;
}

static void
take_session(struct metrics *m, struct one *one, const struct act *act)
{
	const struct pages *p = m->state;
	int64_t session;
	if (!when_read_unix(row_field(act->row, p->session), &session))
		return;
	if (session != one->session) {
		end_session(m, one, false);
		*one = (struct one){
		    .key = one->key, .session = session, .last = session};
	}
	if (act->time > one->last)
		one->last = act->time;
	one->bought = one->bought || act->sale.orders > 0;
	if (act->kind & KIND_VIEW)
		take_view(m, one, act);
}

static void
take(struct metrics *m, const struct act *act)
{
	bool added;
	struct one *one =
	    kept_person(&m->kept, act->person, act->guess, &added);
	one = kept_visitor(&m->kept, act->person, act->row, one, &added);
	if (added)
		one->session = WHEN_NONE;
	take_session(m, one, act);
}

static void
settle(struct metrics *m)
{
	const struct roster *r = kept_visitors(&m->kept);
	for (uint32_t i = 0; i < r->n; i++) {
		const struct one *one = roster_at(r, i);
		end_session(
		    m, one, one->last + m->options->timeout > metrics_end(m));
	}
}

static void
rank(const struct metrics *m, const void *figures, struct ranked *r)
{
	const struct figures *f = figures;
	enum metrics_top top = m->options->top;
	r->first = top == TOP_ENTRY ? f->entries
	    : top == TOP_EXIT       ? f->exits
	    : top == TOP_PATH       ? f->views
				    : f->moves;
}

static void
put_move(struct metrics *m, const struct ranked *r, struct buf *out)
{
	const struct pages *p = m->state;
	put_count(out, r->first);
	put_ratio(out, r->first, p->moves, 6);
	put_end(out);
}

static void
put_page(struct metrics *m, const struct ranked *r, struct buf *out)
{
	const struct figures *f = page_figures(m->state, r->number);
	put_count(out, f->visitors);
	put_count(out, f->views);
	put_count(out, f->entries);
	put_ratio(out, f->bounces, f->entries_ended, 6);
	put_ratio(out, f->sales, f->entries, 6);
	put_count(out, f->exits);
	put_ratio(out, f->exits, f->views, 6);
	put_mean(out, f->stay, f->left);
	put_end(out);
}

static void
put(struct metrics *m, bool header, struct buf *out)
{
	static const struct list_rows pages = {rank, put_page},
				      moves = {rank, put_move};
	static const char *const names[] = {[TOP_ENTRY] = "entry",
	    [TOP_EXIT] = "exit",
	    [TOP_PATH] = "path",
	    [TOP_NEXT] = "next",
	    [TOP_PREVIOUS] = "previous"};
	struct pages *p = m->state;
	enum metrics_top top = m->options->top;
	const struct ranked outside = {
	    .name = top == TOP_NEXT ? SLICE("(exit)") : SLICE("(entry)"),
	    .first = p->outside};
	bool from_page = top >= TOP_NEXT;
	if (header)
		buf_printf(out, "%s\t%s\n", names[top],
		    from_page ? "moves\tshare"
			      : "visitors\tviews\tentries\tbounce_rate\t"
				"conversion_rate\texits\texit_rate\tavg_time");
	list_put(m, &p->list, from_page ? &outside : NULL,
	    from_page ? &moves : &pages, out);
}

static void
end(struct metrics *m)
{
	struct pages *p = m->state;
	list_release(&p->list);
	free(p);
}

const struct metrics_mode metrics_pages = {.name = "pages",
    .by_value = true,
    .begin = begin,
    .take = take,
    .settle = settle,
    .put = put,
    .end = end};

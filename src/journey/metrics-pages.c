/* SPDX-License-Identifier: MIT */
/* Pages: how they are seen, entered and left, and what is seen before and
 * behind one of them.
 *
 * Sessions are walked view by view. The exit of a session that may still go on
 * is not known: it counts as neither exit nor bounce. */
#include <stdlib.h>

#include "base/when.h"
#include "journey/metrics.h"
#include "journey/put.h"
#include "journey/ranking.h"

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
	struct roster persons;  /* of struct one */
	struct roster sessions; /* the same, where uid is not the person */
	struct roster pairs;    /* of struct key: (person, page) */
	struct intern names;
	struct group_array figures;
	unsigned path, session, uid;
	bool has_uid;
	uint64_t outside; /* moves from or to the outside */
	uint64_t moves;   /* all of the page that is asked for */
};

static void *
begin(struct metrics *m, const struct table *t)
{
	struct pages *p = mem_zero(1, sizeof(*p));
	p->figures.size = sizeof(struct figures);
	p->path = table_need(t, "path", "cjm-parse");
	p->session = table_need(t, "session", "cjm-sessionize");
	p->uid = table_want(t, "uid");
	p->has_uid = p->uid != NO_COLUMN && p->uid != m->visitors.column;
	intern_init(&p->names);
	roster_init(&p->persons, sizeof(struct one));
	roster_init(&p->sessions, sizeof(struct one));
	roster_init(&p->pairs, sizeof(struct key));
	return p;
}

static struct figures *
page_figures(struct pages *p, uint32_t page)
{
	return group_array_at(&p->figures, page);
}

/* Whether a page is the one that is asked for; a `*` at its end stands for any
 * ending. */
static bool
is_asked(const struct metrics *m, uint32_t page)
{
	const struct pages *p = m->state;
	struct slice asked = m->options->page;
	struct slice name = intern_at(&p->names, page);
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
	uint64_t page = intern_add(&p->names, path);
	m->over = m->over || page > m->options->max_groups;
	bool added;
	roster_get(&p->pairs, key_pair(act->person, (struct key){page, ~page}),
	    &added);
	struct figures *f = page_figures(p, (uint32_t)page);
	f->visitors += added;
	f->views++;
	if (one->page == 0) {
		f->entries++;
		one->entry = (uint32_t)page;
	} else {
		struct figures *before = page_figures(p, one->page);
		before->left++;
		if (act->time > one->viewed)
			before->stay += act->time - one->viewed;
	}
	move(m, one->page, (uint32_t)page);
	one->page = (uint32_t)page;
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

static struct one *
one_of(struct roster *r, struct key key, void *guess)
{
	bool added = false;
	struct one *one = guess;
	if (!one || !key_equal(one->key, key))
		one = roster_get(r, key, &added);
	if (added)
		one->session = WHEN_NONE;
	return one;
}

static void
take(struct metrics *m, const struct act *act)
{
	struct pages *p = m->state;
	struct one *one = one_of(&p->persons, act->person, act->guess);
	if (p->has_uid)
		one = one_of(&p->sessions,
		    key_pair(
			act->person, hash_key(row_field(act->row, p->uid))),
		    NULL);
	take_session(m, one, act);
}

static const struct roster *
roster(const struct metrics *m)
{
	const struct pages *p = m->state;
	return &p->persons;
}

static size_t
bytes(const struct metrics *m)
{
	const struct pages *p = m->state;
	return roster_peak(&p->persons) + roster_peak(&p->sessions) +
	    roster_peak(&p->pairs);
}

static void
settle(struct metrics *m)
{
	struct pages *p = m->state;
	const struct roster *r = p->has_uid ? &p->sessions : &p->persons;
	for (uint32_t i = 0; i < r->n; i++) {
		const struct one *one = roster_at(r, i);
		end_session(
		    m, one, one->last + m->options->timeout > metrics_end(m));
	}
	roster_clear(&p->persons);
	roster_clear(&p->sessions);
	roster_clear(&p->pairs);
}

static void
put_moves(
    const struct metrics *m, const struct ranking *ranking, struct buf *out)
{
	const struct pages *p = m->state;
	for (size_t i = 0; i < ranking->n; i++) {
		const struct ranked *r = &ranking->at[i];
		buf_put_slice(out, r->name);
		buf_put_byte(out, '\t');
		put_count(out, r->first);
		put_ratio(out, r->first, p->moves, 6);
		put_end(out);
	}
}

static void
put_pages(struct pages *p, const struct ranking *ranking, struct buf *out)
{
	for (size_t i = 0; i < ranking->n; i++) {
		const struct figures *f =
		    page_figures(p, ranking->at[i].number);
		buf_put_slice(out, ranking->at[i].name);
		buf_put_byte(out, '\t');
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
}

static void
put(struct metrics *m, bool header, struct buf *out)
{
	static const char *const names[] = {
	    [TOP_ENTRY] = "entry", [TOP_EXIT] = "exit", [TOP_PATH] = "path"};
	struct pages *p = m->state;
	enum metrics_top top = m->options->top;
	struct ranking ranking;
	ranking_init(&ranking, (size_t)p->names.n + 1);
	for (uint32_t i = 1; i < p->names.n; i++) {
		const struct figures *f = page_figures(p, i);
		uint64_t first = top == TOP_ENTRY ? f->entries
		    : top == TOP_EXIT             ? f->exits
		    : top == TOP_PATH             ? f->views
						  : f->moves;
		ranking_add(&ranking, intern_at(&p->names, i), i, first, 0);
	}
	if (top >= TOP_NEXT)
		ranking_add(&ranking,
		    top == TOP_NEXT ? SLICE("(exit)") : SLICE("(entry)"), 0,
		    p->outside, 0);
	ranking_sort(&ranking, m->options->top_n);
	if (top >= TOP_NEXT) {
		if (header)
			buf_put_text(out,
			    top == TOP_NEXT ? "next\tmoves\tshare\n"
					    : "previous\tmoves\tshare\n");
		put_moves(m, &ranking, out);
	} else {
		if (header)
			buf_printf(out,
			    "%s\tvisitors\tviews\tentries\tbounce_rate\t"
			    "conversion_rate\texits\texit_rate\tavg_time\n",
			    names[top]);
		put_pages(p, &ranking, out);
	}
	ranking_release(&ranking);
}

static void
end(struct metrics *m)
{
	struct pages *p = m->state;
	roster_release(&p->persons);
	roster_release(&p->sessions);
	roster_release(&p->pairs);
	intern_release(&p->names);
	group_array_release(&p->figures);
	free(p);
}

const struct metrics_mode metrics_pages = {.name = "pages",
    .by_value = true,
    .begin = begin,
    .take = take,
    .roster = roster,
    .bytes = bytes,
    .settle = settle,
    .put = put,
    .end = end};

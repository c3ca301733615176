/* SPDX-License-Identifier: MIT */
/* Rows of parts to an attribution. */
#include "journey/attribution-merge.h"

#include "base/mem.h"
#include "base/msg.h"
#include "journey/credits-cell.h"
#include "journey/credits-part.h"
#include "journey/markov-part.h"
#include "journey/path-part.h"

void
attribution_merge_open(struct attribution_merge *m, const struct table *t,
    struct attribution_asked *asked, struct attribution *a)
{
	*m =
	    (struct attribution_merge){.asked = asked, .a = a, .why = BUF_INIT};
	attribution_part_init(&m->part);
	m->part.counters = m->counters;
	part_in_open(&m->in, t);
	roster_init(&m->known, sizeof(struct key));
}

void
attribution_merge_release(struct attribution_merge *m)
{
	if (m->begun)
		attribution_release(m->a);
	attribution_part_release(&m->part);
	part_in_release(&m->in);
	roster_release(&m->known);
	buf_release(&m->why);
}

/* The texts of the options outlive the merge, as those of a command line do. */
static const char *
text_of(const struct attribution_merge *m, enum part_option option)
{
	return mem_text(m->part.options[option]);
}

static bool
read_time(
    const struct attribution_merge *m, enum part_option option, int64_t *time)
{
	struct slice text = m->part.options[option];
	return text.n == 0 || when_read_unix(text, time);
}

static const char *
ask_report(struct attribution_asked *asked, struct slice report)
{
	asked->lag = slice_is(report, "lag");
	asked->assists = slice_is(report, "assists");
	bool paths = slice_is(report, "paths");
	if (!paths && asked->paths >= 0)
		msg_usage("paths",
		    "the parts are of something else; give it to --partial, "
		    "too");
	if (paths && asked->paths < 0)
		asked->paths = 0;
	return paths || asked->lag || asked->assists || report.n == 0
	    ? NULL
	    : "a report that is none";
}

/* Asks what the parts were asked, as far as sums do not show it. */
static const char *
begin(struct attribution_merge *m)
{
	struct attribution_asked *asked = m->asked;
	uint64_t order;
	for (unsigned i = 0; i < PART_OPTIONS; i++)
		if (!m->part.options[i].p && i != PART_COLUMNS)
			return "a part does not begin with its options";
	if (!read_time(m, PART_SINCE, &asked->options.since) ||
	    !read_time(m, PART_UNTIL, &asked->options.until) ||
	    !num_read_u64(
		m->part.options[PART_ORDER], MARKOV_ORDER_MAX, &order))
		return "an option that is no number";
	asked->order = (int64_t)order;
	asked->by = text_of(m, PART_BY);
	asked->models = text_of(m, PART_MODELS);
	asked->cost_basis = text_of(m, PART_COST_BASIS);
	const char *why = ask_report(asked, m->part.options[PART_REPORT]);
	if (why)
		return why;
	attribution_understand(asked);
	attribution_init(m->a, &asked->options);
	m->begun = true;
	return NULL;
}

static const char *
differ(struct attribution_merge *m, enum part_option option, struct slice other)
{
	struct slice known = m->part.options[option];
	const char *dashes = option < PART_REPORT ? "--" : "their ";
	m->why.n = 0;
	buf_printf(&m->why, "the parts differ in %s%s: '%.*s' and '%.*s'",
	    dashes, part_option_name(option), (int)known.n, known.p,
	    (int)other.n, other.p);
	buf_put_byte(&m->why, '\0');
	return m->why.p;
}

static const char *
take_option(struct attribution_merge *m, const struct part_row *row)
{
	unsigned i = 0;
	while (i < PART_OPTIONS && !slice_is(row->name, part_option_name(i)))
		i++;
	if (i == PART_OPTIONS)
		return "an option that is not known";
	struct slice *known = &m->part.options[i];
	if (!known->p)
		*known = arena_copy(&m->part.text, row->value);
	return slice_equal(*known, row->value) ? NULL
					       : differ(m, i, row->value);
}

static const char *
take_counter(struct attribution_merge *m, const struct part_row *row)
{
	unsigned i = 0;
	while (i < m->n_counters && !slice_is(row->name, m->counters[i].name))
		i++;
	if (i == MERGE_COUNTERS)
		return "more counters than there are";
	if (i == m->n_counters) {
		struct slice name = arena_copy(&m->part.text, row->name);
		char *text = arena_alloc(&m->part.text, name.n + 1);
		memcpy(text, name.p, name.n);
		text[name.n] = '\0';
		m->counters[i] = (struct counter){text, &m->sums[i]};
		m->n_counters++;
	}
	return part_count(&m->sums[i], row->count) ? NULL
						   : "a figure is too large";
}

static const char *
take_time(struct attribution_merge *m, const struct part_row *row)
{
	int64_t time;
	if (!when_read_unix(row->value, &time))
		return "a time that is none";
	if (time < m->part.earliest)
		m->part.earliest = time;
	if (time > m->part.latest)
		m->part.latest = time;
	return NULL;
}

/* The rows of sums: of each layer its own. */
enum sums_of { OF_TOUCHES, OF_CREDITS, OF_MARKOV, OF_PATHS };

static const struct {
	const char *row;
	enum sums_of of;
} kinds[] = {{"credit", OF_CREDITS}, {"move", OF_MARKOV}, {"end", OF_MARKOV},
    {"null", OF_MARKOV}, {"start", OF_MARKOV}, {"over", OF_MARKOV},
    {"path", OF_PATHS}, {"lag", OF_PATHS}, {"assist", OF_PATHS},
    {"touch", OF_TOUCHES}, {"given", OF_CREDITS}, {"later", OF_CREDITS},
    {"dated", OF_CREDITS}};

static const char *
take_sums(struct attribution_merge *m, struct part_row *row)
{
	struct attribution *a = m->a;
	size_t i = 0, n = sizeof(kinds) / sizeof(*kinds);
	while (i < n && !slice_is(row->row, kinds[i].row))
		i++;
	if (i == n)
		return "a row of no kind that is known";
	if (!part_read_keys(&m->in, &a->keys, &a->currencies, row))
		return "a key without a text";
	if (a->keys.n > a->options.max_keys)
		return attribution_too_many_keys(a);
	/* credits are asked of every currency that there is */
	credits_know_currency(&a->credits, row->currency);
	switch (kinds[i].of) {
	case OF_TOUCHES:
		return row->n_keys == 1 ? NULL : "a touch of no key";
	case OF_CREDITS:
		return credits_part_take(&a->credits, row);
	case OF_MARKOV:
		return a->markov_model < a->credits.models.n
		    ? markov_part_take(&a->markov, row)
		    : "a row of a model that was not asked for";
	case OF_PATHS:
		return path_part_take(&a->report, row);
	}
	return NULL;
}

/* The row `rows` ends a part. The same sums of the same seconds a second time
 * are the same part again; where nobody bought they may be of others. Rows that
 * were put in another order tell nothing of that. */
static const char *
end_part(struct attribution_merge *m, const struct part_row *row)
{
	bool added = true;
	if (!part_count(&m->told, row->count + 1))
		return "a figure is too large";
	if (m->sold && m->rows - m->before == row->count + 1)
		roster_get(&m->known, m->digest, &added);
	m->before = m->rows;
	m->digest = (struct key){0, 0};
	m->sold = false;
	return added ? NULL : "it ends a part that was there before";
}

const char *
attribution_merge_take(struct attribution_merge *m, const struct row *row)
{
	struct part_row part;
	m->rows++;
	if (!part_read(&m->in, row, &part))
		return "a figure is no number, or too large";
	m->digest = key_pair(m->digest, hash_key(row_text(row)));
	m->sold = m->sold || part.conversions != 0 || part.revenue != 0;
	if (slice_is(part.row, "option"))
		return take_option(m, &part);
	if (slice_is(part.row, "counter"))
		return take_counter(m, &part);
	if (slice_is(part.row, "time"))
		return take_time(m, &part);
	if (slice_is(part.row, "rows"))
		return end_part(m, &part);
	const char *why = m->begun ? NULL : begin(m);
	return why ? why : take_sums(m, &part);
}

const char *
attribution_merge_end(struct attribution_merge *m)
{
	if (m->rows == 0)
		return "there is no part";
	if (m->told != m->rows)
		return "a part is not whole: it has lost rows";
	return m->begun ? NULL : begin(m);
}

/* SPDX-License-Identifier: MIT */
/* Looking for the header of a spend file, with each separator in turn. */
#include "table/spend-layout.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/currency.h"

enum {
	FIT_EXACT = 200,  /* --spend-map says so, as it stands */
	FIT_PLAIN = 100,  /* without case and marks */
	HEADER_ROWS = 40, /* where the header must be among */
	HEADER_CELLS = 1000,
	ROW_BYTES = 1 << 16
};

bool
spend_map(struct spend_options *options, const char *text, struct slice *bad)
{
	struct slice rest = slice_of(text);
	while (rest.p) {
		struct slice piece = slice_cut(&rest, ',');
		const char *equal = slice_find(piece, '=');
		const char *colon = slice_find(piece, ':');
		bool fixed = colon && (!equal || colon < equal);
		struct slice value = piece;
		struct slice name = slice_cut(&value, fixed ? ':' : '=');
		*bad = piece;
		if (!value.p || value.n == 0)
			return false;
		if (fixed && slice_is(name, "date")) {
			if (!slice_is(value, "mdy") && !slice_is(value, "dmy"))
				return false;
			options->order = slice_is(value, "mdy")
			    ? ORDER_MONTH_FIRST
			    : ORDER_DAY_FIRST;
			continue;
		}
		enum spend_role role = spend_role_named(name);
		char code[CURRENCY_CODE + 1];
		bool good = role < SPEND_ROLES &&
		    (!fixed || role < SPEND_KEYS ||
			(role == SPEND_CURRENCY &&
			    spend_find_currency(value, code)));
		if (!good)
			return false;
		options->mapped = mem_grow(options->mapped,
		    (options->n_mapped + 1) * sizeof(*options->mapped));
		options->mapped[options->n_mapped++] =
		    (struct spend_mapped){role, fixed, value};
	}
	return true;
}

void
spend_options_release(struct spend_options *options)
{
	free(options->mapped);
	options->mapped = NULL;
	options->n_mapped = 0;
}

static unsigned
fits(const struct spend_options *options, enum spend_role role,
    struct slice cell, struct slice plain)
{
	struct buf room = BUF_INIT;
	unsigned best = spend_fits(role, plain);
	for (size_t i = 0; i < options->n_mapped; i++) {
		const struct spend_mapped *m = &options->mapped[i];
		if (m->role != role || m->fixed)
			continue;
		if (slice_equal(m->text, cell))
			best = FIT_EXACT;
		else if (best < FIT_PLAIN &&
		    slice_equal(spend_plain_name(m->text, &room), plain))
			best = FIT_PLAIN;
	}
	buf_release(&room);
	return best;
}

/* `매체` is the medium beside a source, as analytics have it, but alone it is the
 * source. */
static bool
is_taken(const struct spend_layout *l, enum spend_role role, size_t column,
    unsigned fit)
{
	return role == SPEND_MEDIUM && fit < FIT_PLAIN &&
	    l->column[SPEND_SOURCE] == column;
}

static void
choose(struct spend_layout *l, const struct spend_options *options,
    const struct csvfile_row *row, const struct slice *plain)
{
	for (unsigned role = 0; role < SPEND_ROLES; role++) {
		unsigned best = 0;
		l->column[role] = SIZE_MAX;
		for (size_t i = 0; i < row->n; i++) {
			unsigned fit =
			    fits(options, role, row->at[i].text, plain[i]);
			if (fit <= best || is_taken(l, role, i, fit))
				continue;
			best = fit;
			l->column[role] = i;
		}
	}
}

/* What holds for all rows, where there is no column for it. */
static void
choose_fixed(struct spend_layout *l, const struct spend_options *options,
    const struct spend_platform *platform)
{
	memset(l->fixed, 0, sizeof(l->fixed));
	if (platform) {
		l->fixed[SPEND_SOURCE] = slice_of(platform->source);
		l->fixed[SPEND_MEDIUM] = slice_of(platform->medium);
		l->fixed[SPEND_CURRENCY] = slice_of(platform->currency);
	}
	for (size_t i = 0; i < options->n_mapped; i++)
		if (options->mapped[i].fixed)
			l->fixed[options->mapped[i].role] =
			    options->mapped[i].text;
}

static bool
has_multiple(struct slice bracket)
{
	static const char *const words[] = {"천원", "천 원", "만원", "만 원",
	    "백만", "억", "thousand", "million"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (memmem(bracket.p, bracket.n, words[i], strlen(words[i])))
			return true;
	return false;
}

/* Which of two columns is it, and of what are its amounts? */
static void
doubt_cost(struct spend_layout *l, const struct spend_options *options,
    const struct csvfile_row *row, const struct slice *plain)
{
	size_t cost = l->column[SPEND_COST];
	const struct csvfile_field *cell = &row->at[cost];
	unsigned best = fits(options, SPEND_COST, cell->text, plain[cost]);
	size_t next = cost + 1;
	l->doubt = NULL;
	while (next < row->n &&
	    fits(options, SPEND_COST, row->at[next].text, plain[next]) != best)
		next++;
	if (next < row->n) {
		cell = &row->at[next];
		l->doubt = "another column for the cost (--spend-map "
			   "cost=NAME tells which it is)";
	} else if (has_multiple(spend_bracket(cell->text))) {
		l->doubt = "amounts in thousands or more are not read";
	}
	l->doubt_line = cell->line;
	l->doubt_column = cell->column;
}

static void
read_header(struct spend_layout *l, const struct spend_options *options,
    const struct csvfile_row *row)
{
	struct slice plain[HEADER_CELLS];
	struct buf room = BUF_INIT;
	struct arena memory = ARENA_INIT;
	size_t n = row->n < HEADER_CELLS ? row->n : HEADER_CELLS;
	const struct csvfile_row head = {row->at, n};
	for (size_t i = 0; i < n; i++)
		plain[i] = arena_copy(
		    &memory, spend_plain_name(row->at[i].text, &room));
	l->line = row->at[0].line;
	l->n = row->n;
	choose(l, options, &head, plain);
	if (l->column[SPEND_DATE] != SIZE_MAX &&
	    spend_is_day(plain[l->column[SPEND_DATE]]))
		l->column[SPEND_DATE_END] = SIZE_MAX;
	choose_fixed(l, options, spend_platform_of(plain, n));
	l->currency[0] = '\0';
	if (l->column[SPEND_COST] != SIZE_MAX) {
		struct slice cell = row->at[l->column[SPEND_COST]].text;
		spend_find_currency(spend_bracket(cell), l->currency);
		doubt_cost(l, options, &head, plain);
	}
	buf_release(&room);
	arena_release(&memory);
}

/* 0: not a header at all; 1: it names a cost or a date only; 2: both. */
static unsigned
find_with(struct spend_layout *l, const struct spend_options *options,
    struct slice text)
{
	struct csvfile *f = csvfile_new(l->separator, ROW_BYTES);
	struct csvfile_row row;
	struct spend_layout seen = *l;
	unsigned best = 0;
	for (unsigned i = 0; i < HEADER_ROWS && best < 2; i++) {
		enum csvfile_status status = csvfile_next(f, &text, &row);
		if (status == CSVFILE_MORE)
			status = csvfile_end(f, &row);
		if (status != CSVFILE_ROW)
			break;
		read_header(&seen, options, &row);
		unsigned found = (seen.column[SPEND_DATE] != SIZE_MAX) * 1U +
		    (seen.column[SPEND_COST] != SIZE_MAX);
		if (found > best && (found == 2 || row.n > 2)) {
			best = found;
			*l = seen;
		}
	}
	csvfile_free(f);
	return best;
}

bool
spend_layout_find(struct spend_layout *l, const struct spend_options *options,
    struct slice text, struct buf *why)
{
	static const char separators[] = {',', '\t', ';'};
	unsigned best = 0;
	for (size_t i = 0; i < sizeof(separators) && best < 2; i++) {
		struct spend_layout with = {.separator = separators[i]};
		unsigned found = find_with(&with, options, text);
		if (found > best) {
			best = found;
			*l = with;
		}
	}
	if (best == 2 && l->doubt)
		buf_printf(why, "%" PRIu64 ":%" PRIu64 ": %s", l->doubt_line,
		    l->doubt_column, l->doubt);
	if (best == 2)
		return !l->doubt;
	if (best == 0) {
		buf_put_text(why,
		    "1:1: no line of column names with a date and a cost "
		    "(--spend-map tells their names)");
		return false;
	}
	const char *missing =
	    l->column[SPEND_DATE] == SIZE_MAX ? "date" : "cost";
	buf_printf(why,
	    "%" PRIu64 ":1: no column for the %s "
	    "(--spend-map %s=NAME tells which it is)",
	    l->line, missing, missing);
	return false;
}

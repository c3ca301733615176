/* SPDX-License-Identifier: MIT */
/* Matching two tables and testing their rates. */
#include "report/compare.h"

#include <stdlib.h>

#include "base/intern.h"
#include "report/columns.h"
#include "report/counts.h"

static bool
number(const struct grid *g, size_t row, unsigned column, struct figure *f)
{
	return figure_read(grid_cell(g, row, column), f);
}

/* A rule that holds in both tables. */
static const struct counts_rule *
rule_of(const struct comparisons *c, unsigned column)
{
	const struct counts_rule *rule = counts_find(c->now, column);
	return rule && counts_find(c->before, column) == rule ? rule : NULL;
}

static bool
same_columns(const struct grid *a, const struct grid *b)
{
	if (a->n != b->n)
		return false;
	for (unsigned i = 0; i < a->n; i++)
		if (!slice_equal(a->names[i], b->names[i]))
			return false;
	return true;
}

/* Texts and ids are keys. */
static void
find_keys(struct comparisons *c)
{
	c->keys = mem_zero(c->now->n, sizeof(*c->keys));
	for (unsigned i = 0; i < c->now->n; i++) {
		struct slice name = c->now->names[i];
		struct grid_style now = grid_style(c->now, i);
		struct grid_style before = grid_style(c->before, i);
		if (!column_is_quantity(name) &&
		    (now.kind == GRID_TEXT || before.kind == GRID_TEXT))
			c->keys[c->n_keys++] = i;
	}
}

static bool
is_key(const struct comparisons *c, unsigned column)
{
	for (unsigned i = 0; i < c->n_keys; i++)
		if (c->keys[i] == column)
			return true;
	return false;
}

/* Whether a column is compared: no key, no moment or days since one, no setting
 * of the run, and not the interval of a rate, of whose difference there is
 * another. */
static bool
is_compared(const struct comparisons *c, unsigned column)
{
	static const char *const left_out[] = {
	    "wilson_low", "wilson_high", "window_s", NULL};
	struct slice name = c->now->names[column];
	for (const char *const *n = left_out; *n; n++)
		if (slice_is(name, *n))
			return false;
	return !is_key(c, column) && column_kind(name) != COLUMN_TIME &&
	    !slice_starts(name, SLICE("days_since_"));
}

static void
test_rate(struct comparison *x, struct proportion now, struct proportion before)
{
	x->tested = true;
	x->of_now = now;
	x->of_before = before;
	x->interval = newcombe_interval(now, before);
	x->z = proportion_z(now, before);
	x->fisher = proportion_sparse(now, before);
	x->p = x->fisher ? fisher_exact(now, before) : normal_two_sided(x->z);
}

/* One figure of a row; SIZE_MAX for the table that has no such row. */
static void
add(struct comparisons *c, unsigned column, const struct counts_rule *rule,
    size_t now, size_t before)
{
	struct proportion a, b;
	struct comparison x = {.column = column};
	x.keys = now != SIZE_MAX ? c->now->cells + now * c->now->n
				 : c->before->cells + before * c->before->n;
	x.in_now = now != SIZE_MAX && number(c->now, now, column, &x.now);
	x.in_before =
	    before != SIZE_MAX && number(c->before, before, column, &x.before);
	if (!x.in_now && !x.in_before)
		return;
	if (rule && x.in_now && x.in_before &&
	    counts_of(c->now, now, rule, &a) &&
	    counts_of(c->before, before, rule, &b)) {
		test_rate(&x, a, b);
		x.counted = now - rule->back;
	}
	if (c->n == c->room) {
		c->room = c->room ? 2 * c->room : 64;
		c->at = mem_grow(c->at, c->room * sizeof(*c->at));
	}
	c->at[c->n++] = x;
}

static struct slice
key_of(const struct comparisons *c, const struct grid *g, size_t row,
    struct buf *b)
{
	b->n = 0;
	for (unsigned i = 0; i < c->n_keys; i++) {
		buf_put_slice(b, grid_cell(g, row, c->keys[i]));
		buf_put_byte(b, '\t');
	}
	return buf_slice(b);
}

/* For each row of now the one of before, and the other way round; SIZE_MAX
 * for none. Of rows with equal keys the first ones are matched. */
struct match {
	size_t *to_before, *to_now;
};

static struct match
match_rows(const struct comparisons *c)
{
	struct intern keys;
	struct buf b = BUF_INIT;
	size_t rows = c->now->n_rows + c->before->n_rows;
	size_t *first = mem_alloc((rows + 2) * sizeof(*first));
	struct match m = {
	    mem_alloc((c->now->n_rows + 1) * sizeof(*m.to_before)),
	    mem_alloc((c->before->n_rows + 1) * sizeof(*m.to_now))};
	for (size_t i = 0; i < rows + 2; i++)
		first[i] = SIZE_MAX;
	intern_init(&keys);
	for (size_t i = 0; i < c->before->n_rows; i++) {
		uint32_t at = intern_add(&keys, key_of(c, c->before, i, &b));
		m.to_now[i] = SIZE_MAX;
		if (first[at] == SIZE_MAX)
			first[at] = i;
	}
	for (size_t i = 0; i < c->now->n_rows; i++) {
		uint32_t at = intern_add(&keys, key_of(c, c->now, i, &b));
		m.to_before[i] = first[at];
		if (first[at] != SIZE_MAX)
			m.to_now[first[at]] = i;
		first[at] = SIZE_MAX;
	}
	free(first);
	intern_release(&keys);
	buf_release(&b);
	return m;
}

static bool
are_all(struct proportion some, struct proportion others)
{
	return some.whole == others.whole &&
	    some.part + others.part == some.whole;
}

/* The test in front of one that asks the same, of those who did not; or NULL.
 * What is counted in a row is told there and in the next. */
static const struct comparison *
asked_before(const struct comparisons *c, size_t i)
{
	const struct comparison *x = &c->at[i], *y = x;
	size_t most = (size_t)c->now->n * 2;
	while (i-- > 0 && most-- > 0) {
		y--;
		if (y->tested && y->counted == x->counted &&
		    are_all(y->of_now, x->of_now) &&
		    are_all(y->of_before, x->of_before))
			return y;
	}
	return NULL;
}

/* Holm's adjustment over all questions. */
static void
adjust(struct comparisons *c)
{
	double *p = mem_zero(c->n + 1, sizeof(*p));
	size_t n = 0;
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i].tested && !asked_before(c, i))
			p[n++] = c->at[i].p;
	holm_adjust(p, n);
	n = 0;
	for (size_t i = 0; i < c->n; i++) {
		struct comparison *x = &c->at[i];
		const struct comparison *same =
		    x->tested ? asked_before(c, i) : NULL;
		if (x->tested)
			x->p_holm = same ? same->p_holm : p[n++];
	}
	free(p);
}

bool
compare(
    struct comparisons *c, const struct grid *now, const struct grid *before)
{
	*c = (struct comparisons){.now = now, .before = before};
	if (!same_columns(now, before))
		return false;
	find_keys(c);
	struct match m = match_rows(c);
	const struct counts_rule **of = mem_zero(now->n, sizeof(*of));
	for (unsigned i = 0; i < now->n; i++)
		of[i] = rule_of(c, i);
	for (size_t row = 0; row < now->n_rows; row++)
		for (unsigned i = 0; i < now->n; i++)
			if (is_compared(c, i))
				add(c, i, of[i], row, m.to_before[row]);
	for (size_t row = 0; row < before->n_rows; row++)
		for (unsigned i = 0; i < now->n && m.to_now[row] == SIZE_MAX;
		     i++)
			if (is_compared(c, i))
				add(c, i, of[i], SIZE_MAX, row);
	adjust(c);
	free(of);
	free(m.to_before);
	free(m.to_now);
	return true;
}

void
comparisons_release(struct comparisons *c)
{
	free(c->keys);
	free(c->at);
	*c = (struct comparisons){0};
}

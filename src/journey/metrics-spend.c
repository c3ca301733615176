/* SPDX-License-Identifier: MIT */
/* Spend by group. */
#include "journey/metrics-spend.h"

bool
metrics_spend_fits(const struct groups *g)
{
	for (unsigned i = 0; i < g->n_parts; i++)
		if (g->parts[i].kind == PART_PERIOD ||
		    (g->parts[i].kind == PART_COLUMN &&
			spend_role_named(g->parts[i].name) >= SPEND_KEYS))
			return false;
	return true;
}

void
metrics_spend_init(struct metrics_spend *s, const struct groups *g,
    int64_t first_day, int64_t last_day)
{
	*s = (struct metrics_spend){
	    .groups = g, .first_day = first_day, .last_day = last_day};
	s->costs.size = sizeof(struct metrics_cost);
	intern_init(&s->keys);
}

void
metrics_spend_release(struct metrics_spend *s)
{
	intern_release(&s->keys);
	group_array_release(&s->costs);
	buf_release(&s->key);
}

static void
add_value(struct metrics_spend *s, struct slice value)
{
	if (s->key.n > 0)
		buf_put_byte(&s->key, '\t');
	buf_put_slice(&s->key, value.n > 0 ? value : SLICE("(none)"));
}

/* That of the key at hand. */
static struct metrics_cost *
cost_at_hand(struct metrics_spend *s)
{
	return group_array_at(
	    &s->costs, intern_add(&s->keys, buf_slice(&s->key)));
}

static void
see_currency(char first[CURRENCY_CODE + 1], bool *mixed, const char *currency)
{
	if (*currency == '\0')
		return;
	if (*first == '\0')
		memcpy(first, currency, CURRENCY_CODE + 1);
	*mixed = *mixed || strcmp(first, currency) != 0;
}

void
metrics_spend_take(void *context, const struct spend_row *row)
{
	struct metrics_spend *s = context;
	s->rows++;
	if (row->day < s->first_day || row->day > s->last_day) {
		s->outside++;
		return;
	}
	see_currency(s->currency, &s->mixed, row->currency);
	s->key.n = 0;
	for (unsigned i = 0; i < s->groups->n_parts; i++) {
		const struct group_part *part = &s->groups->parts[i];
		if (part->kind == PART_COLUMN)
			add_value(s, row->keys[spend_role_named(part->name)]);
	}
	struct metrics_cost *c = cost_at_hand(s);
	see_currency(c->currency, &c->mixed, row->currency);
	c->cost += row->cost;
	c->there = true;
}

const struct metrics_cost *
metrics_spend_of(struct metrics_spend *s, struct slice group)
{
	s->key.n = 0;
	for (unsigned i = 0; i < s->groups->n_parts; i++) {
		struct slice value = slice_cut(&group, '\t');
		if (s->groups->parts[i].kind == PART_COLUMN)
			add_value(s, value);
	}
	struct metrics_cost *c = cost_at_hand(s);
	c->asked = true;
	return c;
}

const struct metrics_cost *
metrics_spend_unasked(struct metrics_spend *s, uint32_t *i, struct buf *out)
{
	for (; *i < s->keys.n; ++*i) {
		struct metrics_cost *c = group_array_at(&s->costs, *i);
		if (!c->there || c->asked)
			continue;
		struct slice key = intern_at(&s->keys, *i);
		for (unsigned k = 0; k < s->groups->n_parts; k++) {
			bool column = s->groups->parts[k].kind == PART_COLUMN;
			buf_put_slice(out,
			    column ? slice_cut(&key, '\t') : SLICE("(none)"));
			buf_put_byte(out, '\t');
		}
		c->asked = true;
		return c;
	}
	return NULL;
}

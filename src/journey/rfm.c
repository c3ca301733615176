/* SPDX-License-Identifier: MIT */
/* Scores by rank. */
#include "journey/rfm.h"

#include <stdlib.h>

#include "journey/put.h"

enum { SCORES = 5 };

void
rfm_add(struct rfm_list *l, int64_t days, uint32_t orders, int64_t money)
{
	if (l->n == l->room) {
		l->room = l->room ? l->room * 2 : 256;
		l->at = mem_grow(l->at, l->room * sizeof(*l->at));
	}
	l->at[l->n++] =
	    (struct rfm){.days = days, .money = money, .orders = orders};
}

void
rfm_release(struct rfm_list *l)
{
	free(l->at);
	*l = (struct rfm_list){0};
}

/* A buyer among those that are ranked with each other. */
struct ranked {
	uint32_t band; /* only those of one band are compared */
	int64_t value; /* more is better */
	struct rfm *buyer;
};

static int
compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->band != y->band)
		return x->band < y->band ? -1 : 1;
	return x->value < y->value ? -1 : x->value > y->value;
}

/* Scores r[0..n), which are sorted: band after band, each by value. */
static void
score_bands(const struct ranked *r, size_t n, uint8_t *(*score)(struct rfm *))
{
	for (size_t from = 0; from < n;) {
		size_t end = from, worse = from;
		while (end < n && r[end].band == r[from].band)
			end++;
		for (size_t i = from; i < end; i++) {
			if (r[i].value != r[worse].value)
				worse = i;
			*score(r[i].buyer) = (uint8_t)(1 +
			    SCORES * (worse - from) / (end - from));
		}
		from = end;
	}
}

static uint8_t *
recency(struct rfm *r)
{
	return &r->recency;
}

static uint8_t *
frequency(struct rfm *r)
{
	return &r->frequency;
}

static uint8_t *
monetary(struct rfm *r)
{
	return &r->monetary;
}

void
rfm_score(struct rfm_list *l, bool nested)
{
	struct ranked *r = mem_alloc((l->n + 1) * sizeof(*r));
	for (size_t i = 0; i < l->n; i++)
		r[i] = (struct ranked){0, -l->at[i].days, &l->at[i]};
	qsort(r, l->n, sizeof(*r), compare);
	score_bands(r, l->n, recency);
	for (size_t i = 0; i < l->n; i++) {
		r[i].value = r[i].buyer->orders;
		r[i].band = nested ? r[i].buyer->recency : 0;
	}
	qsort(r, l->n, sizeof(*r), compare);
	score_bands(r, l->n, frequency);
	for (size_t i = 0; i < l->n; i++) {
		r[i].value = r[i].buyer->money;
		if (nested)
			r[i].band = (uint32_t)r[i].buyer->recency * 10 +
			    r[i].buyer->frequency;
	}
	qsort(r, l->n, sizeof(*r), compare);
	score_bands(r, l->n, monetary);
	free(r);
}

void
rfm_put_header(struct buf *out)
{
	buf_put_text(out, "recency\tfrequency\tmonetary\t");
}

void
rfm_put(const struct rfm *buyer, struct buf *out)
{
	if (!buyer) {
		buf_put_text(out, "\t\t\t");
		return;
	}
	put_count(out, buyer->recency);
	put_count(out, buyer->frequency);
	put_count(out, buyer->monetary);
}

/* SPDX-License-Identifier: MIT */
/* What advertisements cost, by the groups of touchpoint cards: those columns of
 * the groups that name a source; all of it where none does. */
#ifndef CJM_JOURNEY_METRICS_SPEND_H
#define CJM_JOURNEY_METRICS_SPEND_H

#include "base/currency.h"
#include "base/num.h"
#include "journey/groups.h"
#include "table/spend-file.h"

struct metrics_spend {
	const struct groups *groups;
	int64_t first_day, last_day; /* of the data */
	struct intern keys;          /* values of the columns, by TAB */
	struct group_array costs;    /* struct metrics_cost by key */
	struct buf key;
	char currency[CURRENCY_CODE + 1]; /* the first one */
	bool mixed;                       /* there are others */
	uint64_t rows;
	uint64_t outside; /* rows of days that the data lack: left out */
};

struct metrics_cost {
	int128 cost;                      /* millionths */
	char currency[CURRENCY_CODE + 1]; /* empty where none is told */
	bool mixed;                       /* of several currencies: no sum */
	bool there;                       /* the file has it */
	bool asked;                       /* a group has asked for it */
};

/* Whether spend can be told for such groups: all are touchpoint, channel,
 * source, medium, campaign, term or content. */
bool metrics_spend_fits(const struct groups *g);

void metrics_spend_init(struct metrics_spend *s, const struct groups *g,
    int64_t first_day, int64_t last_day);
void metrics_spend_release(struct metrics_spend *s);

/* Takes a row: the function for spend_read, with s as its context. */
void metrics_spend_take(void *s, const struct spend_row *row);

/* The cost of a group by its name, 0 where there is none; until the next. */
const struct metrics_cost *
metrics_spend_of(struct metrics_spend *s, struct slice group);

/* The next cost that no group has asked for, from *i on (0 at first): its
 * values as fields of the groups' columns, `(none)` for the touchpoint, to *out
 * with a TAB behind each. NULL when there is none. */
const struct metrics_cost *
metrics_spend_unasked(struct metrics_spend *s, uint32_t *i, struct buf *out);

#endif

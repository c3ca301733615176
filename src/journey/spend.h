/* SPDX-License-Identifier: MIT */
/* Spend and what it bought: rows of spend files (table/spend-file.h) joined to
 * the keys that touches have, by the texts of their columns and by their days.
 *
 * A key of the spend that no touch has is a key all the same: its money is in
 * the result, beside no conversion. Texts are the same when their bytes are;
 * where no touch has them so, when they are but for the case of ASCII letters.
 * Rows of days outside the range are not joined. Both, and the keys of touches
 * that have no spend, are listed by spend_put_unmatched. */
#ifndef CJM_JOURNEY_SPEND_H
#define CJM_JOURNEY_SPEND_H

#include "base/intern.h"
#include "journey/credits.h"
#include "table/spend-file.h"

struct spend_item;

struct spend {
	unsigned n_keys;
	enum spend_role roles[2]; /* of the key columns */
	struct intern names;      /* keys as the files have them */
	struct spend_item *items; /* by key, currency and day */
	size_t n, room;
	struct buf text;

	uint64_t matched;  /* rows of keys that a touch has */
	uint64_t no_touch; /* rows of keys that none has */
	uint64_t outside;  /* rows of other days */
	uint64_t no_spend; /* keys of touches without a row */
};

/* Says which columns of the spend make the key: `by` names one or two. False
 * when one is none of the six that spend has. */
bool spend_init(struct spend *s, const char *const *by, unsigned n_by);
void spend_release(struct spend *s);

/* Takes a row: for spend_read, with the spend as context. */
void spend_take(void *spend, const struct spend_row *row);

/* Joins the rows of days from `first` to `last` to the credits, whose keys and
 * currencies these are. */
void spend_join(struct spend *s, struct credits *credits, struct intern *keys,
    struct intern *currencies, int64_t first, int64_t last);

/* Counts the keys of touches without spend: behind attribution_settle. */
void spend_count(struct spend *s, const struct credits *credits);

/* Appends, as rows of the stream with a header, what found no partner: kind
 * (`no_touch`, `outside`, `no_spend`), the key columns, impressions, clicks,
 * cost, currency. To be called behind attribution_settle. */
void spend_put_unmatched(const struct spend *s, const char *const *by,
    const struct credits *credits, const struct intern *keys, struct buf *out);

#define SPEND_JOIN_COUNTERS(s)                      \
	{"spend_matched", &(s).matched},            \
	    {"spend_without_touch", &(s).no_touch}, \
	    {"spend_outside_range", &(s).outside},  \
	{                                           \
		"keys_without_spend", &(s).no_spend \
	}

#endif

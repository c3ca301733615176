/* SPDX-License-Identifier: MIT */
/* Attribution: persons' touches and conversions, row by row, into credits.
 *
 *	attribution_init(&a, &options);
 *	do {
 *		… attribution_meet(&a, row) for each row, in the first pass
 *		… attribution_add(&a, rows, n)
 *		attribution_end_pass(&a);
 *	} while (… persons that were put aside …);
 *	attribution_settle(&a);
 *	credits_round(&a.credits, &a.keys, &a.currencies);
 *
 * Rows come in time order. A touch is a row that begins a session, or whose
 * sources differ from those that the person had so far (rows that tell of no
 * source change nothing); where the input has no column `hit`, every row with
 * a key that is neither a conversion nor a refund. The path of a conversion is
 * the person's touches within the lookback before it, both ends included; the
 * conversion's own row can be one.
 *
 * A row earlier than one of the person's before it is late: it keeps its time
 * and takes its place by arrival. A touch is forgotten once the person has a
 * row that is later by more than the lookback.
 *
 * The path of a person who has no conversion in the range is the touches within
 * the lookback before the last one, which must be in the range.
 *
 * Persons can come one after the other (table/spill.h); orders cannot, since
 * one may be repeated, or taken back, by somebody else. So each row is met
 * once, in the order of the input, before its person is looked at: that settles
 * which conversion is an order's own and what refunds take from it.
 *
 * Memory: 40 bytes a person and 16 a touch within the lookback, and base/
 * roster.h's slots, 13 to 32 bytes a person. A refund is split the way its
 * order was: so 56 bytes and slots for each order id, 24 and slots for each
 * person who has one, and 16 for each step of an order's path that the path of
 * the person's order before did not have. */
#ifndef CJM_JOURNEY_ATTRIBUTION_H
#define CJM_JOURNEY_ATTRIBUTION_H

#include "base/counters.h"
#include "journey/credits.h"
#include "journey/markov.h"
#include "journey/path-report.h"
#include "journey/path-transform.h"

/* What stands for an empty key, and for the key of a conversion without a
 * path, and for touches of other days where credits are dated by touches. */
#define ATTRIBUTION_NONE    "(none)"
#define ATTRIBUTION_NOTHING "(unattributed)"
#define ATTRIBUTION_OUTSIDE "(outside)"

struct attribution_options {
	unsigned n_keys;       /* key columns: 1 or 2 */
	bool has_hit;          /* the input has a column `hit` */
	bool since_conversion; /* a conversion ends the paths before it */
	int64_t lookback;      /* microseconds, not negative */
	int64_t since, until;  /* conversions in [since, until) count */
	bool by_touch;        /* credits of touches in that range do, instead */
	uint32_t max_touches; /* kept of a person, the newest */
	int64_t max_keys;
	unsigned markov_order;
	int64_t markov_moves;         /* the most that are kept */
	int64_t markov_keys;          /* the most that are solved */
	enum path_report_kind report; /* instead of credits */
	struct transforms transforms;
	struct model_set models;
	struct model_options model;
};

#define ATTRIBUTION_OPTIONS_INIT                                              \
	{                                                                     \
		.n_keys = 1, .lookback = 30 * DAY, .since = WHEN_NONE,        \
		.until = INT64_MAX, .max_touches = 1000, .max_keys = MILLION, \
		.markov_order = 1, .markov_moves = 4 * MILLION,               \
		.markov_keys = 20000, .transforms = TRANSFORMS_INIT,          \
		.model = MODEL_OPTIONS_INIT,                                  \
	}

enum attribution_kind { ROW_OTHER, ROW_CONVERSION, ROW_REFUND };

/* A revenue as it was read. */
struct amount {
	int64_t millionths;
	struct slice text;
	uint32_t currency;
	uint8_t digits; /* decimals of its minor unit */
	bool bad;
};

/* One row of the input. Slices are only read during the call. */
struct attribution_row {
	int64_t time;
	struct key person;
	bool nobody; /* the row belongs to no person */
	struct slice keys[2];
	uint64_t sources; /* of attribution_sources */
	enum attribution_kind kind;
	bool begins;            /* hit is 1 */
	bool lead, opportunity; /* the event is one */
	/* of a direct visit: empty, `Direct`, `(direct)` or `(none)`, in any
	 * case */
	struct slice channel;
	struct slice order, revenue, currency; /* unless kind is ROW_OTHER */
};

/* Two sets of source columns are the same when their figures are (a seeded
 * 64-bit hash: two that differ pass for the same once in 10^18). 0 when all
 * are empty. The n columns may be one slice that spans all of them, with
 * the TABs between: then n is 1. */
uint64_t attribution_sources(const struct slice *columns, unsigned n);

struct attribution_counts {
	uint64_t persons;
	uint64_t nobody; /* rows without a person */
	uint64_t late;   /* rows earlier than the person's latest */
	uint64_t touches;
	uint64_t touches_over; /* forgotten because of max_touches */
	uint64_t nulls;        /* persons with a path and no conversion */

	/* each conversion row is one of these four */
	uint64_t conversions; /* credited */
	uint64_t repeated;    /* their order id had been seen */
	uint64_t outside;     /* of since and until */
	uint64_t negative;    /* their revenue is: taken as refunds */

	uint64_t unattributed; /* of the credited: without a path */
	uint64_t fresh;        /* of the credited: their person's first */
	uint64_t bad_revenue;  /* no decimal: credited with 0 */

	/* each refund row (and negative conversion) is one of these four */
	uint64_t refunds;         /* taken from the order's credits */
	uint64_t refunds_lost;    /* no order id, or one never seen */
	uint64_t refunds_outside; /* of an order outside since and until */
	uint64_t refunds_bad;     /* no decimal, or another currency */
};

struct attribution {
	struct attribution_options options;
	struct attribution_counts counts;
	struct roster persons, orders, buyers;
	struct touch_pool touches;        /* of persons */
	struct touch_pool kept;           /* paths of orders */
	struct pending_refund *pending;   /* their paths are to come */
	uint32_t n_pending, pending_room; /* 0 is none */
	struct intern keys, currencies;   /* the texts of credits_round */
	struct credits credits;
	struct markov markov;
	unsigned markov_model; /* its place among the models */
	bool milestones;       /* a model asks for them */
	struct path_report report;
	struct path path;
	struct buf text;
	uint32_t nothing; /* the key without a path */
	const char *full; /* why nothing more can be taken, NULL until then */
	char full_text[96];
};

void attribution_init(
    struct attribution *a, const struct attribution_options *options);
void attribution_release(struct attribution *a);

/* Meets a row, once, in the order of the input, before it is added. */
void attribution_meet(struct attribution *a, const struct attribution_row *row);

/* The most rows that one call takes. Their persons are looked up together, so
 * that memory is waited for once a call: 15 million rows of 2.3 million persons
 * took 3.6 s with one row a call, 2.5 s with 64 and 2.3 s with 128. */
enum { ATTRIBUTION_BATCH = 128 };

/* Takes rows, in order. False when a limit was reached (a->full says which),
 * after which `a` can only be released. */
bool attribution_add(
    struct attribution *a, const struct attribution_row *rows, size_t n);

/* What is told when there are more keys than may be. It lasts as long as *a. */
const char *attribution_too_many_keys(struct attribution *a);

/* Bytes held of persons: what attribution_end_pass frees. */
size_t attribution_bytes(const struct attribution *a);

/* The persons so far are complete: takes the paths that ended without a
 * conversion, and forgets all persons. */
void attribution_end_pass(struct attribution *a);

/* All rows, and all spend, were added: settles the credits, and computes what
 * looks at all paths together. */
enum markov_status attribution_settle(struct attribution *a);

/* The counters, to be put in a tool's list. */
#define ATTRIBUTION_COUNTERS(c)                                           \
	{"late", &(c).late}, {"nobody", &(c).nobody},                     \
	    {"persons", &(c).persons}, {"touches", &(c).touches},         \
	    {"touches_over", &(c).touches_over},                          \
	    {"conversions", &(c).conversions},                            \
	    {"unattributed", &(c).unattributed},                          \
	    {"new_customers", &(c).fresh},                                \
	    {"paths_without_conversion", &(c).nulls},                     \
	    {"repeated_order", &(c).repeated},                            \
	    {"outside_range", &(c).outside},                              \
	    {"negative_revenue", &(c).negative},                          \
	    {"bad_revenue", &(c).bad_revenue}, {"refunds", &(c).refunds}, \
	    {"refund_without_order", &(c).refunds_lost},                  \
	    {"refund_outside_range", &(c).refunds_outside},               \
	{                                                                 \
		"refund_not_readable", &(c).refunds_bad                   \
	}

#endif

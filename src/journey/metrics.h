/* SPDX-License-Identifier: MIT */
/* Figures of a shop from its events: what cjm-metrics counts.
 *
 * This half reads rows and says what each one is; a mode (one file and one
 * const struct) keeps and prints figures of one kind. Rows come in order of
 * time, or at least those of each person do. */
#ifndef CJM_JOURNEY_METRICS_H
#define CJM_JOURNEY_METRICS_H

#include "base/when.h"
#include "journey/groups.h"
#include "journey/metrics-kept.h"
#include "journey/sales.h"
#include "table/spill.h"
#include "table/visitor.h"

/* A person's return counts: in exactly that period; in that one or a later
 * one; or by whole 24 hours since the first event. */
enum retention { RETENTION_ON, RETENTION_AFTER, RETENTION_ROLLING };

/* What the modes values and pages list. */
enum metrics_top {
	TOP_ITEM,
	TOP_ITEM_NAME,
	TOP_CATEGORY,
	TOP_SEARCH,
	TOP_PAIR, /* of items in one order */
	TOP_ENTRY,
	TOP_EXIT,
	TOP_PATH,
	TOP_NEXT, /* pages seen behind one */
	TOP_PREVIOUS
};

struct metrics_options {
	const char *by, *tz, *views, *conversion;
	enum period period; /* of the modes active and cohort */
	enum retention retention;
	bool per_person; /* carts, checkouts and conversions of persons */
	int64_t timeout; /* of a session, for the ones still open */
	int64_t engaged; /* a session this long is no bounce */
	int64_t grace;   /* that a cart waits for an order; 0: its session */
	uint32_t max_groups;
	int32_t periods; /* of a cohort, behind its first */
	int64_t as_of;   /* the data are complete up to there, or WHEN_NONE */
	int64_t since;   /* rows before are left out, or WHEN_NONE */
	int64_t until;   /* rows from there on are, or INT64_MAX */
	enum metrics_top top;
	uint64_t top_n;    /* rows at most, 0: all */
	struct slice page; /* of TOP_NEXT, TOP_PREVIOUS */
};

#define METRICS_OPTIONS_INIT                                                  \
	{                                                                     \
		.by = "", .tz = "UTC", .views = KINDS_VIEWS,                  \
		.conversion = "purchase", .timeout = 30 * MINUTE,             \
		.engaged = 10 * SECOND, .max_groups = 1000000, .periods = 60, \
		.as_of = WHEN_NONE, .since = WHEN_NONE, .until = INT64_MAX,   \
		.top_n = 10                                                   \
	}

/* What a row is. */
struct act {
	struct key person;
	void *guess; /* of kept.persons, see roster_prefetch_entry */
	int64_t time;
	unsigned kind; /* bits of enum kind */
	uint32_t group;
	struct sale sale; /* zeros where the row is neither order nor refund */
	const struct row *row;
};

struct metrics;
struct metrics_spend;

/* A kind of figures. */
struct metrics_mode {
	const char *name;
	bool by_touchpoint; /* may take a row once for each touchpoint */
	bool by_value;      /* has groups of its own: none are asked for */
	bool has_periods;   /* of its own: not to be grouped by one */
	/* makes the state; and m->kept, by kept_init */
	void *(*begin)(struct metrics *m, const struct table *t);
	void (*take)(struct metrics *m, const struct act *act);
	/* once behind the touchpoints of a row, if any; or NULL */
	void (*took)(struct metrics *m, const struct act *act);
	/* the persons so far, who are forgotten then, will not come again:
	 * adds up their figures; or NULL */
	void (*settle)(struct metrics *m);
	void (*put)(struct metrics *m, bool header, struct buf *out);
	void (*end)(struct metrics *m); /* frees */
};

extern const struct metrics_mode metrics_summary;
extern const struct metrics_mode metrics_active;
extern const struct metrics_mode metrics_cohort;
extern const struct metrics_mode metrics_card;
extern const struct metrics_mode metrics_buyers;
extern const struct metrics_mode metrics_values;
extern const struct metrics_mode metrics_pages;

struct metrics {
	const struct metrics_options *options;
	const struct metrics_mode *mode;
	void *state; /* the mode's */
	struct kept kept;
	struct zone zone;
	struct groups groups;
	struct kinds kinds;
	struct sales sales;
	struct visitors visitors;
	struct spill spill;
	struct metrics_spend *spend;       /* of touchpoint cards, or NULL */
	unsigned time, event, touchpoints; /* columns */
	int64_t first, last; /* times of the data; last < first: none */
	bool over;           /* more groups or cohorts than may be */

	uint64_t bad_time, nobody, outside;
	uint64_t late; /* earlier than what was known of their person */
};

/* Checks the options; a zone that is none is a message and EXIT_USAGE. NULL, or
 * what is wrong with `by`. */
const char *metrics_init(struct metrics *m, const struct metrics_options *o,
    const struct metrics_mode *mode);

/* Finds the columns; one that is missing is a message and EXIT_SYSTEM. Above
 * `memory` bytes persons are put aside (table/spill.h). */
void metrics_open(struct metrics *m, struct table *t, int64_t memory);

/* Takes the rows of the table's block. False when there are more groups than
 * options->max_groups. */
bool metrics_block(struct metrics *m, const struct table *t);

/* At the end of the table: adds up the figures of the persons at hand. True
 * when the table goes on, with others. */
bool metrics_settle(struct metrics *m);

/* Appends the result as rows of the stream. */
void metrics_put(struct metrics *m, bool header, struct buf *out);
void metrics_release(struct metrics *m);

/* The moment at which the data end. */
static inline int64_t
metrics_end(const struct metrics *m)
{
	return m->options->as_of > m->last ? m->options->as_of : m->last;
}

/* The last moment of the data, which as_of is behind; 0 where there are none.
 */
static inline int64_t
metrics_last(const struct metrics *m)
{
	if (m->first > m->last)
		return 0;
	return m->options->as_of > m->last ? m->options->as_of - 1 : m->last;
}

/* The counters of a run, for a tool's list. */
#define METRICS_COUNTERS(m)                                        \
	{"rows_bad_time", &(m).bad_time}, {"nobody", &(m).nobody}, \
	    {"rows_outside", &(m).outside}, {"late", &(m).late},   \
	    {"orders_bad_revenue", &(m).sales.bad},                \
	    {"orders_repeated", &(m).sales.repeated},              \
	{                                                          \
		"refunds_lost", &(m).sales.lost                    \
	}

#endif

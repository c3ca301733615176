/* SPDX-License-Identifier: MIT */
/* One person's profile, from their rows in order of time. */
#ifndef CJM_JOURNEY_PROFILE_H
#define CJM_JOURNEY_PROFILE_H

#include "base/num.h"
#include "journey/devices.h"
#include "journey/recent.h"
#include "journey/sales.h"
#include "table/table.h"

enum { PROFILE_STAGES = 32, PROFILE_SOURCES = 4, PROFILE_LIST_MAX = 1000 };

struct profile_options {
	const char *views, *conversion;
	const char *stages; /* names by comma, in their order */
	uint64_t list;      /* words kept of a list */
};

#define PROFILE_OPTIONS_INIT                                         \
	{                                                            \
		.views = KINDS_VIEWS, .conversion = "purchase",      \
		.stages = "reach,aware,discover,prospects,purchase", \
		.list = 10                                           \
	}

/* What is read of a row. */
struct profile_columns {
	unsigned time, person, uid, user, event, session, item, stage;
	unsigned keyword, search;
	unsigned
	    sources[PROFILE_SOURCES]; /* channel, source, medium, campaign */
};

/* A person so far. Slices of rows are copied. */
struct profile {
	struct buf person, user, keyword;
	int64_t first, last; /* moments */
	uint64_t visits, views, items;
	int64_t dwell; /* microseconds within sessions */
	struct buf first_source[PROFILE_SOURCES], last_source[PROFILE_SOURCES];
	bool has_indirect; /* last_source is not direct */
	struct recent viewed, cart, searched;
	int64_t
	    cart_since; /* when something was put there last, or WHEN_NONE */
	int stage;      /* the furthest, -1 for none */
	int64_t stage_since, in_stage[PROFILE_STAGES];
	uint32_t was_in; /* bits of stages */
	uint32_t orders;
	int64_t first_order, last_order;
	int128 revenue;
};

struct profiles {
	const struct profile_options *options;
	struct profile_columns columns;
	struct slice stages[PROFILE_STAGES];
	unsigned n_stages;
	struct kinds kinds;
	struct sales sales;
	struct devices devices;
	struct key key; /* of the person at hand */
	struct profile at_hand;
	uint64_t unknown_stages; /* rows of a stage that is not in the list */
};

/* NULL, or what is wrong with options->stages. */
const char *
profiles_init(struct profiles *p, const struct profile_options *options);

/* Finds the columns; a missing one is a message and EXIT_SYSTEM. */
void profiles_open(struct profiles *p, const struct table *t);
void profiles_release(struct profiles *p);

/* Begins the next person. */
void profiles_begin(struct profiles *p, struct slice person);

/* Takes a row of theirs, whose time is known. */
void profiles_take(struct profiles *p, const struct row *row, int64_t time);

/* The names of the columns of profiles_put with a TAB behind each. */
void profiles_put_header(const struct profiles *p, struct buf *out);

/* Appends the person's fields, a TAB behind each. `end`: the moment from which
 * days and ages count back. */
void profiles_put(const struct profiles *p, int64_t end, struct buf *out);

/* Whole days from the last order to `end`. */
int64_t profile_days(const struct profile *p, int64_t end);

#endif

/* SPDX-License-Identifier: MIT */
/* A tracking plan: which events have which properties, and of what kind.
 *
 * One property a line, `EVENT PROPERTY KIND`:
 *
 *	# what marketing and shop agreed on
 *	purchase   order     string
 *	purchase   revenue   number
 *	sign_up    param:terms  bool
 *
 * A property is a column of the event, by its name or by that of GA4
 * (item_id, transaction_id, value…), or a parameter of the hit. */
#ifndef CJM_LOG_PLAN_H
#define CJM_LOG_PLAN_H

#include "base/mem.h"
#include "log/entries.h"
#include "log/event.h"

enum { PLAN_MAX = 1000, PLAN_NAME_MAX = 100 };

enum plan_kind { PLAN_STRING, PLAN_NUMBER, PLAN_BOOL };

struct plan {
	struct plan_row {
		struct slice event, property; /* as the plan names them */
		enum plan_kind kind;
		enum event_text text; /* TEXT_NONE: the parameter */
		struct slice param;
	} * at;
	size_t n;
	struct arena memory;
};

/* The events that GA4 recommends for shops, and what they need. */
extern const char plan_default[];

/* Reads a plan's text, whose bytes are not needed afterwards. False with *error
 * at the first mistake. */
bool plan_read(struct plan *plan, struct slice text, struct entry_error *error);
void plan_release(struct plan *plan);

/* The value of a property; empty when it is missing. */
struct slice plan_value(const struct plan_row *row, const struct event *e);

/* Whether a value is of the kind: numbers are decimals (each of a list's), a
 * bool is true, false, 1, 0, yes, no, Y or N. */
bool plan_fits(enum plan_kind kind, struct slice value);

const char *plan_kind_name(enum plan_kind kind);

#endif

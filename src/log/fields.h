/* SPDX-License-Identifier: MIT */
/* The parts of a request by name, as formats with names or columns have them:
 * JSON, W3C, CSV, patterns, LogFormat strings. A format finds the texts and
 * undoes its own escapes; what they mean is decided here, once for all. */
#ifndef CJM_LOG_FIELDS_H
#define CJM_LOG_FIELDS_H

#include "base/slice.h"
#include "log/format.h"

enum field {
	FIELD_NONE,
	FIELD_TIME,    /* date and time in any form of log/clock.h */
	FIELD_DATE,    /* the same, or a date alone */
	FIELD_HOUR,    /* the time of day; FIELD_TIME may be one, too */
	FIELD_CLIENT,  /* an address, with or without a port */
	FIELD_REQUEST, /* METHOD target PROTOCOL */
	FIELD_METHOD,
	FIELD_TARGET, /* path and query, or an absolute URI */
	FIELD_PATH,   /* the path alone, where there is no target */
	FIELD_QUERY,  /* the query, where the target has none */
	FIELD_STATUS,
	FIELD_BYTES,
	FIELD_REFERRER,
	FIELD_AGENT,
	FIELD_HOST,
	FIELD_USER,
	FIELD_COOKIE,
	FIELD_FORWARDED, /* X-Forwarded-For */
	FIELD_COUNTRY,   /* of the client, as a server or CDN has it */
	FIELD_SECONDS,   /* how long it took, in that unit */
	FIELD_MILLISECONDS,
	FIELD_MICROSECONDS,
	FIELD_NANOSECONDS,
	N_FIELDS
};

/* Texts by enum field; a NULL pointer where there is none. */
struct fields {
	struct slice at[N_FIELDS];
};

/* A name that loggers give a field. */
struct field_name {
	const char *name;
	enum field field;
};

/* All names, those of one field together and the better ones first; ends with
 * a NULL. Points separate levels of JSON. */
extern const struct field_name field_names[];

/* The field of that name without regard to case, FIELD_NONE when unknown. */
enum field field_by_name(struct slice name);

/* Whether it tells where a request goes. */
static inline bool
field_is_target(enum field field)
{
	return field == FIELD_REQUEST || field == FIELD_TARGET ||
	    field == FIELD_PATH;
}

/* A name of the user's own for a field. */
struct field_alias {
	struct slice name;
	enum field field;
};

enum { FIELD_ALIASES = 64 };

/* Reads a format's argument `FIELD=NAME ...` into at most FIELD_ALIASES, which
 * refer to it. False with *error filled, where `what` says what a name is. */
bool field_aliases_read(struct field_alias *own, size_t *n,
    struct slice argument, const char *what, struct format_error *error);

/* Fills method, target and path. Text that has to be put together goes behind
 * scan->scratch (scan_scratch was called). A line that has a target but no
 * method is a GET. */
void fields_head(const struct fields *f, struct scan *scan, struct hit *hit);

/* Fills the rest. Without a time it is the collector's; without a status it is
 * 200, `-` is 0. 200.0 and 2e2 are 200, too. */
enum fault
fields_tail(const struct fields *f, struct scan *scan, struct hit *hit);

#endif

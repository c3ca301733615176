/* SPDX-License-Identifier: MIT */
/* Who the visitor is: the first of the ids that a user lists which a hit has.
 */
#ifndef CJM_LOG_UID_H
#define CJM_LOG_UID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* The list when none is given: what a tracker's hit says, Google's client id,
 * nginx's userid module, Apache's mod_usertrack, and what every hit has. */
extern const char uid_default[];

enum { UID_MAX = 16, UID_HASH_LENGTH = 16 };

struct uid_rule {
	enum uid_kind {
		UID_TRACKER,
		UID_COOKIE,
		UID_PARAM,
		UID_USER,
		UID_ADDRESS
	} kind;
	struct slice name; /* of the cookie or parameter */
};

struct uid_rules {
	struct uid_rule at[UID_MAX];
	size_t n;
	size_t first; /* that is neither a tracker's nor a cookie */
};

/* Reads `tracker`, `cookie:NAME`, `param:NAME`, `user`, `ip+ua`, by comma; the
 * bytes must outlive the rules. False with what is wrong in *bad. */
bool uid_init(struct uid_rules *rules, struct slice list, struct slice *bad);

/* What a hit has, bytes as sent. */
struct uid_sources {
	struct slice cookie, query, user, client;
	uint64_t agent;       /* of struct agent: a stable hash */
	struct slice tracker; /* the id that a tracker's hit has */
};

/* The id: a slice of the sources, or the 16 hex digits of a hash of address and
 * agent (the same in every run and on every machine), written to hash. Empty
 * when the rules end without one, or with `ip+ua` where the line has no
 * address. Ids that stand for nobody (base/junk.h) are passed over. `_ga` and
 * `_pk_id` cookies give the client id inside them, as the trackers' own hits
 * do. */
struct slice uid_find(const struct uid_rules *rules,
    const struct uid_sources *from, char hash[UID_HASH_LENGTH]);

#endif

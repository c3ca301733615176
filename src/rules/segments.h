/* SPDX-License-Identifier: MIT */
/* Segments of persons: which of them a profile's row is in. Their rules are
 * `segment NAME when CONDITION` over the columns of the row; a person may be
 * in several. */
#ifndef CJM_RULES_SEGMENTS_H
#define CJM_RULES_SEGMENTS_H

#include "rules/matcher.h"

/* The rules that come with the program, as text. */
extern const char *const segments_preset;

struct segments {
	struct rules *rules;
	struct matcher *matcher;
	struct buf names; /* of the row at hand */
};

/* Takes the rules (rules_open_segments, rules_open_condition), which it owns
 * from then on, for rows with those columns; ends the process where a column
 * is missing. */
void segments_init(
    struct segments *s, struct rules *rules, const struct header *columns);
void segments_release(struct segments *s);

/* The names of the row's segments by comma, in the order of the rules; empty
 * for none; valid until the next call. SIMD_PAD bytes behind the row can be
 * read. False, and a message, when a pattern ran away. */
bool
segments_of(struct segments *s, const struct row *row, struct slice *names);

#endif

/* SPDX-License-Identifier: MIT */
/* Rows of events and what sessions add to them: the session, its number, the
 * number of the hit, and the session's traffic source where a row has none. */
#ifndef CJM_JOURNEY_SESSION_ROWS_H
#define CJM_JOURNEY_SESSION_ROWS_H

#include "base/near.h"
#include "base/num.h"
#include "journey/session.h"
#include "table/output.h"

enum { SESSION_NUMBERS = 3, SESSION_VALUES = SOURCE_COLUMNS + SESSION_NUMBERS };

/* What is added to a row, as text: the source columns with TABs between (NULL:
 * the row keeps its own), then session, visit and hit with TABs between
 * (empty: none of the three). */
struct session_answer {
	struct slice source;
	size_t n;
	char numbers[SESSION_NUMBERS * (NUM_MAX_TEXT + 1) + SIMD_PAD];
};

struct session_rows {
	struct source_columns sources;
	struct output output;
	struct near_written starts; /* of sessions */
	bool behind;                /* all three numbers are appended */
	bool plain;                 /* and the sources are one text, or none */
};

/* Finds the columns and, with `out`, writes the header. */
void session_rows_open(
    struct session_rows *r, const struct table *t, struct writer *out);
void session_rows_release(struct session_rows *r);

/* The answer to the hit that a session has just taken. Its texts are valid
 * until the next hit. */
void session_answer(struct session_rows *r, const struct sessions *s,
    const struct session *session, bool has_source,
    struct session_answer *answer);

/* Writes a row with its answer; with NULL as it is. */
void session_rows_put(struct session_rows *r, const struct row *row,
    const struct session_answer *answer);

/* Both in one, where `plain`: 150 of 1,090 instructions a row less. */
void session_rows_hit(struct session_rows *r, const struct sessions *s,
    const struct session *session, bool has_source, const struct row *row);

/* An answer as bytes in *b (emptied first), and back; *answer refers to them
 * then. */
void session_answer_pack(const struct session_answer *answer, struct buf *b);
void session_answer_unpack(struct session_answer *answer, struct slice bytes);

#endif

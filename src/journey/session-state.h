/* SPDX-License-Identifier: MIT */
/* A visitor as a line: what the next run must know of them.
 *
 * One whose session is over is a key and the number of visits; else the
 * session's figures, its source and, with one row a session, its sums follow.
 * Keys are those of hash_key, so the seed is kept with them. */
#ifndef CJM_JOURNEY_SESSION_STATE_H
#define CJM_JOURNEY_SESSION_STATE_H

#include "journey/session-sum.h"

/* Appends the line, without LF. `sums`: the entry is a struct session_sum.
 * `open`: the session goes on. */
void session_state_put(const struct sessions *s, const struct session *session,
    bool sums, bool open, struct buf *line);

/* The key in such a line, and the rest of it in *line; false when it has none.
 */
bool session_state_key(struct slice *line, struct key *key);

/* Reads the rest into a session that is new. False when it is no such line. */
bool session_state_read(struct sessions *s, struct session_sums *sums,
    struct session *session, struct slice line);

#endif

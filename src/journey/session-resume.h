/* SPDX-License-Identifier: MIT */
/* From one run of cjm-sessionize to the next: the state that options->state
 * names. A state that was made with other options or columns, or that cannot be
 * read, ends the process with a message. */
#ifndef CJM_JOURNEY_SESSION_RESUME_H
#define CJM_JOURNEY_SESSION_RESUME_H

#include "journey/session-run.h"

/* Opens the last run's state and takes its first two lines, since nothing may
 * be hashed before its seed is set. NULL when there is none. */
struct record_in *session_resume_open(const struct session_run *r);

/* Takes one of the lines behind those; a visitor that memory has no room for is
 * put aside, as a row of its own kind whose time is told to
 * session_resume_again when the rows put aside are read. */
void session_resume_line(struct session_run *r, struct slice line);
void session_resume_again(struct session_run *r, struct slice hex);

/* Begins the next state, r->next. */
void session_resume_begin(struct session_run *r);

/* Puts a visitor into it, and at the end the lines of sessions that are over
 * just now and the rows that wait for later ones. */
void session_resume_put(
    struct session_run *r, const struct session *session, bool open);
void session_resume_end(struct session_run *r);

#endif

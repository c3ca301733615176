/* SPDX-License-Identifier: MIT */
/* A crew of threads: jobs are given to them in turn, and taken back in the
 * order in which they were given, so that what comes of them is told as if one
 * had done them all.
 *
 * Jobs are the caller's, known by a place: it fills the next one, gives it, and
 * later takes the oldest. All of these are for one thread alone, the caller's.
 */
#ifndef CJM_IO_CREW_H
#define CJM_IO_CREW_H

#include <stdbool.h>
#include <stddef.h>

struct crew;

/* Does the job at that place; `hand` is the thread's number. */
typedef void crew_work(void *context, size_t hand, size_t place);

/* Starts n threads over `places` places, a multiple of n: each is always of the
 * same hand. NULL when no threads can be had. */
struct crew *
crew_start(size_t n, size_t places, crew_work *work, void *context);

/* How many are given and not taken yet. */
size_t crew_busy(const struct crew *c);

/* The place of the next job, free when fewer than `places` are busy; gives it.
 */
size_t crew_next(const struct crew *c);
void crew_give(struct crew *c);

/* Whether the oldest is done; waits until it is, and takes it: its place is
 * the caller's until it is given again. */
bool crew_ready(struct crew *c);
size_t crew_take(struct crew *c);

/* Waits for those at work, and frees. */
void crew_stop(struct crew *c);

#endif

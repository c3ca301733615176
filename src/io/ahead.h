/* SPDX-License-Identifier: MIT */
/* Reading ahead: a thread fills buffers from a source while the tool works on
 * the ones before. Used where filling is work, as decoding is. */
#ifndef CJM_IO_AHEAD_H
#define CJM_IO_AHEAD_H

#include "io/source.h"

struct ahead;

/* Starts the thread over n buffers of `room` bytes each; they, and the source,
 * are the caller's and must outlive it. NULL when no thread can be had. */
struct ahead *
ahead_start(struct source *s, char *const *buffers, size_t n, size_t room);

/* The next filled buffer's number to *which; returns as source_read does.
 * Before it waits longer than a moment it calls idle(context). The buffer is
 * the caller's until ahead_return. */
ssize_t
ahead_take(struct ahead *a, size_t *which, void (*idle)(void *), void *context);
void ahead_return(struct ahead *a); /* the oldest one taken */

/* Stops and frees; the source is no longer in use. */
void ahead_stop(struct ahead *a);

#endif

/* SPDX-License-Identifier: MIT */
/* The devices of one person, and the session in hand of each.
 *
 * A person's rows may be of several visitors at once (a phone and a laptop), so
 * sessions are told apart by both. Most persons have one or two, some junk ids
 * thousands: a small table that is emptied by a number. */
#ifndef CJM_JOURNEY_DEVICES_H
#define CJM_JOURNEY_DEVICES_H

#include <stddef.h>
#include <stdint.h>

struct device {
	uint64_t id;     /* a hash of the visitor */
	int64_t session; /* its start, WHEN_NONE for none */
	int64_t last;    /* its latest row */
	uint32_t round;  /* another round's is free */
};

struct devices {
	struct device *at;
	size_t mask, n;
	uint32_t round;
};

void devices_init(struct devices *d);
void devices_release(struct devices *d);
void devices_clear(struct devices *d);

/* That of a hash; without a session when it is new. Valid until the next
 * call. */
struct device *devices_get(struct devices *d, uint64_t id);

#endif

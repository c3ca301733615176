/* SPDX-License-Identifier: MIT */
/* Touches: what brought a person, when, kept in 16 bytes each.
 *
 * A pool hands out touches by number; a list is a ring of them, of which the
 * newest is known and links to the oldest, so that a person needs 8 bytes.
 * Touches that are dropped are used again: a run needs as many as its persons
 * have within the lookback at once. */
#ifndef CJM_JOURNEY_TOUCH_H
#define CJM_JOURNEY_TOUCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct touch {
	int64_t time;  /* microseconds */
	uint32_t key;  /* the caller's, any 32 bits */
	uint32_t next; /* in the ring, or in the pool's free ones */
};

enum { TOUCH_CHUNK = 1 << 17 }; /* touches a chunk: a large page */

/* Number 0 is no touch. Chunks never move. */
struct touch_pool {
	struct touch **chunks;
	size_t n_chunks;
	uint32_t n;    /* numbers handed out so far */
	uint32_t free; /* the first of those given back, 0 for none */
};

/* All zeros is an empty list. */
struct touch_list {
	uint32_t newest; /* 0 for none */
	uint32_t n : 24;
	uint32_t mark : 8; /* the owner's */
};

void touch_pool_init(struct touch_pool *pool);
void touch_pool_release(struct touch_pool *pool);

/* The touch of a number from 1 on; valid until it is given back. */
static inline struct touch *
touch_at(const struct touch_pool *pool, uint32_t number)
{
	return &pool->chunks[number / TOUCH_CHUNK][number % TOUCH_CHUNK];
}

/* The number of the oldest touch of a list that has one: from there on, n
 * times, the touches in the order in which they were added. */
static inline uint32_t
touch_oldest(const struct touch_pool *pool, const struct touch_list *list)
{
	return touch_at(pool, list->newest)->next;
}

/* Bytes that the touches take which were ever in use at once. */
size_t touch_pool_bytes(const struct touch_pool *pool);

/* Makes a touch in no list that links to another one, or to 0. Returns its
 * number; 0 when all are in use. */
uint32_t
touch_link(struct touch_pool *pool, int64_t time, uint32_t key, uint32_t next);

/* Adds a touch as the newest. False when all 2^32 - 1 are in use. */
bool touch_add(struct touch_pool *pool, struct touch_list *list, int64_t time,
    uint32_t key);

/* Gives back the oldest touch of a list that has one, or all of them. */
void touch_drop_oldest(struct touch_pool *pool, struct touch_list *list);
void touch_drop_all(struct touch_pool *pool, struct touch_list *list);

#endif

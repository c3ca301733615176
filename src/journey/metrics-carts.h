/* SPDX-License-Identifier: MIT */
/* Carts that wait for an order (cjm-metrics --grace): who fills one and orders
 * the next morning has not left it.
 *
 * The cart of a session is filled by its first add_to_cart. An order of the
 * same person within the grace behind that, both ends included, in whichever
 * session, buys it, and every other cart that waits; a cart that no order has
 * bought when the grace is over was left. One cart takes 16 bytes while it
 * waits, a person who has one 24 and the slots of a roster. */
#ifndef CJM_JOURNEY_METRICS_CARTS_H
#define CJM_JOURNEY_METRICS_CARTS_H

#include "base/roster.h"
#include "journey/touch.h"

/* A cart is a touch whose key is the group of its session. */
struct carts {
	struct roster persons;
	struct touch_pool waiting;
	int64_t grace; /* microseconds; 0: none are kept */
};

void carts_init(struct carts *c, int64_t grace);
void carts_release(struct carts *c);

/* Bytes that are held, or will be before long. */
size_t carts_bytes(const struct carts *c);

/* A session of the group puts something into its cart for the first time. More
 * carts than 2^32 at once are a message and EXIT_SYSTEM. */
void
carts_fill(struct carts *c, struct key person, int64_t time, uint32_t group);

/* Gives, one a call, the groups of the person's carts that an order at this
 * moment buys; false behind the last one. */
bool
carts_buy(struct carts *c, struct key person, int64_t time, uint32_t *group);

/* Gives those that may yet be bought behind `end`, one a call; *from starts as
 * 0. None of them waits any more then. */
bool
carts_left_open(struct carts *c, int64_t end, uint32_t *from, uint32_t *group);

#endif

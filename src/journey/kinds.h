/* SPDX-License-Identifier: MIT */
/* What an event's name means for the figures of a shop. */
#ifndef CJM_JOURNEY_KINDS_H
#define CJM_JOURNEY_KINDS_H

#include <stdbool.h>
#include <stdint.h>

#include "journey/vocabulary.h"

/* Bits; an event may have several. */
enum kind {
	KIND_VIEW = 1 << 0,     /* a page was seen: by the list of views */
	KIND_ITEM = 1 << 1,     /* view_item */
	KIND_CART = 1 << 2,     /* add_to_cart */
	KIND_UNCART = 1 << 3,   /* remove_from_cart */
	KIND_CHECKOUT = 1 << 4, /* begin_checkout */
	KIND_ORDER = 1 << 5,    /* the conversion: purchase */
	KIND_REFUND = 1 << 6,   /* refund */
	KIND_SEARCH = 1 << 7    /* search, view_search_results */
};

/* The events that are a page seen, as rules name the pages of a log. A
 * tracker sends page_view beside the others. */
#define KINDS_VIEWS                                            \
	"page_view,view_item,view_item_list,view_cart,search," \
	"view_search_results,begin_checkout,purchase,sign_up"

enum { KINDS_SLOTS = 64, KINDS_TEXT = 40 };

/* Names are few and repeat: each is decided once, in a slot of its own that
 * another takes when it falls on it. */
struct kinds {
	struct slice views, conversion;
	unsigned met; /* bits of the events so far */
	struct vocabulary events;
	struct kinds_slot {
		uint32_t used; /* length + 1; 0 is free */
		unsigned bits;
		char text[KINDS_TEXT];
	} slots[KINDS_SLOTS];
};

/* views: the names by comma. Both texts must outlive it. */
void kinds_init(struct kinds *k, struct slice views, struct slice conversion);

/* Warns, after the last row, where none had the conversion. */
void kinds_tell(const struct kinds *k);

unsigned kinds_decide(struct kinds *k, struct slice event);

/* The bits of an event's name. */
static inline unsigned
kinds_of(struct kinds *k, struct slice event)
{
	if (event.n == 0 || event.n > KINDS_TEXT)
		return kinds_decide(k, event);
	unsigned char first = (unsigned char)event.p[0],
		      last = (unsigned char)event.p[event.n - 1];
	struct kinds_slot *s =
	    &k->slots[(first + last * 5u + event.n * 7u) % KINDS_SLOTS];
	if (s->used == event.n + 1 && memcmp(s->text, event.p, event.n) == 0)
		return s->bits;
	s->used = (uint32_t)event.n + 1;
	memcpy(s->text, event.p, event.n);
	return s->bits = kinds_decide(k, event);
}

#endif

/* SPDX-License-Identifier: MIT */
/* Names to kinds. */
#include "journey/kinds.h"

void
kinds_init(struct kinds *k, struct slice views, struct slice conversion)
{
	*k = (struct kinds){.views = views, .conversion = conversion};
}

unsigned
kinds_decide(struct kinds *k, struct slice event)
{
	static const struct {
		const char *event;
		unsigned bits;
	} known[] = {{"view_item", KIND_ITEM}, {"add_to_cart", KIND_CART},
	    {"remove_from_cart", KIND_UNCART},
	    {"begin_checkout", KIND_CHECKOUT}, {"refund", KIND_REFUND},
	    {"search", KIND_SEARCH}, {"view_search_results", KIND_SEARCH}};
	unsigned bits = 0;
	struct slice rest = k->views;
	vocabulary_see(&k->events, event);
	if (event.n == 0)
		return 0;
	while (rest.p)
		if (slice_equal(slice_trim(slice_cut(&rest, ',')), event))
			bits |= KIND_VIEW;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (slice_is(event, known[i].event))
			bits |= known[i].bits;
	if (slice_equal(event, k->conversion))
		bits |= KIND_ORDER;
	k->met |= bits;
	return bits;
}

void
kinds_tell(const struct kinds *k)
{
	if (k->events.looks > 0 && !(k->met & KIND_ORDER))
		vocabulary_tell(&k->events, "conversion", k->conversion,
		    !slice_is(k->conversion, "purchase"));
}

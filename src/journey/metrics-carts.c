/* SPDX-License-Identifier: MIT */
/* Carts as rings of touches, one ring a person. */
#include "journey/metrics-carts.h"

#include "base/msg.h"

struct person {
	struct key key;
	struct touch_list carts;
};

void
carts_init(struct carts *c, int64_t grace)
{
	*c = (struct carts){.grace = grace};
	roster_init(&c->persons, sizeof(struct person));
	touch_pool_init(&c->waiting);
}

void
carts_release(struct carts *c)
{
	roster_release(&c->persons);
	touch_pool_release(&c->waiting);
}

size_t
carts_bytes(const struct carts *c)
{
	return roster_peak(&c->persons) + touch_pool_bytes(&c->waiting);
}

/* Takes the person's oldest cart from those that wait. */
static struct touch
take_oldest(struct carts *c, struct person *person)
{
	uint32_t number = touch_oldest(&c->waiting, &person->carts);
	struct touch cart = *touch_at(&c->waiting, number);
	touch_drop_oldest(&c->waiting, &person->carts);
	return cart;
}

static bool
waits(const struct carts *c, const struct touch *cart, int64_t now)
{
	int64_t last;
	return __builtin_add_overflow(cart->time, c->grace, &last) ||
	    now <= last;
}

void
carts_fill(struct carts *c, struct key person, int64_t time, uint32_t group)
{
	bool added;
	struct person *p = roster_get(&c->persons, person, &added);
	while (p->carts.n > 0) {
		uint32_t oldest = touch_oldest(&c->waiting, &p->carts);
		if (waits(c, touch_at(&c->waiting, oldest), time))
			break;
		touch_drop_oldest(&c->waiting, &p->carts);
	}
	if (!touch_add(&c->waiting, &p->carts, time, group))
		msg_fail("grace", "too many carts wait; make it shorter");
}

bool
carts_buy(struct carts *c, struct key person, int64_t time, uint32_t *group)
{
	struct person *p = roster_find(&c->persons, person);
	while (p && p->carts.n > 0) {
		struct touch cart = take_oldest(c, p);
		*group = cart.key;
		if (waits(c, &cart, time))
			return true;
	}
	return false;
}

bool
carts_left_open(struct carts *c, int64_t end, uint32_t *from, uint32_t *group)
{
	for (; *from < c->persons.n; ++*from) {
		struct person *p = roster_at(&c->persons, *from);
		while (p->carts.n > 0) {
			struct touch cart = take_oldest(c, p);
			*group = cart.key;
			if (waits(c, &cart, end))
				return true;
		}
	}
	return false;
}

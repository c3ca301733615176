/* SPDX-License-Identifier: MIT */
/* Devices by hash. */
#include "journey/devices.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"

enum { FIRST_SLOTS = 16 };

void
devices_init(struct devices *d)
{
	*d = (struct devices){.mask = FIRST_SLOTS - 1, .round = 1};
	d->at = mem_zero(FIRST_SLOTS, sizeof(*d->at));
}

void
devices_release(struct devices *d)
{
	free(d->at);
	*d = (struct devices){0};
}

void
devices_clear(struct devices *d)
{
	d->n = 0;
	if (++d->round != 0)
		return;
	memset(d->at, 0, (d->mask + 1) * sizeof(*d->at));
	d->round = 1;
}

static struct device *
slot_of(const struct devices *d, uint64_t id)
{
	size_t i = id & d->mask;
	while (d->at[i].round == d->round && d->at[i].id != id)
		i = (i + 1) & d->mask;
	return &d->at[i];
}

static void
grow(struct devices *d)
{
	struct devices old = *d;
	d->mask = d->mask * 2 + 1;
	d->at = mem_zero(d->mask + 1, sizeof(*d->at));
	for (size_t i = 0; i <= old.mask; i++)
		if (old.at[i].round == old.round)
			*slot_of(d, old.at[i].id) = old.at[i];
	free(old.at);
}

struct device *
devices_get(struct devices *d, uint64_t id)
{
	struct device *device = slot_of(d, id);
	if (device->round == d->round)
		return device;
	if (d->n >= d->mask / 2) {
		grow(d);
		device = slot_of(d, id);
	}
	d->n++;
	*device = (struct device){.id = id,
	    .session = WHEN_NONE,
	    .last = WHEN_NONE,
	    .round = d->round};
	return device;
}

/* SPDX-License-Identifier: MIT */
/* A set of folded ids. */
#include "journey/deny.h"

#include "base/junk.h"
#include "table/escape.h"
#include "table/small.h"

static struct key
key_of(struct deny *d, struct slice id)
{
	id = slice_trim(id);
	d->folded.n = 0;
	small_put(&d->folded, id);
	return hash_key(buf_slice(&d->folded));
}

void
deny_init(struct deny *d)
{
	*d = (struct deny){.folded = BUF_INIT, .plain = BUF_INIT};
	roster_init(&d->ids, sizeof(struct key));
}

void
deny_release(struct deny *d)
{
	roster_release(&d->ids);
	buf_release(&d->folded);
	buf_release(&d->plain);
}

void
deny_add(struct deny *d, struct slice id)
{
	bool added;
	roster_get(&d->ids, key_of(d, id), &added);
}

bool
deny_has(struct deny *d, struct slice field)
{
	struct slice id = escape_undo(field, &d->plain);
	if (junk_id(id))
		return true;
	return d->ids.n > 0 && roster_find(&d->ids, key_of(d, id)) != NULL;
}

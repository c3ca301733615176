/* SPDX-License-Identifier: MIT */
/* A set of folded ids. */
#include "journey/deny.h"

#include "base/junk.h"
#include "table/escape.h"

static struct key
key_of(struct deny *d, struct slice id)
{
	id = slice_trim(id);
	char *to = buf_need(&d->folded, id.n);
	for (size_t i = 0; i < id.n; i++)
		to[i] = id.p[i] >= 'A' && id.p[i] <= 'Z' ? (char)(id.p[i] + 32)
							 : id.p[i];
	return hash_key((struct slice){to, id.n});
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

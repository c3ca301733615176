/* SPDX-License-Identifier: MIT */
/* Keyed hashes of ids, remembered. */
#include "log/pseudonym.h"

#include "base/num.h"

enum { SLOTS = 1 << 13, LONGEST = 96 };

void
pseudonyms_init(struct pseudonyms *p, const struct digest_key *key)
{
	p->key = *key;
	memo_init(&p->memo, SLOTS, LONGEST, sizeof(uint64_t));
}

void
pseudonyms_release(struct pseudonyms *p)
{
	digest_key_wipe(&p->key);
	memo_release(&p->memo);
}

struct slice
pseudonym_of(struct pseudonyms *p, struct slice id, char to[PSEUDONYM_LENGTH])
{
	bool known = false;
	if (id.n == 0)
		return id;
	uint64_t *place = memo_get(&p->memo, id, &known);
	uint64_t hash = known ? *place : digest_64(&p->key, id);
	if (place)
		*place = hash;
	num_put_hex16(to, hash);
	return (struct slice){to, PSEUDONYM_LENGTH};
}

/* SPDX-License-Identifier: MIT */
/* Ids replaced by a keyed hash: 16 hexadecimal digits, the first 64 bits of
 * BLAKE2b with a 128-bit output under the user's key. The same id has the same
 * pseudonym wherever the key is the same; without the key it cannot be found
 * by trying ids. Two of 10^8 ids share one with a chance of 1 in 3,700. */
#ifndef CJM_LOG_PSEUDONYM_H
#define CJM_LOG_PSEUDONYM_H

#include "base/memo.h"
#include "ext/digest.h"

enum { PSEUDONYM_LENGTH = DIGEST_HEX64 };

/* Hashes of ids seen before are remembered (1 MiB): a hash takes some 300 ns,
 * a look-up 20. */
struct pseudonyms {
	struct digest_key key;
	struct memo memo;
};

void pseudonyms_init(struct pseudonyms *p, const struct digest_key *key);
void pseudonyms_release(struct pseudonyms *p); /* wipes the key */

/* Writes the pseudonym of an id to `to`. An empty id stays empty: returns the
 * slice of `to`, or the empty one. */
struct slice
pseudonym_of(struct pseudonyms *p, struct slice id, char to[PSEUDONYM_LENGTH]);

#endif

/* SPDX-License-Identifier: MIT */
/* A memo: what was decided about a string, remembered in bounded memory.
 *
 * User agents, referrers and paths repeat, so they are judged once. The memo
 * is direct-mapped: a string that falls on another's slot takes its place, so
 * hostile input costs time but never memory. The string itself is kept and
 * compared, so an answer is never another string's. */
#ifndef CJM_BASE_MEMO_H
#define CJM_BASE_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct memo {
	char *slots;
	size_t slot_size;
	size_t value_size;
	size_t max_key; /* longer strings are not remembered */
	uint64_t mask;
};

/* n_slots: a power of two. Memory: n_slots * (value_size + max_key + 16). */
void
memo_init(struct memo *m, size_t n_slots, size_t max_key, size_t value_size);
void memo_release(struct memo *m);

/* The place of the value of `key`, aligned to 8 bytes, or NULL when the string
 * is too long to remember. *known tells whether it holds the answer; if not,
 * the caller writes it. Valid until the next call. */
void *memo_get(struct memo *m, struct slice key, bool *known);

#endif

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
	bool mapped;    /* not allocated */
	uint64_t mask;
};

/* n_slots: a power of two. Memory: n_slots * (value_size + max_key + 16). */
void
memo_init(struct memo *m, size_t n_slots, size_t max_key, size_t value_size);
/* The same on large pages: for one that is used on every line. */
void memo_init_large(
    struct memo *m, size_t n_slots, size_t max_key, size_t value_size);
void memo_release(struct memo *m);

/* Asks for the place of a key in advance, where there is other work to do
 * until memory answers; returns its hash, for memo_get_asked. */
uint64_t memo_ask(const struct memo *m, struct slice key);

/* The place of the value of `key`, aligned to 8 bytes, or NULL when the string
 * is too long to remember. *known tells whether it holds the answer; if not,
 * the caller writes it. Valid until the next call. */
void *memo_get(struct memo *m, struct slice key, bool *known);
void *
memo_get_asked(struct memo *m, struct slice key, uint64_t hash, bool *known);

#endif

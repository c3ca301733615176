/* SPDX-License-Identifier: MIT */
/* Which patterns cannot match a text, told without asking them: every text that
 * matches holds the pattern's literal (regex_literal), so its pieces of three
 * bytes. 500 patterns that are not anchored, over 120,000 rows with 5,000
 * paths: 311 million instructions instead of 968 (150 with the preset's 20
 * rules). */
#ifndef CJM_RULES_SIEVE_H
#define CJM_RULES_SIEVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum { SIEVE_PIECE = 3, SIEVE_BITS = 12 };

/* The pieces that a pattern needs: two of them at most, as places + 1. */
struct sieve_need {
	uint16_t places[2];
};

/* The pieces of a text. */
struct sieve {
	uint64_t bits[(1 << SIEVE_BITS) / 64];
};

static inline unsigned
sieve_place(const char *p)
{
	uint32_t piece = (uint32_t)(unsigned char)p[0] |
	    (uint32_t)(unsigned char)p[1] << 8 |
	    (uint32_t)(unsigned char)p[2] << 16;
	return piece * 2654435761u >> (32 - SIEVE_BITS);
}

/* What a literal needs; of one too short nothing. */
static inline struct sieve_need
sieve_need(struct slice literal)
{
	struct sieve_need need = {{0, 0}};
	if (literal.n < SIEVE_PIECE)
		return need;
	need.places[0] = (uint16_t)(sieve_place(literal.p) + 1);
	need.places[1] =
	    (uint16_t)(sieve_place(literal.p + literal.n - SIEVE_PIECE) + 1);
	return need;
}

static inline void
sieve_fill(struct sieve *s, struct slice text)
{
	memset(s, 0, sizeof(*s));
	for (size_t i = 0; i + SIEVE_PIECE <= text.n; i++) {
		unsigned place = sieve_place(text.p + i);
		s->bits[place / 64] |= (uint64_t)1 << (place % 64);
	}
}

/* False when a text with that sieve cannot hold what is needed. */
static inline bool
sieve_passes(const struct sieve *s, struct sieve_need need)
{
	for (int i = 0; i < 2; i++) {
		unsigned place = need.places[i] - 1u;
		if (need.places[i] != 0 &&
		    !(s->bits[place / 64] >> (place % 64) & 1))
			return false;
	}
	return true;
}

#endif

/* SPDX-License-Identifier: MIT */
/* Distinct strings and their small numbers: 0 is the empty string, then 1, 2,
 * 3… in order of arrival. */
#ifndef CJM_BASE_INTERN_H
#define CJM_BASE_INTERN_H

#include <stdint.h>

#include "base/mem.h"
#include "base/slice.h"

struct intern {
	struct arena text;
	struct slice *strings;
	uint32_t n, room;
	uint32_t *slots;
	uint64_t *hashes;
	uint64_t mask;
};

void intern_init(struct intern *in);
void intern_release(struct intern *in);

/* The number of a string; its bytes are copied the first time. */
uint32_t intern_add(struct intern *in, struct slice s);

/* Bytes held. */
size_t intern_bytes(const struct intern *in);

/* The string of a number that intern_add gave; valid until release. */
static inline struct slice
intern_at(const struct intern *in, uint32_t number)
{
	return in->strings[number];
}

#endif

/* SPDX-License-Identifier: MIT */
/* The marks of a text that is one line, as a reader of lines has them. */
#ifndef CJM_UNIT_MARKS_H
#define CJM_UNIT_MARKS_H

#include "simd/simd.h"

enum { MARKED_MAX = 8192 }; /* bytes of a text */

struct marked {
	uint32_t marks[MARKED_MAX + PLACES_PAD];
	uint32_t ends[MARKED_MAX + 1];
};

/* How many there are; an LF is none here, since no line has one. */
static inline size_t
marks_of(
    const struct simd *simd, const char *text, size_t n, struct marked *room)
{
	struct lines lines = {.ends = room->ends, .marks = room->marks};
	size_t kept = 0;
	simd->lines(text, 0, n, &lines);
	for (size_t i = 0; i < lines.n_marks; i++)
		if (text[lines.marks[i]] != '\n')
			lines.marks[kept++] = lines.marks[i];
	return kept;
}

#endif

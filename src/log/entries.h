/* SPDX-License-Identifier: MIT */
/* A user's file of one entry a line: ids, addresses, rules of channels. */
#ifndef CJM_LOG_ENTRIES_H
#define CJM_LOG_ENTRIES_H

#include <stdbool.h>

#include "base/slice.h"

/* What is wrong in a user's file, and where; both from 1, the column in
 * bytes. */
struct entry_error {
	unsigned line, column;
	char reason[200];
};

struct entries {
	struct slice rest;
	const char *start; /* of the line in hand */
	unsigned line;
};

/* Begins at the start of a file's text, behind a byte order mark. */
void entries_init(struct entries *e, struct slice text);

/* The next entry: a line without the blanks around it. Empty lines and those
 * that begin with `#` are passed over. False at the end. */
bool entries_next(struct entries *e, struct slice *entry);

/* Whether an entry is UTF-8 text; else *error tells where it is none. */
bool entries_is_text(
    const struct entries *e, struct slice entry, struct entry_error *error);

/* Fills *error for a place within the line in hand; returns false. */
bool
entries_fail(const struct entries *e, const char *at, struct entry_error *error,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif

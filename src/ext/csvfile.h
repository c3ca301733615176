/* SPDX-License-Identifier: MIT */
/* The door to libcsv: fields of comma-separated files by RFC 4180.
 *
 *	struct csvfile *f = csvfile_new(',', 1 << 20);
 *	while (… more text …)
 *		while (csvfile_next(f, &text, &row) == CSVFILE_ROW)
 *			… row.at[i].text …
 *	if (csvfile_end(f, &row) == CSVFILE_ROW)
 *		… the last row, which no line end closed …
 *	csvfile_free(f);
 */
#ifndef CJM_EXT_CSVFILE_H
#define CJM_EXT_CSVFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

/* The most bytes that a field of n bytes can take: every byte a quote that is
 * doubled, and the two around them. */
static inline size_t
csvfile_room(size_t n)
{
	return 2 * n + 2;
}

/* Writes a field to dst, in quotes where it holds a comma, a quote or a line
 * end, or begins or ends with a blank (readers trim those), or where `quote`
 * asks for them; returns the bytes written. Bytes that are no ASCII are copied
 * as they are. */
size_t csvfile_put(char *dst, struct slice field, bool quote);

/* A field that was read: without its quotes, doubled ones made single, blanks
 * around an unquoted one trimmed. Line and column say where it begins in the
 * text that was handed in; both count from 1, columns in characters of UTF-8.
 */
struct csvfile_field {
	struct slice text;
	uint64_t line, column;
};

/* Valid until the next call with its reader. */
struct csvfile_row {
	const struct csvfile_field *at;
	size_t n; /* at least 1 */
};

enum csvfile_status {
	CSVFILE_ROW,  /* here is one */
	CSVFILE_MORE, /* the text is used up */
	CSVFILE_LONG, /* the row is longer than the reader's limit */
	CSVFILE_OPEN, /* the text ended inside quotes */
};

struct csvfile;

/* A reader of fields between `separator`s. Rows end with LF, CR or both; empty
 * lines are skipped. A quote within an unquoted field stands for itself.
 * max_row: bytes of a row's fields together. */
struct csvfile *csvfile_new(char separator, size_t max_row);
void csvfile_free(struct csvfile *f);

/* Takes text from *text until a row is complete; what is left of it is for the
 * next call, which may also bring the rest of a row that was cut anywhere.
 * With CSVFILE_LONG and CSVFILE_OPEN the row holds the field at fault alone,
 * without a text. CSVFILE_OPEN comes from csvfile_end only. */
enum csvfile_status
csvfile_next(struct csvfile *f, struct slice *text, struct csvfile_row *row);

/* To be called once, behind the last text: the row that no line end closed, or
 * CSVFILE_MORE when there is none. */
enum csvfile_status csvfile_end(struct csvfile *f, struct csvfile_row *row);

/* Forgets a row in hand, so that reading can go on with the next line. */
void csvfile_reset(struct csvfile *f);

#endif

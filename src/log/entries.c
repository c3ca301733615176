/* SPDX-License-Identifier: MIT */
/* Lines of a user's file. */
#include "log/entries.h"

#include <stdarg.h>
#include <stdio.h>

#include "table/escape.h"

void
entries_init(struct entries *e, struct slice text)
{
	text = slice_skip_bom(text);
	*e = (struct entries){.rest = text, .start = text.p};
}

bool
entries_next(struct entries *e, struct slice *entry)
{
	while (e->rest.p) {
		struct slice line = slice_cut(&e->rest, '\n');
		e->line++;
		e->start = line.p;
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		*entry = slice_trim(line);
		if (entry->n > 0 && entry->p[0] != '#')
			return true;
	}
	return false;
}

bool
entries_is_text(
    const struct entries *e, struct slice entry, struct entry_error *error)
{
	size_t n = utf8_span(entry);
	return n == entry.n ||
	    entries_fail(e, entry.p + n, error, "this is not UTF-8");
}

bool
entries_fail(const struct entries *e, const char *at, struct entry_error *error,
    const char *format, ...)
{
	va_list args;
	error->line = e->line;
	error->column = (unsigned)(at - e->start) + 1;
	va_start(args, format);
	vsnprintf(error->reason, sizeof(error->reason), format, args);
	va_end(args);
	return false;
}

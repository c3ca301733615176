/* SPDX-License-Identifier: MIT */
/* Fields through libcsv. */
#include "ext/csvfile.h"

#include <csv.h>

static bool
needs_quotes(struct slice s)
{
	static const bool special[256] = {
	    [','] = true, ['"'] = true, ['\r'] = true, ['\n'] = true};
	if (s.n == 0)
		return false;
	if (s.p[0] == ' ' || s.p[s.n - 1] == ' ')
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (special[(unsigned char)s.p[i]])
			return true;
	return false;
}

size_t
csvfile_put(char *dst, struct slice field, bool quote)
{
	/* csv_write2 takes a NULL source for an empty result */
	const char *p = field.n > 0 ? field.p : "";
	if (quote || needs_quotes(field))
		return csv_write2(
		    dst, csvfile_room(field.n), p, field.n, CSV_QUOTE);
	memcpy(dst, p, field.n);
	return field.n;
}

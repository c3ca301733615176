/* SPDX-License-Identifier: MIT */
/* The list of ids that are none. */
#include "base/junk.h"

static const char *const words[] = {"null", "(null)", "nil", "none", "(none)",
    "nan", "undefined", "unknown", "anonymous", "true", "false", "deleted",
    "[object object]", "(not set)", "\"\"", "n/a"};

bool
junk_id(struct slice id)
{
	size_t i = 0;
	id = slice_trim(id);
	while (i < id.n && (id.p[i] == '0' || id.p[i] == '-'))
		i++;
	if (i == id.n)
		return true;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_equal_nocase(id, slice_of(words[i])))
			return true;
	return false;
}

/* SPDX-License-Identifier: MIT */
/* The list of ids that are none. */
#include "base/junk.h"

static const char *const words[] = {"null", "(null)", "nil", "none", "(none)",
    "nan", "undefined", "unknown", "anonymous", "true", "false", "deleted",
    "[object object]", "(not set)", "\"\"", "n/a"};

enum { LONGEST = sizeof("[object object]") - 1 };

/* Nearly every id is longer than the words, or begins with a digit. */
static bool
may_begin_word(char c)
{
	switch (c | 0x20) {
	case 'n':
	case 'u':
	case 'a':
	case 't':
	case 'f':
	case 'd':
	case '(':
	case '"':
	case '[' | 0x20:
		return true;
	default:
		return false;
	}
}

bool
junk_id(struct slice id)
{
	size_t i = 0;
	id = slice_trim(id);
	while (i < id.n && (id.p[i] == '0' || id.p[i] == '-'))
		i++;
	if (i == id.n)
		return true;
	if (id.n > LONGEST || !may_begin_word(id.p[0]))
		return false;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_equal_nocase(id, slice_of(words[i])))
			return true;
	return false;
}

/* SPDX-License-Identifier: MIT */
/* Lists of names compared. */
#include "journey/changes.h"

void
changes_put_header(struct buf *out)
{
	buf_put_text(out, "person\tsegment\tchange\n");
}

static bool
has_name(struct slice list, struct slice name)
{
	while (list.p && list.n > 0)
		if (slice_equal(slice_cut(&list, ','), name))
			return true;
	return false;
}

/* The names of one list that the other one lacks. */
static void
put_missing(struct slice person, struct slice list, struct slice other,
    const char *change, struct buf *out)
{
	while (list.p && list.n > 0) {
		struct slice name = slice_cut(&list, ',');
		if (has_name(other, name))
			continue;
		buf_put_slice(out, person);
		buf_put_byte(out, '\t');
		buf_put_slice(out, name);
		buf_put_byte(out, '\t');
		buf_put_text(out, change);
		buf_put_byte(out, '\n');
	}
}

void
changes_put(
    struct slice person, struct slice before, struct slice now, struct buf *out)
{
	put_missing(person, before, now, "left", out);
	put_missing(person, now, before, "entered", out);
}

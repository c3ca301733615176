/* SPDX-License-Identifier: MIT */
/* A sorted table, one row at a time. */
#include "table/earlier.h"

#include "base/msg.h"

/* Takes the next row, if there is one. */
static void
step(struct earlier *e)
{
	e->some = false;
	while (e->next == e->table.n_rows) {
		e->next = 0;
		if (!table_next(&e->table)) {
			e->table.n_rows = 0;
			return;
		}
	}
	struct row row = table_row(&e->table, e->next++);
	struct slice person = row_field(&row, e->columns[0]);
	if (e->name.n > 0 && slice_compare(buf_slice(&e->name), person) >= 0)
		msg_fail(e->file,
		    "not sorted by person: give what cjm-profile has written");
	e->name.n = 0;
	buf_put_slice(&e->name, person);
	e->person = person;
	e->segments = row_field(&row, e->columns[1]);
	e->some = true;
}

void
earlier_open(struct earlier *e, const char *file)
{
	*e = (struct earlier){.common = OPT_COMMON_INIT, .file = file};
	e->common.operands = (struct opt_list){&e->file, 1};
	table_open(&e->table, &e->common, NULL);
	e->columns[0] = table_want(&e->table, "person");
	e->columns[1] = table_want(&e->table, "segments");
	if (e->table.header.n > 0 &&
	    (e->columns[0] == NO_COLUMN || e->columns[1] == NO_COLUMN))
		msg_fail(file,
		    "no columns 'person' and 'segments': give what "
		    "cjm-profile has written");
	step(e);
}

bool
earlier_below(struct earlier *e, const struct slice *person)
{
	if (e->passing)
		step(e);
	e->passing =
	    e->some && (!person || slice_compare(e->person, *person) < 0);
	return e->passing;
}

bool
earlier_is(struct earlier *e, struct slice person)
{
	e->passing = e->some && slice_equal(e->person, person);
	return e->passing;
}

int
earlier_close(struct earlier *e)
{
	buf_release(&e->name);
	return table_close(&e->table);
}

/* SPDX-License-Identifier: MIT */
/* A list of persons from a file, to be asked who is on it. */
#ifndef CJM_TABLE_MEMBERS_H
#define CJM_TABLE_MEMBERS_H

#include "base/roster.h"
#include "table/table.h"

struct members {
	struct roster persons;
};

/* Reads the column `person`, or else `uid`, of a table in a file. A file that
 * cannot be opened or lacks them ends the process as table_need does. False,
 * and the reason is printed, when reading failed. */
bool members_read(struct members *m, const char *file);
void members_release(struct members *m);

static inline bool
members_have(const struct members *m, struct slice person)
{
	return roster_find(&m->persons, hash_key(person)) != NULL;
}

#endif

/* SPDX-License-Identifier: MIT */
/* The mapping of clients to persons as a table: client, from, row, to, person.
 *
 * A line holds from `from` on (empty: ever) up to but not including `to`
 * (empty: for ever). `row` is the number of the row with which it begins, where
 * that matters inside one moment: only for the input it was made of. */
#ifndef CJM_JOURNEY_IDENTITY_MAP_H
#define CJM_JOURNEY_IDENTITY_MAP_H

#include "journey/identity.h"
#include "table/table.h"

/* Writes it, clients in the order of their first login; false with errno set
 * when that fails. */
bool identity_map_write(const struct identity *id, const char *path);

/* Reads one. An error in it is a message with its line, and EXIT_USAGE. */
void identity_map_read(
    struct identity *id, const char *path, const struct opt_common *common);

#endif

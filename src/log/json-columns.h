/* SPDX-License-Identifier: MIT */
/* The columns json:PATH: what stands at a path of a line that is a JSON
 * object. */
#ifndef CJM_LOG_JSON_COLUMNS_H
#define CJM_LOG_JSON_COLUMNS_H

#include "log/event.h"

/* Asks for a path, as json_paths_add; makes *j when it is NULL. Returns the
 * number of the slot, -1 for no such path. */
int json_columns_add(struct json_columns **j, struct slice path);
void json_columns_free(struct json_columns *j);

/* The text of a slot in the line that an event was made of: a string without
 * its escapes, a number or literal, an array or object as it is written; empty
 * for null, for what is not there and in lines that are no JSON. Valid until
 * the next call; SIMD_PAD bytes behind it can be read. The line is read once
 * for all its columns. */
struct slice json_columns_text(struct json_columns *j, const struct simd *simd,
    const struct event *e, int slot);

#endif

/* SPDX-License-Identifier: MIT */
/* A rules file's bytes. */
#ifndef CJM_RULES_LOAD_H
#define CJM_RULES_LOAD_H

#include <stdbool.h>

#include "base/mem.h"

/* Appends a whole file (or pipe) to *text. Reading stops behind
 * RULES_MAX_BYTES + 1, so that rules_parse refuses what is larger. False with
 * errno set when the file cannot be opened or read. */
bool rules_load(const char *path, struct buf *text);

#endif

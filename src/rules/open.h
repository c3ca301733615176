/* SPDX-License-Identifier: MIT */
/* Rules for a main: read, fitted to its input, and their mistakes told.
 *
 * As table_open does, these end the process when the user must act: a mistake
 * in the rules is `file:line:column: reason` and EXIT_USAGE. */
#ifndef CJM_RULES_OPEN_H
#define CJM_RULES_OPEN_H

#include "rules/matcher.h"

/* The rules of a file, or (NULL) those of a preset, or (NULL) those of the
 * default preset. Free with rules_free; `file` must outlive them. */
struct rules *rules_open(const char *file, const char *preset);

/* The segments of a file, or (NULL) those that come with the program; and a
 * condition, whose name in messages is `source`. */
struct rules *rules_open_segments(const char *file);
struct rules *rules_open_condition(const char *source, const char *text);

/* Binds the rules to an open input. A column that is missing: EXIT_SYSTEM when
 * it is one of the stream's, with the tool that makes it; else EXIT_USAGE with
 * its place in the rules and what may have been meant. */
void rules_fit(struct rules *r, const struct table *t);

/* The same for rows of these columns, which no tool of the stream makes. */
void rules_fit_header(struct rules *r, const struct header *h);

/* Tells that the pattern of a test ran away, and of which rule. Returns. */
void rules_tell_runaway(const struct rules *r, const struct test *t);

#endif

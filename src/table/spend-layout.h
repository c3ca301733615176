/* SPDX-License-Identifier: MIT */
/* Which column of a spend file is which. */
#ifndef CJM_TABLE_SPEND_LAYOUT_H
#define CJM_TABLE_SPEND_LAYOUT_H

#include "ext/csvfile.h"
#include "table/spend-file.h"

/* One piece of --spend-map. */
struct spend_mapped {
	enum spend_role role;
	bool fixed;        /* text is the value, not a header */
	struct slice text; /* of the option */
};

struct spend_layout {
	char separator;
	uint64_t line;                   /* of the header */
	size_t n;                        /* columns */
	size_t column[SPEND_ROLES];      /* SIZE_MAX for none */
	struct slice fixed[SPEND_ROLES]; /* instead; empty for none */
	char currency[4];                /* by the header of the cost, or "" */
	const char *doubt;               /* about the cost's column, or NULL */
	uint64_t doubt_line, doubt_column;
};

/* Finds the header of a text and with it the separator. False: *why says where
 * and what is missing, behind the file's name. */
bool spend_layout_find(struct spend_layout *l,
    const struct spend_options *options, struct slice text, struct buf *why);

#endif

/* SPDX-License-Identifier: MIT */
/* What a parser counts, apart from its check and census: of several parsers
 * that took turns, each's is added to that of one. */
#ifndef CJM_LOG_PARSER_TALLY_H
#define CJM_LOG_PARSER_TALLY_H

#include "log/parser.h"

struct parser_tally {
	uint64_t counts[N_VERDICTS];
	uint64_t hits[TRACKERS_HITS];
	unsigned runaways;
	bool guessed_zone;
};

/* Moves what p counted since to *t; adds it. */
void parser_take_tally(struct parser *p, struct parser_tally *t);
void parser_add_tally(struct parser *p, const struct parser_tally *t);

#endif

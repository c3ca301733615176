/* SPDX-License-Identifier: MIT */
/* Rows of cjm-stage through rules: to events, or to what is told of the rules.
 */
#ifndef CJM_STAGE_ROWS_H
#define CJM_STAGE_ROWS_H

#include "base/opt.h"
#include "io/writer.h"
#include "rules/open.h"

struct stage_options {
	struct opt_common common;
	const char *rules, *preset;
	bool check, print, explain, why, keep_repeats;
	int64_t repeat_window, memory;
};

/* Takes all rows of the options' files and ends the run, output and all.
 * Returns the exit status; a pattern that runs away is EXIT_USAGE. */
int stage_rows(
    const struct stage_options *o, struct rules *rules, struct writer *out);

#endif

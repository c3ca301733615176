/* SPDX-License-Identifier: MIT */
/* The options of cjm-sessionize, from words to what they mean. */
#ifndef CJM_SESSIONIZE_OPTIONS_H
#define CJM_SESSIONIZE_OPTIONS_H

#include "base/opt.h"
#include "journey/session-run.h"

/* As a user gives them. */
struct sessionize_words {
	struct opt_common common;
	int64_t timeout, max_session, reorder, max_late, engaged, pages, memory;
	struct opt_list split;
	const char *tz, *compat, *state;
	bool sort, by_session;
};

#define SESSIONIZE_WORDS_INIT                                        \
	{                                                            \
		.common = OPT_COMMON_INIT, .timeout = 30 * MINUTE,   \
		.max_late = -1, .engaged = 10 * SECOND, .pages = 20, \
		.memory = OPT_MEMORY_INIT                            \
	}

/* What they make; zone and text are what `session` points into. */
struct sessionize_options {
	struct session_options session;
	struct zone zone;
	struct buf text; /* what two runs must have in common */
};

/* Ends the process with EXIT_USAGE when something is wrong. The words must
 * outlive the options; free o->text. */
void sessionize_options_read(
    struct sessionize_options *o, const struct sessionize_words *words);

#endif

/* SPDX-License-Identifier: MIT */
/* The words in user agents that tell robots and devices. Data only. */
#ifndef CJM_LOG_AGENT_TOKENS_H
#define CJM_LOG_AGENT_TOKENS_H

#include <stddef.h>
#include <stdint.h>

enum token_kind {
	TOKEN_BOT,     /* a robot */
	TOKEN_TABLET,  /* devices */
	TOKEN_OTHER,   /* televisions, consoles */
	TOKEN_PHONE,   /* a phone for sure */
	TOKEN_MOBILE,  /* the word Mobile: a phone, unless a tablet */
	TOKEN_ANDROID, /* without Mobile a tablet */
	TOKEN_ENGINE,  /* an engine or a platform: something shows pages */
	TOKEN_KINDS
};

enum {
	TOKEN_START = 1, /* no letter or digit stands before it */
	TOKEN_END = 2    /* no letter stands behind it */
};

/* Words of at least two bytes in lower case, which stand in agents without
 * regard to case. */
struct token_list {
	const char *const *words;
	size_t n;
	uint8_t kind, edges;
};

extern const struct token_list token_lists[];
extern const size_t n_token_lists;

#endif

/* SPDX-License-Identifier: MIT */
/* Who came by: each user agent, its hits, and what it was taken for. */
#ifndef CJM_LOG_CENSUS_H
#define CJM_LOG_CENSUS_H

#include "base/mem.h"
#include "base/roster.h"
#include "io/writer.h"
#include "log/agent.h"

/* So many agents as `most` says are kept; the hits of others are counted
 * together. Longer agents are cut at CENSUS_LENGTH bytes, so that a census of
 * CENSUS_AGENTS takes 60 MB at most. */
enum { CENSUS_AGENTS = 100000, CENSUS_LENGTH = 500 };

struct census {
	uint32_t most;
	struct roster agents; /* struct census_entry */
	struct arena text;
	uint64_t others;
};

void census_init(struct census *c, uint32_t most);
void census_release(struct census *c);

void census_count(struct census *c, struct agents *agents, struct slice ua);

/* Writes `user_agent hits verdict reason` with a header, most hits first, then
 * by the agents' bytes. The verdict is bot or browser, the reason the word or
 * rule of agent.h. */
void census_put(const struct census *c, struct writer *out);

#endif

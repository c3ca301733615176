/* SPDX-License-Identifier: MIT */
/* Counts moved from one parser to another. */
#include "log/parser-tally.h"

void
parser_take_tally(struct parser *p, struct parser_tally *t)
{
	struct clock *clock = &p->dialect->scan.clock;
	memcpy(t->counts, p->counts, sizeof(t->counts));
	memset(p->counts, 0, sizeof(p->counts));
	trackers_take_hits(&p->trackers, t->hits);
	t->runaways = p->channels.runaways;
	p->channels.runaways = 0;
	t->guessed_zone = clock->guessed;
	clock->guessed = false;
}

void
parser_add_tally(struct parser *p, const struct parser_tally *t)
{
	for (int v = 0; v < N_VERDICTS; v++)
		p->counts[v] += t->counts[v];
	trackers_add_hits(&p->trackers, t->hits);
	p->channels.runaways += t->runaways;
	p->dialect->scan.clock.guessed |= t->guessed_zone;
}

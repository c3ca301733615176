/* SPDX-License-Identifier: MIT */
/* Spend files to the cards of touchpoints. */
#include "metrics-costs.h"

#include "base/msg.h"
#include "spend-channels.h"

void
metrics_costs_check(struct metrics_costs *c, const struct metrics *m)
{
	struct slice bad;
	for (size_t i = 0; i < c->maps.n; i++)
		if (!spend_map(&c->options, c->maps.at[i], &bad))
			msg_usage(
			    "spend-map", SPEND_MAP_WRONG, (int)bad.n, bad.p);
	if (c->files.n > 0 &&
	    (m->mode != &metrics_card || !metrics_spend_fits(&m->groups)))
		msg_usage("spend",
		    "goes with --by touchpoint, and channel, source, medium, "
		    "campaign, term or content");
}

int
metrics_costs_read(struct metrics_costs *c, struct metrics *m)
{
	struct metrics_spend *s = &c->spend;
	struct spend_counts counts = {0};
	struct buf why = BUF_INIT;
	if (c->files.n == 0)
		return EXIT_DONE;
	bool some = m->first <= m->last;
	for (unsigned i = 0; i < m->groups.n_parts; i++)
		if (m->groups.parts[i].kind == PART_COLUMN)
			c->options
			    .needed[spend_role_named(m->groups.parts[i].name)] =
			    true;
	metrics_spend_init(s, &m->groups,
	    some ? zone_day(&m->zone, m->first) : 1,
	    some ? zone_day(&m->zone, metrics_last(m)) : 0);
	m->spend = s;
	enum spend_status status = SPEND_GOOD;
	struct spend_channels channels = {
	    sources_new(simd_probe()), metrics_spend_take, s};
	for (size_t i = 0; i < c->files.n && status == SPEND_GOOD; i++) {
		why.n = 0;
		status = spend_read(c->files.at[i], &c->options,
		    spend_channels_take, &channels, &counts, &why);
	}
	sources_free(channels.sources);
	if (status != SPEND_GOOD)
		msg_warn(NULL, "%.*s", (int)why.n, why.p);
	buf_release(&why);
	if (status != SPEND_GOOD)
		return status == SPEND_WRONG ? EXIT_USAGE : EXIT_SYSTEM;
	if (s->mixed)
		msg_warn("spend",
		    "has several currencies: a cost of more than one is empty");
	else if (*s->currency && m->sales.n_first == 3 &&
	    memcmp(s->currency, m->sales.first, 3) != 0)
		msg_warn("spend",
		    "is in another currency than revenue; roas is empty");
	return EXIT_DONE;
}

void
metrics_costs_release(struct metrics_costs *c, const struct metrics *m)
{
	if (m->spend)
		metrics_spend_release(m->spend);
	spend_options_release(&c->options);
}

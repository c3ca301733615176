/* SPDX-License-Identifier: MIT */
/* Touchpoints of the one stage, without its name. */
#include "rules/segments.h"

#include "rules/open.h"

const char *const segments_preset =
    "# Segments of persons for cjm-profile. Columns are those that it prints;\n"
    "# days, ages and scores count from the end of the data (--as-of).\n"
    "\n"
    "segment new            when visits == 1 and orders == 0\n"
    "segment returning      when visits > 1 and orders == 0\n"
    "segment engaged        when dwell >= 10m and orders == 0\n"
    "segment first_buyer    when orders == 1\n"
    "segment repeat         when orders >= 2\n"
    "segment vip            when recency >= 4 and frequency >= 4 and "
    "monetary >= 4\n"
    "segment high_spend     when monetary == 5\n"
    "\n"
    "# No order for 60 days; not even seen for 60 days.\n"
    "segment churn_risk     when orders >= 1 and days_since_order >= 60\n"
    "segment lapsed         when orders >= 1 and days_since_seen >= 60\n"
    "\n"
    "# Something is in the cart, and nothing was put there since.\n"
    "segment cart_left_30m  when cart_age >= 30m\n"
    "segment cart_left_24h  when cart_age >= 24h\n";

void
segments_init(
    struct segments *s, struct rules *rules, const struct header *columns)
{
	*s = (struct segments){.rules = rules};
	rules_fit_header(rules, columns);
	s->matcher = matcher_new(rules, NULL);
}

void
segments_release(struct segments *s)
{
	matcher_free(s->matcher);
	if (s->rules)
		rules_free(s->rules);
	buf_release(&s->names);
	*s = (struct segments){0};
}

bool
segments_of(struct segments *s, const struct row *row, struct slice *names)
{
	struct decision d;
	s->names.n = 0;
	if (!matcher_decide(s->matcher, row, &d)) {
		rules_tell_runaway(s->rules, matcher_failed(s->matcher));
		return false;
	}
	struct slice rest = d.values[OUTPUT_TOUCHPOINTS];
	while (rest.p && rest.n > 0) {
		struct slice name = slice_cut(&rest, ',');
		slice_cut(&name, ':'); /* the stage */
		if (s->names.n > 0)
			buf_put_byte(&s->names, ',');
		buf_put_slice(&s->names, name);
	}
	*names = s->names.n > 0 ? buf_slice(&s->names) : SLICE("");
	return true;
}

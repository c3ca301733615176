/* SPDX-License-Identifier: MIT */
/* Files of a user's: rules of channels, networks, plans, ids to forget. What
 * is wrong has a place in the text, what is read answers questions. */
#include "fuzz/fuzz.h"
#include "log/channel-rules.h"
#include "log/plan.h"
#include "log/privacy.h"

static void
must_be_a_place(bool good, const struct entry_error *e)
{
	must(good || (e->line > 0 && e->column > 0 && e->reason[0]));
}

static void
channels(struct slice text)
{
	struct channel_rules rules = {.n = 0};
	struct entry_error error = {0, 0, ""};
	struct channel_facts facts = {.query = text};
	must_be_a_place(channel_rules_read(&rules, text, &error), &error);
	for (int i = 0; i < N_CHANNEL_FIELDS; i++)
		facts.fields[i] = i % 2 ? text : SLICE("");
	channel_rules_find(&rules, &facts);
	channel_rules_release(&rules);
}

static void
networks(struct slice text)
{
	struct addresses a = {NULL, 0};
	struct entry_error error = {0, 0, ""};
	must_be_a_place(addresses_add_all(&a, text, &error), &error);
	addresses_ready(&a);
	for (size_t i = 1; i < a.n; i++)
		must(a.at[i - 1].from <= a.at[i - 1].to &&
		    a.at[i - 1].to < a.at[i].from);
	addresses_have(&a, text);
	addresses_release(&a);
}

static void
plans(struct slice text)
{
	struct plan plan = {.n = 0};
	struct entry_error error = {0, 0, ""};
	must_be_a_place(plan_read(&plan, text, &error), &error);
	for (size_t i = 0; i < plan.n; i++)
		plan_fits(plan.at[i].kind, text);
	plan_release(&plan);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct privacy privacy;
	if (size > 4096)
		return 0;
	struct slice text = {(const char *)data, size};
	channels(text);
	networks(text);
	plans(text);
	privacy_init(&privacy);
	privacy_forget(&privacy, text);
	privacy_release(&privacy);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* From options to what the parser asks of each hit. */
#include "parse-guards.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/msg.h"
#include "io/load.h"

_Static_assert((int)N_VERDICTS <= (int)CHECK_VERDICTS, "a finding for each");

enum { FILE_MOST = 64 << 20, DROP_MAX = 256 };

static struct {
	struct addresses exclude, only;
	struct slice drop[DROP_MAX];
	struct buf channels; /* the text of their rules, */
	bool has_channels;   /* once it was read: it may be a pipe */
	struct census census;
	int census_fd;
	struct check check;
} guards = {.census_fd = -1};

_Noreturn static void
fail_at(const char *file, const struct entry_error *error)
{
	struct buf object = BUF_INIT;
	buf_printf(&object, "%s:%u:%u", file, error->line, error->column);
	buf_put_byte(&object, '\0');
	msg_usage(object.p, "%s", error->reason);
}

static void
load(const char *file, struct buf *text)
{
	if (!load_file(file, FILE_MOST, text))
		msg_fail(file, "%s", strerror(errno));
	if (text->n > FILE_MOST)
		msg_usage(file, "larger than %d MiB", FILE_MOST >> 20);
}

/* What an option names: a network, or a file of them. */
static const struct addresses *
read_addresses(
    const char *option, const struct opt_list *list, struct addresses *a)
{
	const char *why;
	struct entry_error error;
	for (size_t i = 0; i < list->n; i++) {
		const char *argument = list->at[i];
		if (argument[0] == '@') {
			struct buf text = BUF_INIT;
			load(argument + 1, &text);
			if (!addresses_add_all(a, buf_slice(&text), &error))
				fail_at(argument + 1, &error);
			buf_release(&text);
		} else if (!addresses_add(a, slice_of(argument), &why)) {
			msg_usage(option, "'%s': %s", argument, why);
		}
	}
	addresses_ready(a);
	return list->n > 0 ? a : NULL;
}

static void
add_drop(struct parser *p, struct slice name)
{
	if (p->options.n_drop == DROP_MAX)
		msg_usage("drop-param", "more than %d", DROP_MAX);
	guards.drop[p->options.n_drop++] = name;
	p->options.drop = guards.drop;
}

static uint32_t
limit(const char *option, int64_t n)
{
	if (n < 1 || n > INT32_MAX)
		msg_usage(option, "not from 1 to %d", INT32_MAX);
	return (uint32_t)n;
}

static void
set_bots(const struct guard_options *g, struct parser *p)
{
	if (strcmp(g->bots, "only") == 0)
		p->options.bots_only = true;
	else if (strcmp(g->bots, "keep") != 0 && strcmp(g->bots, "drop") != 0)
		msg_usage("bots", "'%s' is none of drop, keep, only", g->bots);
	if (strcmp(g->bots, "drop") != 0)
		p->options.keep |= 1u << LINE_BOT;
	if (!g->bot_reasons)
		return;
	guards.census_fd = open(
	    g->bot_reasons, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (guards.census_fd < 0)
		msg_fail(g->bot_reasons, "%s", strerror(errno));
	census_init(&guards.census, limit("max-agents", g->max_agents));
	p->census = &guards.census;
}

static void
set_trackers(const struct guard_options *g, struct parser *p)
{
	p->options.no_trackers = strcmp(g->trackers, "drop") == 0;
	p->options.no_pages = strcmp(g->trackers, "only") == 0;
	if (!p->options.no_trackers && !p->options.no_pages &&
	    strcmp(g->trackers, "keep") != 0)
		msg_usage("trackers", "'%s' is none of drop, keep, only",
		    g->trackers);
}

static void
set_channels(const struct guard_options *g, struct parser *p)
{
	struct entry_error error;
	if (!g->channels)
		return;
	if (!guards.has_channels)
		load(g->channels, &guards.channels);
	guards.has_channels = true;
	if (!channel_rules_read(
		&p->channels, buf_slice(&guards.channels), &error))
		fail_at(g->channels, &error);
}

static void
set_key(const struct guard_options *g, struct parser *p)
{
	struct digest_key key;
	const char *why;
	if (!g->hash_key)
		return;
	if (!digest_init())
		msg_fail("hash-key", "libsodium does not start");
	if (!digest_key_read(&key, g->hash_key, &why))
		msg_usage(g->hash_key, "%s", why);
	privacy_hide(&p->privacy, &key);
	digest_key_wipe(&key);
	/* a query must not tell what is hidden */
	for (size_t i = 0; i < p->uid.n; i++)
		if (p->uid.at[i].kind == UID_PARAM)
			add_drop(p, p->uid.at[i].name);
}

static void
set_privacy(const struct guard_options *g, struct parser *p)
{
	struct buf text = BUF_INIT;
	privacy_init(&p->privacy);
	for (size_t i = 0; i < g->drop.n; i++)
		add_drop(p, slice_of(g->drop.at[i]));
	for (size_t i = 0; i < g->consent.n; i++)
		if (!privacy_add_consent(
			&p->privacy, slice_of(g->consent.at[i])))
			msg_usage("consent",
			    "not NAME=VALUE or cookie:NAME=VALUE, or more than "
			    "%d: '%s'",
			    CONSENTS_MAX, g->consent.at[i]);
	struct slice bad;
	if (g->redact &&
	    !privacy_redact(&p->privacy, slice_of(g->redact), &bad))
		msg_usage("redact", "'%.*s' is none of email, phone, rrn",
		    (int)bad.n, bad.p);
	if (g->forget) {
		load(g->forget, &text);
		privacy_forget(&p->privacy, buf_slice(&text));
		buf_release(&text);
	}
	set_key(g, p);
}

static void
set_check(const struct guard_options *g, struct parser *p)
{
	struct buf text = BUF_INIT;
	struct entry_error error;
	const char *source = g->plan ? g->plan : "plan";
	if (!g->check)
		return;
	if (g->plan)
		load(g->plan, &text);
	else
		buf_put_text(&text, plan_default);
	if (!plan_read(&guards.check.plan, buf_slice(&text), &error))
		fail_at(source, &error);
	buf_release(&text);
	guards.check.limits =
	    (struct check_limits){.names = limit("max-names", g->max_names),
		.keys = limit("max-keys", g->max_keys)};
	check_init(&guards.check);
	p->check = &guards.check;
}

static bool
is_own(void *context, struct slice host)
{
	const struct parser *p = context;
	return sites_own(&p->sites, host);
}

static void
put_check(struct parser *p, struct writer *out)
{
	struct check_facts facts = {.verdict_names = verdict_names,
	    .n_verdicts = N_VERDICTS,
	    .event_verdict = LINE_EVENT,
	    .rules = &p->uid,
	    .is_own = is_own,
	    .context = p};
	check_put(p->check, &facts, out);
	check_release(p->check);
}

void
guards_set(const struct guard_options *g, struct parser *p)
{
	p->options.exclude =
	    read_addresses("exclude-ip", &g->exclude, &guards.exclude);
	p->options.only = read_addresses("only-ip", &g->only, &guards.only);
	set_trackers(g, p);
	set_bots(g, p);
	set_channels(g, p);
	set_privacy(g, p);
	set_check(g, p);
	/* who is to be forgotten is known by the uid as well */
	if (p->privacy.active)
		p->columns.needs |= NEED_UID;
}

void
guards_follow(
    const struct guard_options *g, struct parser *p, const struct parser *lead)
{
	const struct parser_options *o = &lead->options;
	p->options.exclude = o->exclude;
	p->options.only = o->only;
	p->options.no_trackers = o->no_trackers;
	p->options.no_pages = o->no_pages;
	p->options.bots_only = o->bots_only;
	p->options.keep = o->keep;
	p->options.drop = o->drop;
	p->options.n_drop = o->n_drop;
	set_channels(g, p);
	privacy_follow(&p->privacy, &lead->privacy);
	p->columns.needs |= lead->columns.needs;
}

static bool
put_census(const char *file, struct parser *p)
{
	struct writer out;
	writer_init(&out, guards.census_fd, 0);
	census_put(p->census, &out);
	census_release(p->census);
	if (writer_close(&out) && close(guards.census_fd) == 0)
		return true;
	msg_warn(file, "%s", strerror(errno));
	return false;
}

bool
guards_finish(
    const struct guard_options *g, struct parser *p, struct writer *out)
{
	bool good = !p->census || put_census(g->bot_reasons, p);
	if (p->check)
		put_check(p, out);
	if (p->channels.runaways > 0)
		msg_warn("channels",
		    "%u searches were given up: a pattern runs away",
		    p->channels.runaways);
	addresses_release(&guards.exclude);
	addresses_release(&guards.only);
	buf_release(&guards.channels);
	return good;
}

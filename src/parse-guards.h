/* SPDX-License-Identifier: MIT */
/* Options of cjm-parse that say whose hits are taken, and what of a person
 * goes on. */
#ifndef CJM_PARSE_GUARDS_H
#define CJM_PARSE_GUARDS_H

#include "base/opt.h"
#include "log/parser.h"

struct guard_options {
	const char *trackers, *bots, *bot_reasons, *channels, *forget,
	    *hash_key, *redact, *plan;
	bool check;
	struct opt_list exclude, only, consent, drop;
	int64_t max_agents, max_names, max_keys;
};

#define GUARD_OPTIONS_INIT                                             \
	{                                                              \
		.trackers = "keep", .bots = "drop",                    \
		.max_agents = CENSUS_AGENTS, .max_names = CHECK_NAMES, \
		.max_keys = CHECK_KEYS                                 \
	}

/* The rows of the option table. */
#define GUARD_OPTIONS(g)                                                     \
	{0, "check", OPT_FLAG, &(g).check, NULL,                             \
	    "instead of events: what the log has and lacks"},                \
	    {0, "plan", OPT_TEXT | OPT_USUAL, &(g).plan, "FILE",             \
		"what events need to have"},                                 \
	    {0, "max-names", OPT_COUNT | OPT_USUAL, &(g).max_names, "N",     \
		"names that a check tells apart (1000)"},                    \
	    {0, "max-keys", OPT_COUNT | OPT_USUAL, &(g).max_keys, "N",       \
		"among so many a check looks for repeats (2000000)"},        \
	    {0, "exclude-ip", OPT_LIST, &(g).exclude, "CIDR|@FILE",          \
		"drop hits from there (--only-ip: from elsewhere)"},         \
	    {0, "only-ip", OPT_LIST | OPT_USUAL, &(g).only, "CIDR|@FILE",    \
		"drop hits from elsewhere"},                                 \
	    {0, "trackers", OPT_TEXT | OPT_USUAL, &(g).trackers, "WHICH",    \
		"hits of trackers: drop, keep or only (keep)"},              \
	    {0, "bots", OPT_TEXT, &(g).bots, "WHICH",                        \
		"drop, keep or only (drop)"},                                \
	    {0, "bot-reasons", OPT_OUTPUT | OPT_USUAL, &(g).bot_reasons,     \
		"FILE", "write there why agents are bots"},                  \
	    {0, "max-agents", OPT_COUNT | OPT_USUAL, &(g).max_agents, "N",   \
		"agents that are told apart there (100000)"},                \
	    {0, "channels", OPT_TEXT | OPT_USUAL, &(g).channels, "FILE",     \
		"rules of channels before the default ones"},                \
	    {0, "hash-key", OPT_TEXT, &(g).hash_key, "FILE",                 \
		"hide uid, user and ip by this secret"},                     \
	    {0, "drop-param", OPT_LIST | OPT_USUAL, &(g).drop, "NAME",       \
		"leave this parameter out of queries"},                      \
	    {0, "redact", OPT_TEXT | OPT_USUAL, &(g).redact, "LIST",         \
		"hide email, phone, rrn wherever they stand"},               \
	    {0, "consent", OPT_LIST | OPT_USUAL, &(g).consent, "NAME=VALUE", \
		"drop hits without it"},                                     \
	{                                                                    \
		0, "forget", OPT_TEXT | OPT_USUAL, &(g).forget, "FILE",      \
		    "drop the hits of these ids"                             \
	}

/* Fits a parser, of which uid is read already, to them. Wrong use and mistakes
 * in files end the process with EXIT_USAGE. */
void guards_set(const struct guard_options *g, struct parser *p);

/* Fits another parser, of which uid is read already, to them as `lead` was, of
 * which it may look at lists: lead is released last. Neither counts agents nor
 * checks. */
void guards_follow(
    const struct guard_options *g, struct parser *p, const struct parser *lead);

/* Writes the check to out, and the census to its file, where they were asked
 * for, and frees. False with a message. */
bool guards_finish(
    const struct guard_options *g, struct parser *p, struct writer *out);

#endif

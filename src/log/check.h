/* SPDX-License-Identifier: MIT */
/* What a log is good for: instead of events, a table of what was recognised in
 * it and what is wrong with it, with an example line for each.
 *
 *	part  item  count  share  example  note
 *
 * part is lines, format, tracker, event, missing, kind, identity, repeat, time,
 * source or host; count of lines or events; share of all lines, all events, or
 * (of missing and kind) the events of that name; example `file:number` of the
 * first. */
#ifndef CJM_LOG_CHECK_H
#define CJM_LOG_CHECK_H

#include "base/mem.h"
#include "base/roster.h"
#include "io/writer.h"
#include "log/event.h"
#include "log/plan.h"
#include "log/uid.h"

enum { CHECK_PLACE_MAX = 256, CHECK_VERDICTS = 32 };

/* What is kept at most. Names of events, hosts, formats and trackers beyond
 * `names` of each are counted together; repeats are looked for among the first
 * `keys` lines, orders and ids of events each. */
struct check_limits {
	uint32_t names, keys;
};

enum { CHECK_NAMES = 1000, CHECK_KEYS = 2000000 }; /* unless told otherwise */

/* How often something came, and where first. */
struct finding {
	uint64_t count;
	char place[CHECK_PLACE_MAX];
};

struct named {
	struct roster places; /* of the rows by name */
	struct named_row {
		struct slice name;
		struct finding finding;
	} * at;
	size_t n;
	struct finding others;
};

struct seen {
	struct roster keys;
	uint64_t unseen; /* not looked for any more */
	struct finding repeats;
};

struct check {
	struct plan plan;
	struct check_limits limits;
	struct finding *missing, *unfit; /* by row of the plan */
	struct finding verdicts[CHECK_VERDICTS];
	struct named events, hosts, formats, trackers;
	struct arena memory;
	struct seen lines, orders, event_ids;
	struct finding uids[UID_MAX], nobody, users;
	struct finding inner; /* own links that begin a new source */
	struct finding late, gaps;
	int64_t first, last, latest; /* times; WHEN_NONE before the first */
	int64_t latest_late, longest_gap;
	char longest_place[CHECK_PLACE_MAX], latest_place[CHECK_PLACE_MAX];
};

/* The columns that are made for a check. */
extern const char check_columns[];

/* plan and limits are the caller's to fill, before. */
void check_init(struct check *c);
void check_release(struct check *c);

/* A file's format was found out. */
void check_format(
    struct check *c, const char *name, const char *file, uint64_t line);

/* A line became that verdict. */
void check_line(
    struct check *c, unsigned verdict, const char *file, uint64_t number);

/* An event, all of whose columns but those of rare use are made. tracker is the
 * name of its tracker or NULL. from is what its uid was found in. */
void check_event(struct check *c, const struct event *e, struct slice line,
    int64_t time, const char *tracker, const struct uid_rules *rules,
    const struct uid_sources *from);

/* The event begins a new source, though its referrer is a page of the site. */
void check_inner(struct check *c, const struct event *e);

/* The lines of that many verdicts, by their names, and sites as notes. */
struct check_facts {
	const char *const *verdict_names;
	unsigned n_verdicts, event_verdict;
	const struct uid_rules *rules;
	bool (*is_own)(void *context, struct slice host);
	void *context;
};

/* Writes the table, with a header line. */
void check_put(
    const struct check *c, const struct check_facts *facts, struct writer *out);

#endif

/* SPDX-License-Identifier: MIT */
/* cjm-identify: which visitors are one person. */
#include <errno.h>
#include <stdlib.h>

#include "base/msg.h"
#include "base/when.h"
#include "io/reader.h"
#include "journey/identity-map.h"
#include "journey/identity-rows.h"

enum { NOT_GIVEN = -1 };

static struct {
	struct opt_common common;
	const char *stitch, *map, *apply;
	struct opt_list deny;
	int64_t carry_max, max_users, memory;
} options = {.common = OPT_COMMON_INIT,
    .stitch = "carry",
    .carry_max = NOT_GIVEN,
    .max_users = 5,
    .memory = OPT_MEMORY_INIT};

static const struct opt option_table[] = {
    {0, "stitch", OPT_TEXT, &options.stitch, "RULE",
	"carry, forward, first, last or none (carry)"},
    {0, "carry-max", OPT_DURATION, &options.carry_max, "DURATION",
	"how long a login speaks for later hits (ever)"},
    {0, "max-users", OPT_COUNT, &options.max_users, "COUNT",
	"with more of them a client is shared (5)"},
    {0, "deny", OPT_LIST, &options.deny, "FILE",
	"ids that are no users, one a line"},
    {0, "map", OPT_OUTPUT, &options.map, "FILE",
	"write which client was whose, and when"},
    {0, "apply", OPT_TEXT, &options.apply, "FILE",
	"use such a file in place of the logins"},
    {0, "memory", OPT_SIZE, &options.memory, "SIZE",
	"give up when logins take more (1G)"},
    OPT_COMMON_INPUT(options.common),
    OPT_COMMON_OUTPUT(options.common),
    {0},
};

static const struct opt_clash clashes[] = {
    {"carry-max", "apply", "the mapping says from when to when"},
    {"max-users", "apply", "the mapping says whose; leave shared clients out"},
    {NULL, NULL, NULL}};

static const struct opt_tool tool = {
    .name = "cjm-identify",
    .purpose = "Tell which visitors are one person, by their logins.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-identify --map persons.tsv events.tsv",
    .clashes = clashes,
};

enum { USERS_MOST = 63, LONGEST_ID = 64 << 10 /* bytes */ };

static enum stitch
stitch_option(void)
{
	static const char *const names[] = {[STITCH_CARRY] = "carry",
	    [STITCH_FORWARD] = "forward",
	    [STITCH_FIRST] = "first",
	    [STITCH_LAST] = "last",
	    [STITCH_NONE] = "none"};
	for (unsigned i = 0; i <= STITCH_NONE; i++)
		if (slice_is(slice_of(options.stitch), names[i]))
			return (enum stitch)i;
	msg_usage("stitch",
	    "'%s' is none of carry, forward, first, last and none",
	    options.stitch);
}

static void
check_options(void)
{
	enum stitch stitch = stitch_option();
	if (options.max_users < 1 || options.max_users > USERS_MOST)
		msg_usage("max-users", "not from 1 to %d", USERS_MOST);
	if (options.carry_max != NOT_GIVEN && stitch != STITCH_CARRY &&
	    stitch != STITCH_FORWARD)
		msg_usage("carry-max",
		    "has a meaning only with --stitch carry and forward");
	if (options.map && (options.apply || stitch == STITCH_NONE))
		msg_usage("map", "there is nothing to write with %s",
		    options.apply ? "--apply" : "--stitch none");
}

/* Ids of a file, one a line. */
static void
read_denied(struct deny *deny, const char *path)
{
	struct reader_options reading = {
	    .files = &path, .n_files = 1, .max_line = LONGEST_ID};
	struct reader *reader = reader_new(&reading);
	struct block block;
	enum reader_status status;
	while ((status = reader_next(reader, &block)) == READER_BLOCK) {
		struct slice rest = {block.p, block.n};
		if (block.first)
			rest = slice_skip_bom(rest);
		while (rest.n > 0) {
			struct slice line = slice_cut(&rest, '\n');
			if (line.n > 0 && line.p[line.n - 1] == '\r')
				line.n--;
			deny_add(deny, line);
		}
	}
	if (status == READER_FAILED) {
		reader_explain(reader);
		exit(EXIT_SYSTEM);
	}
	reader_free(reader);
}

static void
learn(struct identity *identity, struct identity_rows *rows)
{
	if (!options.apply && identity->stitch != STITCH_NONE)
		identity_rows_learn(rows, options.memory);
	identity_finish(identity);
}

int
main(int argc, char **argv)
{
	struct table table;
	struct writer out;
	struct identity identity;
	struct identity_rows rows;
	struct deny deny;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	check_options();
	identity_init(&identity, stitch_option(),
	    options.carry_max != NOT_GIVEN ? options.carry_max : INT64_MAX,
	    (uint32_t)options.max_users);
	deny_init(&deny);
	for (size_t i = 0; i < options.deny.n; i++)
		read_denied(&deny, options.deny.at[i]);
	if (options.apply)
		identity_map_read(&identity, options.apply, &options.common);
	writer_init(&out, 1, (int)options.common.zstd);
	table_open(&table, &options.common, &out);
	identity_rows_open(&rows, &table, &identity, &deny, &out);
	learn(&identity, &rows);
	identity_rows_run(&rows);
	int status = table.failed ? EXIT_SYSTEM : EXIT_DONE;
	if (options.map && !identity_map_write(&identity, options.map)) {
		msg_warn(options.map, "%s", strerror(errno));
		status = EXIT_SYSTEM;
	}
	uint64_t clients = identity.clients.n, users = identity.persons.n - 1;
	const struct counter counters[] = {TABLE_COUNTERS(table),
	    {"rows_bad_time", &rows.bad_time}, {"identified", &rows.identified},
	    {"junk", &rows.junked}, {"stitched", &rows.stitched},
	    {"anonymous", &rows.anonymous}, {"nobody", &rows.nobody},
	    {"clients", &clients}, {"users", &users},
	    {"shared_clients", &identity.shared},
	    {"shared_events", &rows.shared}, {"late", &identity.late}, {0}};
	status = output_finish(&out, &options.common, counters, status);
	identity_rows_close(&rows);
	table_close(&table);
	identity_release(&identity);
	deny_release(&deny);
	return status;
}

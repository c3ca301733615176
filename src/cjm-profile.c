/* SPDX-License-Identifier: MIT */
/* cjm-profile: all that is known of each person, in a row; audiences. */
#include "base/msg.h"
#include "base/when.h"
#include "io/temp.h"
#include "journey/changes.h"
#include "journey/profile.h"
#include "journey/rfm.h"
#include "journey/session-paths.h"
#include "rules/audience.h"
#include "table/earlier.h"
#include "table/members.h"
#include "table/output.h"
#include "table/sort.h"

static struct opt_common common = OPT_COMMON_INIT;
static struct profile_options options = PROFILE_OPTIONS_INIT;
static const char *segments, *where, *members, *tag, *since_run;
static bool print_segments, session_paths, nested;
static int64_t as_of = WHEN_NONE, memory = OPT_MEMORY_INIT;
static int64_t list = 10, pages = 1000;

static const struct opt option_table[] = {
    {'s', "segments", OPT_TEXT, &segments, "FILE",
	"rules of segments (--print-segments shows the usual)"},
    {'w', "where", OPT_TEXT, &where, "EXPR",
	"only persons of whom that is true, as in rules"},
    {'m', "members", OPT_TEXT, &members, "FILE",
	"only persons on that list: a table of cjm tools"},
    {'t', "tag", OPT_TEXT, &tag, "TEXT", "a column with that text"},
    {0, "since-run", OPT_TEXT, &since_run, "FILE",
	"who entered and left a segment since those profiles"},
    {0, "session-paths", OPT_FLAG, &session_paths, NULL,
	"sessions instead, with their pages in order"},
    {0, "print-segments", OPT_FLAG, &print_segments, NULL,
	"print the usual rules of segments and end"},
    {0, "as-of", OPT_MOMENT, &as_of, "TIME",
	"when days and ages are counted from (the last row)"},
    {0, "nested", OPT_FLAG, &nested, NULL,
	"score frequency within recency, money within both"},
    {0, "stages", OPT_TEXT, &options.stages, "LIST",
	"the stages in their order (the five usual)"},
    {0, "list", OPT_COUNT, &list, "N", "items and searches kept (10)"},
    {0, "pages", OPT_USUAL | OPT_COUNT, &pages, "N",
	"pages kept of a session (1000)"},
    {0, "views", OPT_USUAL | OPT_TEXT, &options.views, "LIST",
	"the events that are a page seen"},
    {0, "conversion", OPT_USUAL | OPT_TEXT, &options.conversion, "EVENT",
	"the event that is an order (purchase)"},
    OPT_MEMORY(memory),
    OPT_COMMON_INPUT(common),
    OPT_COMMON_OUTPUT(common),
    {0},
};

static const struct opt_tool tool = {.name = "cjm-profile",
    .purpose = "Write what is known of each person, and who is in a segment.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-profile --where 'cart_age >= 24h' --tag cart events.tsv"};

struct run {
	struct table table;
	struct writer out;
	struct sort *sort;
	struct members members;
	struct profiles profiles;
	struct rfm_list rfm;
	struct temp rows; /* profiles but for their scores */
	struct earlier earlier;
	unsigned time, person;
	int64_t end;
	struct buf line;
	uint64_t bad_time, nobody, persons, written;
};

/* Rows in the order of persons. Scores compare a person with all, so that only
 * sessions may be chosen here. */
static void
gather(struct run *r, const struct sort_key *keys, unsigned n)
{
	r->sort = sort_new(&r->table, keys, n, memory);
	while (table_next(&r->table))
		for (size_t i = 0; i < r->table.n_rows; i++) {
			struct row row = table_row(&r->table, i);
			struct slice person = row_field(&row, r->person);
			int64_t time;
			bool good =
			    when_read_unix(row_field(&row, r->time), &time);
			r->bad_time += !good;
			r->nobody += good && person.n == 0;
			if (!good || person.n == 0 ||
			    (session_paths && members &&
				!members_have(&r->members, person)))
				continue;
			if (time > r->end)
				r->end = time;
			r->bad_time += !sort_add(r->sort, &row);
		}
	sort_finish(r->sort);
}

static void
flush(struct run *r, struct writer *out)
{
	writer_put_slice(out, buf_slice(&r->line));
	r->line.n = 0;
}

/* The person's row to the temporary file; the buyer's figures are scored at
 * the end. */
static void
put_aside(struct run *r)
{
	const struct profile *one = &r->profiles.at_hand;
	int128 money = one->revenue;
	if (money > INT64_MAX || money < INT64_MIN)
		money = money > 0 ? INT64_MAX : INT64_MIN;
	if (one->orders > 0)
		rfm_add(&r->rfm, profile_days(one, r->end), one->orders,
		    (int64_t)money);
	buf_put_byte(&r->line, one->orders > 0 ? '1' : '0');
	profiles_put(&r->profiles, r->end, &r->line);
	buf_put_byte(&r->line, '\n');
	flush(r, &r->rows.out);
	r->persons++;
}

static void
make_profiles(struct run *r)
{
	bool some = false;
	temp_open(&r->rows);
	while (table_next(&r->table)) {
		for (size_t i = 0; i < r->table.n_rows; i++) {
			struct row row = table_row(&r->table, i);
			struct slice person = row_field(&row, r->person);
			int64_t time;
			if (!some ||
			    !slice_equal(person,
				buf_slice(&r->profiles.at_hand.person))) {
				if (some)
					put_aside(r);
				profiles_begin(&r->profiles, person);
				some = true;
			}
			when_read_unix(row_field(&row, r->time), &time);
			profiles_take(&r->profiles, &row, time);
		}
		temp_check(&r->rows);
	}
	if (some)
		put_aside(r);
	temp_rewind(&r->rows);
	rfm_score(&r->rfm, nested);
}

/* What is printed of a person: the row, or how its segments have changed. */
static void
put_person(struct run *r, const struct audience *a, struct slice person)
{
	struct slice before = {"", 0};
	r->written++;
	if (!since_run) {
		writer_put_slice(&r->out, buf_slice(&a->row));
		return;
	}
	while (earlier_below(&r->earlier, &person))
		changes_put(r->earlier.person, r->earlier.segments,
		    (struct slice){"", 0}, &r->line);
	if (earlier_is(&r->earlier, person))
		before = r->earlier.segments;
	changes_put(person, before, a->names, &r->line);
	flush(r, &r->out);
}

/* The scores behind the profiles, and who is asked for. */
static int
put_profiles(struct run *r, struct audience *a)
{
	struct slice line;
	const struct rfm *buyer = r->rfm.at;
	while (!writer_failed(&r->out) && temp_line(&r->rows, &line)) {
		bool bought = *line.p == '1';
		line = slice_skip(line, 1);
		struct slice rest = line, person = slice_cut(&rest, '\t');
		r->line.n = 0;
		buf_put_slice(&r->line, line);
		rfm_put(bought ? buyer++ : NULL, &r->line);
		if (members && !members_have(&r->members, person))
			continue;
		switch (audience_take(a, buf_slice(&r->line))) {
		case AUDIENCE_FAILED:
			return EXIT_USAGE;
		case AUDIENCE_OUT:
			break;
		case AUDIENCE_IN:
			r->line.n = 0;
			put_person(r, a, person);
		}
	}
	r->line.n = 0;
	while (since_run && earlier_below(&r->earlier, NULL))
		changes_put(r->earlier.person, r->earlier.segments,
		    (struct slice){"", 0}, &r->line);
	flush(r, &r->out);
	return EXIT_DONE;
}

static int
profile(struct run *r)
{
	struct audience audience;
	struct buf columns = BUF_INIT;
	profiles_open(&r->profiles, &r->table);
	profiles_put_header(&r->profiles, &columns);
	rfm_put_header(&columns);
	audience_open(&audience, buf_slice(&columns), segments, where, tag);
	if (since_run)
		earlier_open(&r->earlier, since_run);
	r->person = r->profiles.columns.person;
	gather(r, &(struct sort_key){r->person, SORT_TEXT}, 1);
	if (as_of != WHEN_NONE)
		r->end = as_of;
	make_profiles(r);
	if (!common.no_header && since_run)
		changes_put_header(&r->line);
	else if (!common.no_header)
		audience_put_header(&audience, &r->line);
	flush(r, &r->out);
	int status = put_profiles(r, &audience);
	if (r->profiles.sales.mixed)
		msg_warn("revenue",
		    "several currencies are added up; filter the rows by "
		    "currency");
	int closed = since_run ? earlier_close(&r->earlier) : EXIT_DONE;
	temp_close(&r->rows);
	rfm_release(&r->rfm);
	audience_release(&audience);
	profiles_release(&r->profiles);
	buf_release(&columns);
	return closed > status ? closed : status;
}

static int
paths(struct run *r)
{
	struct session_paths s;
	session_paths_open(
	    &s, &r->table, options.views, options.conversion, (uint64_t)pages);
	const struct sort_key keys[] = {
	    {s.person, SORT_TEXT}, {s.uid, SORT_TEXT}, {s.session, SORT_TIME}};
	r->person = s.person;
	gather(r, keys, 3);
	if (!common.no_header)
		session_paths_put_header(&r->line);
	while (!writer_failed(&r->out) && table_next(&r->table))
		for (size_t i = 0; i < r->table.n_rows; i++) {
			struct row row = table_row(&r->table, i);
			int64_t time;
			when_read_unix(row_field(&row, r->time), &time);
			session_paths_take(&s, &row, time, &r->line);
			flush(r, &r->out);
		}
	session_paths_finish(&s, &r->line);
	flush(r, &r->out);
	session_paths_release(&s);
	return EXIT_DONE;
}

static void
check_options(struct run *r)
{
	if (session_paths && (where || tag || since_run || segments))
		msg_usage("session-paths",
		    "goes with no option of profiles but --members");
	if (tag && strpbrk(tag, "\t\n\r\\"))
		msg_usage("tag", "has a TAB, a line end or a backslash");
	if (list < 1 || list > 1000)
		msg_usage("list", "not from 1 to 1000");
	if (pages < 1 || pages > 1000000)
		msg_usage("pages", "not from 1 to 1000000");
	options.list = (uint64_t)list;
	const char *why = profiles_init(&r->profiles, &options);
	if (why)
		msg_usage("stages", "%s: '%s'", why, options.stages);
}

int
main(int argc, char **argv)
{
	static struct run run = {.end = INT64_MIN};
	struct run *r = &run;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&common, argc, argv, first);
	check_options(r);
	writer_init(&r->out, 1, (int)common.zstd);
	if (print_segments) {
		static const struct counter none[] = {{NULL, NULL}};
		writer_put_slice(&r->out, slice_of(segments_preset));
		return output_finish(&r->out, &common, none, EXIT_DONE);
	}
	if (members && !members_read(&r->members, members))
		return EXIT_SYSTEM;
	table_open(&r->table, &common, NULL);
	r->time = table_need(&r->table, "time", "cjm-parse");
	int status = session_paths ? paths(r) : profile(r);
	if (r->table.failed)
		msg_warn(NULL, "the rows are of what came before that");
	uint64_t runs = sort_runs(r->sort);
	const struct counter counters[] = {TABLE_COUNTERS(r->table),
	    {"rows_bad_time", &r->bad_time}, {"nobody", &r->nobody},
	    {"rows_unknown_stage", &r->profiles.unknown_stages},
	    {"persons", &r->persons}, {"written", &r->written},
	    {"sorted_runs", &runs}, {0}};
	sort_free(r->sort);
	int closed = table_close(&r->table);
	buf_release(&r->line);
	if (members)
		members_release(&r->members);
	return output_finish(
	    &r->out, &common, counters, closed > status ? closed : status);
}

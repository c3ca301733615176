/* SPDX-License-Identifier: MIT */
/* Profiles: rows of a person to a line that waits in a temporary file, since
 * scores compare a buyer with all; then the lines with scores and segments. */
#include "base/hot.h"
#include "base/msg.h"
#include "io/temp.h"
#include "journey/changes.h"
#include "journey/rfm.h"
#include "profile-run.h"
#include "rules/audience.h"
#include "table/earlier.h"
#include "revenue-told.h"

struct persons {
	struct profile_run *run;
	struct rfm_list rfm;
	struct temp rows; /* profiles but for their scores */
	struct earlier earlier;
};

/* The person's row to the temporary file; the buyer's figures are scored at
 * the end. */
static void
put_aside(struct persons *s)
{
	struct profile_run *r = s->run;
	const struct profile *one = &r->profiles.at_hand;
	int128 money = one->revenue;
	if (money > INT64_MAX || money < INT64_MIN)
		money = money > 0 ? INT64_MAX : INT64_MIN;
	if (one->orders > 0)
		rfm_add(&s->rfm, profile_days(one, r->end), one->orders,
		    (int64_t)money);
	buf_put_byte(&r->line, one->orders > 0 ? '1' : '0');
	profiles_put(&r->profiles, r->end, &r->line);
	buf_put_byte(&r->line, '\n');
	profile_run_flush(r, &s->rows.out);
	r->persons++;
}

ROW_LOOP static void
make_profiles(struct persons *s)
{
	struct profile_run *r = s->run;
	bool some = false;
	temp_open(&s->rows);
	while (table_next(&r->table)) {
		for (size_t i = 0; i < r->table.n_rows; i++) {
			struct row row = table_row(&r->table, i);
			struct slice person = row_field(&row, r->person);
			int64_t time;
			if (!some ||
			    !slice_equal(person,
				buf_slice(&r->profiles.at_hand.person))) {
				if (some)
					put_aside(s);
				profiles_begin(&r->profiles, person);
				some = true;
			}
			when_read_unix(row_field(&row, r->time), &time);
			profiles_take(&r->profiles, &row, time);
		}
		temp_check(&s->rows);
	}
	if (some)
		put_aside(s);
	temp_rewind(&s->rows);
	rfm_score(&s->rfm, r->words->nested);
}

static bool
is_asked_for(const struct profile_run *r, struct slice person)
{
	return !r->words->members || members_have(&r->members, person);
}

/* Earlier persons below one, or all: they have left all their segments. */
static void
put_left(struct persons *s, const struct slice *below)
{
	while (earlier_below(&s->earlier, below))
		if (is_asked_for(s->run, s->earlier.person))
			changes_put(s->earlier.person, s->earlier.segments,
			    (struct slice){"", 0}, &s->run->line);
}

/* One who is still there, but not asked for, has left nothing. */
static void
pass_person(struct persons *s, struct slice person)
{
	struct profile_run *r = s->run;
	if (!r->words->since_run)
		return;
	r->line.n = 0;
	put_left(s, &person);
	earlier_is(&s->earlier, person);
	profile_run_flush(r, &r->out);
}

/* What is printed of a person: the row, or how its segments have changed. */
static void
put_person(struct persons *s, const struct audience *a, struct slice person)
{
	struct profile_run *r = s->run;
	struct slice before = {"", 0};
	r->written++;
	if (!r->words->since_run) {
		writer_put_slice(&r->out, buf_slice(&a->row));
		return;
	}
	put_left(s, &person);
	if (earlier_is(&s->earlier, person))
		before = s->earlier.segments;
	changes_put(person, before, a->names, &r->line);
	profile_run_flush(r, &r->out);
}

/* The scores behind the profiles, and who is asked for. */
static int
put_profiles(struct persons *s, struct audience *a)
{
	struct profile_run *r = s->run;
	struct slice line;
	const struct rfm *buyer = s->rfm.at;
	while (!writer_failed(&r->out) && temp_line(&s->rows, &line)) {
		bool bought = *line.p == '1';
		line = slice_skip(line, 1);
		struct slice rest = line, person = slice_cut(&rest, '\t');
		r->line.n = 0;
		buf_put_slice(&r->line, line);
		rfm_put(bought ? buyer++ : NULL, &r->line);
		if (!is_asked_for(r, person)) {
			pass_person(s, person);
			continue;
		}
		switch (audience_take(a, buf_slice(&r->line))) {
		case AUDIENCE_FAILED:
			return EXIT_USAGE;
		case AUDIENCE_OUT:
			pass_person(s, person);
			break;
		case AUDIENCE_IN:
			r->line.n = 0;
			put_person(s, a, person);
		}
	}
	r->line.n = 0;
	if (r->words->since_run)
		put_left(s, NULL);
	profile_run_flush(r, &r->out);
	return EXIT_DONE;
}

static void
put_header(struct profile_run *r, const struct audience *a)
{
	if (r->words->since_run)
		changes_put_header(&r->line);
	else
		audience_put_header(a, &r->line);
	profile_run_flush(r, &r->out);
}

int
profile_persons(struct profile_run *r)
{
	static struct persons persons;
	struct persons *s = &persons;
	const struct profile_words *words = r->words;
	struct audience audience;
	struct buf columns = BUF_INIT;
	s->run = r;
	profiles_open(&r->profiles, &r->table);
	profiles_put_header(&r->profiles, &columns);
	rfm_put_header(&columns);
	audience_open(&audience, buf_slice(&columns), words->segments,
	    words->where, words->tag);
	if (words->since_run)
		earlier_open(&s->earlier, words->since_run);
	r->person = r->profiles.columns.person;
	profile_run_sort(r, &(struct sort_key){r->person, SORT_TEXT}, 1);
	if (words->as_of != WHEN_NONE)
		r->end = words->as_of;
	make_profiles(s);
	if (!words->common.no_header)
		put_header(r, &audience);
	int status = put_profiles(s, &audience);
	if (r->profiles.sales.mixed)
		msg_warn("revenue",
		    "several currencies are added up; filter the rows by "
		    "currency");
	revenue_tell_bad(r->profiles.sales.bad);
	if (!r->table.failed)
		kinds_tell(&r->profiles.kinds);
	int closed = words->since_run ? earlier_close(&s->earlier) : EXIT_DONE;
	temp_close(&s->rows);
	rfm_release(&s->rfm);
	audience_release(&audience);
	profiles_release(&r->profiles);
	buf_release(&columns);
	return closed > status ? closed : status;
}

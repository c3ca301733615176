/* SPDX-License-Identifier: MIT */
/* Rows to the order of persons, and the end of a run. */
#include "profile-run.h"

#include "base/msg.h"

bool
profile_run_open(struct profile_run *r, const struct profile_words *words)
{
	r->words = words;
	r->end = INT64_MIN;
	if (words->members && !members_read(&r->members, words->members))
		return false;
	writer_init(&r->out, 1, (int)words->common.zstd);
	table_open(&r->table, &words->common, NULL);
	r->time = table_need(&r->table, "time", "cjm-parse");
	return true;
}

/* Rows in the order of persons. Scores compare a person with all, so that only
 * sessions may be chosen here. */
void
profile_run_sort(struct profile_run *r, const struct sort_key *keys, unsigned n)
{
	bool some = r->words->session_paths && r->words->members;
	r->sort = sort_new(&r->table, keys, n, r->words->memory);
	while (table_next(&r->table))
		for (size_t i = 0; i < r->table.n_rows; i++) {
			struct row row = table_row(&r->table, i);
			struct slice person = row_field(&row, r->person);
			int64_t time;
			bool good =
			    when_read_unix(row_field(&row, r->time), &time);
			r->bad_time += !good;
			if (good && time > r->end) /* of whomever */
				r->end = time;
			r->nobody += good && person.n == 0;
			if (!good || person.n == 0 ||
			    (some && !members_have(&r->members, person)))
				continue;
			r->bad_time += !sort_add(r->sort, &row);
		}
	sort_finish(r->sort);
}

void
profile_run_flush(struct profile_run *r, struct writer *out)
{
	writer_put_slice(out, buf_slice(&r->line));
	r->line.n = 0;
}

int
profile_run_close(struct profile_run *r, int status)
{
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
	if (r->words->members)
		members_release(&r->members);
	return output_finish(&r->out, &r->words->common, counters,
	    closed > status ? closed : status);
}

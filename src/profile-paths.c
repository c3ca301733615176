/* SPDX-License-Identifier: MIT */
/* Sessions with their pages in order. */
#include "base/msg.h"
#include "journey/session-paths.h"
#include "profile-run.h"

int
profile_paths(struct profile_run *r)
{
	const struct profile_words *words = r->words;
	struct session_paths s;
	session_paths_open(&s, &r->table, words->asked.views,
	    words->asked.conversion, (uint64_t)words->pages);
	const struct sort_key keys[] = {
	    {s.person, SORT_TEXT}, {s.uid, SORT_TEXT}, {s.session, SORT_TIME}};
	r->person = s.person;
	profile_run_sort(r, keys, 3);
	if (!words->common.no_header)
		session_paths_put_header(&r->line);
	while (!writer_failed(&r->out) && table_next(&r->table))
		for (size_t i = 0; i < r->table.n_rows; i++) {
			struct row row = table_row(&r->table, i);
			int64_t time;
			when_read_unix(row_field(&row, r->time), &time);
			session_paths_take(&s, &row, time, &r->line);
			profile_run_flush(r, &r->out);
		}
	session_paths_finish(&s, &r->line);
	profile_run_flush(r, &r->out);
	if (!r->table.failed)
		kinds_tell(&s.kinds);
	session_paths_release(&s);
	return EXIT_DONE;
}

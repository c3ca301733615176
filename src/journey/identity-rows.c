/* SPDX-License-Identifier: MIT */
/* Two passes over rows. */
#include "journey/identity-rows.h"

#include "base/hot.h"
#include "base/msg.h"
#include "base/when.h"

/* `u:` and the user, or `c:` and the client. */
static struct slice
named(struct identity_rows *r, const char *kind, struct slice name)
{
	r->person.n = 0;
	buf_put_text(&r->person, kind);
	buf_put_slice(&r->person, name);
	buf_need(&r->person, SIMD_PAD);
	return buf_slice(&r->person);
}

static void
see_login(struct identity_rows *r, const struct row *row)
{
	struct slice uid = row_field(row, r->uid);
	struct slice user = row_field(row, r->user);
	int64_t time;
	r->row++;
	if (uid.n > 0 && !deny_has(r->deny, user) &&
	    when_read_unix(row_field(row, r->time), &time))
		identity_login(r->identity, hash_key(uid), uid, time, r->row,
		    named(r, "u:", user));
}

ROW_LOOP void
identity_rows_learn(struct identity_rows *r, int64_t memory)
{
	struct table *t = r->table;
	r->two = true;
	twice_open(&r->twice, t);
	while (table_next(t)) {
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			see_login(r, &row);
			twice_row(&r->twice, &row);
		}
		if (identity_bytes(r->identity) > (size_t)memory)
			msg_fail("memory",
			    "logins take more than %lld bytes: give more",
			    (long long)memory);
	}
	r->row = 0;
	twice_again(&r->twice);
}

static struct slice
person_of(struct identity_rows *r, const struct row *row, int64_t time)
{
	struct slice uid = row_field(row, r->uid);
	struct slice user = row_field(row, r->user);
	struct slice person = {NULL, 0};
	bool junk = deny_has(r->deny, user), shared = false;
	bool always = r->identity->stitch == STITCH_LAST;
	r->junked += junk && user.n > 0;
	r->identified += !junk;
	if (uid.n > 0 && (junk || always))
		person = identity_at(
		    r->identity, hash_key(uid), time, r->row, &shared);
	if (!junk)
		return person.p ? person : named(r, "u:", user);
	r->shared += shared;
	r->stitched += person.p != NULL;
	r->nobody += uid.n == 0;
	r->anonymous += !person.p && uid.n > 0;
	if (person.p || uid.n == 0)
		return person.p ? person : SLICE("");
	return named(r, "c:", uid);
}

static void
take_row(struct identity_rows *r, const struct row *row)
{
	int64_t time;
	r->row++;
	if (!when_read_unix(row_field(row, r->time), &time)) {
		r->bad_time++;
		return;
	}
	struct slice person = person_of(r, row, time);
	output_row(&r->output, row, &person);
}

ROW_LOOP void
identity_rows_run(struct identity_rows *r)
{
	struct table *t = r->table;
	while (!writer_failed(r->output.out) && table_next(t))
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			take_row(r, &row);
		}
}

void
identity_rows_open(struct identity_rows *r, struct table *t,
    struct identity *identity, struct deny *deny, struct writer *out)
{
	static const char *const names[] = {"person"};
	*r = (struct identity_rows){
	    .table = t, .identity = identity, .deny = deny};
	r->time = table_need(t, "time", "cjm-parse");
	r->uid = table_need(t, "uid", "cjm-parse");
	r->user = table_need(t, "user", "cjm-parse");
	output_open(&r->output, out, t, names, 1);
}

void
identity_rows_close(struct identity_rows *r)
{
	if (r->two)
		twice_release(&r->twice);
	output_close(&r->output);
	buf_release(&r->person);
}

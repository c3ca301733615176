/* SPDX-License-Identifier: MIT */
/* Which visitors are one person: clients (a browser's id) and the users who
 * log in on them.
 *
 * A hit with a user is that user's. One without is of the user whom its client
 * belongs to at that moment: clients are cut into times by the logins seen on
 * them, which takes two passes, since some rules look forward. A user on many
 * clients is one person through the user's own name; a client never joins two
 * users. Where more users than a few come on one client it is shared, and
 * tells nothing of hits without a user.
 *
 * What is kept is the changes of users on a client, so memory grows with
 * logins, not with hits. Moments are (time, row), so that hits of one second
 * have an order. */
#ifndef CJM_JOURNEY_IDENTITY_H
#define CJM_JOURNEY_IDENTITY_H

#include "base/intern.h"
#include "base/roster.h"

enum stitch {
	STITCH_CARRY,   /* the user before, else the next one after */
	STITCH_FORWARD, /* the user before */
	STITCH_FIRST,   /* the first user ever */
	STITCH_LAST,    /* the last user ever, also of hits of other users */
	STITCH_NONE     /* nobody: the client itself */
};

/* A time in which a client is a person's: from (from, row) on, up to but not
 * including `to`, or up to the next time where that begins at `to`. */
struct identity_time {
	int64_t from, to; /* microseconds; WHEN_NONE, INT64_MAX: no end */
	uint64_t row;     /* 0: all of its moment */
	uint32_t person;  /* a number in persons */
};

struct identity_login; /* a run of one user's logins */

struct identity_client {
	struct key key;
	struct slice uid;
	uint32_t latest;     /* login + 1, before identity_finish */
	uint32_t n;          /* logins, then times */
	uint32_t first_time; /* its times are neighbours */
	bool shared;
};

struct identity {
	enum stitch stitch;
	int64_t carry_max;  /* microseconds; INT64_MAX: no limit */
	uint32_t max_users; /* on a client that is not shared; 63 at the most */
	bool given;         /* times, not logins */

	struct roster clients; /* of struct identity_client */
	struct intern persons; /* `u:` and the user */
	struct arena text;
	struct identity_login *logins;
	size_t n_logins, logins_room;
	struct identity_time *times;
	size_t n_times, times_room;

	uint64_t late;   /* logins earlier than their client's latest */
	uint64_t shared; /* clients */
};

void identity_init(struct identity *id, enum stitch stitch, int64_t carry_max,
    uint32_t max_users);
void identity_release(struct identity *id);

/* First pass: a hit of the client by a user who is that person, in the order
 * of the rows. Texts are copied. */
void identity_login(struct identity *id, struct key client, struct slice uid,
    int64_t time, uint64_t row, struct slice person);

/* In place of logins: a time of a client that was decided before. */
void identity_time(struct identity *id, struct key client, struct slice uid,
    const struct identity_time *time, struct slice person);

/* Ends the first pass. */
void identity_finish(struct identity *id);

/* Second pass: the person whose the client is at that moment; NULL p: nobody's.
 * *shared: for that reason. Valid until identity_release. */
struct slice identity_at(const struct identity *id, struct key client,
    int64_t time, uint64_t row, bool *shared);

size_t identity_bytes(const struct identity *id);

#endif

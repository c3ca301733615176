/* SPDX-License-Identifier: MIT */
/* Rows of events and whose they are: logins in a first pass, persons in a
 * second one. */
#ifndef CJM_JOURNEY_IDENTITY_ROWS_H
#define CJM_JOURNEY_IDENTITY_ROWS_H

#include "journey/deny.h"
#include "journey/identity.h"
#include "table/output.h"
#include "table/twice.h"

struct identity_rows {
	struct table *table;
	struct identity *identity;
	struct deny *deny;
	struct output output;
	struct twice twice;
	bool two; /* passes */
	unsigned time, uid, user;
	uint64_t row; /* the number of the one at hand */
	struct buf person;

	uint64_t bad_time, nobody;
	uint64_t identified; /* with a user */
	uint64_t junked;     /* with one that is none */
	uint64_t stitched;   /* without, but of a user's client */
	uint64_t anonymous;  /* of nobody but the client */
	uint64_t shared;     /* of those, on a shared client */
};

/* Finds the columns and writes the header. */
void identity_rows_open(struct identity_rows *r, struct table *t,
    struct identity *identity, struct deny *deny, struct writer *out);

/* The first pass. More bytes than `memory` are a message and EXIT_SYSTEM. */
void identity_rows_learn(struct identity_rows *r, int64_t memory);

/* The second one, or the only one: all rows go out with their persons. */
void identity_rows_run(struct identity_rows *r);
void identity_rows_close(struct identity_rows *r);

#endif

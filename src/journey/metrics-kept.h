/* SPDX-License-Identifier: MIT */
/* What cjm-metrics keeps of persons while rows of theirs may still come:
 * rosters that are weighed together and forgotten together. What they are asked
 * for more than that is the mode's. */
#ifndef CJM_JOURNEY_METRICS_KEPT_H
#define CJM_JOURNEY_METRICS_KEPT_H

#include "base/roster.h"
#include "journey/metrics-carts.h"
#include "table/table.h"

struct kept {
	struct roster persons;
	struct roster visitors; /* of persons who are several: as persons */
	struct roster pairs;    /* of a person and a thing: a group, a name */
	struct roster deeds;    /* what a person did in a group */
	struct carts carts;     /* of persons, that wait for an order */
	bool has_visitors;
	unsigned uid; /* the visitors' column */
};

/* Sizes of entries, which begin with their key; 0: there are no such. */
void kept_init(struct kept *k, size_t person, size_t pair, size_t deed);

/* For figures of sessions, which are visitors' own: where the persons' column
 * is not `uid`, visitors have entries of their own. */
void kept_split(struct kept *k, const struct table *t, unsigned persons_column);

void kept_release(struct kept *k);

/* Forgets everybody. */
void kept_clear(struct kept *k);

/* The most bytes that are held before long, see roster_peak. */
size_t kept_bytes(const struct kept *k);

/* The person's entry; `guess` may be it already (see roster_prefetch_entry). */
static inline void *
kept_person(struct kept *k, struct key person, void *guess, bool *added)
{
	const struct key *known = guess;
	*added = false;
	return known && key_equal(*known, person)
	    ? guess
	    : roster_get(&k->persons, person, added);
}

/* The entry of the row's visitor, which is the person's where there is but one
 * of them; *added, which tells of that one, is left alone then. */
static inline void *
kept_visitor(struct kept *k, struct key person, const struct row *row,
    void *person_entry, bool *added)
{
	return !k->has_visitors
	    ? person_entry
	    : roster_get(&k->visitors,
		  key_pair(person, hash_key(row_field(row, k->uid))), added);
}

/* The roster in which the visitors are. */
static inline const struct roster *
kept_visitors(const struct kept *k)
{
	return k->has_visitors ? &k->visitors : &k->persons;
}

/* The entry in `pairs` or `deeds` of a person and a number. */
static inline void *
kept_pair(struct roster *pairs, struct key person, uint64_t what, bool *added)
{
	return roster_get(
	    pairs, key_pair(person, (struct key){what, ~what}), added);
}

#endif

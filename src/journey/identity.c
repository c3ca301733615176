/* SPDX-License-Identifier: MIT */
/* Logins to times of clients. */
#include "journey/identity.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"

/* Logins of one user with no other user's between, and no gap of more than
 * carry_max: at every moment from the first to the last one the user is the
 * nearest before. */
struct identity_login {
	int64_t from, to;
	uint64_t row;      /* of the first */
	uint64_t last_row; /* of the last */
	uint32_t person;
	uint32_t before; /* the client's one before + 1 */
};

void
identity_init(struct identity *id, enum stitch stitch, int64_t carry_max,
    uint32_t max_users)
{
	*id = (struct identity){.stitch = stitch,
	    .carry_max = carry_max,
	    .max_users = max_users,
	    .text = ARENA_INIT};
	roster_init(&id->clients, sizeof(struct identity_client));
	intern_init(&id->persons);
}

void
identity_release(struct identity *id)
{
	roster_release(&id->clients);
	intern_release(&id->persons);
	arena_release(&id->text);
	free(id->logins);
	free(id->times);
}

size_t
identity_bytes(const struct identity *id)
{
	return roster_peak(&id->clients) + intern_bytes(&id->persons) +
	    id->text.total + id->logins_room * sizeof(*id->logins) +
	    id->times_room * sizeof(*id->times);
}

static struct identity_client *
client_of(struct identity *id, struct key key, struct slice uid)
{
	bool added;
	struct identity_client *client = roster_get(&id->clients, key, &added);
	if (added)
		client->uid = arena_copy(&id->text, uid);
	return client;
}

static void
add_login(struct identity *id, struct identity_client *client,
    struct identity_login login)
{
	if (id->n_logins == id->logins_room) {
		id->logins_room = id->logins_room ? 2 * id->logins_room : 256;
		id->logins =
		    mem_grow(id->logins, id->logins_room * sizeof(*id->logins));
	}
	login.before = client->latest;
	id->logins[id->n_logins++] = login;
	client->latest = (uint32_t)id->n_logins;
	client->n++;
}

void
identity_login(struct identity *id, struct key key, struct slice uid,
    int64_t time, uint64_t row, struct slice person)
{
	struct identity_client *client = client_of(id, key, uid);
	struct identity_login login = {.from = time,
	    .to = time,
	    .row = row,
	    .last_row = row,
	    .person = intern_add(&id->persons, person)};
	bool known = client->latest > 0;
	struct identity_login *latest =
	    known ? &id->logins[client->latest - 1] : NULL;
	if (known && time < latest->to) {
		/* it is late: cuts the run in which it lies */
		struct identity_login rest = *latest;
		id->late++;
		rest.from = rest.to;
		rest.row = rest.last_row;
		if (time < latest->from) {
			rest = *latest;
			*latest = login;
			latest->before = rest.before;
		} else {
			latest->to = time;
			add_login(id, client, login);
		}
		add_login(id, client, rest);
	} else if (known && latest->person == login.person &&
	    time - latest->to <= id->carry_max) {
		latest->to = time;
		latest->last_row = row;
	} else {
		add_login(id, client, login);
	}
}

void
identity_time(struct identity *id, struct key key, struct slice uid,
    const struct identity_time *time, struct slice person)
{
	struct identity_login login = {.from = time->from,
	    .to = time->to,
	    .row = time->row,
	    .person = intern_add(&id->persons, person)};
	id->given = true;
	add_login(id, client_of(id, key, uid), login);
}

static void
add_time(struct identity *id, struct identity_time time)
{
	if (id->n_times == id->times_room) {
		id->times_room = id->times_room ? 2 * id->times_room : 256;
		id->times =
		    mem_grow(id->times, id->times_room * sizeof(*id->times));
	}
	id->times[id->n_times++] = time;
}

static int
compare_logins(const void *a, const void *b)
{
	const struct identity_login *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* Whether more persons than a few are among the logins. */
static bool
is_shared(
    const struct identity *id, const struct identity_login *logins, size_t n)
{
	uint32_t few[64], found = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t k = 0;
		while (k < found && few[k] != logins[i].person)
			k++;
		if (k < found)
			continue;
		if (found == id->max_users)
			return true;
		few[found++] = logins[i].person;
	}
	return false;
}

/* The times of rules that look at the login before, or also at the next. */
static void
cut_times(struct identity *id, const struct identity_login *logins, size_t n)
{
	bool both = id->stitch == STITCH_CARRY;
	if (both)
		add_time(id,
		    (struct identity_time){
			WHEN_NONE, logins[0].from, 0, logins[0].person});
	for (size_t i = 0; i < n; i++) {
		int64_t next = i + 1 < n ? logins[i + 1].from : INT64_MAX;
		int64_t end = next;
		if (id->carry_max < INT64_MAX / 2 && /* else for ever */
		    logins[i].to + id->carry_max + 1 < next)
			end = logins[i].to + id->carry_max + 1;
		add_time(id,
		    (struct identity_time){
			logins[i].from, end, logins[i].row, logins[i].person});
		if (both && end < next && i + 1 < n)
			add_time(id,
			    (struct identity_time){
				end, next, 0, logins[i + 1].person});
	}
}

static void
make_times(struct identity *id, struct identity_client *client,
    const struct identity_login *logins, size_t n)
{
	size_t only = id->stitch == STITCH_LAST ? n - 1 : 0;
	client->shared = !id->given && is_shared(id, logins, n);
	client->first_time = (uint32_t)id->n_times;
	id->shared += client->shared;
	for (size_t i = 0; id->given && i < n; i++)
		add_time(id,
		    (struct identity_time){logins[i].from, logins[i].to,
			logins[i].row, logins[i].person});
	if (client->shared || id->given)
		;
	else if (id->stitch == STITCH_CARRY || id->stitch == STITCH_FORWARD)
		cut_times(id, logins, n);
	else
		add_time(id,
		    (struct identity_time){
			WHEN_NONE, INT64_MAX, 0, logins[only].person});
	client->n = (uint32_t)id->n_times - client->first_time;
}

/* Room for the logins of whichever client has most. */
static struct identity_login *
most_logins(const struct identity *id)
{
	size_t most = 1;
	for (uint32_t i = 0; i < id->clients.n; i++) {
		const struct identity_client *client =
		    roster_at(&id->clients, i);
		if (client->n > most)
			most = client->n;
	}
	return mem_alloc(most * sizeof(struct identity_login));
}

void
identity_finish(struct identity *id)
{
	struct identity_login *logins = most_logins(id);
	for (uint32_t i = 0; i < id->clients.n; i++) {
		struct identity_client *client = roster_at(&id->clients, i);
		size_t n = client->n, at = n;
		for (uint32_t k = client->latest; k != 0; k = logins[at].before)
			logins[--at] = id->logins[k - 1];
		qsort(logins, n, sizeof(*logins), compare_logins);
		make_times(id, client, logins, n);
	}
	free(logins);
	free(id->logins);
	id->logins = NULL;
	id->n_logins = id->logins_room = 0;
}

struct slice
identity_at(const struct identity *id, struct key key, int64_t time,
    uint64_t row, bool *shared)
{
	const struct identity_client *client = roster_find(&id->clients, key);
	struct slice nobody = {NULL, 0};
	*shared = client && client->shared;
	if (!client || client->n == 0)
		return nobody;
	const struct identity_time *times = id->times + client->first_time;
	size_t low = 0, high = client->n; /* the last that has begun */
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (times[mid].from < time ||
		    (times[mid].from == time && times[mid].row <= row))
			low = mid + 1;
		else
			high = mid;
	}
	if (low == 0)
		return nobody;
	const struct identity_time *last = &times[low - 1];
	bool next_begins = low < client->n && times[low].from == last->to;
	if (time < last->to || (time == last->to && next_begins))
		return intern_at(&id->persons, last->person);
	return nobody;
}

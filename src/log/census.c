/* SPDX-License-Identifier: MIT */
/* Counting agents. */
#include "log/census.h"

#include <stdlib.h>

#include "base/num.h"
#include "table/escape.h"

struct census_entry {
	struct key key;
	struct slice ua;
	uint64_t hits;
	const char *reason; /* NULL: a browser */
};

void
census_init(struct census *c, uint32_t most)
{
	*c = (struct census){.most = most, .text = ARENA_INIT};
	roster_init(&c->agents, sizeof(struct census_entry));
}

void
census_release(struct census *c)
{
	roster_release(&c->agents);
	arena_release(&c->text);
}

void
census_count(struct census *c, struct agents *agents, struct slice ua)
{
	bool added = false;
	struct slice whole = ua;
	ua.n = ua.n < CENSUS_LENGTH ? ua.n : CENSUS_LENGTH;
	struct key key = hash_key(ua);
	struct census_entry *entry = c->agents.n < c->most
	    ? roster_get(&c->agents, key, &added)
	    : roster_find(&c->agents, key);
	if (!entry) {
		c->others++;
		return;
	}
	if (added) {
		entry->ua = arena_copy(&c->text, ua);
		entry->reason = agents_reason(agents, whole);
	}
	entry->hits++;
}

static int
compare(const void *left, const void *right)
{
	const struct census_entry *a = *(struct census_entry *const *)left;
	const struct census_entry *b = *(struct census_entry *const *)right;
	if (a->hits != b->hits)
		return a->hits < b->hits ? 1 : -1;
	return slice_compare(a->ua, b->ua);
}

static void
put_field(struct writer *out, struct slice s)
{
	char copy[CENSUS_LENGTH + SIMD_PAD] = {0};
	if (s.n > 0)
		memcpy(copy, s.p, s.n);
	char *to = writer_need(out, escape_room(s.n));
	writer_used(
	    out, escape_put(&simd_scalar, to, (struct slice){copy, s.n}));
	writer_put_byte(out, '\t');
}

static void
put_count(struct writer *out, uint64_t n)
{
	writer_used(out, num_put_u64(writer_need(out, NUM_MAX_TEXT), n));
	writer_put_byte(out, '\t');
}

static void
put_entry(struct writer *out, const struct census_entry *entry)
{
	put_field(out, entry->ua);
	put_count(out, entry->hits);
	writer_put_slice(
	    out, entry->reason ? SLICE("bot\t") : SLICE("browser\t"));
	if (entry->reason)
		writer_put_slice(out, slice_of(entry->reason));
	writer_put_byte(out, '\n');
}

void
census_put(const struct census *c, struct writer *out)
{
	uint32_t n = c->agents.n;
	struct census_entry **list = mem_alloc((n + 1) * sizeof(*list));
	for (uint32_t i = 0; i < n; i++)
		list[i] = roster_at(&c->agents, i);
	qsort(list, n, sizeof(*list), compare);
	writer_put_slice(out, SLICE("user_agent\thits\tverdict\treason\n"));
	for (uint32_t i = 0; i < n; i++)
		put_entry(out, list[i]);
	if (c->others > 0) {
		writer_put_slice(out, SLICE("(others)\t"));
		put_count(out, c->others);
		writer_put_slice(out, SLICE("\tmore than --max-agents\n"));
	}
	free(list);
}

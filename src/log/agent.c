/* SPDX-License-Identifier: MIT */
/* Agents judged in one pass over their bytes, and remembered. */
#include "log/agent.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/words.h"
#include "log/agent-tokens.h"

/* Only the first LOOK bytes of an agent are looked at. */
enum { SETS = 1 << 12, WAYS = 4, LOOK = 2048 };

/* What was judged: known by the agent's id, not by its text, and in one word,
 * so that ten thousand agents stay in the second cache. With their texts each
 * look-up waited for memory. Some share a set, so that agents which all come
 * often need not be judged in turn, each as costly as some hits. The id is not
 * seeded: an agent made to have another's id is that agent for the uid, too,
 * and agents made for one set cost no more than ever new ones. */
struct set {
	/* an id, in the place of its lowest bits TAKEN and the judgement:
	 * DEVICE_BITS and BOT_BIT; those of the id are among what chooses the
	 * set. 0 is a free way */
	uint64_t ways[WAYS]; /* the newcomer first */
};

enum { DEVICE_BITS = 3, BOT_BIT = 4, TAKEN = 8, LOWEST = 16 };

_Static_assert((int)DEVICE_OTHER <= DEVICE_BITS && (int)SETS >= LOWEST,
    "the bits of a way");

/* "cjm.uid.": keeps these hashes apart from all others. */
#define AGENT_SALT 0x636a6d2e7569642eu

/* Tokens are found by the low five bits of their first two bytes. */
enum { KEYS = 1 << 10 };

struct token {
	uint64_t first, mask; /* its first bytes, up to 8 */
	const char *text;
	uint8_t n, kind, edges;
};

/* At most places of an agent no word begins: a bit for each three bytes that
 * one may begin with, hashed, tells so. That halves a first judgement. */
enum { MAYBE_BITS = 14 };

struct agents {
	struct set *sets;
	uint64_t maybe[1 << (MAYBE_BITS - 6)];
	uint16_t first[KEYS + 1];
	struct token *tokens; /* sorted by key */
	char *lower;
};

static size_t
key_of(const char *p)
{
	return ((size_t)p[0] & 31) << 5 | ((size_t)p[1] & 31);
}

/* Four bytes are read. */
static size_t
maybe_of(const char *p)
{
	uint32_t three;
	memcpy(&three, p, sizeof(three));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	three = __builtin_bswap32(three);
#endif
	return (three << 8) * 0x9e3779b1u >> (32 - MAYBE_BITS);
}

static void
add_maybe(struct agents *a, const char *text, size_t n)
{
	char three[4] = {text[0], text[1], n > 2 ? text[2] : '\0'};
	/* words of two bytes go on with any */
	for (int last = n > 2 ? 255 : 0; last < 256; last++) {
		size_t at;
		if (n == 2)
			three[2] = (char)last;
		at = maybe_of(three);
		a->maybe[at / 64] |= 1ull << at % 64;
	}
}

/* The first bytes of a word as a number, those behind it 0. */
static uint64_t
first_of(const char *text, size_t n)
{
	uint64_t word = 0;
	memcpy(&word, text, n < sizeof(word) ? n : sizeof(word));
	return word;
}

static void
add_tokens(struct agents *a, uint16_t *next, const struct token_list *list)
{
	static const char ones[] = "\xff\xff\xff\xff\xff\xff\xff\xff";
	for (size_t i = 0; i < list->n; i++) {
		const char *text = list->words[i];
		size_t n = strlen(text);
		a->tokens[next[key_of(text)]++] =
		    (struct token){first_of(text, n), first_of(ones, n), text,
			(uint8_t)n, list->kind, list->edges};
		add_maybe(a, text, n);
	}
}

static void
index_tokens(struct agents *a)
{
	uint16_t next[KEYS];
	size_t n = 0;
	for (size_t i = 0; i < n_token_lists; i++)
		for (size_t k = 0; k < token_lists[i].n; k++, n++)
			a->first[key_of(token_lists[i].words[k]) + 1]++;
	for (size_t i = 0; i < KEYS; i++) {
		a->first[i + 1] = (uint16_t)(a->first[i + 1] + a->first[i]);
		next[i] = a->first[i];
	}
	a->tokens = mem_zero(n, sizeof(*a->tokens));
	for (size_t i = 0; i < n_token_lists; i++)
		add_tokens(a, next, &token_lists[i]);
	add_maybe(a, "bot", 3);
	add_maybe(a, ".com", 4);
}

struct agents *
agents_new(void)
{
	struct agents *a = mem_zero(1, sizeof(*a));
	a->sets = mem_zero_large(SETS * sizeof(*a->sets));
	index_tokens(a);
	a->lower = mem_zero(LOOK + 16, 1); /* token_at reads on */
	return a;
}

void
agents_free(struct agents *a)
{
	if (!a)
		return;
	free(a->sets);
	free(a->tokens);
	free(a->lower);
	free(a);
}

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_word(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

/* s is in lower case and a NUL stands behind it. */
static bool
token_at(const struct token *t, struct slice s, size_t at)
{
	/* the NUL behind s ends a comparison that would leave it */
	uint64_t first;
	memcpy(&first, s.p + at, sizeof(first));
	if ((first & t->mask) != t->first)
		return false;
	for (size_t i = sizeof(first); i < t->n; i++)
		if (s.p[at + i] != t->text[i])
			return false;
	if (t->edges & TOKEN_START && at > 0 && is_word(s.p[at - 1]))
		return false;
	return !(t->edges & TOKEN_END && is_letter(s.p[at + t->n]));
}

/* `bot` ends a name (Googlebot, bot/1.0, botname no; robots too), and it is
 * no CUBOT, which makes phones. */
static bool
is_bot_word(struct slice s, size_t at)
{
	if (at >= 2 && memcmp(s.p + at - 2, "cu", 2) == 0)
		return false;
	char next = s.p[at + 3];
	return !is_letter(next) || (next == 's' && !is_letter(s.p[at + 4]));
}

/* x@y.zz */
static bool
is_mail(struct slice s, size_t at)
{
	size_t end = at + 1;
	if (at == 0 || !is_word(s.p[at - 1]))
		return false;
	while (is_word(s.p[end]) || s.p[end] == '-')
		end++;
	return end > at + 1 && s.p[end] == '.' && is_letter(s.p[end + 1]);
}

/* `.com` and the like, where a name ends. */
static bool
is_domain(struct slice s, size_t at)
{
	return at > 0 && is_word(s.p[at - 1]) &&
	    memcmp(s.p + at, ".com", 4) == 0 && !is_word(s.p[at + 4]) &&
	    s.p[at + 4] != '.';
}

struct finding {
	const char *bot;
	bool kinds[TOKEN_KINDS];
};

static void
look_up(const struct agents *a, struct slice s, size_t at, struct finding *f)
{
	size_t key = key_of(s.p + at);
	for (size_t i = a->first[key]; i < a->first[key + 1]; i++) {
		const struct token *t = &a->tokens[i];
		if (!token_at(t, s, at))
			continue;
		f->kinds[t->kind] = true;
		if (t->kind == TOKEN_BOT && !f->bot)
			f->bot = t->text;
	}
}

static void
judge_word(const struct agents *a, struct slice s, size_t i, struct finding *f)
{
	look_up(a, s, i, f);
	if (f->bot)
		return;
	if (s.p[i] == 'b' && s.n - i >= 3 && memcmp(s.p + i, "bot", 3) == 0 &&
	    is_bot_word(s, i))
		f->bot = "bot";
	else if (s.p[i] == '@' && is_mail(s, i))
		f->bot = "address";
	else if (s.p[i] == '.' && s.n - i >= 4 && is_domain(s, i))
		f->bot = "address";
}

static void
scan(const struct agents *a, struct slice s, struct finding *f)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		size_t at = maybe_of(s.p + i);
		if ((a->maybe[at / 64] >> at % 64 & 1) || s.p[i] == '@')
			judge_word(a, s, i, f);
	}
}

/* What shows pages says with which engine, or on what. */
static bool
is_program(const struct finding *f)
{
	for (int kind = TOKEN_TABLET; kind < TOKEN_KINDS; kind++)
		if (f->kinds[kind])
			return false;
	return true;
}

static enum device
device_of(const struct finding *f)
{
	if (f->kinds[TOKEN_OTHER])
		return DEVICE_OTHER;
	if (f->kinds[TOKEN_TABLET])
		return DEVICE_TABLET;
	if (f->kinds[TOKEN_PHONE] || f->kinds[TOKEN_MOBILE])
		return DEVICE_MOBILE;
	return f->kinds[TOKEN_ANDROID] ? DEVICE_TABLET : DEVICE_DESKTOP;
}

static struct slice
put_lower(struct agents *a, struct slice ua)
{
	size_t n = ua.n < LOOK ? ua.n : LOOK;
	if (n > 0)
		memcpy(a->lower, ua.p, n);
	for (size_t i = 0; i < n; i += sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, a->lower + i, sizeof(word));
		word = word_lower(word);
		memcpy(a->lower + i, &word, sizeof(word));
	}
	a->lower[n] = '\0';
	return (struct slice){a->lower, n};
}

static void
find(struct agents *a, struct slice ua, struct finding *f)
{
	struct slice s = put_lower(a, slice_trim(ua));
	*f = (struct finding){NULL, {false}};
	if (s.n < 2) {
		f->bot = "empty";
		return;
	}
	scan(a, s, f);
	if (!f->bot && is_program(f))
		f->bot = "program";
}

const char *
agents_reason(struct agents *a, struct slice ua)
{
	struct finding f;
	find(a, ua, &f);
	return f.bot;
}

static struct set *
set_of(const struct agents *a, uint64_t id)
{
	return &a->sets[id % SETS];
}

uint64_t
agents_ask(const struct agents *a, struct slice ua)
{
	uint64_t id = hash_stable(ua, AGENT_SALT);
	__builtin_prefetch(set_of(a, id));
	return id;
}

static uint64_t
judge(struct agents *a, struct slice ua)
{
	struct finding f;
	find(a, ua, &f);
	return f.bot ? BOT_BIT | DEVICE_OTHER : (uint64_t)device_of(&f);
}

/* The way that begins with an id and TAKEN; WAYS for none. Which it is no
 * branch can foretell. */
static unsigned
way_of(const struct set *set, uint64_t begin)
{
	unsigned found = 1u << WAYS;
	for (unsigned way = 0; way < WAYS; way++)
		found |= (unsigned)((set->ways[way] ^ begin) < TAKEN) << way;
	return (unsigned)__builtin_ctz(found);
}

struct agent
agents_judge(struct agents *a, struct slice ua, uint64_t asked)
{
	struct set *set = set_of(a, asked);
	uint64_t begin = (asked & ~(uint64_t)(LOWEST - 1)) | TAKEN;
	unsigned way = way_of(set, begin);
	uint64_t got = set->ways[way % WAYS];
	if (way == WAYS) {
		got = begin | judge(a, ua);
		memmove(
		    set->ways + 1, set->ways, (WAYS - 1) * sizeof(*set->ways));
		set->ways[0] = got;
	}
	return (struct agent){.id = asked,
	    .device = (enum device)(got & DEVICE_BITS),
	    .bot = (got & BOT_BIT) != 0};
}

enum device
device_find(struct slice word)
{
	for (int d = DEVICE_DESKTOP; d < DEVICE_OTHER; d++)
		if (slice_equal_nocase(word, device_name((enum device)d)))
			return (enum device)d;
	return DEVICE_OTHER;
}

struct slice
device_name(enum device device)
{
	static const char names[][DEVICE_PAD] = {[DEVICE_DESKTOP] = "desktop",
	    [DEVICE_MOBILE] = "mobile",
	    [DEVICE_TABLET] = "tablet",
	    [DEVICE_OTHER] = "other"};
	static const unsigned char lengths[] = {[DEVICE_DESKTOP] = 7,
	    [DEVICE_MOBILE] = 6,
	    [DEVICE_TABLET] = 6,
	    [DEVICE_OTHER] = 5};
	return (struct slice){names[device], lengths[device]};
}

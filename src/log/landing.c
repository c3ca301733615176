/* SPDX-License-Identifier: MIT */
/* The marks of a landing page as a key. */
#include "log/landing.h"

#include <stdlib.h>
#include <string.h>

#include "base/character.h"
#include "base/hash.h"
#include "base/mem.h"
#include "simd/simd.h"

/* Half a MiB. A landing is known by the seeded hash of its key, not by the key,
 * which would be most of what is loaded: with it each look-up waited 150 ns for
 * memory. Words in Korean have nine bytes a syllable as sent. */
enum { SETS = 1024, MAX_KEY = 440, LONGEST = 255, LINE = 64 };

_Static_assert(sizeof(struct landing) == 4 * LINE, "lines of the cache");

void
landings_init(struct landings *l)
{
	l->sets = mem_zero_large(SETS * sizeof(*l->sets));
}

void
landings_release(struct landings *l)
{
	free(l->sets);
}

#define BIT(param) (1ull << PARAM_##param % 64)

_Static_assert(PARAM_NAPM < 64 && PARAM_CAMPAIGN_REST < 64 &&
	PARAM_GCLID < 64 && PARAM_MAILCHIMP < 64 && PARAM_SC_EID >= 64 &&
	PARAM_GAD_CAMPAIGN >= 64,
    "the words of these bits");

/* Whether a mark is sure to be text, and no blanks: a letter or digit, or an
 * escaped one of another script, comes first. */
static bool
is_text(const struct marks *m, enum known_param p)
{
	if (!marks_have(m, p))
		return false;
	struct slice s = m->value[p];
	unsigned char c = (unsigned char)s.p[0];
	if (c == '%' && s.n >= 3)
		return hex_digit(s.p[1]) >= 8;
	return c >= 0x80 || byte_is_digit(s.p[0]) || byte_is_letter(s.p[0]);
}

/* Naver's tags: most of their values are looked at only where another is
 * missing, and together they are new in each click. */
static uint64_t
without_tags(const struct marks *m, uint64_t values)
{
	struct slice type = m->value[PARAM_N_CAMPAIGN_TYPE];
	values &= ~(BIT(NAPM) | BIT(N_MEDIA)); /* read only without the tags */
	if (is_text(m, PARAM_N_KEYWORD))
		values &= ~BIT(N_QUERY);
	if (!marks_have(m, PARAM_N_CAMPAIGN_TYPE) || type.n != 1 ||
	    type.p[0] < '1' || type.p[0] > '5')
		return values; /* the ids tell it */
	values &= ~BIT(N_KEYWORD_ID);
	return is_text(m, PARAM_N_GROUP) ? values & ~BIT(N_AD) : values;
}

/* The marks whose values campaign_read may look at: of click ids, which come
 * last, those that hold a campaign's name. */
static void
values_of(const struct marks *m, uint64_t values[2])
{
	const uint64_t tags = BIT(N_MEDIA) | BIT(N_CAMPAIGN_TYPE) |
	    BIT(N_CAMPAIGN) | BIT(N_GROUP) | BIT(N_AD) | BIT(N_KEYWORD) |
	    BIT(N_KEYWORD_ID) | BIT(N_QUERY);
	values[0] = m->seen[0] & ((BIT(CAMPAIGN_REST) - 1) | BIT(MAILCHIMP));
	values[1] = m->seen[1] & (BIT(GAD_CAMPAIGN) | BIT(GCLSRC));
	if (m->seen[0] & tags)
		values[0] = without_tags(m, values[0]);
}

/* The value with its length in front; NULL when there is no room. */
static char *
put_value(char *to, const char *end, struct slice value)
{
	if (value.n > LONGEST || (size_t)(end - to) < 1 + value.n)
		return NULL;
	*to = (char)value.n;
	if (value.n <= SIMD_PAD) /* of fixed size: no call */
		memcpy(to + 1, value.p, SIMD_PAD);
	else
		memcpy(to + 1, value.p, value.n);
	return to + 1 + value.n;
}

/* All that campaign_read depends on; empty when it is too long. */
static struct slice
key_of(const struct marks *m, char key[MAX_KEY + SIMD_PAD])
{
	uint64_t values[2];
	char *to = key + sizeof(m->seen);
	values_of(m, values);
	memcpy(key, m->seen, sizeof(m->seen));
	for (unsigned word = 0; word < 2; word++)
		for (uint64_t bits = values[word]; bits; bits &= bits - 1) {
			unsigned p = (unsigned)__builtin_ctzll(bits);
			to = put_value(
			    to, key + MAX_KEY, m->value[64 * word + p]);
			if (!to)
				return SLICE("");
		}
	return slice_between(key, to);
}

static struct landing *
set_of(const struct landings *l, uint64_t hash)
{
	return l->sets[hash / 2 % SETS];
}

uint64_t
landings_ask(const struct landings *l, const struct marks *m)
{
	char text[MAX_KEY + SIMD_PAD];
	/* Yahoo! JAPAN is told by the referrer */
	if (marks_have(m, PARAM_YCLID))
		return 0;
	struct slice key = key_of(m, text);
	if (key.n == 0)
		return 0;
	uint64_t hash = hash_seeded(key) | 1; /* never 0 */
	const char *set = (const char *)set_of(l, hash);
	__builtin_prefetch(set); /* most end in their first line */
	__builtin_prefetch(set + sizeof(struct landing));
	return hash;
}

struct landing *
landings_find(struct landings *l, uint64_t asked, bool *known)
{
	struct landing *ways = set_of(l, asked);
	if (asked == 0)
		return NULL;
	*known = true;
	for (int way = 0; way < 2; way++)
		if (ways[way].hash == asked)
			return &ways[way];
	*known = false;
	ways[1] = ways[0];
	ways[0].hash = asked;
	return &ways[0];
}

void
landing_remember(
    struct landing *l, enum campaign_kind kind, const struct traffic *t)
{
	const struct slice *fields[] = {
	    &t->source, &t->medium, &t->campaign, &t->term, &t->content};
	char *to = l->text;
	size_t left = LANDING_TEXT;
	l->kind = CAMPAIGN_NONE;
	if (kind != CAMPAIGN_FOUND && kind != CAMPAIGN_FREE)
		return;
	l->channel = t->channel.p;
	l->channel_n = (uint8_t)t->channel.n;
	for (size_t i = 0; i < 5; i++) {
		size_t n = fields[i]->n;
		if (n > left)
			return;
		if (n > 0)
			memcpy(to, fields[i]->p, n);
		l->n[i] = (uint8_t)n;
		to += n;
		left -= n;
	}
	l->kind = (uint8_t)kind;
}

void
landing_traffic(const struct landing *l, struct traffic *t)
{
	struct slice *fields[] = {
	    &t->source, &t->medium, &t->campaign, &t->term, &t->content};
	const char *from = l->text;
	t->channel = (struct slice){l->channel, l->channel_n};
	for (size_t i = 0; i < 5; i++) {
		*fields[i] = (struct slice){from, l->n[i]};
		from += l->n[i];
	}
}

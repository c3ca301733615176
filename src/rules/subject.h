/* SPDX-License-Identifier: MIT */
/* A column and all tests that rules ask of it: a value is asked once, and its
 * answers are remembered as one small number.
 *
 * Values with the same answers are of one class; class numbers begin at 0.
 * Rules are then decided over classes (matcher.h), of which there are few,
 * however many values a column has.
 *
 * Short values (most paths, events, counts) are remembered in slots of one
 * cache line that hold the value itself: they are found without a call and
 * compared by four words. That took cjm-stage over 920,000 shop rows from .30
 * to .24 s of user time against a memo for all. Longer ones are in a memo. A
 * few orders of numbers, which may never repeat, are asked anew for each
 * row. */
#ifndef CJM_RULES_SUBJECT_H
#define CJM_RULES_SUBJECT_H

#include "base/memo.h"
#include "base/num.h"
#include "rules/scene.h"
#include "rules/sieve.h"

/* More classes than fit: such a row is decided without them. */
#define NO_CLASS UINT32_MAX

/* A pattern gave up. */
#define CLASS_FAILED (UINT32_MAX - 1)

struct subject_group {
	struct slice param;
	unsigned patterns;    /* among its tests */
	unsigned first, last; /* tests, or NO_TEST */
};

#define NO_TEST UINT32_MAX

/* A value of 2 to BRIEF bytes, as words. */
enum { BRIEF = 32 };

struct brief {
	uint64_t words[4];
	uint64_t used; /* length + 1; 0 is a free slot */
	struct verdict verdict;
};

struct subject {
	unsigned column; /* rules->columns */
	const struct test **tests;
	unsigned n_tests;
	const struct test *pair; /* instead: one test of two columns */

	/* the tests by what they look at: the first group is the column's own
	 * value, each other one a parameter; next[] chains a group's tests */
	struct subject_group *groups;
	unsigned n_groups;
	unsigned *next;
	struct sieve_need *needs; /* of each test */

	bool direct; /* asked anew each time; bit i of the class is test i */
	bool only_empty; /* the only test is `== ""` */
	bool remembered; /* neither: its values are */
	bool remembers;  /* has patterns with groups */

	const struct verdict *last; /* the matcher's: of the row at hand */

	/* the answers by class: `words` words of bits each */
	uint64_t *answers, *scratch;
	unsigned words, n_classes, max_classes;
	uint32_t *slots; /* class + 1 by hash of the answers; 0 is free */
	uint32_t mask;

	struct verdict singles[257]; /* of one byte, and of none */
	struct brief *briefs;
	uint64_t brief_mask, seed[4];
	struct memo memo;
	struct verdict own; /* of a value that is not remembered */
	const struct test *failed;
	struct buf plain;
	struct query_text decoded;
};

/* Sizes; each a power of two. A full table costs time, not correctness. */
struct matcher_limits {
	unsigned values;  /* remembered, a column */
	unsigned classes; /* a column */
	unsigned nodes;   /* of the matcher */
};

void subject_init(struct subject *s, unsigned column);
void subject_init_pair(struct subject *s, const struct test *pair);
void subject_release(struct subject *s);

/* Adds a test of the column (no pair); returns its bit. */
unsigned subject_add(struct subject *s, const struct test *t);

/* After the last test. */
void subject_ready(struct subject *s, const struct matcher_limits *limits);

/* The words of a value, n <= BRIEF, zeros behind its end. BRIEF bytes from p on
 * are read: lengths vary, and a branch on them would cost more than all else
 * here. */
static inline void
brief_read(uint64_t words[4], const char *p, size_t n)
{
	static const unsigned char ones[2 * BRIEF] = {0xff, 0xff, 0xff, 0xff,
	    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	    0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
	uint64_t mask[4];
	memcpy(words, p, BRIEF);
	memcpy(mask, ones + BRIEF - n, BRIEF);
	for (int i = 0; i < 4; i++)
		words[i] &= mask[i];
}

/* The slot of a value, by seeded multiplication (as wyhash folds words). */
static inline struct brief *
brief_slot(const struct subject *s, const uint64_t w[4], size_t n)
{
	uint128 a = (uint128)(w[0] ^ s->seed[0]) * (w[1] ^ s->seed[1]);
	uint128 b = (uint128)(w[2] ^ s->seed[2]) * (w[3] ^ s->seed[3] ^ n);
	uint64_t hash = (uint64_t)a ^ (uint64_t)(a >> 64) ^ (uint64_t)b ^
	    (uint64_t)(b >> 64);
	return &s->briefs[hash & s->brief_mask];
}

void
subject_judge_single(struct subject *s, struct slice field, struct verdict *v);

/* Judges a value that is not remembered, and remembers it: in the slot, or
 * (NULL) in the memo. */
const struct verdict *
subject_judge_anew(struct subject *s, struct slice field, struct brief *slot);

/* The verdict about a field of the column (with the stream's escapes), behind
 * which SIMD_PAD bytes can be read; valid until the next one. Its class may be
 * NO_CLASS or CLASS_FAILED (s->failed). */
const struct verdict *subject_judge(struct subject *s, struct slice field);

/* The same, inlined: for the one place where a row loop asks, four times a
 * row. Saving registers around calls was a third of the work there. */
__attribute__((always_inline)) static inline const struct verdict *
subject_judge_here(struct subject *s, struct slice field)
{
	uint64_t w[4];
	if (!s->remembered && s->only_empty)
		return field.n == 0 ? &s->singles[256] : &s->own;
	if (!s->remembered || field.n > BRIEF)
		return subject_judge_anew(s, field, NULL);
	if (field.n <= 1) {
		/* counts of hits and visits, and what is empty */
		struct verdict *v =
		    &s->singles[field.n == 0 ? 256 : (unsigned char)*field.p];
		if (v->class == NO_CLASS)
			subject_judge_single(s, field, v);
		return v;
	}
	brief_read(w, field.p, field.n);
	struct brief *slot = brief_slot(s, w, field.n);
	uint64_t differ = (slot->words[0] ^ w[0]) | (slot->words[1] ^ w[1]) |
	    (slot->words[2] ^ w[2]) | (slot->words[3] ^ w[3]) |
	    (slot->used ^ (field.n + 1));
	if (differ == 0)
		return &slot->verdict;
	memcpy(slot->words, w, sizeof(w));
	slot->used = field.n + 1;
	return subject_judge_anew(s, field, slot);
}

/* Whether a class answers a test yes. */
static inline bool
subject_answer(const struct subject *s, uint32_t class, unsigned bit)
{
	const uint64_t *words = s->answers + (size_t) class * s->words;
	return words[bit / 64] >> (bit % 64) & 1;
}

#endif

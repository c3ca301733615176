/* SPDX-License-Identifier: MIT */
/* The matcher against the plain meaning of the rules: random rules over random
 * rows, with tables of the usual size, and with tables so small that they are
 * always full. Then random bytes as rules, which must never do harm. */
#include <stdio.h>
#include <stdlib.h>

#include "rules/bind.h"
#include "rules/matcher.h"
#include "rules/parser.h"
#include "rules/presets.h"
#include "unit/tap.h"

static uint64_t state = 1;

static unsigned
chance(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

static const char *
pick(const char *const *list)
{
	unsigned n = 0;
	while (list[n])
		n++;
	return list[chance(n)];
}

static const char *const columns[] = {
    "event", "path", "query", "hit", "user", "status", "time", "note", NULL};
static const char *const values[] = {"", "/", "/p/1", "/p/22", "/p/x", "/q",
    "page_view", "view_item", "1", "2", "1.0", "-3", "302", "가나", "a\\\\b",
    "a\\tb", "a=1&b=%41", "b=A&a=/p/1", "p=x+y",
    "/a/rather/long/path/that/fits/no/short/slot", "redirect", "/p/long-12x",
    "/p/long-12y", NULL};
static const char *const patterns[] = {"^/p/(?<item>[0-9]+)$",
    "^/p/(?<item>.)(?<kind>.)?$", "^/p/", "[0-9]", "^$", "(?<kind>가)",
    "(?<note>b)$", "^/a/(?<item>.*)/path", "x|y", NULL};
static const char *const plain_patterns[] = {
    "^/p/", "[0-9]", "^$", "가", "^/a/.*/path", "x|y", "b$", NULL};

/* ---- random rules ---- */

static void
put_operand(struct buf *b)
{
	if (chance(4) == 0)
		buf_printf(b, "param(\"%s\")", chance(2) ? "a" : "b");
	else
		buf_put_text(b, pick(columns));
}

static void
put_constant(struct buf *b)
{
	if (chance(3) == 0)
		buf_printf(b, "%d", (int)chance(5) - 1);
	else
		buf_printf(b, "\"%s\"", pick(values));
}

static void
put_test(struct buf *b, bool groups)
{
	static const char *const orders[] = {
	    "==", "!=", "<", "<=", ">", ">=", NULL};
	put_operand(b);
	switch (chance(6)) {
	case 0:
		buf_put_text(b, " in (");
		put_constant(b);
		buf_put_text(b, ", ");
		put_constant(b);
		buf_put_byte(b, ')');
		return;
	case 1:
		buf_printf(b, " !~ \"%s\"", pick(plain_patterns));
		return;
	case 2:
		buf_printf(
		    b, " =~ \"%s\"", pick(groups ? patterns : plain_patterns));
		return;
	default:
		buf_printf(b, " %s ", pick(orders));
		if (chance(6) == 0)
			put_operand(b);
		else
			put_constant(b);
	}
}

static void
put_condition(struct buf *b, bool groups, unsigned depth)
{
	if (depth == 0 || chance(3) == 0) {
		put_test(b, groups);
		return;
	}
	if (chance(4) == 0)
		buf_put_text(b, "not ");
	buf_put_byte(b, '(');
	put_condition(b, groups, depth - 1);
	buf_put_text(b, chance(2) ? " and " : " or ");
	put_condition(b, groups, depth - 1);
	buf_put_byte(b, ')');
}

static void
put_sets(struct buf *b)
{
	static const char *const targets[] = {
	    "item", "note", "path", "query", "user", NULL};
	for (unsigned i = 0, n = chance(3); i < n; i++) {
		buf_printf(b, "%s %s = ", i ? "," : " set", pick(targets));
		if (chance(2))
			put_operand(b);
		else
			put_constant(b);
	}
}

static void
put_rules(struct buf *b, unsigned events)
{
	b->n = 0;
	for (unsigned i = 0; i < events; i++) {
		buf_printf(b, "event %s%u when ", chance(2) ? "view" : "e", i);
		put_condition(b, true, chance(3));
		put_sets(b);
		buf_put_byte(b, '\n');
		if (chance(8) == 0) {
			buf_put_text(b, "exclude when hit == 2 and ");
			put_condition(b, false, 1);
			buf_put_byte(b, '\n');
		}
	}
	for (unsigned i = 0; i < 6; i++) {
		buf_printf(b, "stage s%u\n", i);
		for (unsigned k = chance(12); k > 0; k--) {
			buf_printf(b, "touchpoint t%u when ", k);
			put_condition(b, false, chance(3));
			buf_put_byte(b, '\n');
		}
	}
}

/* ---- rows ---- */

enum { COLUMNS = 8, ROWS = 400 };

struct sample {
	struct buf text;
	uint32_t marks[1 + COLUMNS];
	struct row row;
};

static void
make_row(struct sample *s)
{
	s->text.n = 0;
	s->marks[0] = UINT32_MAX;
	for (unsigned i = 0; i < COLUMNS; i++) {
		if (chance(20) == 0)
			buf_printf(&s->text, "%u", chance(100000));
		else
			buf_put_text(&s->text, pick(values));
		s->marks[1 + i] = (uint32_t)s->text.n;
		buf_put_byte(&s->text, i + 1 < COLUMNS ? '\t' : '\n');
	}
	buf_need(&s->text, SIMD_PAD);
	s->row = (struct row){s->text.p, s->marks + 1, COLUMNS};
}

static struct header
make_header(void)
{
	struct header h = {0};
	h.names = mem_zero(COLUMNS, sizeof(*h.names));
	for (; h.n < COLUMNS; h.n++)
		h.names[h.n] = slice_of(columns[h.n]);
	return h;
}

/* What the plain evaluator's outcome makes of the outputs. */
static bool
same(const struct rules *r, struct scene *scene, const struct outcome *o,
    const struct decision *d)
{
	struct buf text = BUF_INIT;
	bool good = o->excluded == d->excluded;
	if (o->excluded || !good)
		return good;
	struct slice want_stages[2];
	size_t stage_n = stages_put(r, o->touchpoints, &text);
	stages_set(r, want_stages, buf_slice(&text), stage_n);
	good = o->event == d->event &&
	    slice_equal(want_stages[0], d->values[OUTPUT_STAGE]) &&
	    slice_equal(want_stages[1], d->values[OUTPUT_TOUCHPOINTS]);
	buf_release(&text);
	for (unsigned i = OUTPUT_EVENT; i < r->n_outputs; i++) {
		struct slice want = {NULL, 0}, got = d->values[i];
		if (o->event)
			want = scene->values[i];
		good = good && !want.p == !got.p && slice_equal(want, got);
	}
	return good;
}

/* Runs rows through the matcher and the plain evaluator; the first row that
 * they disagree on, or ROWS. */
static unsigned
compare(const struct rules *r, const struct matcher_limits *limits)
{
	struct matcher *m = matcher_new(r, limits);
	struct scene scene;
	struct sample sample = {.text = BUF_INIT};
	uint64_t *rows = mem_zero(r->all.n, sizeof(*rows));
	uint64_t *counted = mem_zero(r->all.n, sizeof(*counted));
	bool good = true;
	unsigned i = 0;
	scene_init(&scene, r);
	for (; i < ROWS && good; i++) {
		struct outcome o;
		struct decision d;
		make_row(&sample);
		bool plain = plain_decide(&scene, &sample.row, &o);
		bool quick = matcher_decide(m, &sample.row, &d);
		if (!plain || !quick)
			break; /* a runaway pattern of the fuzzer */
		good = same(r, &scene, &o, &d);
		if (!good)
			printf(
			    "# row: %.*s", (int)sample.text.n, sample.text.p);
		if (o.excluded)
			rows[o.excluded->number]++;
		else if (o.event)
			rows[o.event->number]++;
		for (unsigned k = 0; k < r->touchpoints.n; k++)
			rows[r->touchpoints.at[k]->number] +=
			    touchpoint_is(o.touchpoints, k);
	}
	matcher_counts(m, counted);
	if (i == ROWS && good && r->all.n > 0 &&
	    memcmp(rows, counted, r->all.n * sizeof(*rows)) != 0)
		i = 0;
	free(rows);
	free(counted);
	buf_release(&sample.text);
	scene_release(&scene);
	matcher_free(m);
	return good ? i : i - 1;
}

static void
test_random(unsigned n_events, unsigned files, const char *name,
    const struct matcher_limits *limits)
{
	struct buf text = BUF_INIT;
	struct header h = make_header();
	bool good = true;
	for (unsigned i = 0; i < files && good; i++) {
		struct rules_error error;
		put_rules(&text, n_events);
		struct rules *r = rules_parse(
		    "random", buf_slice(&text), RULES_STAGES, &error);
		good = r != NULL;
		if (!r) {
			printf("# %u:%u: %s\n", error.place.line,
			    error.place.column, error.reason);
			break;
		}
		const struct column *missing = rules_bind(r, &h);
		good = !missing && compare(r, limits) == ROWS;
		rules_free(r);
	}
	if (!good)
		printf("# rules:\n%.*s\n", (int)text.n, text.p);
	ok(good, "%s", name);
	free(h.names);
	buf_release(&text);
}

/* ---- hostile rules ---- */

static void
mangle(struct buf *b)
{
	static const char *const bits[] = {"event ", "when ", "(", ")", "\"",
	    "=~", "param(", "in (", "stage ", "touchpoint ", "set ", "\\", "\n",
	    "9999999999d", "\xff", "가", "==", "\"(?<x>a)\"", ",", "not ", "#",
	    "1e", NULL};
	for (unsigned n = 1 + chance(6); n > 0; n--) {
		size_t at = b->n ? chance((unsigned)b->n) : 0;
		if (chance(3) == 0 && b->n > 0) {
			b->p[at] = (char)chance(256);
		} else if (chance(2) && b->n > 0) {
			size_t cut = chance((unsigned)(b->n - at));
			memmove(b->p + at, b->p + at + cut, b->n - at - cut);
			b->n -= cut;
		} else {
			struct slice bit = slice_of(pick(bits));
			buf_need(b, bit.n);
			memmove(b->p + at + bit.n, b->p + at, b->n - at);
			memcpy(b->p + at, bit.p, bit.n);
			b->n += bit.n;
		}
	}
}

static void
test_hostile(unsigned n)
{
	struct buf text = BUF_INIT;
	struct header h = make_header();
	unsigned parsed = 0, bad = 0;
	for (unsigned i = 0; i < n; i++) {
		struct rules_error error;
		text.n = 0;
		if (chance(3) == 0)
			for (unsigned k = chance(200); k > 0; k--)
				buf_put_byte(&text, (char)chance(256));
		else if (chance(2))
			preset_put(&text, presets[chance(12)]);
		else
			put_rules(&text, 3);
		mangle(&text);
		struct rules *r =
		    rules_parse("fuzz", buf_slice(&text), RULES_STAGES, &error);
		bad += !r && (error.place.line == 0 || !error.reason[0]);
		if (!r)
			continue;
		parsed++;
		rules_bind(r, &h);
		if (i % 16 == 0)
			compare(r, NULL);
		rules_free(r);
	}
	ok(bad == 0, "each of %u broken files is told", n - parsed);
	ok(parsed > 0, "%u mangled files were rules", parsed);
	free(h.names);
	buf_release(&text);
}

int
main(void)
{
	static const struct matcher_limits tiny = {
	    .values = 2, .classes = 2, .nodes = 4};
	static const struct matcher_limits small = {
	    .values = 16, .classes = 64, .nodes = 64};
	test_random(0, 20, "stages alone", NULL);
	test_random(5, 150, "a few rules", NULL);
	test_random(5, 100, "a few rules in tiny tables", &tiny);
	test_random(40, 30, "forty rules in small tables", &small);
	test_random(500, 4, "five hundred rules", NULL);
	test_random(500, 2, "five hundred rules in small tables", &small);
	test_hostile(3000);
	return tap_done();
}

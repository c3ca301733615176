/* SPDX-License-Identifier: MIT */
/* Matching rows to steps, each distinct (event, touchpoints) once. */
#include "journey/steps.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"

/* Rows that were matched: direct-mapped, so hostile input costs time but never
 * memory. The hash looks at the ends of both texts only; they are compared
 * whole. A general memo, which wants one key to hash, took 150 instructions a
 * row of which this takes half. */
enum { SLOTS_LOG = 10, MAX_TEXT = 168 };

struct step_memory {
	uint32_t event, touchpoints; /* lengths + 1; 0 is a free slot */
	struct occurrences found;
	char text[MAX_TEXT]; /* the event, then the touchpoints */
};

static const char *
add_alternative(struct steps *s, struct slice text, unsigned step)
{
	struct step_name name = {.kind = STEP_ANY, .name = text, .step = step};
	static const struct {
		struct slice prefix;
		enum step_kind kind;
	} prefixes[] = {{{"stage:", 6}, STEP_STAGE},
	    {{"touchpoint:", 11}, STEP_TOUCHPOINT},
	    {{"event:", 6}, STEP_EVENT}};
	for (size_t i = 0; i < 3; i++)
		if (slice_starts(text, prefixes[i].prefix)) {
			name.kind = prefixes[i].kind;
			name.name = slice_skip(text, prefixes[i].prefix.n);
		}
	if (name.name.n == 0)
		return "a step has no name";
	s->need_event |= name.kind == STEP_EVENT;
	s->need_touchpoints |=
	    name.kind == STEP_STAGE || name.kind == STEP_TOUCHPOINT;
	s->want_both |= name.kind == STEP_ANY;
	s->names = mem_grow(s->names, (s->n_names + 1) * sizeof(*s->names));
	s->names[s->n_names++] = name;
	return NULL;
}

static const char *
add_alternatives(struct steps *s, struct slice text, unsigned step)
{
	const char *why = NULL;
	while (text.p && !why)
		why =
		    add_alternative(s, slice_trim(slice_cut(&text, '|')), step);
	return why;
}

const char *
steps_init(struct steps *s, struct slice text)
{
	*s = (struct steps){0};
	while (text.p) {
		if (s->n == STEPS_MAX)
			return "more than 32 steps";
		/* no name begins or ends with a blank that a user typed */
		struct slice step = slice_trim(slice_cut(&text, ','));
		s->texts[s->n] = step;
		if (step.n == 0)
			return "a step has no name";
		const char *why = add_alternatives(s, step, s->n);
		if (why)
			return why;
		s->n++;
	}
	s->memory = mem_zero((size_t)1 << SLOTS_LOG, sizeof(*s->memory));
	s->own = mem_zero(1, sizeof(*s->own));
	return NULL;
}

const char *
steps_exclude(struct steps *s, struct slice text)
{
	return add_alternatives(s, text, STEPS_MAX);
}

struct slice
steps_title(const struct steps *s, unsigned step)
{
	struct slice text = s->texts[step];
	return slice_starts(text, SLICE("stage:")) ? slice_skip(text, 6) : text;
}

unsigned
steps_find(const struct steps *s, struct slice text)
{
	uint64_t number;
	for (unsigned k = 0; k < s->n; k++)
		if (slice_equal(text, s->texts[k]) ||
		    slice_equal(text, steps_title(s, k)))
			return k;
	if (num_read_u64(text, s->n, &number) && number > 0)
		return (unsigned)number - 1;
	return s->n;
}

void
steps_release(struct steps *s)
{
	free(s->memory);
	free(s->own);
	free(s->names);
	*s = (struct steps){0};
}

/* The steps that an occurrence fills by one of its touchpoints; the bit of
 * STEPS_MAX where it excludes. */
static uint64_t
match_touchpoint(struct steps *s, struct slice stage, struct slice name)
{
	uint64_t mask = 0;
	vocabulary_see(&s->words[STEP_STAGE], stage);
	vocabulary_see(&s->words[STEP_TOUCHPOINT], name);
	for (unsigned i = 0; i < s->n_names; i++) {
		struct step_name *n = &s->names[i];
		bool by_stage = n->kind != STEP_TOUCHPOINT &&
		    n->kind != STEP_EVENT && slice_equal(n->name, stage);
		bool by_name = n->kind != STEP_STAGE && n->kind != STEP_EVENT &&
		    slice_equal(n->name, name);
		if (by_stage || by_name) {
			n->met = true;
			mask |= 1ull << n->step;
		}
	}
	return mask;
}

static uint64_t
match_event(struct steps *s, struct slice event)
{
	uint64_t mask = 0;
	vocabulary_see(&s->words[STEP_EVENT], event);
	for (unsigned i = 0; i < s->n_names && event.n > 0; i++) {
		struct step_name *n = &s->names[i];
		if ((n->kind == STEP_EVENT || n->kind == STEP_ANY) &&
		    slice_equal(n->name, event)) {
			n->met = true;
			mask |= 1ull << n->step;
		}
	}
	return mask;
}

static void
match(struct steps *s, struct slice event, struct slice touchpoints,
    struct occurrences *out)
{
	uint64_t masks[STEPS_MAX + 1];
	uint32_t n = 0;
	struct slice before = {NULL, 0};
	s->matched = true;
	/* touchpoints of one stage stand together: they are in stage order */
	while (touchpoints.n > 0) {
		struct slice name = slice_cut(&touchpoints, ',');
		struct slice stage = slice_cut(&name, ':');
		uint64_t mask = match_touchpoint(s, stage, name);
		if (n > 0 && slice_equal(stage, before))
			masks[n - 1] |= mask;
		else if (n < STEPS_MAX)
			masks[n++] = mask;
		before = stage;
	}
	if (n == 0)
		masks[n++] = 0;
	masks[n - 1] |= match_event(s, event);
	out->n = 0;
	out->excludes = false;
	for (uint32_t i = 0; i < n; i++) {
		out->excludes |= masks[i] >> STEPS_MAX & 1;
		if ((uint32_t)masks[i] != 0)
			out->masks[out->n++] = (uint32_t)masks[i];
	}
	out->with_event = (uint32_t)masks[n - 1] != 0;
}

/* Up to eight bytes of either end. */
static uint64_t
ends_of(struct slice s)
{
	uint64_t first = 0, last = 0;
	if (s.n >= 8) {
		memcpy(&first, s.p, 8);
		memcpy(&last, s.p + s.n - 8, 8);
	} else if (s.n > 0) {
		memcpy(&first, s.p, s.n);
	}
	return (first ^ s.n) * 0x9e3779b97f4a7c15u + last;
}

static struct step_memory *
slot_of(struct steps *s, struct slice event, struct slice touchpoints)
{
	uint64_t hash = ends_of(touchpoints) * 0xc2b2ae3d27d4eb4fu;
	if (event.n > 0)
		hash = (hash ^ ends_of(event)) * 0x9e3779b97f4a7c15u;
	hash ^= hash >> 32;
	return &s->memory[hash * 0x9e3779b97f4a7c15u >> (64 - SLOTS_LOG)];
}

const struct occurrences *
steps_match(struct steps *s, struct slice event, struct slice touchpoints)
{
	if (event.n + touchpoints.n > MAX_TEXT) {
		match(s, event, touchpoints, s->own);
		return s->own;
	}
	struct step_memory *m = slot_of(s, event, touchpoints);
	if (m->event == event.n + 1 && m->touchpoints == touchpoints.n + 1 &&
	    (event.n == 0 || memcmp(m->text, event.p, event.n) == 0) &&
	    (touchpoints.n == 0 ||
		memcmp(m->text + event.n, touchpoints.p, touchpoints.n) == 0))
		return &m->found;
	m->event = (uint32_t)event.n + 1;
	m->touchpoints = (uint32_t)touchpoints.n + 1;
	if (event.n > 0)
		memcpy(m->text, event.p, event.n);
	if (touchpoints.n > 0)
		memcpy(m->text + event.n, touchpoints.p, touchpoints.n);
	match(s, event, touchpoints, &m->found);
	return &m->found;
}

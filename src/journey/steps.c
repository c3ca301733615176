/* SPDX-License-Identifier: MIT */
/* Matching rows to steps, each distinct (event, touchpoints) once. */
#include "journey/steps.h"

#include <stdlib.h>

#include "base/mem.h"

enum { MEMO_SLOTS = 1024, MEMO_KEY = 240 };

static const char *
add_alternative(struct steps *s, struct slice text)
{
	struct step_name name = {.kind = STEP_ANY, .name = text, .step = s->n};
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

const char *
steps_init(struct steps *s, struct slice text)
{
	*s = (struct steps){0};
	while (text.p) {
		if (s->n == STEPS_MAX)
			return "more than 32 steps";
		struct slice step = slice_cut(&text, ',');
		s->texts[s->n] = step;
		if (step.n == 0)
			return "a step has no name";
		while (step.p) {
			const char *why =
			    add_alternative(s, slice_cut(&step, '|'));
			if (why)
				return why;
		}
		s->n++;
	}
	memo_init(&s->memo, MEMO_SLOTS, MEMO_KEY, sizeof(struct occurrences));
	return NULL;
}

void
steps_release(struct steps *s)
{
	memo_release(&s->memo);
	free(s->names);
	free(s->key);
	*s = (struct steps){0};
}

/* The steps that an occurrence fills by one of its touchpoints. */
static uint32_t
match_touchpoint(const struct steps *s, struct slice stage, struct slice name)
{
	uint32_t mask = 0;
	for (unsigned i = 0; i < s->n_names; i++) {
		const struct step_name *n = &s->names[i];
		bool by_stage = n->kind != STEP_TOUCHPOINT &&
		    n->kind != STEP_EVENT && slice_equal(n->name, stage);
		bool by_name = n->kind != STEP_STAGE && n->kind != STEP_EVENT &&
		    slice_equal(n->name, name);
		if (by_stage || by_name)
			mask |= 1u << n->step;
	}
	return mask;
}

static uint32_t
match_event(const struct steps *s, struct slice event)
{
	uint32_t mask = 0;
	for (unsigned i = 0; i < s->n_names; i++)
		if ((s->names[i].kind == STEP_EVENT ||
			s->names[i].kind == STEP_ANY) &&
		    event.n > 0 && slice_equal(s->names[i].name, event))
			mask |= 1u << s->names[i].step;
	return mask;
}

static void
match(const struct steps *s, struct slice event, struct slice touchpoints,
    struct occurrences *out)
{
	uint32_t masks[STEPS_MAX + 1];
	uint32_t n = 0;
	struct slice before = {NULL, 0};
	/* touchpoints of one stage stand together: they are in stage order */
	while (touchpoints.n > 0) {
		struct slice name = slice_cut(&touchpoints, ',');
		struct slice stage = slice_cut(&name, ':');
		uint32_t mask = match_touchpoint(s, stage, name);
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
	for (uint32_t i = 0; i < n; i++)
		if (masks[i] != 0)
			out->masks[out->n++] = masks[i];
	out->with_event = masks[n - 1] != 0;
}

const struct occurrences *
steps_match(struct steps *s, struct slice event, struct slice touchpoints)
{
	/* an escaped field has no raw TAB: it keeps the two apart */
	size_t n = event.n + 1 + touchpoints.n;
	if (s->key_room < n + sizeof(struct occurrences)) {
		s->key_room = 2 * (n + sizeof(struct occurrences));
		s->key = mem_grow(s->key, s->key_room);
	}
	memcpy(s->key, event.p, event.n);
	s->key[event.n] = '\t';
	if (touchpoints.n > 0)
		memcpy(s->key + event.n + 1, touchpoints.p, touchpoints.n);
	bool known;
	struct occurrences *found =
	    memo_get(&s->memo, (struct slice){s->key, n}, &known);
	if (found && known)
		return found;
	if (!found) /* too long to remember: the key's room serves */
		found = (struct occurrences *)(void *)s->key;
	match(s, event, touchpoints, found);
	return found;
}

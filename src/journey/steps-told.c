/* SPDX-License-Identifier: MIT */
/* Names that no row has. */
#include "journey/steps-told.h"

#include <string.h>

#include "base/msg.h"

static const char *const prefixes[STEP_KINDS] = {
    "", "stage:", "touchpoint:", "event:"};

static bool
is_given(const struct steps *s, struct slice word)
{
	for (unsigned i = 0; i < s->n_names; i++)
		if (slice_equal(s->names[i].name, word))
			return true;
	return false;
}

/* The word that is nearest to a name, and its kind: one of the name's kind that
 * is no other of the names, or the very name where it is of another kind.
 * Unless it is sure that the name is missed, one slip away at most: `search`
 * is not far from `reach`. */
static struct slice
find_near(const struct steps *s, const struct step_name *name, bool sure,
    enum step_kind *kind)
{
	struct suggestion near = {.wanted = name->name};
	for (enum step_kind k = STEP_STAGE; k < STEP_KINDS; k++)
		for (uint32_t i = 0; i < s->words[k].n; i++) {
			struct slice word = vocabulary_at(&s->words[k], i);
			bool fits =
			    (name->kind == STEP_ANY || name->kind == k) &&
			    !is_given(s, word);
			const char *before = near.name.p;
			if (fits || slice_equal(word, name->name))
				suggest_try(&near, word);
			if (near.name.p != before)
				*kind = k;
		}
	if (!sure && near.distance > 1)
		near.name.p = NULL;
	return near.name;
}

/* Whether rows have another name of the same step. */
static bool
is_filled(const struct steps *s, unsigned step)
{
	for (unsigned i = 0; i < s->n_names; i++)
		if (s->names[i].step == step && s->names[i].met)
			return true;
	return false;
}

/* Whether a name stands among those before it: `A,A` takes two of them. */
static bool
is_again(const struct steps *s, unsigned i)
{
	for (unsigned k = 0; k < i; k++)
		if (s->names[k].kind == s->names[i].kind &&
		    slice_equal(s->names[k].name, s->names[i].name))
			return true;
	return false;
}

static void
tell_name(const struct steps *s, const struct step_name *name)
{
	bool excludes = name->step == STEPS_MAX;
	const char *option = excludes ? "not" : "steps";
	const char *own = prefixes[name->kind], *other = "";
	bool sure = !excludes && !is_filled(s, name->step);
	enum step_kind kind = STEP_ANY;
	struct slice near = find_near(s, name, sure, &kind);
	if (name->kind != STEP_ANY)
		other = prefixes[kind];
	if (near.p)
		msg_warn(option, "no row has '%s%.*s', did you mean %s%.*s?",
		    own, (int)name->name.n, name->name.p, other, (int)near.n,
		    near.p);
	else if (sure)
		msg_warn(option, "no row has '%s%.*s'%s", own,
		    (int)name->name.n, name->name.p,
		    memchr(name->name.p, '>', name->name.n)
			? "; a comma stands between steps"
			: "");
}

void
steps_tell(const struct steps *s, bool given)
{
	bool any = false;
	if (!s->matched)
		return;
	for (unsigned i = 0; i < s->n_names; i++) {
		const struct step_name *name = &s->names[i];
		bool excludes = name->step == STEPS_MAX;
		any |= name->met && !excludes;
		if (!name->met && (given || excludes) && !is_again(s, i))
			tell_name(s, name);
	}
	if (!given && !any)
		msg_warn("steps",
		    "no row has any of the five stages; give those of the "
		    "rules");
}

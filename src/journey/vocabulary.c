/* SPDX-License-Identifier: MIT */
/* Words kept, and the nearest of them. */
#include "journey/vocabulary.h"

#include "base/msg.h"

void
vocabulary_keep(struct vocabulary *v, struct slice word)
{
	if (word.n == 0 || word.n > VOCABULARY_BYTES)
		return;
	for (uint32_t i = 0; i < v->n; i++)
		if (slice_equal(vocabulary_at(v, i), word))
			return;
	if (v->n == VOCABULARY_WORDS)
		return;
	memcpy(v->words[v->n].text, word.p, word.n);
	v->words[v->n++].n = (uint8_t)word.n;
}

void
vocabulary_tell(const struct vocabulary *v, const char *option,
    struct slice event, bool given)
{
	struct suggestion near = {.wanted = event};
	for (uint32_t i = 0; i < v->n; i++)
		suggest_try(&near, vocabulary_at(v, i));
	if (near.name.p && (given || near.distance <= 1))
		msg_warn(option,
		    "no row has the event '%.*s', did you mean %.*s?",
		    (int)event.n, event.p, (int)near.name.n, near.name.p);
	else if (given)
		msg_warn(option, "no row has the event '%.*s'", (int)event.n,
		    event.p);
}

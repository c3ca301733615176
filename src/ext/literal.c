/* SPDX-License-Identifier: MIT */
/* One walk over a pattern's top level: literal bytes are gathered, anything
 * else ends the run. In doubt there is no literal. */
#include "ext/literal.h"

#include <stdbool.h>

struct walk {
	const char *p, *end;
	char run[LITERAL_LIMIT];
	size_t n;
	char *best;
	size_t n_best;
};

static bool
is_one_of(char c, const char *list)
{
	return c != '\0' && strchr(list, c) != NULL;
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

static void
end_run(struct walk *w)
{
	if (w->n > w->n_best) {
		memcpy(w->best, w->run, w->n);
		w->n_best = w->n;
	}
	w->n = 0;
}

static bool
is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Where the last character of the run begins. */
static size_t
last_character(const struct walk *w)
{
	size_t at = w->n;
	while (at > 0 && is_continuation(w->run[at - 1]))
		at--;
	return at > 0 ? at - 1 : 0;
}

/* Ends a full run before the character that c goes on with, which begins the
 * next: a quantifier behind it may take all of it back, but not what is kept
 * as the best. */
static void
end_full_run(struct walk *w, char c)
{
	size_t at = is_continuation(c) ? last_character(w) : w->n;
	size_t begun = w->n - at;
	w->n = at;
	end_run(w);
	memmove(w->run, w->run + at, begun);
	w->n = begun < LITERAL_LIMIT ? begun : 0;
}

static void
add(struct walk *w, char c)
{
	if (w->n == LITERAL_LIMIT)
		end_full_run(w, c);
	w->run[w->n++] = c;
}

/* A quantifier that allows none: the character before it need not be there. */
static void
take_back(struct walk *w)
{
	w->n = last_character(w);
	end_run(w);
}

/* Behind a backslash; false on what is not known to be harmless. */
static bool
take_escape(struct walk *w)
{
	if (++w->p == w->end)
		return false;
	if (!is_alnum(*w->p)) {
		add(w, *w->p++);
		return true;
	}
	end_run(w);
	return is_one_of(*w->p++, "dDwWsSbBhHvVAzZ");
}

/* At `[`: up to behind the class. */
static bool
skip_class(struct walk *w)
{
	w->p++;
	if (w->p < w->end && *w->p == '^')
		w->p++;
	if (w->p < w->end && *w->p == ']')
		w->p++;
	for (; w->p < w->end; w->p++) {
		if (*w->p == ']') {
			w->p++;
			return true;
		}
		if (*w->p == '[')
			return false; /* [:alpha:] */
		if (*w->p == '\\' && ++w->p < w->end && is_one_of(*w->p, "QE"))
			return false;
	}
	return false;
}

/* At `(`: up to behind the group, whatever is in it. */
static bool
skip_group(struct walk *w)
{
	int depth = 0;
	while (w->p < w->end) {
		if (*w->p == '[') {
			if (!skip_class(w))
				return false;
			continue;
		}
		if (*w->p == '\\') {
			if (++w->p == w->end || is_one_of(*w->p, "QE"))
				return false;
		} else if (*w->p == '(') {
			depth++;
			/* verbs, flags, comments, recursion, conditions */
			if (w->p + 1 < w->end && w->p[1] == '*')
				return false;
			if (w->p + 2 < w->end && w->p[1] == '?' &&
			    !is_one_of(w->p[2], ":<=!>P"))
				return false;
		} else if (*w->p == ')' && --depth == 0) {
			w->p++;
			return true;
		}
		w->p++;
	}
	return false;
}

/* At `{`: false when it is not a plain quantifier. */
static bool
skip_braces(struct walk *w)
{
	w->p++;
	while (
	    w->p < w->end && (*w->p == ',' || (*w->p >= '0' && *w->p <= '9')))
		w->p++;
	return w->p < w->end && *w->p++ == '}';
}

static bool
take_one(struct walk *w)
{
	switch (*w->p) {
	case '\\':
		return take_escape(w);
	case '[':
		end_run(w);
		return skip_class(w);
	case '(':
		end_run(w);
		return skip_group(w);
	case '*':
	case '?':
		take_back(w);
		break;
	case '{':
		take_back(w);
		return skip_braces(w);
	case '+':
	case '.':
	case '^':
	case '$':
		end_run(w);
		break;
	case '|':
	case ')':
		return false;
	default:
		add(w, *w->p);
	}
	w->p++;
	return true;
}

size_t
literal_of(struct slice pattern, char *to)
{
	struct walk w = {
	    .p = pattern.p, .end = pattern.p + pattern.n, .best = to};
	while (w.p < w.end)
		if (!take_one(&w))
			return 0;
	end_run(&w);
	return w.n_best;
}

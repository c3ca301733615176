/* SPDX-License-Identifier: MIT */
/* The walk over a line: a state machine with a stack of its own. Strings, most
 * of the bytes, are passed by the marks that were found with the lines. */
#include "log/json-paths.h"
#include "log/json-text.h"

#include "base/num.h"

/* An object or array that is open. */
struct level {
	const char *begin;
	uint16_t node;  /* where its values are looked up */
	int16_t slot;   /* its own, -1 for none */
	uint32_t index; /* of the next element */
	bool object;
};

struct walk {
	const struct simd *simd;
	const struct json_paths *paths;
	struct json_found *found;
	const char *p, *end;
	const char *base;
	const uint32_t *mark, *last_mark;
	bool controls; /* the line has some: strings are looked through */
	bool lax;
	struct json_shape *shape; /* to be learnt; NULL: not this line's */
	const char *text;         /* the end of the last value, for that */
	unsigned depth;
	struct level levels[JSON_DEPTH];
};

/* What is due next. */
enum due { DUE_VALUE, DUE_NAME, DUE_END, DUE_NOTHING, DUE_FAILURE };

/* A value's place: what is wanted of it. */
struct place {
	uint16_t node;
	int16_t slot;
};

static bool
has_controls(const char *p, const char *end)
{
	for (; p < end; p++)
		if ((unsigned char)*p < ' ')
			return true;
	return false;
}

/* The first quote or backslash at or behind p. */
static const char *
next_cut(struct walk *w, const char *p)
{
	while (w->mark < w->last_mark &&
	    (w->base + *w->mark < p || w->base[*w->mark] == '?'))
		w->mark++;
	return w->mark < w->last_mark ? w->base + *w->mark
				      : w->simd->find(p, w->end, '"', '\\');
}

/* The mark of the quote that ends the string at p, if there is one, where that
 * is the next mark behind the one of p, or the next but a `?`; else NULL. */
static inline const uint32_t *
closing_mark(const struct walk *w, const char *p, const uint32_t *mark)
{
	if (w->last_mark - mark < 2 || w->base + mark[0] != p || *p != '"')
		return NULL;
	mark++;
	if (w->base[*mark] == '?' && ++mark == w->last_mark)
		return NULL;
	return w->base[*mark] == '"' ? mark : NULL;
}

/* The string between its quotes at p and close; returns where it ends. */
static inline const char *
take_marked(struct json_value *v, const char *p, const char *close)
{
	v->kind = JSON_STRING;
	v->escaped = false;
	v->text = slice_between(p + 1, close);
	return close + 1;
}

static inline bool
string_by_marks(struct walk *w, struct json_value *v)
{
	const uint32_t *mark = closing_mark(w, w->p, w->mark);
	if (!mark || w->controls)
		return false;
	w->p = take_marked(v, w->p, w->base + *mark);
	w->mark = mark + 1;
	return true;
}

/* Any other string whose first quote is at w->p. */
static bool
read_string(struct walk *w, struct json_value *v)
{
	const char *from = w->p + 1, *cut = next_cut(w, from);
	v->kind = JSON_STRING;
	v->escaped = false;
	while (cut < w->end && *cut == '\\') {
		size_t n = json_escape(cut, w->end, &w->lax);
		if (n == 0)
			return false;
		v->escaped = true;
		cut = next_cut(w, cut + n);
	}
	if (cut >= w->end || (w->controls && has_controls(from, cut)))
		return false;
	v->text = slice_between(from, cut);
	w->p = cut + 1;
	while (w->mark < w->last_mark && w->base + *w->mark <= cut)
		w->mark++;
	return true;
}

static inline bool
take_string(struct walk *w, struct json_value *v)
{
	return string_by_marks(w, v) || read_string(w, v);
}

/* The edge to the member of an escaped name. */
static const struct json_edge *
escaped_edge(struct walk *w, unsigned node, const struct json_value *name)
{
	char memory[JSON_PATH_MAX * 6 + SIMD_PAD];
	struct buf scratch = {memory, 0, sizeof(memory)};
	if (name->text.n > JSON_PATH_MAX * 6)
		return NULL;
	return json_edge(w->paths, node, json_text(*name, &scratch));
}

/* What is found there, and below, is forgotten. */
static void
forget(struct walk *w, const struct json_edge *e)
{
	const struct json_node *child = &w->paths->nodes[e->child];
	for (size_t i = 0; i < JSON_SLOTS / 64; i++)
		w->found->set[i] &= ~child->below[i];
}

/* Whether something was found there, or below. */
static bool
is_repeated(const struct walk *w, const struct json_edge *e)
{
	uint64_t found = 0;
	if (e->slot >= 0)
		found = w->found->set[e->slot / 64] >> e->slot % 64 & 1;
	if (e->child != JSON_NOWHERE)
		for (size_t i = 0; i < JSON_SLOTS / 64; i++)
			found |= w->found->set[i] &
			    w->paths->nodes[e->child].below[i];
	return found != 0;
}

/* The place of the member of that name. An earlier one of its name, with all
 * that was found in it, is forgotten. */
static inline struct place
member_place(struct walk *w, const struct json_value *name)
{
	unsigned node = w->levels[w->depth - 1].node;
	if (name->escaped)
		w->shape = NULL;
	if (node == JSON_NOWHERE)
		return (struct place){JSON_NOWHERE, -1};
	const struct json_edge *e = name->escaped
	    ? escaped_edge(w, node, name)
	    : json_edge(w->paths, node, name->text);
	if (!e)
		return (struct place){JSON_NOWHERE, -1};
	if (w->shape && is_repeated(w, e))
		w->shape = NULL;
	if (e->slot >= 0)
		w->found->set[e->slot / 64] &= ~(1ull << e->slot % 64);
	if (e->child != JSON_NOWHERE)
		forget(w, e);
	return (struct place){e->child, e->slot};
}

static struct place
element_place(struct walk *w)
{
	char text[NUM_MAX_TEXT];
	struct level *level = &w->levels[w->depth - 1];
	uint32_t index = level->index++;
	if (level->node == JSON_NOWHERE ||
	    !w->paths->nodes[level->node].numbered)
		return (struct place){JSON_NOWHERE, -1};
	size_t n = num_put_u64(text, index);
	const struct json_edge *e =
	    json_edge(w->paths, level->node, (struct slice){text, n});
	return e ? (struct place){e->child, e->slot}
		 : (struct place){JSON_NOWHERE, -1};
}

static inline void
put(struct walk *w, int slot, const struct json_value *v)
{
	if (slot >= 0) {
		w->found->at[slot] = *v;
		w->found->set[slot / 64] |= 1ull << slot % 64;
	} else if (w->depth == 0) {
		w->found->root = *v;
	}
}

static enum due
open_level(struct walk *w, struct place place)
{
	if (w->depth == JSON_DEPTH)
		return DUE_FAILURE;
	bool object = *w->p == '{';
	w->levels[w->depth++] = (struct level){.begin = w->p,
	    .node = place.node,
	    .slot = place.slot,
	    .object = object};
	w->p = json_skip_blanks(w->p + 1, w->end);
	if (w->p < w->end && *w->p == (object ? '}' : ']'))
		return DUE_END;
	return object ? DUE_NAME : DUE_VALUE;
}

/* A number, a literal, or what stands for a missing value. */
static bool
read_plain(struct walk *w, struct json_value *v, bool member)
{
	const char *p = w->p, *end;
	v->escaped = false;
	v->kind = JSON_NUMBER;
	if (*p == '-' || (*p >= '0' && *p <= '9'))
		end = json_number(p, w->end);
	else
		end = json_literal(p, w->end, &v->kind);
	if (!end) {
		if (!member || (*p != '-' && *p != ',' && *p != '}'))
			return false;
		v->kind = JSON_NULL;
		w->lax = true;
		end = p + (*p == '-');
	}
	v->text = slice_between(p, end);
	w->p = end;
	return true;
}

static bool
is_mark(char c)
{
	return c == '"' || c == '\\' || c == '?';
}

/* The bytes since the last value are the next text of the shape. */
static struct json_shape_value *
learn_text(struct walk *w, const char *to)
{
	struct json_shape *s = w->shape;
	struct json_shape_value *v = &s->at[s->n];
	size_t from = s->n > 0 ? (size_t)v[-1].text + v[-1].n : 0;
	size_t n = (size_t)(to - w->text);
	if (n > JSON_SHAPE_TEXT - from) {
		w->shape = NULL;
		return NULL;
	}
	memcpy(s->text + from, w->text, n);
	*v = (struct json_shape_value){
	    .text = (uint16_t)from, .n = (uint16_t)n, .slot = -1};
	for (size_t i = 0; i < n; i++)
		v->marks += is_mark(w->text[i]);
	return v;
}

/* A scalar at `at`, behind which the walk is now. */
static void
learn_value(struct walk *w, const char *at, int slot)
{
	struct json_shape_value *v = learn_text(w, at);
	if (!v)
		return;
	if (w->depth == 0 || ++w->shape->n > JSON_SHAPE_VALUES) {
		w->shape = NULL;
		return;
	}
	v->slot = (int16_t)slot;
	v->member = w->levels[w->depth - 1].object;
	w->text = w->p;
}

static enum due
read_value(struct walk *w, struct place place)
{
	struct json_value v;
	const char *at = w->p;
	if (w->p == w->end)
		return DUE_FAILURE;
	if (*w->p == '{' || *w->p == '[')
		return open_level(w, place);
	bool member = w->depth > 0 && w->levels[w->depth - 1].object;
	if (!(*w->p == '"' ? take_string(w, &v) : read_plain(w, &v, member)))
		return DUE_FAILURE;
	put(w, place.slot, &v);
	if (w->shape)
		learn_value(w, at, place.slot);
	return DUE_NOTHING;
}

static enum due
read_member(struct walk *w)
{
	struct json_value name;
	if (w->p == w->end || *w->p != '"' || !take_string(w, &name))
		return DUE_FAILURE;
	w->p = json_skip_blanks(w->p, w->end);
	if (w->p == w->end || *w->p != ':')
		return DUE_FAILURE;
	w->p = json_skip_blanks(w->p + 1, w->end);
	return read_value(w, member_place(w, &name));
}

/* At the bracket that ends a level. */
static void
close_level(struct walk *w)
{
	const struct level *level = &w->levels[--w->depth];
	struct json_value v = {.kind = level->object ? JSON_OBJECT : JSON_ARRAY,
	    .text = slice_between(level->begin, ++w->p)};
	put(w, level->slot, &v);
	if (level->slot >= 0)
		w->shape = NULL; /* where it ends must be known */
}

/* Behind a value: the next one's beginning, or the end of the level. */
static enum due
read_behind(struct walk *w)
{
	w->p = json_skip_blanks(w->p, w->end);
	if (w->p == w->end)
		return DUE_FAILURE;
	bool object = w->levels[w->depth - 1].object;
	if (*w->p == (object ? '}' : ']'))
		return DUE_END;
	if (*w->p != ',')
		return DUE_FAILURE;
	w->p = json_skip_blanks(w->p + 1, w->end);
	return object ? DUE_NAME : DUE_VALUE;
}

static enum json_result
walk(struct walk *w)
{
	w->p = json_skip_blanks(w->p, w->end);
	enum due due = read_value(w, (struct place){JSON_ROOT, -1});
	while (due != DUE_FAILURE) {
		switch (due) {
		case DUE_NAME:
			due = read_member(w);
			break;
		case DUE_VALUE:
			due = read_value(w, element_place(w));
			break;
		case DUE_END:
			close_level(w);
			due = DUE_NOTHING;
			break;
		default:
			if (w->depth == 0) {
				if (json_skip_blanks(w->p, w->end) < w->end)
					return JSON_BAD;
				return w->lax ? JSON_LAX : JSON_GOOD;
			}
			due = read_behind(w);
		}
	}
	return JSON_BAD;
}

static void
begin(struct walk *w, const struct json_paths *paths, const struct simd *simd,
    const struct line *line, struct json_found *found)
{
	static const uint32_t none[1];
	size_t marks = line->n_marks < LINE_MARKS ? line->n_marks : LINE_MARKS;
	w->simd = simd;
	w->paths = paths;
	w->found = found;
	w->p = line->text.p;
	w->end = line->text.p + line->text.n;
	w->base = line->base;
	w->mark = marks > 0 ? line->marks : none;
	w->last_mark = w->mark + marks;
	w->controls = simd->control(line->text.p, line->text.n);
	w->lax = false;
	w->shape = NULL;
	w->depth = 0;
	memset(found->set, 0, sizeof(found->set));
}

enum json_result
json_read(const struct json_paths *paths, const struct simd *simd,
    const struct line *line, struct json_found *found)
{
	struct walk w;
	begin(&w, paths, simd, line, found);
	return walk(&w);
}

/* Whether a shape's text, n bytes, goes on at p; eight bytes behind both can be
 * read. In place: most have two words, and memcmp took as long as all else. */
static inline bool
is_text(const char *p, const char *text, size_t n)
{
	if (n < 8)
		return word_cut(word_load(p) ^ word_load(text), n) == 0;
	for (size_t i = 0; i + 8 < n; i += 8)
		if (word_load(p + i) != word_load(text + i))
			return false;
	return word_load(p + n - 8) == word_load(text + n - 8);
}

/* Whether the shape's next text goes on at p. */
static inline bool
has_text(const struct walk *w, const char *p, const struct json_shape *s,
    const struct json_shape_value *v)
{
	return (size_t)(w->end - p) >= v->n &&
	    is_text(p, s->text + v->text, v->n);
}

/* A value that is no string which string_by_marks would find. */
static bool
pass_value(struct walk *w, const char *p, const uint32_t *mark, bool member,
    struct json_value *v)
{
	w->p = p;
	w->mark = mark;
	return p < w->end &&
	    (*p == '"' ? read_string(w, v) : read_plain(w, v, member));
}

/* False where the line is of another shape, or no JSON, or has controls. */
static bool
read_like(struct walk *w, const struct json_shape *s)
{
	/* in registers: w is others' as well */
	const char *p = w->p, *from = p;
	const uint32_t *mark = w->mark, *last_mark = w->last_mark;
	const struct json_shape_value *v = s->at, *last = v + s->n;
	struct json_value other = {.kind = JSON_NULL}; /* what none asks for */
	for (; v < last; v++) {
		/* in place: a copy would wait for what is just written */
		struct json_value *value =
		    v->slot >= 0 ? &w->found->at[v->slot] : &other;
		if (!has_text(w, p, s, v))
			return false;
		p += v->n;
		mark +=
		    v->marks < last_mark - mark ? v->marks : last_mark - mark;
		const uint32_t *quote = closing_mark(w, p, mark);
		if (quote) {
			p = take_marked(value, p, w->base + *quote);
			mark = quote + 1;
		} else {
			if (!pass_value(w, p, mark, v->member, value))
				return false;
			p = w->p;
			mark = w->mark;
		}
	}
	if (!has_text(w, p, s, last) || p + last->n < w->end)
		return false;
	memcpy(w->found->set, s->set, sizeof(s->set));
	w->found->root = (struct json_value){
	    .kind = from[s->root] == '{' ? JSON_OBJECT : JSON_ARRAY,
	    .text = slice_between(from + s->root, p + s->root_tail)};
	return true;
}

/* Ends the learning of a line that was read to its end. */
static void
learn_end(struct walk *w, const struct line *line)
{
	struct json_shape *s = w->shape;
	struct slice root = w->found->root.text;
	if (!learn_text(w, w->end) || s->n == 0)
		return;
	s->root = (uint16_t)(root.p - line->text.p);
	s->root_tail = (uint16_t)(root.p + root.n - w->text);
	memcpy(s->set, w->found->set, sizeof(s->set));
	s->paths = w->paths;
}

enum json_result
json_read_like(const struct json_paths *paths, const struct simd *simd,
    const struct line *line, struct json_found *found, struct json_shape *shape)
{
	struct walk w;
	begin(&w, paths, simd, line, found);
	if (shape->paths == paths) {
		if (!w.controls && read_like(&w, shape))
			return w.lax ? JSON_LAX : JSON_GOOD;
		begin(&w, paths, simd, line, found);
	}
	w.shape = shape;
	w.text = line->text.p;
	shape->paths = NULL;
	shape->n = 0;
	enum json_result result = walk(&w);
	if (result != JSON_BAD && w.shape)
		learn_end(&w, line);
	return result;
}

/* SPDX-License-Identifier: MIT */
/* Steps merged, counted and left out. */
#include "journey/path-transform.h"

#include "base/num.h"

static const struct transform_name {
	const char *text;
	enum transform_kind kind;
	bool count, key; /* what stands in its brackets */
} names[] = {{"unique", TRANSFORM_UNIQUE, false, false},
    {"none", TRANSFORM_UNIQUE, false, false},
    {"exposure", TRANSFORM_EXPOSURE, false, false},
    {"first", TRANSFORM_FIRST, false, false},
    {"frequency", TRANSFORM_FREQUENCY, false, false},
    {"trim", TRANSFORM_TRIM, true, false},
    {"remove_if_not_all", TRANSFORM_NOT_ALL, false, true},
    {"remove_if_last_and_not_all", TRANSFORM_NOT_LAST, false, true}};

static bool
read_one(struct transform *t, struct slice name, struct slice argument)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		uint64_t count = 0;
		if (!slice_is(name, names[i].text))
			continue;
		if ((names[i].count || names[i].key) != (argument.n > 0))
			return false;
		if (names[i].count &&
		    (!num_read_u64(argument, 1000000, &count) || count == 0))
			return false;
		*t = (struct transform){
		    names[i].kind, (uint32_t)count, argument, 0};
		return true;
	}
	return false;
}

/* Cuts what stands before the bracket that closes from the front: keys have
 * brackets of their own, as `(none)`. Nothing is left where none closes. */
static struct slice
cut_argument(struct slice *rest)
{
	struct slice argument = *rest;
	unsigned depth = 0;
	for (size_t i = 0; i < rest->n; i++) {
		if (rest->p[i] == '(')
			depth++;
		if (rest->p[i] != ')' || depth-- > 0)
			continue;
		argument.n = i;
		*rest = slice_skip(*rest, i + 1);
		return argument;
	}
	*rest = (struct slice){NULL, 0};
	return argument;
}

/* Cuts `name(argument)` from the front, at the comma behind it: an argument
 * may hold commas. */
static bool
cut_one(struct slice *rest, struct slice *name, struct slice *argument)
{
	const char *open = slice_find(*rest, '(');
	const char *comma = slice_find(*rest, ',');
	*argument = (struct slice){"", 0};
	if (!open || (comma && comma < open)) {
		*name = slice_cut(rest, ',');
		return true;
	}
	*name = slice_cut(rest, '(');
	*argument = cut_argument(rest);
	if (!rest->p || (rest->n > 0 && rest->p[0] != ','))
		return false; /* not closed, or more behind it */
	if (rest->n > 0)
		*rest = slice_skip(*rest, 1);
	else
		*rest = (struct slice){NULL, 0};
	return argument->n > 0;
}

bool
transforms_read(struct transforms *t, const char *text, struct slice *bad)
{
	struct slice rest = slice_of(text), argument;
	t->n = 0;
	while (rest.p) {
		*bad = rest;
		struct slice name;
		if (t->n == TRANSFORMS_MAX ||
		    !cut_one(&rest, &name, &argument) ||
		    !read_one(&t->at[t->n++], name, argument))
			return false;
	}
	return true;
}

void
transforms_bind(struct transforms *t, struct intern *keys, unsigned n_columns)
{
	struct buf text = BUF_INIT;
	for (unsigned i = 0; i < t->n; i++) {
		struct slice first = t->at[i].name, second = first;
		if (first.n == 0)
			continue;
		text.n = 0;
		if (n_columns == 2 && slice_find(first, ',')) {
			first = slice_cut(&second, ',');
			buf_put_slice(&text, first);
			buf_put_byte(&text, '\t');
		}
		buf_put_slice(&text, second);
		t->at[i].key = intern_add(keys, buf_slice(&text));
	}
	buf_release(&text);
}

static void
merge(struct step *into, const struct step *step)
{
	into->direct &= step->direct;
	into->lead |= step->lead;
	into->opportunity |= step->opportunity;
}

static void
expose(struct path *path)
{
	size_t n = 0;
	for (size_t i = 0; i < path->n; i++) {
		struct step *run = n > 0 ? &path->at[n - 1] : NULL;
		if (run && run->key == path->at[i].key) {
			run->last = path->at[i].last;
			merge(run, &path->at[i]);
		} else {
			path->at[n++] = path->at[i];
		}
	}
	path->n = n;
}

/* Keeps the first step of each key; with `count` its key tells how many there
 * were. */
static void
keep_first(struct path *path, struct intern *keys, bool count)
{
	size_t n = 0;
	path_forget(path);
	for (size_t i = 0; i < path->n; i++) {
		struct step step = path->at[i];
		size_t before = path_recall(path, step.key);
		if (before != SIZE_MAX) {
			merge(&path->at[before], &step);
			path->at[before].count++;
			continue;
		}
		step.count = 1;
		path_remember(path, step.key, n);
		path->at[n++] = step;
	}
	path->n = n;
	if (!count)
		return;
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < n; i++) {
		struct step *step = &path->at[i];
		text.n = 0;
		buf_put_slice(&text, intern_at(keys, step->key));
		buf_printf(&text, "(%u)", step->count);
		step->key = intern_add(keys, buf_slice(&text));
	}
	buf_release(&text);
}

static void
trim(struct path *path, size_t most)
{
	if (path->n <= most)
		return;
	memmove(
	    path->at, path->at + (path->n - most), most * sizeof(*path->at));
	path->n = most;
}

static void
leave_out(struct path *path, uint32_t key, bool at_end)
{
	size_t others = 0, last = 0, n = 0;
	for (size_t i = 0; i < path->n; i++) {
		if (path->at[i].key == key)
			continue;
		others++;
		last = i;
	}
	if (others == 0)
		return;
	if (at_end) {
		path->n = last + 1;
		return;
	}
	for (size_t i = 0; i < path->n; i++)
		if (path->at[i].key != key)
			path->at[n++] = path->at[i];
	path->n = n;
}

void
transforms_apply(
    const struct transforms *t, struct intern *keys, struct path *path)
{
	for (unsigned i = 0; i < t->n; i++) {
		const struct transform *one = &t->at[i];
		switch (one->kind) {
		case TRANSFORM_UNIQUE:
			break;
		case TRANSFORM_EXPOSURE:
			expose(path);
			break;
		case TRANSFORM_FIRST:
		case TRANSFORM_FREQUENCY:
			keep_first(
			    path, keys, one->kind == TRANSFORM_FREQUENCY);
			break;
		case TRANSFORM_TRIM:
			trim(path, one->count);
			break;
		case TRANSFORM_NOT_ALL:
		case TRANSFORM_NOT_LAST:
			leave_out(
			    path, one->key, one->kind == TRANSFORM_NOT_LAST);
			break;
		}
	}
}

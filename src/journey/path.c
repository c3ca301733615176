/* SPDX-License-Identifier: MIT */
/* Paths from lists of touches, and back. */
#include "journey/path.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static struct step *
push(struct path *path)
{
	if (path->n == path->room) {
		path->room = path->room * 2 + 16;
		path->at = mem_grow(path->at, path->room * sizeof(*path->at));
	}
	return &path->at[path->n++];
}

static struct step
step_of(const struct touch *touch)
{
	return (struct step){touch->time, touch->key & (TOUCH_KEYS - 1), 0,
	    touch->key & TOUCH_DIRECT, touch->key & TOUCH_LEAD,
	    touch->key & TOUCH_OPPORTUNITY, false};
}

void
path_take(struct path *path, const struct touch_pool *pool,
    const struct touch_list *list, const struct path_rule *rule)
{
	path->n = 0;
	path->touches = 0;
	if (list->n == 0)
		return;
	uint32_t number = touch_oldest(pool, list);
	for (uint32_t i = 0; i < list->n; i++) {
		const struct touch *touch = touch_at(pool, number);
		if (touch->time >= rule->from && touch->time <= rule->to)
			*push(path) = step_of(touch);
		number = touch->next;
	}
	path->touches = path->n;
	if (path->n > 0)
		path->begin = path->at[0].last;
}

void
path_single(struct path *path, uint32_t key, int64_t time)
{
	path->n = 0;
	path->touches = 0;
	path->begin = time;
	*push(path) = (struct step){.last = time, .key = key};
}

void
path_forget(struct path *path)
{
	if (++path->serial != 0)
		return;
	/* after 2^32 paths marks could be taken for this one's */
	memset(path->marks, 0, path->n_marks * sizeof(*path->marks));
	path->serial = 1;
}

void
path_remember(struct path *path, uint32_t key, size_t step)
{
	if (key >= path->n_marks) {
		size_t n = (size_t)key * 2 + 64;
		path->marks = mem_grow(path->marks, n * sizeof(*path->marks));
		memset(path->marks + path->n_marks, 0,
		    (n - path->n_marks) * sizeof(*path->marks));
		path->n_marks = n;
	}
	path->marks[key] = (struct path_mark){path->serial, (uint32_t)step};
}

size_t
path_recall(const struct path *path, uint32_t key)
{
	if (key >= path->n_marks || path->marks[key].serial != path->serial)
		return SIZE_MAX;
	return path->marks[key].step;
}

void
path_mark_again(struct path *path)
{
	path_forget(path);
	for (size_t i = 0; i < path->n; i++) {
		uint32_t key = path->at[i].key;
		path->at[i].again = path_recall(path, key) != SIZE_MAX;
		path_remember(path, key, i);
	}
}

bool
path_keep(
    const struct path *path, struct touch_pool *pool, struct touch_list *list)
{
	for (size_t i = 0; i < path->n; i++) {
		const struct step *step = &path->at[i];
		uint32_t key = step->key | (step->direct ? TOUCH_DIRECT : 0) |
		    (step->lead ? TOUCH_LEAD : 0) |
		    (step->opportunity ? TOUCH_OPPORTUNITY : 0);
		if (!touch_add(pool, list, step->last, key))
			return false;
	}
	return true;
}

void
path_release(struct path *path)
{
	free(path->at);
	free(path->marks);
	*path = (struct path)PATH_INIT;
}

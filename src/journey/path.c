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

static struct touch
touch_of(const struct step *step)
{
	uint32_t key = step->key | (step->direct ? TOUCH_DIRECT : 0) |
	    (step->lead ? TOUCH_LEAD : 0) |
	    (step->opportunity ? TOUCH_OPPORTUNITY : 0);
	return (struct touch){step->last, key, 0};
}

static bool
is_same(const struct touch *touch, const struct step *step)
{
	struct touch other = touch_of(step);
	return touch->time == other.time && touch->key == other.key;
}

/* The place in a trail of the path's first step, the oldest such; the trail's
 * length where it has none. */
static uint32_t
find_begin(const struct path *path, const struct touch_pool *pool,
    const struct trail *trail)
{
	uint32_t found = trail->n, number = trail->newest;
	for (uint32_t at = trail->n; at-- > 0;) {
		const struct touch *touch = touch_at(pool, number);
		if (is_same(touch, &path->at[0]))
			found = at;
		number = touch->next;
	}
	return found;
}

/* How many steps of the path stand in a trail, one behind the other from
 * `begin` on; *newest becomes the last of them, or 0. */
static size_t
find_common(const struct path *path, const struct touch_pool *pool,
    const struct trail *trail, uint32_t begin, uint32_t *newest)
{
	size_t common = 0;
	uint32_t number = trail->newest;
	*newest = 0;
	for (uint32_t at = trail->n; at-- > begin;) {
		const struct touch *touch = touch_at(pool, number);
		size_t step = at - begin;
		if (step >= path->n || !is_same(touch, &path->at[step])) {
			common = 0;
		} else if (common == 0) {
			common = step + 1;
			*newest = number;
		}
		number = touch->next;
	}
	return common;
}

bool
path_keep(const struct path *path, struct touch_pool *pool, struct trail *trail)
{
	uint32_t newest, begin = find_begin(path, pool, trail);
	size_t i = find_common(path, pool, trail, begin, &newest);
	for (; i < path->n; i++) {
		struct touch touch = touch_of(&path->at[i]);
		newest = touch_link(pool, touch.time, touch.key, newest);
		if (newest == 0)
			return false;
	}
	*trail = (struct trail){newest, (uint32_t)path->n};
	return true;
}

void
path_restore(
    struct path *path, const struct touch_pool *pool, const struct trail *trail)
{
	uint32_t number = trail->newest;
	path->n = 0;
	path->touches = trail->n;
	for (uint32_t i = 0; i < trail->n; i++)
		push(path);
	for (size_t i = trail->n; i-- > 0;) {
		const struct touch *touch = touch_at(pool, number);
		path->at[i] = step_of(touch);
		number = touch->next;
	}
	if (path->n > 0)
		path->begin = path->at[0].last;
}

void
path_release(struct path *path)
{
	free(path->at);
	free(path->marks);
	*path = (struct path)PATH_INIT;
}

/* SPDX-License-Identifier: MIT */
/* Paths from lists of touches, and back. */
#include "journey/path.h"

#include <stdlib.h>

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

static void
add(struct path *path, const struct touch *touch, bool exposure)
{
	uint32_t key = touch->key & ~TOUCH_DIRECT;
	bool direct = touch->key & TOUCH_DIRECT;
	if (exposure && path->n > 0 && path->at[path->n - 1].key == key) {
		struct step *run = &path->at[path->n - 1];
		run->last = touch->time;
		run->direct &= direct;
		return;
	}
	*push(path) = (struct step){touch->time, touch->time, key, direct};
}

void
path_take(struct path *path, const struct touch_pool *pool,
    const struct touch_list *list, const struct path_rule *rule)
{
	path->n = 0;
	if (list->n == 0)
		return;
	uint32_t number = touch_oldest(pool, list);
	for (uint32_t i = 0; i < list->n; i++) {
		const struct touch *touch = touch_at(pool, number);
		if (touch->time >= rule->from && touch->time <= rule->to)
			add(path, touch, rule->exposure);
		number = touch->next;
	}
}

void
path_single(struct path *path, uint32_t key, int64_t time)
{
	path->n = 0;
	*push(path) = (struct step){time, time, key, false};
}

bool
path_keep(
    const struct path *path, struct touch_pool *pool, struct touch_list *list)
{
	for (size_t i = 0; i < path->n; i++) {
		const struct step *step = &path->at[i];
		uint32_t key = step->key | (step->direct ? TOUCH_DIRECT : 0);
		if (!touch_add(pool, list, step->last, key))
			return false;
	}
	return true;
}

void
path_release(struct path *path)
{
	free(path->at);
	*path = (struct path)PATH_INIT;
}

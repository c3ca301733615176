/* SPDX-License-Identifier: MIT */
/* Lists of touches, and the paths made of them. */
#include "journey/touch.h"

#include "journey/path.h"
#include "unit/tap.h"

static struct touch_pool pool;

static bool
holds(const struct touch_list *list, const uint32_t *keys, uint32_t n)
{
	if (list->n != n || (n == 0) != (list->newest == 0))
		return false;
	uint32_t number = n > 0 ? touch_oldest(&pool, list) : 0;
	for (uint32_t i = 0; i < n; i++) {
		const struct touch *touch = touch_at(&pool, number);
		if (touch->key != keys[i])
			return false;
		if (i == n - 1 && number != list->newest)
			return false;
		number = touch->next;
	}
	return true;
}

static void
test_list(void)
{
	struct touch_list list = {0}, other = {0};
	ok(holds(&list, NULL, 0), "zeros are an empty list");
	for (uint32_t i = 1; i <= 3; i++)
		touch_add(&pool, &list, i, i);
	ok(holds(&list, (uint32_t[]){1, 2, 3}, 3), "oldest first");
	touch_drop_oldest(&pool, &list);
	ok(holds(&list, (uint32_t[]){2, 3}, 2), "the oldest goes");
	touch_add(&pool, &other, 9, 9);
	ok(pool.n == 3, "a touch that was given back is used again");
	touch_drop_all(&pool, &list);
	ok(holds(&list, NULL, 0) && holds(&other, (uint32_t[]){9}, 1),
	    "all of one list go, and no other's");
	touch_add(&pool, &list, 4, 4);
	touch_add(&pool, &list, 5, 5);
	ok(pool.n == 3 && holds(&list, (uint32_t[]){4, 5}, 2),
	    "and are used again");
	touch_drop_oldest(&pool, &list);
	touch_drop_oldest(&pool, &list);
	ok(holds(&list, NULL, 0), "a list can run empty");
	touch_drop_all(&pool, &list);
	touch_drop_all(&pool, &other);
	ok(holds(&list, NULL, 0), "dropping all of none");
}

static void
test_many(void)
{
	enum { LISTS = 1000, ROUNDS = 200000 };
	static struct touch_list lists[LISTS];
	static uint32_t first[LISTS], last[LISTS];
	uint32_t held = 0, most = pool.n;
	bool good = true;
	for (uint32_t i = 0; i < ROUNDS; i++) {
		uint32_t l = i * 7919 % LISTS;
		held += touch_add(&pool, &lists[l], i, last[l]++);
		most = held > most ? held : most;
		if (i % 3 != 0) {
			l = i * 104729 % LISTS;
			if (lists[l].n > 0) {
				touch_drop_oldest(&pool, &lists[l]);
				first[l]++;
				held--;
			}
		}
	}
	for (uint32_t l = 0; l < LISTS; l++) {
		uint32_t number = touch_oldest(&pool, &lists[l]);
		good &= lists[l].n == last[l] - first[l];
		for (uint32_t k = first[l]; k < last[l]; k++) {
			good &= touch_at(&pool, number)->key == k;
			number = touch_at(&pool, number)->next;
		}
	}
	ok(good, "a thousand lists over chunks keep their own");
	ok(pool.n == most, "as many touches as were held at once");
}

static bool
path_is(const struct path *path, const char *keys)
{
	if (path->n != strlen(keys))
		return false;
	for (size_t i = 0; i < path->n; i++)
		if (path->at[i].key != (uint32_t)keys[i])
			return false;
	return true;
}

static void
test_path(void)
{
	struct touch_list list = {0}, kept = {0};
	struct path path = PATH_INIT;
	struct path_rule rule = {10, 60, false};
	const char keys[] = "aabbac";
	for (int i = 0; i < 6; i++)
		touch_add(&pool, &list, 10 * (i + 1),
		    (uint32_t)keys[i] | (i != 3 ? TOUCH_DIRECT : 0));
	path_take(&path, &pool, &list, &rule);
	ok(path_is(&path, "aabbac"), "without exposure each touch is a step");
	rule.exposure = true;
	path_take(&path, &pool, &list, &rule);
	ok(path_is(&path, "abac"), "with it a run is one");
	ok(path.at[1].first == 30 && path.at[1].last == 40,
	    "which keeps its first and last time");
	ok(path.at[0].direct && !path.at[1].direct,
	    "and is direct if all of it was");
	rule = (struct path_rule){20, 50, true};
	path_take(&path, &pool, &list, &rule);
	ok(path_is(&path, "aba"), "both ends of the range are in");
	path_keep(&path, &pool, &kept);
	path_single(&path, 'x', 5);
	ok(path_is(&path, "x"), "a path of one step");
	rule = (struct path_rule){INT64_MIN, INT64_MAX, false};
	path_take(&path, &pool, &kept, &rule);
	ok(path_is(&path, "aba") && path.at[1].last == 40 &&
		!path.at[1].direct && path.at[0].direct,
	    "a kept path comes back");
	path_take(&path, &pool, &(struct touch_list){0}, &rule);
	ok(path.n == 0, "no touches, no path");
	path_release(&path);
}

int
main(void)
{
	touch_pool_init(&pool);
	test_list();
	test_many();
	test_path();
	touch_pool_release(&pool);
	return tap_done();
}

/* SPDX-License-Identifier: MIT */
/* Lists of touches, and the paths made of them. */
#include "journey/touch.h"

#include "journey/path-transform.h"
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
	static const struct transforms exposure = TRANSFORMS_INIT;
	struct touch_list list = {0};
	struct trail kept = {0, 0};
	struct path path = PATH_INIT;
	struct path_rule rule = {10, 60};
	struct intern names;
	const char keys[] = "aabbac";
	for (int i = 0; i < 6; i++)
		touch_add(&pool, &list, 10 * (i + 1),
		    (uint32_t)keys[i] | (i != 3 ? TOUCH_DIRECT : 0));
	path_take(&path, &pool, &list, &rule);
	ok(path_is(&path, "aabbac"), "without exposure each touch is a step");
	intern_init(&names);
	transforms_apply(&exposure, &names, &path);
	ok(path_is(&path, "abac"), "with it a run is one");
	ok(path.at[1].last == 40 && path.begin == 10 && path.touches == 6,
	    "dated by its last touch; the path by its first");
	ok(path.at[0].direct && !path.at[1].direct,
	    "and is direct if all of it was");
	rule = (struct path_rule){20, 50};
	path_take(&path, &pool, &list, &rule);
	transforms_apply(&exposure, &names, &path);
	ok(path_is(&path, "aba"), "both ends of the range are in");
	path_keep(&path, &pool, &kept);
	path_single(&path, 'x', 5);
	ok(path_is(&path, "x"), "a path of one step");
	path_restore(&path, &pool, &kept);
	ok(path_is(&path, "aba") && path.at[1].last == 40 &&
		!path.at[1].direct && path.at[0].direct,
	    "a kept path comes back");
	path_take(&path, &pool, &(struct touch_list){0}, &rule);
	ok(path.n == 0, "no touches, no path");
	intern_release(&names);
	path_release(&path);
}

/* A path of single letters, each dated by its place in the alphabet, the
 * capitals as direct. */
static void
path_of(struct path *path, const char *keys)
{
	path->n = strlen(keys);
	for (size_t i = 0; i < path->n; i++)
		path->at[i] = (struct step){.last = keys[i] & 31,
		    .key = (uint32_t)keys[i] | 32,
		    .direct = !(keys[i] & 32)};
}

/* Keeps a path behind another one; it and the older one must come back, and
 * `made` touches be new. */
static void
kept_behind(const char *older, const char *keys, uint32_t made)
{
	struct step steps[16];
	struct path path = {.at = steps, .room = 16};
	struct trail trails[2] = {{0, 0}};
	struct touch_pool kept;
	const char *const texts[2] = {older, keys};
	uint32_t before = 0;
	bool good = true;
	touch_pool_init(&kept);
	for (int i = 0; i < 2; i++) {
		path_of(&path, texts[i]);
		before = kept.n;
		trails[i] = trails[0];
		good = good && path_keep(&path, &kept, &trails[i]);
	}
	before = kept.n - before;
	for (int i = 0; i < 2; i++) {
		path_restore(&path, &kept, &trails[i]);
		good = good && path.n == strlen(texts[i]);
		for (size_t k = 0; good && k < path.n; k++)
			good = path.at[k].key == ((uint32_t)texts[i][k] | 32) &&
			    path.at[k].last == (texts[i][k] & 31) &&
			    path.at[k].direct == !(texts[i][k] & 32);
	}
	ok(good && before == made, "%s behind %s: %u made, not %u", keys, older,
	    before, made);
	touch_pool_release(&kept);
}

static void
test_trails(void)
{
	kept_behind("abc", "abc", 0);
	kept_behind("abc", "abcd", 1);
	kept_behind("abc", "bcde", 2); /* the lookback has passed a */
	kept_behind("abc", "c", 0);
	kept_behind("abc", "b", 0);
	kept_behind("abc", "abCd", 2); /* a transform changed one */
	kept_behind("abc", "ac", 1);
	kept_behind("abc", "def", 3);
	kept_behind("aab", "abc", 2); /* found at the older a */
	kept_behind("abcde", "abxde", 3);
	kept_behind("", "ab", 2);
}

/* What a list of transforms makes of a path; keys are single letters. */
static void
transforms_to(const char *list, const char *keys, const char *want)
{
	struct step steps[16];
	struct path path = {.at = steps, .n = strlen(keys), .room = 16};
	struct transforms t;
	struct intern names;
	struct buf got = BUF_INIT;
	struct slice bad;
	intern_init(&names);
	for (size_t i = 0; i < path.n; i++)
		steps[i] = (struct step){.last = (int64_t)i,
		    .key = intern_add(&names, (struct slice){&keys[i], 1}),
		    .lead = keys[i] == 'L'};
	if (transforms_read(&t, list, &bad)) {
		transforms_bind(&t, &names, 1);
		transforms_apply(&t, &names, &path);
		for (size_t i = 0; i < path.n; i++) {
			buf_put_slice(&got, intern_at(&names, path.at[i].key));
			buf_put_text(&got, i + 1 < path.n ? " " : "");
		}
	} else {
		buf_printf(&got, "bad: %.*s", (int)bad.n, bad.p);
	}
	is(buf_slice(&got), slice_of(want), list);
	buf_release(&got);
	path.at = NULL;
	path_release(&path);
	intern_release(&names);
}

static void
test_transforms(void)
{
	transforms_to("none", "aabba", "a a b b a");
	transforms_to("unique", "aab", "a a b");
	transforms_to("exposure", "aabba", "a b a");
	transforms_to("first", "abacb", "a b c");
	transforms_to("frequency", "aabba", "a(3) b(2)");
	transforms_to("exposure,frequency", "aabba", "a(2) b(1)");
	transforms_to("trim(2)", "abcd", "c d");
	transforms_to("trim(9)", "abcd", "a b c d");
	transforms_to("remove_if_not_all(a)", "abaca", "b c");
	transforms_to("remove_if_not_all(a)", "aa", "a a");
	transforms_to("remove_if_last_and_not_all(a)", "abaa", "a b");
	transforms_to("remove_if_last_and_not_all(a)", "aa", "a a");
	transforms_to("remove_if_not_all(b),exposure", "aba", "a");
	transforms_to("exposure,remove_if_not_all(b)", "aba", "a a");
	transforms_to("remove_if_not_all((none)),trim(1)", "ab", "b");
	transforms_to("remove_if_not_all((a),(b)),trim(1)", "ab", "b");
	transforms_to(
	    "remove_if_not_all((a)", "a", "bad: remove_if_not_all((a)");
	transforms_to("trim", "a", "bad: trim");
	transforms_to("trim(0)", "a", "bad: trim(0)");
	transforms_to("first(2)", "a", "bad: first(2)");
	transforms_to("exposure,best", "a", "bad: best");
	transforms_to("trim(2", "a", "bad: trim(2");
	transforms_to("trim(2)x", "a", "bad: trim(2)x");
	transforms_to("", "a", "bad: ");
}

/* Two columns and a comma in a name. */
static void
test_bound_pair(void)
{
	struct transforms t;
	struct intern names;
	struct slice bad;
	intern_init(&names);
	uint32_t pair = intern_add(&names, SLICE("google\tcpc"));
	uint32_t one = intern_add(&names, SLICE("google,cpc"));
	ok(transforms_read(&t, "remove_if_not_all(google,cpc),first", &bad) &&
		t.n == 2,
	    "an argument may hold a comma");
	transforms_bind(&t, &names, 2);
	ok(t.at[0].key == pair, "which parts two columns");
	transforms_bind(&t, &names, 1);
	ok(t.at[0].key == one, "but not one");
	intern_release(&names);
}

int
main(void)
{
	touch_pool_init(&pool);
	test_list();
	test_many();
	test_path();
	test_trails();
	test_transforms();
	test_bound_pair();
	touch_pool_release(&pool);
	return tap_done();
}

/* SPDX-License-Identifier: MIT */
/* Attribution models by hand examples, and the arithmetic below them. */
#include "journey/models.h"

#include "base/currency.h"
#include "journey/halving.h"
#include "journey/split.h"
#include "unit/tap.h"

enum { MOST = 16 };

static struct model_options options = MODEL_OPTIONS_INIT;
static uint64_t parts[MOST];

static void
split_whole(uint64_t amount, const uint64_t *weights, size_t n)
{
	static struct split_rest rests[MOST];
	static int128 fine[MOST];
	split(amount, weights, n, fine, rests);
	split_round(fine, n, 1, rests);
	for (size_t i = 0; i < n; i++)
		parts[i] = (uint64_t)(fine[i] >> SPLIT_BITS);
}

/* How a model splits an amount on a path: a letter and an age in days a step;
 * capitals are direct. */
static const uint64_t *
credits(const struct model *model, uint64_t amount, const char *keys,
    const int *days)
{
	static struct step steps[MOST];
	static uint64_t weights[MOST];
	struct path path = {.at = steps, .n = strlen(keys), .room = MOST};
	for (size_t i = 0; i < path.n; i++) {
		int64_t time = days ? -days[i] * DAY : 0;
		bool direct = keys[i] < 'a';
		steps[i] = (struct step){
		    .last = time, .key = (uint32_t)keys[i], .direct = direct};
	}
	path_mark_again(&path);
	model->weigh(&path, &options, weights);
	split_whole(amount, weights, path.n);
	path.at = NULL;
	path_release(&path);
	return parts;
}

static bool
gives(const struct model *model, uint64_t amount, const char *keys,
    const int *days, const uint64_t *want)
{
	return memcmp(credits(model, amount, keys, days), want,
		   strlen(keys) * sizeof(*want)) == 0;
}

static void
test_single(void)
{
	ok(gives(&model_first, 10, "abc", NULL, (uint64_t[]){10, 0, 0}),
	    "first");
	ok(gives(&model_last, 10, "abc", NULL, (uint64_t[]){0, 0, 10}), "last");
	ok(gives(&model_last_non_direct, 10, "abDD", NULL,
	       (uint64_t[]){0, 10, 0, 0}),
	    "last-non-direct");
	ok(gives(&model_last_non_direct, 10, "DD", NULL, (uint64_t[]){0, 10}),
	    "last-non-direct where all are direct");
	const struct model *all[] = {&model_first, &model_last,
	    &model_last_non_direct, &model_linear, &model_position,
	    &model_decay, &model_w_shaped, &model_full_path, &model_shapley};
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		ok(gives(all[i], 10, "a", NULL, (uint64_t[]){10}),
		    "%s gives all to a single step", all[i]->name);
}

static void
test_position(void)
{
	ok(gives(&model_position, 150, "abcde", NULL,
	       (uint64_t[]){60, 10, 10, 10, 60}),
	    "position of five: .4 .0667 .0667 .0667 .4");
	ok(gives(&model_position, 10, "ab", NULL, (uint64_t[]){5, 5}),
	    "position of two is even");
	position_read(SLICE("20/20/60"), options.position);
	ok(gives(&model_position, 100, "ab", NULL, (uint64_t[]){25, 75}),
	    "20/20/60 of two is 25/75");
	position_read(SLICE("60/20/20"), options.position);
	ok(gives(&model_position, 100, "ab", NULL, (uint64_t[]){75, 25}),
	    "60/20/20 of two is 75/25");
	ok(gives(&model_position, 100, "abcd", NULL,
	       (uint64_t[]){60, 10, 10, 20}),
	    "60/20/20 of four");
	position_read(SLICE("0/1/0"), options.position);
	ok(gives(&model_position, 100, "ab", NULL, (uint64_t[]){50, 50}) &&
		gives(&model_position, 100, "a", NULL, (uint64_t[]){100}),
	    "ends of nothing share evenly when there is no middle");
	ok(gives(&model_position, 99, "abcd", NULL, (uint64_t[]){0, 50, 49, 0}),
	    "and get nothing when there is one");
	position_read(SLICE("12.5/75/12.5"), options.position);
	ok(gives(
	       &model_position, 80, "abcd", NULL, (uint64_t[]){10, 30, 30, 10}),
	    "weights may be decimals");
	const char *bad[] = {"", "40", "40/20", "40/20/40/0", "0/0/0", "-1/2/3",
	    "a/b/c", "1e3/1/1", "1000001/0/0", "40//40"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok(!position_read(slice_of(bad[i]), options.position),
		    "'%s' is no position", bad[i]);
	options = (struct model_options)MODEL_OPTIONS_INIT;
}

static void
test_linear(void)
{
	ok(gives(&model_linear, 10000, "abc", NULL,
	       (uint64_t[]){3334, 3333, 3333}),
	    "linear of three");
}

static void
test_decay(void)
{
	const int weeks[] = {14, 7, 0}, apart[] = {3, 1};
	const int table[] = {38, 33, 26, 8, 0}, late[] = {0, 7};
	ok(gives(&model_decay, 7, "abc", weeks, (uint64_t[]){1, 2, 4}),
	    "ages of 14, 7 and 0 days are 1/7 2/7 4/7");
	ok(gives(&model_decay, 1001, "abc", weeks, (uint64_t[]){143, 286, 572}),
	    "1001 by those");
	ok(gives(&model_decay, 1000000000, "ab", apart,
	       (uint64_t[]){450650675, 549349325}),
	    "ages of 3 and 1 days");
	ok(gives(&model_decay, 1200000, "abcde", table,
	       (uint64_t[]){17519, 28744, 57488, 341704, 754545}),
	    "12000.00 by ages of 38, 33, 26, 8 and 0 days");
	ok(gives(&model_decay, 300, "ab", late, (uint64_t[]){200, 100}),
	    "a late step is as old as it is");
	options.half_life = DAY;
	ok(gives(
	       &model_decay, 300, "ab", (int[]){1, 0}, (uint64_t[]){100, 200}),
	    "the half-life can be set");
	ok(gives(
	       &model_decay, 1000, "ab", (int[]){90, 0}, (uint64_t[]){0, 1000}),
	    "90 half-lives leave nothing");
	options = (struct model_options)MODEL_OPTIONS_INIT;
}

/* Letters say which milestones a step has: l a lead, o an opportunity, b
 * both. */
static const uint64_t *
shaped(const struct model *model, uint64_t amount, const char *marks)
{
	static uint64_t weights[MOST];
	struct step steps[MOST] = {{0}};
	const struct path path = {.at = steps, .n = strlen(marks)};
	for (size_t i = 0; i < path.n; i++) {
		steps[i].lead = marks[i] == 'l' || marks[i] == 'b';
		steps[i].opportunity = marks[i] == 'o' || marks[i] == 'b';
	}
	model->weigh(&path, &options, weights);
	split_whole(amount, weights, path.n);
	return parts;
}

static bool
shapes(const struct model *model, uint64_t amount, const char *marks,
    const uint64_t *want)
{
	return memcmp(shaped(model, amount, marks), want,
		   strlen(marks) * sizeof(*want)) == 0;
}

static void
test_w_shaped(void)
{
	const struct model *w = &model_w_shaped, *full = &model_full_path;
	ok(shapes(w, 100, ".l.o.", (uint64_t[]){30, 30, 5, 30, 5}),
	    "30 30 30, the others share 10");
	ok(shapes(w, 100, ".b.", (uint64_t[]){30, 60, 10}),
	    "milestones on one step add up");
	ok(shapes(w, 90, ".lo", (uint64_t[]){30, 30, 30}),
	    "no others: the milestones share all");
	ok(shapes(w, 70, ".l.", (uint64_t[]){30, 30, 10}),
	    "a milestone that is missing leaves its share");
	ok(shapes(w, 70, ".l.l", (uint64_t[]){30, 30, 5, 5}),
	    "the first lead counts");
	ok(shapes(w, 100, "b", (uint64_t[]){100}) &&
		shapes(w, 100, ".", (uint64_t[]){100}),
	    "a single step has all");
	ok(shapes(full, 1000, ".l.o.", (uint64_t[]){225, 225, 100, 225, 225}),
	    "full-path: the last step is a milestone too");
	ok(shapes(full, 1000, ".lo.", (uint64_t[]){250, 250, 250, 250}),
	    "full-path without others");
}

static void
test_shapley(void)
{
	ok(gives(&model_shapley, 90, "abacb", NULL,
	       (uint64_t[]){30, 30, 0, 30, 0}),
	    "shapley: evenly among the distinct keys");
}

static void
test_choice(void)
{
	struct model_set set;
	struct slice unknown;
	ok(models_choose(&set, NULL, &unknown) && set.n == 9,
	    "all models but those on request unless chosen");
	ok(models_choose(&set, "linear,first", &unknown) && set.n == 2 &&
		set.at[0] == &model_first && set.at[1] == &model_linear,
	    "chosen ones in the registry's order");
	ok(!models_choose(&set, "first,nosuch", &unknown) &&
		slice_is(unknown, "nosuch"),
	    "an unknown one is told");
	ok(!models_choose(&set, "first,", &unknown) && unknown.n == 0,
	    "an empty one too");
}

static uint64_t state = 42;

static uint64_t
random_below(uint64_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (state >> 11) % n;
}

/* 2^-x by the series of e^y, for 0 <= x < 4. */
static long double
power_of_half(long double x)
{
	const long double ln2 = 0.693147180559945309417232121458176568L;
	long double scale = 1, sum = 0, term = 1;
	for (; x >= 1; x--)
		scale /= 2;
	for (int i = 1; i < 40; i++) {
		sum += term;
		term *= -x * ln2 / i;
	}
	return sum * scale;
}

static void
test_halving(void)
{
	const uint64_t one = (uint64_t)1 << 63;
	long double worst = 0;
	bool falling = true;
	ok(halving(0, 7) == one, "no age is a weight of one");
	ok(halving(7, 7) == one / 2 && halving(21, 7) == one / 8,
	    "whole half-lives are exact");
	ok(halving(63 * 7, 7) == 1 && halving(64 * 7, 7) == 0,
	    "beyond 63 half-lives nothing is left");
	ok(halving(UINT64_MAX, 1) == 0 && halving(1, INT64_MAX) <= one,
	    "the ends of the range");
	for (int i = 0; i < 200000; i++) {
		uint64_t half_life = 1 + random_below((uint64_t)1 << 50);
		uint64_t age = random_below(4 * half_life);
		long double x = (long double)age / (long double)half_life;
		long double got =
		    (long double)halving(age, half_life) / 0x1p63L;
		long double error = got - power_of_half(x);
		error = error < 0 ? -error : error;
		worst = error > worst ? error : worst;
	}
	ok(worst < 0x1p-57L, "200000 random powers are within 2^-57");
	for (uint64_t age = 1; age < 100000; age++)
		falling &= halving(age, 10007) < halving(age - 1, 10007);
	ok(falling, "older is always less");
}

static void
test_currency(void)
{
	char room[CURRENCY_CODE];
	ok(currency_digits(SLICE("KRW")) == 0 &&
		currency_digits(SLICE("JPY")) == 0,
	    "won and yen have no decimals");
	ok(currency_digits(SLICE("KWD")) == 3, "dinars have three");
	ok(currency_digits(SLICE("EUR")) == 2 &&
		currency_digits(SLICE("points")) == 2,
	    "all others have two");
	is(currency_code(SLICE("krw"), room), SLICE("KRW"),
	    "codes are written in capitals");
	is(currency_code(SLICE("k1w"), room), SLICE("k1w"),
	    "what is no code stays as it is");
}

int
main(void)
{
	test_single();
	test_position();
	test_linear();
	test_decay();
	test_w_shaped();
	test_shapley();
	test_choice();
	test_halving();
	test_currency();
	return tap_done();
}

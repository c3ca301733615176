/* SPDX-License-Identifier: MIT */
/* What funnels are made of: matching, quantiles, intervals. (Funnels whole:
 * tests/funnel.t and tests/brute.t.) */
#include "journey/matching.h"
#include "base/proportion.h"
#include "journey/quantile.h"
#include "unit/draw.h"
#include "unit/tap.h"

/* More values than are kept: a multiple of each number, so that the exact
 * quantile is known. */
static void
many(void)
{
	struct sample s = {0}, backwards = {0};
	const int64_t n = SAMPLE_EXACT + 1000;
	for (int64_t i = 1; i <= n; i++) {
		sample_add(&s, i * 977);
		sample_add(&backwards, (n + 1 - i) * 977);
	}
	ok(s.buckets != NULL, "more than fit are put into buckets");
	bool near = true, same = true;
	for (unsigned tenths = 1; tenths < 10; tenths++) {
		double want = ((double)(n - 1) * tenths / 10 + 1) * 977;
		double got = (double)sample_quantile(&s, tenths, 10);
		near = near && got > want * 0.9995 && got < want * 1.0005;
		same = same &&
		    sample_quantile(&s, tenths, 10) ==
			sample_quantile(&backwards, tenths, 10);
	}
	ok(near, "their deciles are within 0.05 %%");
	ok(same, "in any order the same");
	sample_release(&s);
	sample_release(&backwards);
	for (int64_t i = 0; i <= SAMPLE_EXACT; i++)
		sample_add(&s, i % 1000 + 1);
	ok(sample_quantile(&s, 9, 10) == 900, "small numbers stay exact");
	sample_release(&s);
}

static void
quantiles(void)
{
	struct sample s = {0};
	ok(sample_quantile(&s, 1, 2) == -1, "no sample, no quantile");
	for (int i = 9; i >= 0; i--)
		sample_add(&s, i * 10);
	ok(sample_quantile(&s, 1, 2) == 45, "median of 0, 10 … 90");
	ok(sample_quantile(&s, 9, 10) == 81, "its ninth decile, type 7");
	ok(sample_quantile_parts(&s, 3, 10, 1000000) == 27000000,
	    "in parts: its third decile");
	sample_release(&s);
	sample_add(&s, 1);
	sample_add(&s, 2);
	ok(sample_quantile_parts(&s, 1, 2, 1000000) == 1500000,
	    "half of 1 and 2 in parts");
	sample_release(&s);
	unsigned wrong = 0;
	for (unsigned round = 0; round < 500; round++) {
		int64_t v[64];
		size_t n = 1 + draw(64);
		for (size_t i = 0; i < n; i++)
			sample_add(&s, v[i] = draw(round % 7 + 1) * 5);
		for (size_t i = 1; i < n; i++)
			for (size_t j = i; j > 0 && v[j] < v[j - 1]; j--) {
				int64_t t = v[j];
				v[j] = v[j - 1];
				v[j - 1] = t;
			}
		size_t k = (n - 1) / 2;
		int64_t want = n % 2 ? v[k] : (v[k] + v[k + 1] + 1) / 2;
		wrong += sample_quantile(&s, 1, 2) != want;
		sample_release(&s);
	}
	ok(wrong == 0, "medians with many ties");
}

static void
add_again(void *sample, int64_t value, uint64_t count)
{
	sample_add_many(sample, value, count);
}

/* Values dealt out to parts, which are added up. */
static void
add_up(int64_t n, const char *name)
{
	struct sample whole = {0}, sum = {0}, all = {0}, parts[3] = {{0}};
	for (int64_t i = 0; i < n; i++) {
		int64_t value = (int64_t)draw(40) << draw(50);
		sample_add(&whole, value);
		/* most of them to the first */
		sample_add(&parts[draw(12) > 1 ? 0 : 1 + i % 2], value);
	}
	for (unsigned i = 0; i < 3; i++) {
		sample_each(&parts[i], add_again, &sum);
		sample_add_all(&all, &parts[i]);
	}
	bool same = true;
	for (unsigned tenths = 0; tenths <= 10; tenths++) {
		int64_t want = sample_quantile(&whole, tenths, 10);
		same = same && sample_quantile(&sum, tenths, 10) == want &&
		    sample_quantile(&all, tenths, 10) == want;
	}
	ok(same && whole.zeros == sum.zeros && whole.zeros == all.zeros, "%s",
	    name);
	sample_release(&whole);
	sample_release(&sum);
	sample_release(&all);
	for (unsigned i = 0; i < 3; i++)
		sample_release(&parts[i]);
}

static void
wilson(void)
{
	static const struct {
		unsigned part, whole;
		double low, high;
	} cases[] = {{0, 50, 0, 0.071347599}, {1, 50, 0.003539259, 0.104954436},
	    {15, 50, 0.191035535, 0.437503505}, {50, 50, 0.928652401, 1},
	    {81, 263, 0.255288520, 0.366209577},
	    {15, 148, 0.062386400, 0.160487242},
	    {120, 2400, 0.041977011, 0.059461234}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct interval in =
		    wilson_interval(cases[i].part, cases[i].whole);
		double low = in.low - cases[i].low;
		double high = in.high - cases[i].high;
		ok(low < 1e-9 && low > -1e-9 && high < 1e-9 && high > -1e-9,
		    "Wilson %u/%u", cases[i].part, cases[i].whole);
	}
}

int
main(void)
{
	uint32_t masks[] = {3, 1};
	ok(matching_length(masks, 2, 0, 2) == 2, "matching moves a holder");
	quantiles();
	add_up(1000, "parts of a few");
	add_up(SAMPLE_EXACT * 6 / 5, "parts that are too many only together");
	add_up(SAMPLE_EXACT * 2, "a part in buckets, and others");
	many();
	wilson();
	return tap_done();
}

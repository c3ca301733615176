/* SPDX-License-Identifier: MIT */
/* Comparing two shares: published and worked figures. */
#include <math.h>

#include "base/proportion.h"
#include "unit/tap.h"

static bool
near(double got, double want)
{
	bool good = fabs(got - want) < 1e-9;
	if (!good)
		printf("# got %.12f, want %.12f\n", got, want);
	return good;
}

static void
test_differences(void)
{
	static const struct {
		struct proportion a, b;
		double z, p, low, high;
	} cases[] = {{{120, 2400}, {150, 2400}, -1.879363943, 0.060194816,
			 -0.025635739, 0.000559953},
	    {{56, 70}, {48, 80}, 2.650171951, 0.008045081, 0.052431472,
		0.333872654}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct proportion a = cases[i].a, b = cases[i].b;
		double z = proportion_z(a, b);
		struct interval d = newcombe_interval(a, b);
		ok(near(z, cases[i].z), "z of %d/%d and %d/%d", (int)a.part,
		    (int)a.whole, (int)b.part, (int)b.whole);
		ok(near(normal_two_sided(z), cases[i].p), "its p");
		ok(near(d.low, cases[i].low) && near(d.high, cases[i].high),
		    "Newcombe's interval");
	}
	struct proportion none = {0, 10}, all = {10, 10};
	ok(proportion_z(none, none) == 0, "none and none do not differ");
	ok(proportion_z(all, all) == 0, "nor do all and all");
	ok(near(normal_two_sided(0), 1), "no difference is certain chance");
}

/* The tea: Fisher 1935, and cases whose sums are done by hand. */
static void
test_fisher(void)
{
	struct proportion three = {3, 4}, one = {1, 4};
	ok(near(fisher_exact(three, one), 34.0 / 70), "the lady tasting tea");
	struct proportion four = {4, 4}, none = {0, 4};
	ok(near(fisher_exact(four, none), 2.0 / 70), "all cups right");
	ok(near(fisher_exact(none, four), 2.0 / 70), "all cups wrong");
	struct proportion same = {2, 10}, large = {2000000, 10000000};
	ok(near(fisher_exact(same, same), 1), "equal shares");
	ok(fisher_exact(same, large) > 0.99, "a small and a large group");
	struct proportion a = {9998, 10000}, b = {99, 100};
	struct proportion c = {2, 10000}, d = {1, 100};
	ok(near(fisher_exact(a, b), fisher_exact(c, d)),
	    "either outcome may be counted");
	ok(near(fisher_exact(a, b), fisher_exact(b, a)), "in either order");
	ok(proportion_sparse(c, d) && !proportion_sparse(large, large),
	    "sparse is an expected count below five");
}

static void
test_holm(void)
{
	double p[] = {0.01, 0.04, 0.03, 0.005};
	double want[] = {0.03, 0.06, 0.06, 0.02};
	holm_adjust(p, 4);
	bool good = true;
	for (size_t i = 0; i < 4; i++)
		good = near(p[i], want[i]) && good;
	ok(good, "Holm's adjustment");
	double large[] = {0.7, 0.8};
	holm_adjust(large, 2);
	ok(large[0] == 1 && large[1] == 1, "is at most one");
	double single[] = {0.05};
	holm_adjust(single, 1);
	ok(single[0] == 0.05, "one question stays as it is");
}

int
main(void)
{
	test_differences();
	test_fisher();
	test_holm();
	return tap_done();
}

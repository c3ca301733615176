/* SPDX-License-Identifier: MIT */
/* The removal effect on small chains whose figures are known as fractions, and
 * on random ones against elimination. */
#include "journey/markov.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "journey/sparse.h"
#include "simd/simd.h"
#include "unit/tap.h"

/* Paths as text: keys are single letters; what follows says how many of them
 * converted, with what revenue together, and how many did not. */
struct example {
	const char *path;
	unsigned conversions;
	int64_t revenue;
	unsigned nulls;
};

static struct intern keys, currencies;

static void
add_path(struct markov *m, const struct example *e)
{
	struct step steps[16];
	struct path path = {.at = steps};
	for (const char *p = e->path; *p != '\0'; p++) {
		const struct slice key = {p, 1};
		steps[path.n++].key = intern_add(&keys, key);
	}
	for (unsigned i = 0; i < e->conversions; i++) {
		struct outcome o = {
		    .conversions = 1, .revenue = i == 0 ? e->revenue : 0};
		markov_add(m, &path, &o);
	}
	for (unsigned i = 0; i < e->nulls; i++) {
		struct outcome o = {.null = true};
		markov_add(m, &path, &o);
	}
}

static bool
near(double a, double b)
{
	return fabs(a - b) <= 1e-13 * fabs(b);
}

struct want {
	double effect, value_effect; /* removal effects */
};

/* Compares effects; the keys are A, B, C… in their order. */
static void
effects(const char *name, unsigned order, const struct example *paths, size_t n,
    const struct want *want, size_t n_want)
{
	struct markov m;
	struct markov_result r;
	double conversions = 0, revenue = 0;
	intern_init(&keys);
	intern_init(&currencies);
	markov_init(&m, order, 1000, 10000);
	for (size_t i = 0; i < n; i++) {
		add_path(&m, &paths[i]);
		conversions += paths[i].conversions;
		revenue += (double)paths[i].revenue;
	}
	ok(markov_solve(&m, &keys, &currencies, &r) == MARKOV_GOOD &&
		r.n == n_want,
	    "%s, order %u: solved", name, order);
	for (size_t i = 0; i < n_want && i < r.n; i++) {
		const struct markov_loss *loss = &r.losses[i];
		ok(near(loss->conversions / conversions, want[i].effect) &&
			(revenue == 0 ||
			    near(
				loss->revenue / revenue, want[i].value_effect)),
		    "%s, order %u: %.*s (%.15g, %.15g)", name, order,
		    (int)intern_at(&keys, r.keys[i]).n,
		    intern_at(&keys, r.keys[i]).p,
		    loss->conversions / conversions,
		    revenue > 0 ? loss->revenue / revenue : 0);
	}
	markov_result_release(&r);
	markov_release(&m);
	intern_release(&keys);
	intern_release(&currencies);
}

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static void
worked_examples(void)
{
	static const struct example e1[] = {
	    {"123", 1, 0, 0}, {"1", 0, 0, 1}, {"23", 0, 0, 1}};
	static const struct want want1[] = {{1.0 / 2, 0}, {1, 0}, {1, 0}};
	effects("E1", 1, e1, COUNT(e1), want1, COUNT(want1));

	static const struct example e2[] = {
	    {"G", 2, 0, 0}, {"M", 1, 0, 0}, {"GM", 1, 0, 0}, {"G", 0, 0, 1}};
	static const struct want want2[] = {{3.0 / 4, 0}, {1.0 / 2, 0}};
	effects("E2", 1, e2, COUNT(e2), want2, COUNT(want2));

	static const struct example e3[] = {{"A", 1, 0, 0}, {"AB", 1, 0, 0},
	    {"ABC", 1, 0, 0}, {"B", 1, 0, 0}, {"BA", 1, 0, 0}, {"BCA", 1, 0, 0},
	    {"C", 1, 0, 0}, {"CA", 1, 0, 0}, {"CBA", 1, 0, 0}};
	static const struct want want3[] = {
	    {2.0 / 3, 0}, {8.0 / 15, 0}, {28.0 / 57, 0}};
	effects("E3", 1, e3, COUNT(e3), want3, COUNT(want3));

	static const struct example e4[] = {{"XY", 2, 100, 1}, {"Y", 1, 30, 3},
	    {"XZY", 1, 70, 1}, {"ZXZ", 1, 50, 2}, {"XXY", 1, 20, 0}};
	static const struct want want4[] = {{13.0 / 24, 587.0 / 1080},
	    {5.0 / 6, 22.0 / 27}, {4.0 / 9, 37.0 / 81}};
	static const struct want want42[] = {
	    {5.0 / 6, 8.0 / 9}, {5.0 / 6, 22.0 / 27}, {1.0 / 3, 4.0 / 9}};
	effects("E4", 1, e4, COUNT(e4), want4, COUNT(want4));
	effects("E4", 2, e4, COUNT(e4), want42, COUNT(want42));
}

/* A state holds nothing but a whole path here: removal is exact counting. */
static void
order_past_every_path(void)
{
	static const struct example paths[] = {
	    {"AB", 3, 30, 1}, {"BC", 2, 10, 0}, {"C", 1, 5, 4}};
	static const struct want want[] = {
	    {3.0 / 6, 30.0 / 45}, {5.0 / 6, 40.0 / 45}, {3.0 / 6, 15.0 / 45}};
	effects("whole paths", 4, paths, COUNT(paths), want, COUNT(want));
}

static uint64_t seed = 7;

static unsigned
random_below(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((seed >> 33) % n);
}

enum { LETTERS_MOST = 90, PATHS = 60 };

static int letters; /* few make a full matrix, many a sparse one */

/* The same effect by the book for order 1: transition probabilities, the key's
 * row and column to nothing, dense elimination. */
static double
conversion_without(double (*q)[LETTERS_MOST + 1], const double *end, int key)
{
	double a[LETTERS_MOST + 1][LETTERS_MOST + 2];
	for (int i = 0; i <= letters; i++) {
		for (int j = 0; j <= letters; j++)
			a[i][j] = (i == j) - (j == key ? 0 : q[i][j]);
		a[i][letters + 1] = end[i];
	}
	for (int p = 0; p <= letters; p++)
		for (int i = 0; i <= letters; i++) {
			double by = a[i][p] / a[p][p];
			for (int j = p; i != p && j <= letters + 1; j++)
				a[i][j] -= by * a[p][j];
		}
	return a[0][letters + 1] / a[0][0];
}

static void
random_chain(unsigned number)
{
	struct markov m;
	struct markov_result r;
	double q[LETTERS_MOST + 1][LETTERS_MOST + 1] = {{0}},
						  end[LETTERS_MOST + 1] = {0};
	double out[LETTERS_MOST + 1] = {0}, total = 0, worst = 0;
	intern_init(&keys);
	intern_init(&currencies);
	markov_init(&m, 1, 10000, 10000);
	for (int i = 0; i < letters; i++) { /* keys are 1, 2, … */
		const char letter = (char)('!' + i);
		intern_add(&keys, (struct slice){&letter, 1});
	}
	for (unsigned i = 0; i < PATHS; i++) {
		char text[16] = "";
		unsigned n = 1 + random_below(9), from = 0;
		for (unsigned k = 0; k < n; k++) {
			unsigned to = 1 + random_below((unsigned)letters);
			text[k] = (char)(' ' + to);
			q[from][to]++;
			out[from]++;
			from = to;
		}
		struct example e = {text, random_below(2), 0, 0};
		e.nulls = 1 - e.conversions;
		end[from] += e.conversions;
		out[from]++;
		total += e.conversions;
		add_path(&m, &e);
	}
	for (int i = 0; i <= letters; i++) {
		for (int j = 0; j <= letters; j++)
			q[i][j] /= out[i] > 0 ? out[i] : 1;
		end[i] /= out[i] > 0 ? out[i] : 1;
	}
	bool good = markov_solve(&m, &keys, &currencies, &r) == MARKOV_GOOD;
	double with = conversion_without(q, end, -1);
	for (uint32_t i = 0; good && i < r.n; i++) {
		double without = conversion_without(q, end, (int)r.keys[i]);
		double off = fabs(
		    r.losses[i].conversions / total - (1 - without / with));
		worst = off > worst ? off : worst;
	}
	ok(good && worst < 1e-12,
	    "random chain %u of %d as by elimination (%g)", number, letters,
	    worst);
	markov_result_release(&r);
	markov_release(&m);
	intern_release(&keys);
	intern_release(&currencies);
}

enum { RING_MOST = 9 };

/* A ring, swept against its direction: what is left of the error turns round
 * and round, so that no extrapolation does any good. Where none is given up,
 * those of 4 and of 6 to 9 rows end far off; and of the heavier ones some turn
 * the last bits round for ever. */
static void
ring(uint32_t n, double weight)
{
	struct sparse s;
	double constant[RING_MOST] = {1}, whole = 1, worst = 0, want;
	lanes *x = sparse_lanes(n), *change = sparse_lanes(n);
	sparse_init(&s, n, n);
	for (uint32_t i = 0; i < n; i++) {
		s.row[i] = i;
		s.first[i + 1] = i + 1;
		s.at[i] = (i + 1) % n;
		s.weight[i] = weight;
		whole *= weight;
	}
	bool solved = sparse_solve(&s, constant, NULL, x, change);
	want = 1 / (1 - whole);
	for (uint32_t i = n; i > 0; i--, want *= weight) {
		double off = fabs(x[i % n][0] / want - 1);
		worst = off > worst ? off : worst;
	}
	ok(solved && worst < 1e-13, "a ring of %u (%g)", n, worst);
	sparse_release(&s);
	free(x);
	free(change);
}

/* What sweeps fetch when changes no bit, and all of it is there. */
static void
plan(void)
{
	enum { ROWS = 70000, EACH = 3 };
	struct sparse s;
	double *constant = mem_zero(ROWS, sizeof(*constant));
	lanes *x = sparse_lanes(ROWS), *planned = sparse_lanes(ROWS);
	lanes *change = sparse_lanes(ROWS);
	bool inside = true;
	sparse_init(&s, ROWS, ROWS * EACH);
	for (uint32_t i = 0; i < ROWS; i++) {
		constant[i] = random_below(10);
		s.row[i] = ROWS - 1 - i;
		s.first[i + 1] = (uint64_t)(i + 1) * EACH;
		for (uint64_t e = s.first[i]; e < s.first[i + 1]; e++) {
			s.at[e] = random_below(ROWS);
			s.weight[e] = 0.3;
		}
	}
	bool solved = sparse_solve(&s, constant, NULL, x, change);
	sparse_plan(&s);
	for (size_t i = 0; i < (size_t)ROWS * s.fetches; i++)
		inside &= s.fetch[i] < ROWS;
	ok(s.fetches > 0 && s.fetches <= EACH && inside,
	    "%u values fetched in a turn", s.fetches);
	ok(solved && sparse_solve(&s, constant, NULL, planned, change) &&
		memcmp(x, planned, ROWS * sizeof(*x)) == 0,
	    "the same bits with a plan");
	sparse_release(&s);
	free(constant);
	free(x);
	free(planned);
	free(change);
}

/* A chain over a hundred keys, sparse, that threads share: every width of
 * vectors gives the same bits. */
static void
same_everywhere(void)
{
	struct markov m;
	struct markov_result r;
	struct markov_loss *first = NULL;
	uint32_t n = 0;
	intern_init(&keys);
	intern_init(&currencies);
	markov_init(&m, 2, MILLION, 10000);
	for (unsigned i = 0; i < 6000; i++) {
		struct step steps[12];
		struct path path = {.at = steps, .n = 1 + random_below(12)};
		struct outcome o = {.conversions = i % 3 == 0,
		    .null = i % 3 != 0,
		    .revenue = i % 3 == 0 ? 100 : 0};
		for (size_t k = 0; k < path.n; k++) {
			char text[8];
			int length = snprintf(text, sizeof(text), "k%u",
			    random_below(100) * random_below(100) / 100);
			struct slice key = {text, (size_t)length};
			steps[k].key = intern_add(&keys, key);
		}
		markov_add(&m, &path, &o);
	}
	for (const struct simd *const *kernel = simd_all(); *kernel; kernel++) {
		setenv("CJM_SIMD", (*kernel)->name, 1);
		bool good =
		    markov_solve(&m, &keys, &currencies, &r) == MARKOV_GOOD;
		if (!first) {
			n = r.n;
			first = r.losses;
			r.losses = NULL;
		}
		ok(good && r.n == n && n > 90 &&
			(!r.losses ||
			    memcmp(r.losses, first, n * sizeof(*first)) == 0),
		    "%s: %u keys of order 2", (*kernel)->name, r.n);
		markov_result_release(&r);
	}
	unsetenv("CJM_SIMD");
	free(first);
	markov_release(&m);
	intern_release(&keys);
	intern_release(&currencies);
}

static void
limits(void)
{
	static const struct example paths[] = {{"ABCDEF", 1, 0, 0}};
	struct markov m;
	struct markov_result r;
	intern_init(&keys);
	intern_init(&currencies);
	markov_init(&m, 1, 5, 10000);
	add_path(&m, &paths[0]);
	ok(markov_solve(&m, &keys, &currencies, &r) == MARKOV_OVER,
	    "more moves than allowed");
	markov_result_release(&r);
	markov_release(&m);
	markov_init(&m, 1, 6, 10000);
	ok(markov_solve(&m, &keys, &currencies, &r) == MARKOV_GOOD && r.n == 0,
	    "nothing to solve");
	markov_result_release(&r);
	markov_release(&m);
	intern_release(&keys);
	intern_release(&currencies);
}

int
main(void)
{
	worked_examples();
	order_past_every_path();
	for (unsigned i = 0; i < 20; i++) {
		letters = i < 10 ? 7 : 50 + (int)random_below(40);
		random_chain(i);
	}
	for (uint32_t n = 2; n <= RING_MOST; n++) {
		ring(n, 0.9);
		ring(n, 0.97);
	}
	plan();
	same_everywhere();
	limits();
	return tap_done();
}

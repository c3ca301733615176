/* SPDX-License-Identifier: MIT */
/* Rows put aside come back whole, once, in each visitor's order; rows sorted
 * outside memory are those sorted within. */
#include "table/spill.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/num.h"
#include "table/sort.h"
#include "table/visitor.h"
#include "unit/tap.h"

enum { N_ROWS = 200000, N_VISITORS = 300000 };

static uint64_t state = 42;

static uint64_t
random_below(uint64_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (state >> 33) % n;
}

/* A table of rows of visitors at random; the path stays open. */
static char path[] = "/tmp/cjm-spill-XXXXXX";

static void
make_rows(void)
{
	FILE *f = fdopen(mkstemp(path), "w");
	fputs("time\tnote\tuid\tvalue\tlast\n", f);
	for (unsigned i = 0; i < N_ROWS; i++)
		fprintf(f, "%u\tnote %u\t%s%u\t%u\tend\n",
		    (unsigned)random_below(1000), i, i % 7 ? "v" : "visitor ",
		    (unsigned)random_below(N_VISITORS), i);
	fclose(f);
}

struct entry {
	struct key key;
	uint64_t last, sum, n;
};

/* What the visitors come to, in no order. */
struct result {
	uint64_t visitors, rows, sum, disordered;
	uint64_t spilled, partitions;
	unsigned levels;
};

static void
take(struct result *r, struct roster *roster, struct key key,
    const struct row *row, unsigned value)
{
	bool added;
	uint64_t v = 0;
	struct entry *e = roster_get(roster, key, &added);
	num_read_u64(row_field(row, value), UINT64_MAX, &v);
	r->rows++;
	r->disordered += !added && v <= e->last;
	e->sum = e->sum * 31 + v;
	e->last = v;
	e->n++;
}

static struct result
count(int64_t memory)
{
	const char *files[] = {path};
	struct opt_common common = OPT_COMMON_INIT;
	struct result r = {0};
	struct table t;
	struct visitors visitors;
	struct roster roster;
	struct spill spill;
	common.operands = (struct opt_list){files, 1};
	table_open(&t, &common, NULL);
	unsigned value = table_need(&t, "value", "");
	visitors_init(&visitors, &t, false);
	roster_init(&roster, sizeof(struct entry));
	spill_init(&spill, &t, memory);
	do {
		while (table_next(&t)) {
			visitors_hash(&visitors, &t);
			for (size_t i = 0; i < t.n_rows; i++) {
				struct row row = table_row(&t, i);
				struct key key = visitors.keys[i];
				if (!spill_aside(&spill, &roster, key, &row))
					take(&r, &roster, key, &row, value);
			}
			spill_weigh(&spill, roster.n * sizeof(struct entry));
		}
		if (spill.level > r.levels)
			r.levels = spill.level;
		r.visitors += roster.n;
		for (uint32_t i = 0; i < roster.n; i++) {
			const struct entry *e = roster_at(&roster, i);
			r.sum += e->sum ^ e->n;
		}
		roster_clear(&roster);
	} while (spill_next(&spill));
	r.spilled = spill.rows;
	r.partitions = spill.partitions;
	ok(t.rows_read == N_ROWS, "rows are counted once");
	spill_release(&spill);
	roster_release(&roster);
	visitors_release(&visitors);
	table_close(&t);
	return r;
}

static void
test_spill(void)
{
	struct result whole = count(1 << 30);
	ok(whole.spilled == 0 && whole.partitions == 0,
	    "within the limit nothing is put aside");
	struct result half = count(80000 * sizeof(struct entry));
	ok(half.spilled > 0 && half.partitions == 64 && half.levels == 1,
	    "half of the visitors: divided once");
	struct result little = count(1);
	ok(little.levels > 1, "hardly any: divided again");
	const struct result *others[] = {&half, &little};
	for (int i = 0; i < 2; i++) {
		const struct result *o = others[i];
		ok(o->rows == N_ROWS, "every row is taken once");
		ok(o->visitors == whole.visitors, "as many visitors");
		ok(o->sum == whole.sum, "with the same rows");
		ok(o->disordered == 0, "in their order");
	}
}

/* A hash of all rows in their order, and whether they are in order of the
 * time, then of the value. */
static uint64_t
sorted(int64_t memory, bool by_visitor, uint64_t *runs, bool *in_order)
{
	const char *files[] = {path};
	struct opt_common common = OPT_COMMON_INIT;
	struct table t;
	uint64_t hash = 0, n = 0, time = 0, v = 0, last_time = 0, last = 0;
	common.operands = (struct opt_list){files, 1};
	table_open(&t, &common, NULL);
	unsigned columns[] = {table_need(&t, "time", ""),
	    table_need(&t, "value", ""), table_need(&t, "uid", "")};
	const struct sort_key keys[] = {
	    {columns[2], SORT_TEXT}, {columns[0], SORT_TIME}};
	struct sort *sort =
	    sort_new(&t, keys + !by_visitor, 1 + by_visitor, memory);
	while (table_next(&t))
		for (size_t i = 0; i < t.n_rows; i++) {
			struct row row = table_row(&t, i);
			sort_add(sort, &row);
		}
	sort_finish(sort);
	*in_order = true;
	while (table_next(&t))
		for (size_t i = 0; i < t.n_rows; i++, n++) {
			struct row row = table_row(&t, i);
			hash = hash_stable(row_text(&row), hash);
			num_read_u64(
			    row_field(&row, columns[0]), UINT64_MAX, &time);
			num_read_u64(
			    row_field(&row, columns[1]), UINT64_MAX, &v);
			if (n > 0 &&
			    (time < last_time ||
				(time == last_time && v < last)))
				*in_order = false;
			last_time = time;
			last = v;
		}
	ok(n == N_ROWS, "sorted rows are as many as before");
	*runs = sort_runs(sort);
	sort_free(sort);
	table_close(&t);
	return hash;
}

static void
test_sort(void)
{
	uint64_t runs;
	bool in_order;
	uint64_t whole = sorted(1 << 30, false, &runs, &in_order);
	ok(runs == 0 && in_order, "sorted by time in memory, stable");
	ok(sorted(4 << 20, false, &runs, &in_order) == whole && runs > 1 &&
		in_order,
	    "the same over a few files");
	ok(sorted(1, false, &runs, &in_order) == whole && runs > 64,
	    "the same over more files than one merge takes");
	whole = sorted(1 << 30, true, &runs, &in_order);
	ok(!in_order && sorted(1 << 18, true, &runs, &in_order) == whole,
	    "by visitor and time, too");
}

int
main(void)
{
	make_rows();
	test_spill();
	test_sort();
	unlink(path);
	return tap_done();
}

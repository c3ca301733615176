/* SPDX-License-Identifier: MIT */
/* Rules, and rows behind a line `---`: a mistake has a place in the text, and
 * small tables decide as large ones do. */
#include "fuzz/fuzz.h"
#include "rules/bind.h"
#include "rules/graph.h"
#include "rules/matcher.h"
#include "rules/parser.h"

static const char *const names[] = {"time", "uid", "event", "path", "query",
    "channel", "campaign", "hit", "visit", "status"};

enum { N_NAMES = sizeof(names) / sizeof(*names) };

static void
decide(struct matcher *large, struct matcher *small, unsigned n,
    const struct row *row)
{
	struct decision a, b;
	/* a decision is gone with the next: the first is asked again */
	bool good = matcher_decide(large, row, &a);
	must(good == matcher_decide(small, row, &b));
	if (!good)
		return;
	must(a.excluded == b.excluded && a.event == b.event);
	for (unsigned i = 0; a.values && i < n; i++) {
		must((a.values[i].p == NULL) == (b.values[i].p == NULL));
		must(slice_equal(a.values[i], b.values[i]));
	}
}

static void
match(struct rules *rules, struct slice rows)
{
	static const struct matcher_limits tight = {
	    .values = 2, .classes = 2, .nodes = 4};
	struct row_layout layout;
	struct rows found = {
	    .at = malloc(rows_room(rows.n, N_NAMES) * sizeof(*found.at))};
	row_layout_init(&layout, N_NAMES);
	simd_scalar.rows(rows.p, rows.n, &layout, &found);
	struct matcher *large = matcher_new(rules, NULL);
	struct matcher *small = matcher_new(rules, &tight);
	for (size_t i = 0; i < found.n; i++) {
		struct row row = {rows.p, found.at + i * N_NAMES + 1, N_NAMES};
		decide(large, small, rules->n_outputs, &row);
	}
	matcher_free(large);
	matcher_free(small);
	row_layout_release(&layout);
	free(found.at);
}

static void
fit(struct rules *rules, struct slice rows)
{
	struct slice columns[N_NAMES];
	struct header header = {.names = columns, .n = N_NAMES};
	for (size_t i = 0; i < N_NAMES; i++)
		columns[i] = slice_of(names[i]);
	const struct column *unknown = rules_bind(rules, &header);
	if (unknown)
		column_suggest(rules, &header, unknown->name);
	else if (rows.n > 0)
		match(rules, rows);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rules_error error;
	if (size > 16384)
		return 0;
	struct slice text = {(const char *)data, size}, rows = {"", 0};
	const char *cut = memmem(data, size, "\n---\n", 5);
	if (cut) {
		text = slice_between(text.p, cut + 1);
		cut += 5;
		rows.n = size - (size_t)(cut - (const char *)data);
		rows = fuzz_copy(cut, rows.n + 0);
		if (rows.n > 0)
			*(char *)(uintptr_t)(rows.p + rows.n - 1) = '\n';
	}
	struct rules *rules = rules_parse("fuzz", text, RULES_STAGES, &error);
	if (rules)
		fit(rules, rows);
	else
		must(error.place.line > 0 && error.place.column > 0 &&
		    error.reason[0]);
	rules_free(rules);
	if (cut)
		fuzz_free(rows);
	return 0;
}

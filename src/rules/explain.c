/* SPDX-License-Identifier: MIT */
/* Rules and their counts. */
#include "rules/explain.h"

#include <inttypes.h>
#include <stdlib.h>

#include "table/escape.h"

static void
put_rule(struct buf *line, const struct rules *r, const struct rule *rule,
    struct slice source, uint64_t rows)
{
	static const char *const kinds[] = {"event", "exclude", "touchpoint"};
	line->n = 0;
	buf_printf(line, "%s\t", kinds[rule->kind]);
	if (rule->kind == RULE_TOUCHPOINT) {
		buf_put_slice(line, r->stages[rule->stage].name);
		buf_put_byte(line, ':');
	}
	buf_put_slice(line, rule->name);
	buf_put_byte(line, '\t');
	buf_put_slice(line, source);
	buf_printf(line, ":%" PRIu32 "\t%" PRIu64 "\n", rule->place.line, rows);
}

void
explain_put(struct writer *out, const struct rules *r, const struct matcher *m,
    bool with_header)
{
	uint64_t *rows = mem_zero(r->all.n, sizeof(*rows));
	struct buf line = BUF_INIT, from = BUF_INIT;
	struct slice source = slice_of(r->source);
	char *escaped = mem_alloc(escape_room(source.n) + SIMD_PAD);
	buf_need(&from, source.n + SIMD_PAD);
	buf_put_slice(&from, source);
	source.n = escape_put(&simd_scalar, escaped, buf_slice(&from));
	source.p = escaped;
	if (with_header)
		writer_put_slice(out, SLICE("kind\tname\tplace\trows\n"));
	matcher_counts(m, rows);
	for (unsigned i = 0; i < r->all.n; i++) {
		put_rule(&line, r, r->all.at[i], source, rows[i]);
		writer_put_slice(out, buf_slice(&line));
	}
	buf_release(&line);
	buf_release(&from);
	free(escaped);
	free(rows);
}

/* SPDX-License-Identifier: MIT */
/* cjm-funnel: how many visitors go from step to step, and how many do not. */
#include "base/msg.h"
#include "base/num.h"
#include "base/when.h"
#include "journey/funnel-table.h"
#include "table/output.h"
#include "table/visitor.h"

static struct {
	struct opt_common common;
	const char *steps, *entry, *unit;
	int64_t window;
} options = {.common = OPT_COMMON_INIT,
    .steps = "stage:reach,stage:aware,stage:discover,stage:prospects,"
	     "stage:purchase",
    .entry = "any",
    .unit = "person",
    .window = 0};

static const struct opt option_table[] = {
    {'s', "steps", OPT_TEXT, &options.steps, "LIST",
	"steps by comma, alternatives by | (the five stages)"},
    {'w', "window", OPT_DURATION, &options.window, "DURATION",
	"the time for later steps (30d; sessions 1d)"},
    {'e', "entry", OPT_TEXT, &options.entry, "any|first",
	"enter at any step, or only through the first (any)"},
    {0, "unit", OPT_TEXT, &options.unit, "person|session",
	"what goes through the funnel (person)"},
    OPT_COMMON_INPUT(options.common),
    OPT_COMMON_OUTPUT(options.common),
    {0},
};

static const struct opt_tool tool = {
    .name = "cjm-funnel",
    .purpose = "Count how visitors flow from step to step, and drop off.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-funnel --steps view_item,add_to_cart,purchase "
	       "--window 7d events.tsv",
};

struct run {
	struct table table;
	struct writer out;
	struct visitors visitors;
	struct steps steps;
	struct funnel funnel;
	unsigned time, event, touchpoints, revenue, currency;
	bool by_session;
	char first_currency[8];
	size_t first_currency_n;
	bool currencies_differ;
	uint64_t bad_time, bad_revenue, nobody;
};

static enum funnel_entry
entry_option(void)
{
	if (slice_is(SLICE("any"), options.entry))
		return ENTRY_ANY;
	if (!slice_is(SLICE("first"), options.entry))
		msg_usage(
		    "entry", "'%s' is neither any nor first", options.entry);
	return ENTRY_FIRST;
}

static bool
unit_option(void)
{
	bool session = slice_is(SLICE("session"), options.unit);
	if (!session && !slice_is(SLICE("person"), options.unit))
		msg_usage(
		    "unit", "'%s' is neither person nor session", options.unit);
	if (options.window == 0)
		options.window = session ? DAY : 30 * DAY;
	return session;
}

static void
find_columns(struct run *r)
{
	const struct table *t = &r->table;
	r->time = table_need(t, "time", "cjm-parse");
	r->event = r->touchpoints = NO_COLUMN;
	/* what no step asks for is not even located */
	if (r->steps.need_event || r->steps.want_both)
		r->event = table_want(t, "event");
	if (r->steps.need_touchpoints || r->steps.want_both)
		r->touchpoints = table_want(t, "touchpoints");
	if (r->steps.need_event ||
	    (r->steps.want_both && r->touchpoints == NO_COLUMN))
		table_need(t, "event", "cjm-parse");
	if (r->steps.need_touchpoints)
		table_need(t, "touchpoints", "cjm-stage");
	r->revenue = table_want(t, "revenue");
	r->currency = table_want(t, "currency");
	visitors_init(&r->visitors, t, r->by_session);
}

/* Money of different currencies adds up to nothing. */
static void
see_currency(struct run *r, struct slice currency)
{
	if (currency.n == 0 || currency.n > sizeof(r->first_currency))
		return;
	if (r->first_currency_n == 0) {
		memcpy(r->first_currency, currency.p, currency.n);
		r->first_currency_n = currency.n;
	}
	r->currencies_differ = r->currencies_differ ||
	    !slice_equal(currency,
		(struct slice){r->first_currency, r->first_currency_n});
}

static int64_t
read_revenue(struct run *r, const struct row *row)
{
	int64_t revenue = 0;
	struct slice money = row_field(row, r->revenue);
	if (money.n == 0)
		return 0;
	if (!decimal_read(money, &revenue))
		r->bad_revenue++;
	else
		see_currency(r, row_field(row, r->currency));
	return revenue;
}

static void
take_row(struct run *r, size_t i)
{
	struct row row = table_row(&r->table, i);
	int64_t time;
	if (!when_read_unix(row_field(&row, r->time), &time)) {
		r->bad_time++;
		return;
	}
	if (row_field(&row, r->visitors.column).n == 0) {
		r->nobody++;
		return;
	}
	const struct occurrences *offered = steps_match(&r->steps,
	    row_field(&row, r->event), row_field(&row, r->touchpoints));
	if (offered->n == 0)
		funnel_pass(&r->funnel, time);
	else
		funnel_row(&r->funnel, visitors_key(&r->visitors, &row), time,
		    offered, read_revenue(r, &row));
}

int
main(int argc, char **argv)
{
	static struct run run;
	struct run *r = &run;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	const char *why = steps_init(&r->steps, slice_of(options.steps));
	if (why)
		msg_usage("steps", "%s: '%s'", why, options.steps);
	r->by_session = unit_option();
	funnel_init(&r->funnel, r->steps.n, entry_option(), options.window);
	writer_init(&r->out, 1, (int)options.common.zstd);
	table_open(&r->table, &options.common, NULL);
	find_columns(r);
	while (table_next(&r->table))
		for (size_t i = 0; i < r->table.n_rows; i++)
			take_row(r, i);
	int status = r->table.failed ? EXIT_SYSTEM : EXIT_DONE;
	if (r->table.failed)
		msg_warn(NULL, "the figures are of the rows before that");
	if (r->currencies_differ)
		msg_warn("revenue",
		    "several currencies are added up; "
		    "filter the rows by currency");
	struct buf table = BUF_INIT;
	funnel_finish(&r->funnel);
	funnel_print(
	    &r->funnel, r->steps.texts, !options.common.no_header, &table);
	writer_put_slice(&r->out, buf_slice(&table));
	buf_release(&table);
	uint64_t visitors = r->funnel.visitors.n;
	const struct counter counters[] = {TABLE_COUNTERS(r->table),
	    {"rows_bad_time", &r->bad_time},
	    {"rows_bad_revenue", &r->bad_revenue}, {"nobody", &r->nobody},
	    {"late", &r->funnel.late}, {"visitors", &visitors}, {0}};
	table_close(&r->table);
	status = output_finish(&r->out, &options.common, counters, status);
	visitors_release(&r->visitors);
	steps_release(&r->steps);
	funnel_release(&r->funnel);
	return status;
}

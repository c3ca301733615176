/* SPDX-License-Identifier: MIT */
/* cjm-attribute: which channels earned the conversions, by several models. */
#include "base/msg.h"
#include "base/opt.h"
#include "journey/attribution-input.h"
#include "table/output.h"

static struct opt_common common = OPT_COMMON_INIT;
static struct attribution_options options = ATTRIBUTION_OPTIONS_INIT;
static const char *by_text = "channel", *models, *conversion = "purchase";
static const char *position, *transform = "exposure", *path = "all";
static int64_t max_touches = 1000;
static const char *by[2]; /* the columns of by_text */

static const struct opt option_table[] = {
    {'b', "by", OPT_TEXT, &by_text, "COLUMN",
	"what earns credit; two columns by comma (channel)"},
    {'m', "models", OPT_TEXT, &models, "LIST",
	"first last last-non-direct linear position decay"},
    {'c', "conversion", OPT_TEXT, &conversion, "EVENT",
	"the event that is a conversion (purchase)"},
    {'l', "lookback", OPT_DURATION, &options.lookback, "TIME",
	"how old a touch may be (30d)"},
    {'p', "path", OPT_TEXT, &path, "RULE",
	"all, or since-conversion: touches count once (all)"},
    {'t', "transform", OPT_TEXT, &transform, "RULE",
	"exposure: runs of a key are one; or none"},
    {0, "position", OPT_TEXT, &position, "WEIGHTS",
	"first/middle/last in the model position (40/20/40)"},
    {0, "half-life", OPT_DURATION, &options.model.half_life, "TIME",
	"of the model decay (7d)"},
    {0, "since", OPT_MOMENT, &options.since, "TIME",
	"only conversions from then on"},
    {0, "until", OPT_MOMENT, &options.until, "TIME",
	"only conversions before then"},
    {0, "max-touches", OPT_COUNT, &max_touches, "N",
	"touches kept of a person, the newest (1000)"},
    OPT_COMMON_INPUT(common), OPT_COMMON_OUTPUT(common), {.name = NULL}};

static const struct opt_tool tool = {.name = "cjm-attribute",
    .purpose = "Credits conversions and revenue to what brought the visitors.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-attribute --by campaign --models last,linear events.tsv"};

/* Whether an option is the second of two words; another word is wrong use. */
static bool
is_second(
    const char *name, const char *text, const char *first, const char *second)
{
	if (strcmp(text, first) != 0 && strcmp(text, second) != 0)
		msg_usage(name, "not %s or %s: '%s'", first, second, text);
	return strcmp(text, second) == 0;
}

static void
read_by(void)
{
	static const char *const own[] = {
	    "model", "conversions", "revenue", "currency"};
	struct slice rest = slice_of(by_text);
	unsigned n = 0;
	for (; rest.p && n < 2; n++)
		by[n] = mem_text(slice_cut(&rest, ','));
	if (rest.p || *by[0] == '\0' || (n > 1 && *by[1] == '\0'))
		msg_usage("by", "not one or two columns: '%s'", by_text);
	if (n > 1 && strcmp(by[0], by[1]) == 0)
		msg_usage("by", "the same column twice: '%s'", by_text);
	for (unsigned i = 0; i < 4 * n; i++)
		if (strcmp(by[i / 4], own[i % 4]) == 0)
			msg_usage(
			    "by", "'%s' is a column of the result", by[i / 4]);
	options.n_keys = n;
}

static void
check_options(void)
{
	struct slice bad;
	if (!models_choose(&options.models, models, &bad))
		msg_usage("models", "no model '%.*s' (--help lists them)",
		    (int)bad.n, bad.p);
	if (position &&
	    !position_read(slice_of(position), options.model.position))
		msg_usage("position", "not three weights like 40/20/40: '%s'",
		    position);
	if (options.model.half_life == 0)
		msg_usage("half-life", "must be longer than nothing");
	if (max_touches < 1 || max_touches > MODEL_STEPS_MAX)
		msg_usage("max-touches", "not from 1 to %d", MODEL_STEPS_MAX);
	options.max_touches = (uint32_t)max_touches;
	options.exposure =
	    !is_second("transform", transform, "exposure", "none");
	options.since_conversion =
	    is_second("path", path, "all", "since-conversion");
}

static void
write_result(struct writer *out, const struct attribution *a)
{
	struct buf text = BUF_INIT;
	for (unsigned i = 0; i < options.n_keys && !common.no_header; i++) {
		buf_put_text(&text, by[i]);
		buf_put_byte(&text, '\t');
	}
	if (!common.no_header)
		buf_put_text(&text, "model\tconversions\trevenue\tcurrency\n");
	credits_print(&a->credits, &a->keys, &a->currencies, &text);
	writer_put_slice(out, buf_slice(&text));
	buf_release(&text);
}

int
main(int argc, char **argv)
{
	struct table table;
	struct writer out;
	struct attribution_input in;
	struct attribution a;
	uint64_t bad_time = 0;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&common, argc, argv, first);
	read_by();
	check_options();
	writer_init(&out, 1, (int)common.zstd);
	table_open(&table, &common, &out);
	attribution_input_open(&in, &table, by, slice_of(conversion));
	options.has_hit = in.hit != NO_COLUMN;
	attribution_init(&a, &options);
	while (table_next(&table))
		if (!attribution_input_block(&in, &table, &a, &bad_time))
			msg_fail(NULL, "too many touches; shorten --lookback");
	int status = table_close(&table);
	credits_settle(&a.credits);
	const struct model *wrong = credits_audit(&a.credits);
	if (status != EXIT_DONE)
		msg_warn(NULL, "the figures are of the rows before that");
	write_result(&out, &a);
	if (status == EXIT_DONE && wrong) {
		msg_warn(wrong->name, "its credits are not the conversions");
		status = EXIT_LIMIT;
	}
	const struct counter counters[] = {TABLE_COUNTERS(table),
	    {"rows_bad_time", &bad_time}, ATTRIBUTION_COUNTERS(a.counts),
	    {NULL, NULL}};
	status = output_finish(&out, &common, counters, status);
	attribution_release(&a);
	return status;
}

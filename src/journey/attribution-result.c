/* SPDX-License-Identifier: MIT */
/* The end of an attribution. */
#include "journey/attribution-result.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"

void
attribution_result_init(struct attribution_result *r,
    struct attribution_asked *asked, struct attribution *a)
{
	*r = (struct attribution_result){.asked = asked, .a = a};
	if (asked->spend.n > 0) /* the columns were checked */
		spend_init(&r->spend, asked->columns, asked->options.n_keys);
}

void
attribution_result_release(struct attribution_result *r)
{
	if (r->asked->spend.n > 0)
		spend_release(&r->spend);
}

void
attribution_read_spend(struct attribution_result *r,
    void (*take)(void *context, const struct spend_row *row), void *context)
{
	const struct attribution_asked *asked = r->asked;
	for (size_t i = 0; i < asked->spend.n; i++) {
		struct buf why = BUF_INIT;
		enum spend_status status = spend_read(asked->spend.at[i],
		    &asked->spend_options, take, context, &r->files, &why);
		if (status == SPEND_WRONG)
			msg_usage(NULL, "%.*s", (int)why.n, why.p);
		if (status == SPEND_LOST)
			msg_fail(NULL, "%.*s", (int)why.n, why.p);
		buf_release(&why);
	}
}

/* Spend is of whole days, whatever the range has of them. */
static void
tell_cut_day(struct zone *zone, int64_t bound, const char *option)
{
	if (zone_day(zone, bound - 1) == zone_day(zone, bound))
		msg_warn("spend",
		    "%s is within a day of --tz, whose cost is counted whole",
		    option);
}

/* The local days that the input and the asked range share. */
static void
join_spend(struct attribution_result *r)
{
	const struct attribution_options *o = &r->asked->options;
	struct zone *zone = &r->asked->zone;
	int64_t from = r->earliest, to = r->latest;
	if (o->since > from)
		from = o->since;
	if (o->until <= to)
		to = o->until - 1;
	int64_t first = from <= to ? zone_day(zone, from) : 1;
	int64_t last = from <= to ? zone_day(zone, to) : 0;
	spend_join(&r->spend, &r->a->credits, &r->a->keys, &r->a->currencies,
	    first, last);
	if (first > last || r->files.rows == 0)
		return;
	if (r->spend.outside == r->files.rows) {
		msg_warn(
		    "spend", "none of its days is among those of the rows");
		return;
	}
	if (o->since > r->earliest)
		tell_cut_day(zone, o->since, "--since");
	if (o->until <= r->latest)
		tell_cut_day(zone, o->until, "--until");
}

static bool
write_unmatched(const struct attribution_result *r)
{
	const char *path = r->asked->unmatched;
	struct writer out;
	struct buf text = BUF_INIT;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	spend_put_unmatched(
	    &r->spend, r->asked->columns, &r->a->credits, &r->a->keys, &text);
	writer_init(&out, fd, 0);
	writer_put_slice(&out, buf_slice(&text));
	buf_release(&text);
	return writer_close(&out);
}

bool
attribution_markov_is_good(struct attribution *a, enum markov_status status)
{
	switch (status) {
	case MARKOV_GOOD:
		return true;
	case MARKOV_OVER:
		msg_warn("markov",
		    "left out: more moves between states than "
		    "--markov-moves; a lower --markov-order has fewer");
		break;
	case MARKOV_MANY:
		msg_warn("markov",
		    "left out: more keys than --markov-keys; another --by "
		    "has fewer");
		break;
	case MARKOV_SLOW:
		msg_warn("markov",
		    "left out: its equations were not solved; try "
		    "--max-touches or another --by");
		break;
	case MARKOV_WRONG:
		msg_warn("markov",
		    "left out: the chain does not convert as often as its "
		    "paths do");
		break;
	}
	a->credits.left_out = 1 + a->markov_model;
	return false;
}

static bool
audit(const struct attribution *a, struct slice rows)
{
	const struct model *wrong = credits_audit(&a->credits);
	bool costs = credits_audit_costs(&a->credits);
	bool text = credits_audit_text(&a->credits, rows, a->options.n_keys);
	if (wrong)
		msg_warn(wrong->name, "its credits are not the conversions");
	if (!costs)
		msg_warn("cost", "what the keys cost is not what was paid");
	if (!wrong && !text)
		msg_warn(NULL, "the rows do not add up to the conversions");
	return !wrong && costs && text;
}

static void
put_header(const struct attribution_asked *asked,
    const struct credits_columns *columns, struct buf *text)
{
	for (unsigned i = 0; i < asked->options.n_keys; i++) {
		buf_put_text(text, asked->columns[i]);
		buf_put_byte(text, '\t');
	}
	credits_print_header(columns, text);
}

static int
put_credits(struct attribution_result *r, bool header, struct buf *text)
{
	struct attribution *a = r->a;
	const struct credits_columns columns = {
	    r->asked->new_customers || r->asked->spend.n > 0,
	    r->asked->spend.n > 0};
	if (columns.cost)
		join_spend(r);
	bool good = attribution_markov_is_good(a, attribution_settle(a));
	credits_round(&a->credits, &a->keys, &a->currencies);
	if (columns.cost)
		spend_count(&r->spend, &a->credits);
	if (header)
		put_header(r->asked, &columns, text);
	size_t before = text->n;
	credits_print(&a->credits, &columns, text);
	if (!audit(a, slice_skip(buf_slice(text), before)))
		good = false;
	if (r->asked->unmatched && !write_unmatched(r))
		msg_fail(r->asked->unmatched, "%s", strerror(errno));
	return good ? EXIT_DONE : EXIT_LIMIT;
}

int
attribution_result_put(
    struct attribution_result *r, bool header, struct writer *out)
{
	struct attribution *a = r->a;
	struct buf text = BUF_INIT;
	int status = EXIT_DONE;
	const struct path_report_print print = {&a->keys, &a->currencies,
	    r->asked->columns, r->asked->options.n_keys, header,
	    (uint64_t)(r->asked->paths > 0 ? r->asked->paths : 0)};
	if (a->options.report == REPORT_NONE)
		status = put_credits(r, header, &text);
	else
		path_report_put(&a->report, &print, &text);
	writer_put_slice(out, buf_slice(&text));
	buf_release(&text);
	return status;
}

void
attribution_result_tell(
    const struct attribution_result *r, const struct attribution_input *in)
{
	static const struct attribution_asked usual = ATTRIBUTION_ASKED_INIT;
	const struct attribution_asked *asked = r->asked;
	bool any = in->earliest <= in->latest;
	if (any && !in->converts)
		vocabulary_tell(&in->events, "conversion", in->conversion,
		    strcmp(asked->conversion, usual.conversion) != 0);
	if (!any || !r->a->milestones ||
	    strcmp(asked->milestones, usual.milestones) == 0)
		return;
	for (unsigned i = 0; i < 2; i++)
		if (!in->milestone_met[i])
			vocabulary_tell(
			    &in->events, "milestones", in->milestones[i], true);
}

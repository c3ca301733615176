/* SPDX-License-Identifier: MIT */
/* Writing an event's columns: most are empty in most rows, and those cost no
 * more than the look that tells. */
#include "log/event.h"

#include <stdlib.h>

#include "base/num.h"
#include "base/when.h"
#include "log/cookie.h"
#include "log/unescape.h"
#include "table/escape.h"

const char columns_default[] =
    "time,uid,user,event,host,path,query,referrer,channel,source,medium,"
    "campaign,term,content,device,item,item_name,category,quantity,price,"
    "order,revenue,currency,search,status,event_id";

/* Columns that few ask for; each is made when it is written. */
enum rare {
	COMMON,
	IP,
	USER_AGENT,
	METHOD,
	BYTES,
	CLICK_ID,
	LINE,
	PARAM,
	COOKIE
};

static const struct {
	const char *name;
	enum event_text text;
	enum rare rare;
	unsigned needs;
} known[] = {{"time", TEXT_TIME, COMMON, 0},
    {"uid", TEXT_UID, COMMON, NEED_UID}, {"user", TEXT_USER, COMMON, 0},
    {"event", TEXT_EVENT, COMMON, 0}, {"host", TEXT_HOST, COMMON, 0},
    {"path", TEXT_PATH, COMMON, 0}, {"query", TEXT_QUERY, COMMON, 0},
    {"referrer", TEXT_REFERRER, COMMON, NEED_REFERRER},
    {"channel", TEXT_CHANNEL, COMMON, NEED_TRAFFIC},
    {"source", TEXT_SOURCE, COMMON, NEED_TRAFFIC},
    {"medium", TEXT_MEDIUM, COMMON, NEED_TRAFFIC},
    {"campaign", TEXT_CAMPAIGN, COMMON, NEED_TRAFFIC},
    {"term", TEXT_TERM, COMMON, NEED_TRAFFIC},
    {"content", TEXT_CONTENT, COMMON, NEED_TRAFFIC},
    {"device", TEXT_DEVICE, COMMON, 0}, {"item", TEXT_NONE, COMMON, 0},
    {"item_name", TEXT_NONE, COMMON, 0}, {"category", TEXT_NONE, COMMON, 0},
    {"quantity", TEXT_NONE, COMMON, 0}, {"price", TEXT_NONE, COMMON, 0},
    {"order", TEXT_NONE, COMMON, 0}, {"revenue", TEXT_NONE, COMMON, 0},
    {"currency", TEXT_NONE, COMMON, 0}, {"search", TEXT_NONE, COMMON, 0},
    {"status", TEXT_STATUS, COMMON, 0}, {"event_id", TEXT_NONE, COMMON, 0},
    {"ip", TEXT_NONE, IP, 0}, {"user_agent", TEXT_NONE, USER_AGENT, 0},
    {"method", TEXT_NONE, METHOD, 0}, {"bytes", TEXT_NONE, BYTES, 0},
    {"click_id", TEXT_NONE, CLICK_ID, 0}, {"line", TEXT_NONE, LINE, 0}};

struct column {
	enum event_text text;
	enum rare rare;
	struct slice name; /* as in the header */
	struct slice parameter;
};

/* A column that can have a value, and the TABs due in front of it. */
struct step {
	enum event_text text;
	unsigned tabs;
	const struct column *rare; /* NULL for a text of the event */
};

static bool
is_traffic(enum event_text text)
{
	return text >= TEXT_CHANNEL && text <= TEXT_CONTENT;
}

/* Columns that no log line fills are only TABs of the next step; so are those
 * of traffic in most rows, which is a third of the steps saved. */
static void
make_steps(const struct columns *c, bool traffic, struct steps *out)
{
	size_t tabs = 0;
	out->at = mem_zero(c->n, sizeof(*out->at));
	for (size_t i = 0; i < c->n; i++) {
		const struct column *column = &c->at[i];
		tabs += i > 0;
		if ((column->text == TEXT_NONE && column->rare == COMMON) ||
		    (is_traffic(column->text) && !traffic))
			continue;
		out->at[out->n++] = (struct step){column->text, (unsigned)tabs,
		    column->rare == COMMON ? NULL : column};
		tabs = 0;
	}
	out->last_tabs = tabs;
}

static bool
find_kind(struct columns *c, struct slice name, struct column *column)
{
	column->name = name;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (!slice_is(name, known[i].name))
			continue;
		column->text = known[i].text;
		column->rare = known[i].rare;
		c->needs |= known[i].needs;
		return true;
	}
	struct slice parameter = name;
	struct slice family = slice_cut(&parameter, ':');
	column->rare = slice_is(family, "param") ? PARAM : COOKIE;
	column->parameter = parameter;
	return parameter.n > 0 &&
	    (column->rare == PARAM || slice_is(family, "cookie"));
}

bool
columns_init(struct columns *c, const struct simd *simd, struct slice list,
    struct slice *bad)
{
	*c = (struct columns){.simd = simd};
	url_decoder_init(&c->decoder);
	while (list.p) {
		struct column column = {0};
		*bad = slice_cut(&list, ',');
		if (!find_kind(c, *bad, &column))
			return false;
		for (size_t i = 0; i < c->n; i++)
			if (slice_equal(c->at[i].name, column.name))
				return false;
		c->at = mem_grow(c->at, (c->n + 1) * sizeof(*c->at));
		c->at[c->n++] = column;
	}
	make_steps(c, false, &c->steps[0]);
	make_steps(c, true, &c->steps[1]);
	return true;
}

void
columns_release(struct columns *c)
{
	url_decoder_release(&c->decoder);
	buf_release(&c->scratch);
	free(c->at);
	free(c->steps[0].at);
	free(c->steps[1].at);
	*c = (struct columns){0};
}

void
columns_put_header(const struct columns *c, struct writer *out)
{
	for (size_t i = 0; i < c->n; i++) {
		if (i > 0)
			writer_put_byte(out, '\t');
		writer_put_slice(out, c->at[i].name);
	}
	writer_put_byte(out, '\n');
}

static inline char *
put_text(const struct simd *simd, char *to, struct slice s)
{
	return s.n > 0 ? to + escape_put(simd, to, s) : to;
}

static inline char *
put_ready(char *to, struct slice s)
{
	if (s.n > 0)
		memcpy(to, s.p, s.n);
	return to + s.n;
}

static inline char *
put_short(char *to, struct slice s)
{
	memcpy(to, s.p, EVENT_PAD); /* of fixed size: one load, one store */
	return to + s.n;
}

/* The columns that few ask for. Each makes room for itself. */
static void
write_text(const struct columns *c, struct writer *out, struct slice s)
{
	char *to = writer_need(out, escape_room(s.n));
	writer_used(out, (size_t)(put_text(c->simd, to, s) - to));
}

static void
write_param(struct columns *c, struct writer *out, const struct event *e,
    struct slice name)
{
	struct slice value;
	if (!url_find_param(e->all_of_query, name, &value) || value.n == 0)
		return;
	c->scratch.n = 0;
	size_t room = url_decode_room(value.n) + SIMD_PAD;
	char *text = buf_need(&c->scratch, room);
	memset(text, 0, room);
	size_t n = url_decode(&c->decoder, text, value);
	write_text(c, out, (struct slice){text, n});
}

static void
write_line(const struct columns *c, struct writer *out, const struct event *e)
{
	char copy[256 + SIMD_PAD] = {0};
	struct slice file = slice_of(e->file);
	file.n = file.n < 256 ? file.n : 256;
	memcpy(copy, file.p, file.n);
	write_text(c, out, (struct slice){copy, file.n});
	writer_put_byte(out, ':');
	writer_used(out, num_put_u64(writer_need(out, NUM_MAX_TEXT), e->line));
}

static void
write_rare(struct columns *c, struct writer *out, const struct event *e,
    const struct column *column)
{
	switch (column->rare) {
	case IP:
		write_text(c, out, e->client);
		break;
	case USER_AGENT:
		write_text(c, out, e->agent);
		break;
	case METHOD:
		write_text(c, out, e->method);
		break;
	case BYTES:
		write_text(c, out, absent_to_empty(e->bytes));
		break;
	case CLICK_ID:
		write_text(c, out, sources_click_id(e->all_of_query));
		break;
	case LINE:
		write_line(c, out, e);
		break;
	case PARAM:
		write_param(c, out, e, column->parameter);
		break;
	case COOKIE:
		write_text(c, out, cookie_value(e->cookie, column->parameter));
		break;
	default:
		break;
	}
}

static inline char *
put_tabs(char *to, size_t n)
{
	static const char tabs[32] = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"
				     "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";
	if (n <= sizeof(tabs)) /* a copy of fixed size is two stores */
		memcpy(to, tabs, sizeof(tabs));
	else
		memset(to, '\t', n);
	return to + n;
}

void
columns_put(struct columns *c, struct writer *out, const struct event *e)
{
	size_t room = e->room + c->n + 2 * SIMD_PAD, tabs = 0;
	char *start = writer_need(out, room), *to = start;
	const struct steps *steps = &c->steps[e->has_traffic];
	const struct step *step = steps->at, *end = step + steps->n;
	for (; step < end; step++) {
		struct slice s = e->texts[step->text];
		tabs += step->tabs;
		if (s.n > 0) {
			to = put_tabs(to, tabs);
			to = step->text < TEXT_RAW    ? put_text(c->simd, to, s)
			    : step->text < TEXT_SHORT ? put_ready(to, s)
						      : put_short(to, s);
			tabs = 0;
		} else if (step->rare) {
			to = put_tabs(to, tabs);
			writer_used(out, (size_t)(to - start));
			write_rare(c, out, e, step->rare);
			start = to = writer_need(out, room);
			tabs = 0;
		}
	}
	to = put_tabs(to, tabs + steps->last_tabs);
	*to++ = '\n';
	writer_used(out, (size_t)(to - start));
}

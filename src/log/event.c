/* SPDX-License-Identifier: MIT */
/* Writing an event's columns: most are empty in most rows, and those cost no
 * more than the look that tells. */
#include "log/event.h"

#include <stdlib.h>

#include "base/num.h"
#include "base/when.h"
#include "log/cookie.h"
#include "log/json-columns.h"
#include "log/redact.h"
#include "log/request.h"
#include "log/taken.h"
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
	DURATION,
	COUNTRY,
	CLICK_ID,
	KEYWORD,
	LINE,
	PARAM,
	COOKIE,
	JSON
};

#define TRACK(text) (1u << TRACK_##text)

/* Products and money depend on each other. */
enum {
	TRACK_GOODS = TRACK(ITEM) | TRACK(ITEM_NAME) | TRACK(CATEGORY) |
	    TRACK(QUANTITY) | TRACK(PRICE),
	TRACK_MONEY = TRACK_GOODS | TRACK(REVENUE) | TRACK(CURRENCY)
};

static const struct {
	const char *name;
	enum event_text text;
	enum rare rare;
	unsigned needs;
	unsigned tracks; /* what of a track it is made of */
} known[] = {{"time", TEXT_TIME, COMMON, 0, 0},
    {"uid", TEXT_UID, COMMON, NEED_UID, TRACK(UID) | TRACK(USER)},
    {"user", TEXT_USER, COMMON, 0, TRACK(USER)},
    {"event", TEXT_EVENT, COMMON, 0, 0}, {"host", TEXT_HOST, COMMON, 0, 0},
    {"path", TEXT_PATH, COMMON, 0, 0}, {"query", TEXT_QUERY, COMMON, 0, 0},
    {"referrer", TEXT_REFERRER, COMMON, NEED_REFERRER, TRACK(REFERRER)},
    {"channel", TEXT_CHANNEL, COMMON, NEED_TRAFFIC, TRACK(REFERRER)},
    {"source", TEXT_SOURCE, COMMON, NEED_TRAFFIC, TRACK(REFERRER)},
    {"medium", TEXT_MEDIUM, COMMON, NEED_TRAFFIC, TRACK(REFERRER)},
    {"campaign", TEXT_CAMPAIGN, COMMON, NEED_TRAFFIC, TRACK(REFERRER)},
    {"term", TEXT_TERM, COMMON, NEED_TRAFFIC, TRACK(REFERRER)},
    {"content", TEXT_CONTENT, COMMON, NEED_TRAFFIC, TRACK(REFERRER)},
    {"device", TEXT_DEVICE, COMMON, 0, 0},
    {"item", TEXT_ITEM, COMMON, 0, TRACK_GOODS},
    {"item_name", TEXT_ITEM_NAME, COMMON, 0, TRACK_GOODS},
    {"category", TEXT_CATEGORY, COMMON, 0, TRACK_GOODS},
    {"quantity", TEXT_QUANTITY, COMMON, 0, TRACK_GOODS},
    {"price", TEXT_PRICE, COMMON, 0, TRACK_GOODS},
    {"order", TEXT_ORDER, COMMON, 0, TRACK(ORDER)},
    {"revenue", TEXT_REVENUE, COMMON, 0, TRACK_MONEY},
    {"currency", TEXT_CURRENCY, COMMON, 0, TRACK_MONEY},
    {"search", TEXT_SEARCH, COMMON, 0, TRACK(SEARCH)},
    {"status", TEXT_STATUS, COMMON, 0, 0},
    {"event_id", TEXT_EVENT_ID, COMMON, 0, TRACK(EVENT_ID)},
    {"title", TEXT_TITLE, COMMON, 0, TRACK(TITLE)}, {"ip", TEXT_NONE, IP, 0, 0},
    {"user_agent", TEXT_NONE, USER_AGENT, 0, 0},
    {"method", TEXT_NONE, METHOD, 0, 0}, {"bytes", TEXT_NONE, BYTES, 0, 0},
    {"duration", TEXT_NONE, DURATION, 0, 0},
    {"country", TEXT_NONE, COUNTRY, 0, 0},
    {"click_id", TEXT_NONE, CLICK_ID, 0, 0},
    {"keyword", TEXT_NONE, KEYWORD, NEED_TRAFFIC, TRACK(REFERRER)},
    {"line", TEXT_NONE, LINE, NEED_LINE, 0}};

struct column {
	enum event_text text;
	enum rare rare;
	struct slice name; /* as in the header */
	struct slice parameter;
	int slot; /* of a JSON line, see log/json-columns.h */
};

/* A column that can have a value, and the TABs due in front of it. */
struct step {
	enum event_text text;
	unsigned tabs;
	const struct column *rare; /* NULL for a text of the event */
};

/* The text that a row of that kind shows in a column; TEXT_NONE where it never
 * has one. */
static enum event_text
text_in(enum row_kind row, enum event_text text)
{
	/* a name that a tracker gave can be of any length */
	if (row == ROW_TRACK)
		return text == TEXT_EVENT ? TEXT_NAME : text;
	if ((text >= TEXT_NAME && text <= TEXT_TRACKED) ||
	    (row == ROW_PAGE && text >= TEXT_CHANNEL && text <= TEXT_CONTENT))
		return TEXT_NONE;
	return text;
}

/* Columns that no row of that kind fills are only TABs of the next step: of
 * most rows two thirds of the steps are saved. */
static void
make_steps(const struct columns *c, enum row_kind row, struct steps *out)
{
	size_t tabs = 0;
	out->at = mem_zero(c->n, sizeof(*out->at));
	for (size_t i = 0; i < c->n; i++) {
		const struct column *column = &c->at[i];
		enum event_text text = text_in(row, column->text);
		tabs += i > 0;
		if (text == TEXT_NONE && column->rare == COMMON)
			continue;
		out->at[out->n++] = (struct step){text, (unsigned)tabs,
		    column->rare == COMMON ? NULL : column};
		tabs = 0;
	}
	out->last_tabs = tabs;
}

static bool
find_family(struct columns *c, struct slice name, struct column *column)
{
	struct slice family = slice_cut(&name, ':');
	column->parameter = name;
	if (name.n == 0)
		return false;
	if (slice_is(family, "json")) {
		column->rare = JSON;
		column->slot = json_columns_add(&c->json, name);
		return column->slot >= 0;
	}
	column->rare = slice_is(family, "param") ? PARAM : COOKIE;
	return column->rare == PARAM || slice_is(family, "cookie");
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
		c->tracks |= known[i].tracks;
		return true;
	}
	return find_family(c, name, column);
}

bool
columns_init(struct columns *c, const struct simd *simd, struct slice list,
    struct slice *bad)
{
	*c = (struct columns){.simd = simd};
	url_decoder_init(&c->decoder, simd);
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
	for (int row = 0; row < N_ROWS; row++)
		make_steps(c, (enum row_kind)row, &c->steps[row]);
	return true;
}

void
columns_release(struct columns *c)
{
	url_decoder_release(&c->decoder);
	json_columns_free(c->json);
	buf_release(&c->scratch);
	buf_release(&c->redacted);
	free(c->at);
	for (int row = 0; row < N_ROWS; row++)
		free(c->steps[row].at);
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
	/* short ones may be constants, with nothing to be read behind them */
	char copy[128 + SIMD_PAD] = {0};
	if (s.n > 0 && s.n <= 128) {
		memcpy(copy, s.p, s.n);
		s.p = copy;
	}
	char *to = writer_need(out, escape_room(s.n));
	writer_used(out, (size_t)(put_text(c->simd, to, s) - to));
}

/* A value of a query, decoded. */
static void
write_decoded(struct columns *c, struct writer *out, struct slice value)
{
	c->scratch.n = 0;
	size_t room = url_decode_room(value.n);
	char *text = buf_need(&c->scratch, room);
	memset(text, 0, room);
	size_t n = url_decode(&c->decoder, text, value);
	write_text(c, out, (struct slice){text, n});
}

static void
write_param(struct columns *c, struct writer *out, const struct event *e,
    struct slice name)
{
	struct slice value = {NULL, 0};
	if (e->beacon.n > 0)
		url_find_param(e->beacon, name, &value);
	if (value.n == 0)
		url_find_param(e->all_of_query, name, &value);
	if (value.n > 0)
		write_decoded(c, out, value);
}

/* What was typed into a search engine: told beside a paid click, else the term
 * of the source. */
static void
write_keyword(struct columns *c, struct writer *out, const struct event *e)
{
	if (e->row == ROW_PAGE || e->texts[TEXT_CHANNEL].n == 0)
		return;
	struct slice typed = sources_typed(e->all_of_query);
	if (typed.n == 0) {
		writer_put_slice(out, e->texts[TEXT_TERM]);
		return;
	}
	if (c->redacts) {
		c->redacted.n = 0;
		size_t room = redact_room(typed.n) + SIMD_PAD;
		char *to = memset(buf_need(&c->redacted, room), 0, room);
		typed = redact_text(c->redacts, typed, to);
	}
	write_decoded(c, out, typed);
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
write_duration(struct writer *out, const struct hit *hit)
{
	int64_t us;
	if (taken_read(hit->taken, hit->taken_scale, &us))
		writer_used(
		    out, when_put_unix(writer_need(out, NUM_MAX_TEXT), us));
}

static void
write_rare(struct columns *c, struct writer *out, const struct event *e,
    const struct column *column)
{
	switch (column->rare) {
	case IP:
		write_text(c, out, absent_to_empty(e->client));
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
	case DURATION:
		write_duration(out, e->hit);
		break;
	case COUNTRY:
		write_text(c, out, absent_to_empty(e->hit->country));
		break;
	case CLICK_ID:
		write_text(c, out, sources_click_id(e->all_of_query));
		break;
	case KEYWORD:
		write_keyword(c, out, e);
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
	case JSON:
		write_text(c, out,
		    json_columns_text(c->json, c->simd, e, column->slot));
		break;
	default:
		break;
	}
}

static inline char *
put_tabs(char *to, size_t n)
{
	static const char tabs[16] = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";
	if (n <= sizeof(tabs)) /* a copy of fixed size is one store */
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
	const struct steps *steps = &c->steps[e->row];
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

struct slice
event_of_page(const struct hit *hit)
{
	static const char form[EVENT_PAD] = "form_submit";
	static const char redirect[EVENT_PAD] = "redirect";
	static const char page[EVENT_PAD] = "page_view";
	if (request_is_post(hit->method))
		return (struct slice){form, sizeof("form_submit") - 1};
	if (hit->status >= 300 && hit->status <= 399 && hit->status != 304)
		return (struct slice){redirect, sizeof("redirect") - 1};
	return (struct slice){page, sizeof("page_view") - 1};
}

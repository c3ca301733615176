/* SPDX-License-Identifier: MIT */
/* Writing an event's columns. The list is turned into a small program once, in
 * which runs of columns that a log line never fills are one step. */
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

enum kind {
	EMPTY,
	TIME,
	UID,
	USER,
	EVENT,
	HOST,
	PATH,
	QUERY,
	REFERRER,
	CHANNEL,
	SOURCE,
	MEDIUM,
	CAMPAIGN,
	TERM,
	CONTENT,
	DEVICE,
	STATUS,
	IP, /* from here on: rare */
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
	enum kind kind;
	unsigned needs;
} known[] = {{"time", TIME, 0}, {"uid", UID, NEED_UID}, {"user", USER, 0},
    {"event", EVENT, 0}, {"host", HOST, 0}, {"path", PATH, 0},
    {"query", QUERY, 0}, {"referrer", REFERRER, NEED_REFERRER},
    {"channel", CHANNEL, NEED_TRAFFIC}, {"source", SOURCE, NEED_TRAFFIC},
    {"medium", MEDIUM, NEED_TRAFFIC}, {"campaign", CAMPAIGN, NEED_TRAFFIC},
    {"term", TERM, NEED_TRAFFIC}, {"content", CONTENT, NEED_TRAFFIC},
    {"device", DEVICE, 0}, {"item", EMPTY, 0}, {"item_name", EMPTY, 0},
    {"category", EMPTY, 0}, {"quantity", EMPTY, 0}, {"price", EMPTY, 0},
    {"order", EMPTY, 0}, {"revenue", EMPTY, 0}, {"currency", EMPTY, 0},
    {"search", EMPTY, 0}, {"status", STATUS, 0}, {"event_id", EMPTY, 0},
    {"ip", IP, 0}, {"user_agent", USER_AGENT, 0}, {"method", METHOD, 0},
    {"bytes", BYTES, 0}, {"click_id", CLICK_ID, 0}, {"line", LINE, 0}};

/* A column, and the TABs due when it is written: those of the columns before
 * it that no log line fills are among them. */
struct column {
	enum kind kind;
	unsigned tabs;
	struct slice name; /* as in the header */
	struct slice parameter;
};

static bool
find_kind(struct columns *c, struct slice name, struct column *column)
{
	column->name = name;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (!slice_is(name, known[i].name))
			continue;
		column->kind = known[i].kind;
		c->needs |= known[i].needs;
		return true;
	}
	struct slice parameter = name;
	struct slice family = slice_cut(&parameter, ':');
	column->kind = slice_is(family, "param") ? PARAM : COOKIE;
	column->parameter = parameter;
	return parameter.n > 0 &&
	    (column->kind == PARAM || slice_is(family, "cookie"));
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
	c->steps = mem_zero(c->n, sizeof(*c->steps));
	unsigned tabs = 0;
	for (size_t i = 0; i < c->n; i++) {
		tabs += i > 0;
		if (c->at[i].kind == EMPTY && i + 1 < c->n)
			continue;
		c->at[i].tabs = tabs;
		tabs = 0;
		c->steps[c->n_steps++] = &c->at[i];
	}
	c->tabs = c->n;
	return true;
}

void
columns_release(struct columns *c)
{
	url_decoder_release(&c->decoder);
	buf_release(&c->scratch);
	free(c->at);
	free(c->steps);
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
	switch (column->kind) {
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
put_status(char *to, unsigned status)
{
	to[0] = (char)('0' + status / 100);
	to[1] = (char)('0' + status / 10 % 10);
	to[2] = (char)('0' + status % 10);
	return to + 3;
}

/* A column that is filled in nearly every list. */
static inline char *
put_common(
    const struct simd *simd, char *to, const struct event *e, enum kind kind)
{
	switch (kind) {
	case TIME:
		return to + when_put_unix(to, e->time);
	case UID:
		return put_text(simd, to, e->uid);
	case USER:
		return put_text(simd, to, e->user);
	case EVENT:
		return put_ready(to, e->name);
	case HOST:
		return put_text(simd, to, e->host);
	case PATH:
		return put_text(simd, to, e->path);
	case QUERY:
		return put_text(simd, to, e->query);
	case REFERRER:
		return put_text(simd, to, e->referrer);
	case CHANNEL:
		return put_ready(to, e->traffic.channel);
	case SOURCE:
		return put_ready(to, e->traffic.source);
	case MEDIUM:
		return put_ready(to, e->traffic.medium);
	case CAMPAIGN:
		return put_ready(to, e->traffic.campaign);
	case TERM:
		return put_ready(to, e->traffic.term);
	case CONTENT:
		return put_ready(to, e->traffic.content);
	case DEVICE:
		return put_ready(to, device_name(e->device));
	case STATUS:
		return put_status(to, e->status);
	default:
		return to;
	}
}

static inline char *
put_tabs(char *to, unsigned n)
{
	static const char tabs[32] = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"
				     "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";
	if (n <= sizeof(tabs)) /* a copy of fixed size is two stores */
		memcpy(to, tabs, sizeof(tabs));
	else
		memset(to, '\t', n);
	return to + n;
}

/* The most that one of the common columns can take. */
static size_t
largest(const struct event *e)
{
	const struct traffic *t = &e->traffic;
	return escape_room(e->uid.n + e->user.n + e->host.n + e->path.n +
		   e->query.n + e->referrer.n) +
	    t->channel.n + t->source.n + t->medium.n + t->campaign.n +
	    t->term.n + t->content.n + NUM_MAX_TEXT;
}

void
columns_put(struct columns *c, struct writer *out, const struct event *e)
{
	/* each common column stands in a list once, so the row as a whole
	 * needs no more than all of them and the TABs */
	size_t room = largest(e) + c->tabs + SIMD_PAD;
	char *start = writer_need(out, room), *to = start;
	for (size_t i = 0; i < c->n_steps; i++) {
		const struct column *column = c->steps[i];
		to = put_tabs(to, column->tabs);
		if (column->kind < IP) {
			to = put_common(c->simd, to, e, column->kind);
			continue;
		}
		writer_used(out, (size_t)(to - start));
		write_rare(c, out, e, column);
		start = to = writer_need(out, room);
	}
	*to++ = '\n';
	writer_used(out, (size_t)(to - start));
}

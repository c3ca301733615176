/* SPDX-License-Identifier: MIT */
/* Access logs as JSON lines. Every name of field_names is looked for, so that
 * Caddy, Traefik, Cloudflare, ECS and home-made formats are one; names of
 * one's own come first: `json:'path=req.u status=resp.code'`. */
#include <stdlib.h>

#include "log/cookie.h"
#include "log/fields.h"
#include "log/format-json.h"
#include "log/json.h"
#include "log/unescape.h"

/* A slot that is no field, whatever its name: that of a cookie is one. */
enum { NO_FIELD = N_FIELDS };

struct json_log {
	struct json_paths *paths;
	struct json_found found;
	struct json_shape shape;
	struct fields fields;
	unsigned char field[JSON_SLOTS]; /* of a slot, enum field */
	int flags;                       /* the slot of what Envoy alone has */
	bool nowhere;                    /* a target of the line is null */
	struct {
		int slot;
		char *name;
	} cookies[JSON_MAP_MAX]; /* that the log has by themselves */
	size_t n_cookies;
	struct buf header; /* of those of a line */
};

static void
json_close(void *state)
{
	struct json_log *log = state;
	json_paths_free(log->paths);
	for (size_t i = 0; i < log->n_cookies; i++)
		free(log->cookies[i].name);
	buf_release(&log->header);
	free(log);
}

static void
add_name(struct json_log *log, struct slice path, enum field field)
{
	int slot = json_paths_add(log->paths, path);
	if (slot >= 0 && log->field[slot] == FIELD_NONE)
		log->field[slot] = (unsigned char)field;
}

static void
add_cookie(struct json_log *log, struct slice path, struct slice name)
{
	int slot = json_paths_add(log->paths, path);
	if (slot < 0 || log->n_cookies == JSON_MAP_MAX)
		return;
	log->field[slot] = NO_FIELD;
	log->cookies[log->n_cookies].slot = slot;
	log->cookies[log->n_cookies++].name = mem_text(name);
}

/* Whether a line that has one field needs no other place for the second. */
static bool
tells(enum field has, enum field field)
{
	switch (field) {
	case FIELD_REQUEST:
	case FIELD_TARGET:
	case FIELD_PATH:
		return field_is_target(has);
	case FIELD_METHOD:
		return has == FIELD_METHOD || has == FIELD_REQUEST;
	case FIELD_QUERY:
		return has == FIELD_QUERY || has == FIELD_REQUEST ||
		    has == FIELD_TARGET;
	case FIELD_SECONDS:
	case FIELD_MILLISECONDS:
	case FIELD_MICROSECONDS:
	case FIELD_NANOSECONDS:
		return has >= FIELD_SECONDS && has <= FIELD_NANOSECONDS;
	default:
		return has == field;
	}
}

/* The field of a path of the map: `url` is no target where the format has
 * $sent_http_location there, and $uri elsewhere. */
static enum field
field_of(const struct json_map *map, size_t n, const struct json_map *at)
{
	if (at->field != FIELD_NONE)
		return at->field;
	enum field named = field_by_name(at->path);
	for (size_t i = 0; named != FIELD_NONE && i < n; i++)
		if (tells(map[i].field, named))
			return N_FIELDS;
	return named;
}

void *
format_json_open(const struct json_map *map, size_t n)
{
	struct json_log *log = mem_zero(1, sizeof(*log));
	log->paths = json_paths_new();
	for (size_t i = 0; i < n; i++)
		if (map[i].cookie.n > 0)
			add_cookie(log, map[i].path, map[i].cookie);
		else
			add_name(log, map[i].path, field_of(map, n, &map[i]));
	for (const struct field_name *f = field_names; f->name; f++)
		add_name(log, slice_of(f->name), f->field);
	log->flags = json_paths_add(log->paths, SLICE("response_flags"));
	return log;
}

static void *
json_open(struct slice argument, struct format_error *error)
{
	struct field_alias own[FIELD_ALIASES];
	struct json_map map[FIELD_ALIASES];
	size_t n;
	if (!field_aliases_read(own, &n, argument, "PATH", error))
		return NULL;
	for (size_t i = 0; i < n; i++)
		map[i] = (struct json_map){
		    .path = own[i].name, .field = own[i].field};
	return format_json_open(map, n);
}

/* Takes the first scalar of each field, in the order of the slots. */
static void
collect(struct json_log *log, struct buf *scratch)
{
	bool nobody = false;
	log->nowhere = false;
	mem_clear(&log->fields, sizeof(log->fields));
	for (size_t w = 0; w < JSON_SLOTS / 64; w++) {
		uint64_t bits = log->found.set[w];
		for (; bits; bits &= bits - 1) {
			size_t slot = 64 * w + (size_t)__builtin_ctzll(bits);
			const struct json_value *v = &log->found.at[slot];
			if (log->field[slot] == NO_FIELD)
				continue;
			struct slice *to = &log->fields.at[log->field[slot]];
			if (v->kind == JSON_NULL) {
				nobody |= log->field[slot] == FIELD_AGENT;
				log->nowhere |=
				    field_is_target(log->field[slot]);
			} else if (!to->p && v->kind < JSON_ARRAY)
				*to = json_text(*v, scratch);
		}
	}
	/* Envoy's null is others' empty text or dash: none was sent */
	if (nobody && !log->fields.at[FIELD_AGENT].p)
		log->fields.at[FIELD_AGENT] = SLICE("");
}

/* The single cookies as a header, where the line has none: that has them all.
 * Most lines are dropped before. */
static void
collect_cookies(struct json_log *log, struct buf *scratch)
{
	struct slice *to = &log->fields.at[FIELD_COOKIE];
	if (to->p && absent_to_empty(*to).n > 0)
		return;
	log->header.n = 0;
	for (size_t i = 0; i < log->n_cookies; i++) {
		int slot = log->cookies[i].slot;
		const struct json_value *v = &log->found.at[slot];
		if (json_has(&log->found, slot) && v->kind != JSON_NULL &&
		    v->kind < JSON_ARRAY)
			cookie_put(&log->header, slice_of(log->cookies[i].name),
			    json_text(*v, scratch));
	}
	if (log->header.n > 0)
		*to = buf_slice(&log->header);
}

/* Whether anything tells a request, be it that nobody understood it: then
 * Envoy's target is null. */
static bool
tells_request(const struct json_log *log)
{
	const struct slice *at = log->fields.at;
	return at[FIELD_REQUEST].p || at[FIELD_TARGET].p || at[FIELD_PATH].p ||
	    (at[FIELD_STATUS].p && log->nowhere);
}

/* What servers say of themselves between two requests has these. With method
 * and status it is a request, under whose name for its target nobody looks. */
static bool
is_message(const struct json_log *log, const struct simd *simd)
{
	struct json_value v;
	return log->found.root.kind == JSON_OBJECT &&
	    !(log->fields.at[FIELD_METHOD].p &&
		log->fields.at[FIELD_STATUS].p) &&
	    json_member(simd, log->found.root, SLICE("level"), &v) &&
	    (json_member(simd, log->found.root, SLICE("msg"), &v) ||
		json_member(simd, log->found.root, SLICE("message"), &v));
}

static enum fault
json_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct json_log *log = scan->state;
	struct line line = {hit->line, hit->base, hit->marks, hit->n_marks};
	if (hit->line.n == 0 || hit->line.p[0] != '{' ||
	    json_read_like(log->paths, scan->simd, &line, &log->found,
		&log->shape) == JSON_BAD)
		return FAULT_SHAPE;
	scan_scratch(scan, hit->line.n);
	collect(log, &scan->scratch);
	if (!tells_request(log) && !is_message(log, scan->simd))
		return FAULT_SHAPE;
	fields_head(&log->fields, scan, hit);
	return FAULT_NONE;
}

/* CloudFront percent-encodes agents and cookies, in JSON as elsewhere: nobody
 * else has `Mozilla/5.0%20(`. */
static void
undo_percent(struct fields *f, struct buf *scratch)
{
	enum { BLANK = 11 };
	struct slice *agent = &f->at[FIELD_AGENT];
	struct slice *cookie = &f->at[FIELD_COOKIE];
	if (agent->n < BLANK + 3 || memcmp(agent->p + BLANK, "%20", 3) != 0)
		return;
	*agent = scan_undo_hex(scratch, *agent, '%');
	if (cookie->n > 0)
		*cookie = scan_undo_hex(scratch, *cookie, '%');
}

/* Envoy's duration is milliseconds. */
static void
correct_duration(struct json_log *log)
{
	struct slice *at = log->fields.at, none = {NULL, 0};
	if (log->flags < 0 || !json_has(&log->found, log->flags))
		return;
	at[FIELD_MILLISECONDS] = at[FIELD_SECONDS];
	at[FIELD_SECONDS] = none;
}

static enum fault
json_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct json_log *log = scan->state;
	if (log->n_cookies > 0)
		collect_cookies(log, &scan->scratch);
	undo_percent(&log->fields, &scan->scratch);
	correct_duration(log);
	enum fault fault = fields_tail(&log->fields, scan, hit);
	hit->decoded = true;
	return fault;
}

/* Whose names they are. */
static const char *
json_describe(const struct scan *scan, const struct hit *hit)
{
	static const struct {
		const char *name, *member;
	} known[] = {{"traefik", "DownstreamStatus"}, {"caddy", "request"},
	    {"cloudflare", "EdgeResponseStatus"}, {"ecs", "ecs"},
	    {"ecs", "ecs.version"}};
	(void)hit;
	const struct json_log *log = scan->state;
	struct json_value v;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (json_member(scan->simd, log->found.root,
			slice_of(known[i].member), &v) &&
		    (i != 1 || v.kind == JSON_OBJECT))
			return known[i].name;
	return "json";
}

/* Traefik writes either of two formats, as it is told. */
static enum fault
traefik_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	bool json = hit->line.n > 0 && hit->line.p[0] == '{';
	return json ? json_head(f, scan, hit) : format_clf.head(f, scan, hit);
}

static enum fault
traefik_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	bool json = hit->line.n > 0 && hit->line.p[0] == '{';
	return json ? json_tail(f, scan, hit) : format_clf.tail(f, scan, hit);
}

const struct log_format format_json = {.name = "json",
    .argument = "'FIELD=PATH ...'",
    .recognised = true,
    .open = json_open,
    .close = json_close,
    .head = json_head,
    .tail = json_tail,
    .describe = json_describe};

const struct log_format format_traefik = {.name = "traefik",
    .agent = PART_MAYBE,
    .open = json_open,
    .close = json_close,
    .head = traefik_head,
    .tail = traefik_tail};

#define JSON_FORMAT(id)                                     \
	const struct log_format format_##id = {.name = #id, \
	    .open = json_open,                              \
	    .close = json_close,                            \
	    .head = json_head,                              \
	    .tail = json_tail}

JSON_FORMAT(caddy);
JSON_FORMAT(cloudflare);
JSON_FORMAT(ecs);

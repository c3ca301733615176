/* SPDX-License-Identifier: MIT */
/* nginx's log_format: nginx:'[escape=json ]$remote_addr …'; quotes and TABs may
 * have the backslashes that they have in the configuration, or all of it be as
 * it is there. */
#include <stdio.h>
#include <stdlib.h>

#include "log/layout.h"
#include "log/setting.h"

struct nginx {
	void *json; /* the format writes JSON: the state of format_json */
	struct layout layout;
};

static const struct slice cookie_prefix = {"cookie_", 7};

static enum field
variable_field(struct slice name)
{
	static const struct field_name own[] = {{"uri", FIELD_PATH},
	    {"document_uri", FIELD_PATH},
	    {"proxy_add_x_forwarded_for", FIELD_FORWARDED},
	    {"proxy_protocol_addr", FIELD_FORWARDED},
	    {"upstream_response_time", FIELD_NONE}};
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (slice_is(name, own[i].name))
			return own[i].field;
	if (slice_starts(name, SLICE("http_")))
		return layout_header(slice_skip(name, 5));
	return field_by_name(name);
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_';
}

/* The name of the variable at the $ with which *rest begins; empty when it is
 * none. */
static struct slice
take_variable(struct slice *rest)
{
	struct slice s = slice_skip(*rest, 1);
	bool braces = s.n > 0 && s.p[0] == '{';
	size_t n = 0;
	if (braces)
		s = slice_skip(s, 1);
	while (n < s.n && is_name(s.p[n]))
		n++;
	struct slice name = {s.p, n};
	if (braces && (n == s.n || s.p[n] != '}'))
		name.n = 0;
	if (name.n > 0)
		*rest = slice_skip(s, n + braces);
	return name;
}

/* Whether the format has the host that was asked for. */
static bool
names_host(struct slice s)
{
	const char *at;
	while ((at = slice_find(s, '$'))) {
		s = slice_between(at, s.p + s.n);
		struct slice name = take_variable(&s);
		if (slice_is(name, "host") || slice_is(name, "http_host"))
			return true;
		if (name.n == 0)
			s = slice_skip(s, 1);
	}
	return false;
}

/* The block of the configuration, which may be any host's, where there is the
 * host that was asked for. */
static bool
is_block(struct slice format, struct slice name)
{
	return slice_is(name, "server_name") && names_host(format);
}

/* A value of a JSON format that is one variable alone, or a whole URL. */
static enum field
json_part(struct slice format, struct slice text, struct slice *cookie)
{
	if (slice_ends(text, SLICE("$request_uri")) &&
	    memmem(text.p, text.n, "://", 3))
		return FIELD_TARGET;
	if (text.n == 0 || text.p[0] != '$')
		return FIELD_NONE;
	struct slice name = take_variable(&text);
	if (text.n > 0)
		return FIELD_NONE;
	if (slice_starts(name, cookie_prefix))
		*cookie = slice_skip(name, cookie_prefix.n);
	/* the machine's, though people call it `host` */
	if (slice_is(name, "hostname") || is_block(format, name))
		return N_FIELDS;
	return cookie->n > 0 ? FIELD_NONE : variable_field(name);
}

static bool
add_variable(
    struct layout *l, struct slice name, bool raw, struct format_error *error)
{
	if (slice_starts(name, cookie_prefix))
		return layout_cookie(
		    l, slice_skip(name, cookie_prefix.n), error);
	if (slice_is(name, "server_port") && layout_port(l))
		return true;
	struct layout_field field = {.field = variable_field(name),
	    .raw = raw,
	    .list = slice_starts(name, SLICE("upstream_")) ||
		slice_is(name, "http_x_forwarded_for") ||
		slice_is(name, "proxy_add_x_forwarded_for"),
	    .fixed = slice_is(name, "time_local") ? STAMP_LENGTH : 0};
	/* `?` or nothing: what follows is the query */
	if (slice_is(name, "is_args"))
		field.field = FIELD_QUERY;
	return layout_field(l, field, error);
}

static bool
compile(struct layout *l, struct slice s, bool raw, struct format_error *error)
{
	struct slice format = s;
	l->raw = raw;
	while (s.n > 0) {
		if (s.p[0] != '$') {
			layout_literal(l, s.p[0]);
			s = slice_skip(s, 1);
			continue;
		}
		struct slice name = take_variable(&s);
		if (name.n == 0) {
			snprintf(error->reason, sizeof(error->reason),
			    "nginx: a $ without the name of a variable");
			return false;
		}
		if (is_block(format, name))
			name = SLICE("server_addr");
		if (!add_variable(l, name, raw, error))
			return false;
	}
	return layout_finish(l, error);
}

static void
nginx_close(void *state)
{
	struct nginx *n = state;
	if (n->json)
		format_json.close(n->json);
	layout_release(&n->layout);
	free(n);
}

/* The string without the backslashes of the configuration file. */
static struct slice
undo_escapes(struct slice s, char *copy)
{
	static const char escaped[] = "\"'\\trn", plain[] = "\"'\\\t\r\n";
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char next = i + 1 < s.n ? s.p[i + 1] : '\0';
		const char *at =
		    s.p[i] == '\\' && next ? strchr(escaped, next) : NULL;
		copy[n++] = at ? plain[at - escaped] : s.p[i];
		i += at != NULL;
	}
	return (struct slice){copy, n};
}

static bool
compile_any(struct nginx *n, struct slice text, struct format_error *error)
{
	bool raw = false;
	if (slice_starts(text, SLICE("escape="))) {
		struct slice how = slice_cut(&text, ' ');
		raw = slice_is(how, "escape=none");
		if (!text.p)
			text = SLICE("");
	}
	if (text.n == 0 || text.p[0] != '{')
		return compile(&n->layout, text, raw, error);
	n->json = layout_json(text, json_part);
	return true;
}

static void *
nginx_open(struct slice argument, struct format_error *error)
{
	struct nginx *n = mem_zero(1, sizeof(*n));
	char *copy = mem_alloc(argument.n + 1);
	struct buf room = BUF_INIT;
	struct slice text;
	bool good =
	    setting_string(&setting_nginx, argument, &room, &text, error) &&
	    compile_any(n, undo_escapes(text, copy), error);
	buf_release(&room);
	free(copy);
	if (good)
		return n;
	nginx_close(n);
	return NULL;
}

static enum fault
nginx_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct nginx *n = scan->state;
	if (!n->json)
		return layout_head(&n->layout, scan, hit);
	scan->state = n->json;
	enum fault fault = format_json.head(&format_json, scan, hit);
	scan->state = n;
	return fault;
}

static enum fault
nginx_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct nginx *n = scan->state;
	if (!n->json)
		return layout_tail(&n->layout, scan, hit);
	scan->state = n->json;
	enum fault fault = format_json.tail(&format_json, scan, hit);
	scan->state = n;
	return fault;
}

const struct log_format format_nginx = {.name = "nginx",
    .argument = "'LOG_FORMAT'",
    .needs_argument = true,
    .open = nginx_open,
    .close = nginx_close,
    .head = nginx_head,
    .tail = nginx_tail};

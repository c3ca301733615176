/* SPDX-License-Identifier: MIT */
/* Apache's LogFormat: apache:'%h %l %u %t "%r" %>s %b'; quotes may have the
 * backslashes that they have in the configuration. */
#include <stdio.h>
#include <stdlib.h>

#include "log/layout.h"
#include "log/setting.h"

struct apache {
	void *json; /* the format writes JSON: the state of format_json */
	struct layout layout;
};

/* A directive taken apart: `%!200,304>{name}i`. */
struct directive {
	struct slice name; /* between the braces */
	char letter;
	bool final; /* `>`: of the request that was answered in the end */
};

static bool
take_directive(struct slice *rest, struct directive *d)
{
	struct slice s = slice_skip(*rest, 1);
	d->name = SLICE("");
	d->final = false;
	while (s.n > 0 && strchr("!,<>0123456789", s.p[0])) {
		d->final |= s.p[0] == '>';
		s = slice_skip(s, 1);
	}
	if (s.n > 0 && s.p[0] == '{') {
		const char *end = slice_find(s, '}');
		if (!end)
			return false;
		d->name = slice_between(s.p + 1, end);
		s = slice_between(end + 1, s.p + s.n);
	}
	/* `^FB`, `{name}^ti`: their letters are not those of others */
	bool three = s.n > 0 && s.p[0] == '^';
	if (s.n < (three ? 3 : 1))
		return false;
	d->letter = s.p[0];
	*rest = slice_skip(s, three ? 3 : 1);
	return true;
}

static enum field
time_field(struct slice name)
{
	return slice_ends(name, SLICE("_frac")) ? FIELD_NONE : FIELD_TIME;
}

static enum field
taken_field(struct slice name)
{
	return slice_is(name, "ms") ? FIELD_MILLISECONDS
	    : slice_is(name, "us")  ? FIELD_MICROSECONDS
				    : FIELD_SECONDS;
}

/* `%{c}a` is the peer, which may be a proxy: the client only where no other
 * directive is. */
static bool
is_peer(const struct directive *d)
{
	return (d->letter == 'a' || d->letter == 'h') && slice_is(d->name, "c");
}

static enum field
directive_field(const struct directive *d)
{
	static const char letters[] = "hamUqrsbBOuvVD";
	static const unsigned char fields[] = {FIELD_CLIENT, FIELD_CLIENT,
	    FIELD_METHOD, FIELD_PATH, FIELD_QUERY, FIELD_REQUEST, FIELD_STATUS,
	    FIELD_BYTES, FIELD_BYTES, FIELD_BYTES, FIELD_USER, FIELD_HOST,
	    FIELD_HOST, FIELD_MICROSECONDS};
	if (is_peer(d))
		return FIELD_NONE;
	if (d->letter == 'i')
		return layout_header(d->name);
	if (d->letter == 'e') /* mod_maxminddb and mod_geoip set one */
		return field_by_name(d->name) == FIELD_COUNTRY ? FIELD_COUNTRY
							       : FIELD_NONE;
	if (d->letter == 't')
		return time_field(d->name);
	if (d->letter == 'T')
		return taken_field(d->name);
	const char *at = strchr(letters, d->letter);
	return at ? (enum field)fields[at - letters] : FIELD_NONE;
}

/* What a directive counts as beside the others of the format. */
static void
settle(struct directive *d, struct slice format)
{
	if (is_peer(d) && !memmem(format.p, format.n, "%a", 2) &&
	    !memmem(format.p, format.n, "%h", 2))
		d->name = SLICE("");
	if (d->letter == 's' && !d->final &&
	    memmem(format.p, format.n, "%>s", 3))
		d->letter = 'l'; /* what was sent is the other's */
}

static enum field
json_part(struct slice format, struct slice text, struct slice *cookie)
{
	struct directive d;
	if (text.n < 2 || text.p[0] != '%' || !take_directive(&text, &d))
		return FIELD_NONE;
	if (text.n > 0)
		return FIELD_NONE;
	settle(&d, format);
	if (d.letter == 'C')
		*cookie = d.name;
	return directive_field(&d);
}

static bool
add_directive(
    struct layout *l, const struct directive *d, struct format_error *error)
{
	if (d->letter == 'C' && d->name.n > 0)
		return layout_cookie(l, d->name, error);
	struct layout_field field = {.field = directive_field(d),
	    .list =
		d->letter == 'i' && layout_header(d->name) == FIELD_FORWARDED};
	if (d->letter == 't' && d->name.n == 0) {
		field.fixed = STAMP_LENGTH;
		layout_literal(l, '[');
	}
	field.time = d->letter == 't' && d->name.n > 0;
	field.blanks = field.time ? layout_blanks(d->name) : 0;
	if (!layout_field(l, field, error))
		return false;
	if (field.fixed > 0)
		layout_literal(l, ']');
	return true;
}

static bool
compile(struct layout *l, struct slice s, struct format_error *error)
{
	struct slice format = s;
	while (s.n > 0) {
		struct directive d;
		if (s.p[0] != '%' || (s.n > 1 && s.p[1] == '%')) {
			layout_literal(l, s.p[0]);
			s = slice_skip(s, s.p[0] == '%' ? 2 : 1);
			continue;
		}
		if (!take_directive(&s, &d)) {
			snprintf(error->reason, sizeof(error->reason),
			    "apache: a %% without a directive");
			return false;
		}
		settle(&d, format);
		if (!add_directive(l, &d, error))
			return false;
	}
	return layout_finish(l, error);
}

/* The string without the backslashes of the configuration file. */
static struct slice
undo_quotes(struct slice s, char *copy)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '\\' && i + 1 < s.n) {
			c = s.p[++i];
			c = (char)(c == 't' ? '\t' : c);
		}
		copy[n++] = c;
	}
	return (struct slice){copy, n};
}

static void
apache_close(void *state)
{
	struct apache *a = state;
	if (a->json)
		format_json.close(a->json);
	layout_release(&a->layout);
	free(a);
}

static void *
apache_open(struct slice argument, struct format_error *error)
{
	struct apache *a = mem_zero(1, sizeof(*a));
	char *copy = mem_alloc(argument.n + 1);
	struct buf room = BUF_INIT;
	struct slice text;
	bool good =
	    setting_string(&setting_apache, argument, &room, &text, error);
	if (good)
		text = undo_quotes(text, copy);
	if (good && text.n > 0 && text.p[0] == '{')
		a->json = layout_json(text, json_part);
	else if (good)
		good = compile(&a->layout, text, error);
	buf_release(&room);
	free(copy);
	if (good)
		return a;
	apache_close(a);
	return NULL;
}

static enum fault
apache_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct apache *a = scan->state;
	if (!a->json)
		return layout_head(&a->layout, scan, hit);
	scan->state = a->json;
	enum fault fault = format_json.head(&format_json, scan, hit);
	scan->state = a;
	return fault;
}

static enum fault
apache_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct apache *a = scan->state;
	if (!a->json)
		return layout_tail(&a->layout, scan, hit);
	scan->state = a->json;
	enum fault fault = format_json.tail(&format_json, scan, hit);
	scan->state = a;
	return fault;
}

const struct log_format format_apache = {.name = "apache",
    .argument = "'LOGFORMAT'",
    .needs_argument = true,
    .open = apache_open,
    .close = apache_close,
    .head = apache_head,
    .tail = apache_tail};

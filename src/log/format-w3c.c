/* SPDX-License-Identifier: MIT */
/* The W3C's extended format: #Fields names the columns, and may change midway.
 * IIS writes it with blanks between and a + for each blank in a field,
 * CloudFront with TABs and most fields percent-encoded, some twice. */
#include <stdio.h>
#include <stdlib.h>

#include "log/fields.h"
#include "log/unescape.h"
#include "log/url.h"

enum { COLUMNS_MAX = 128, DATE_LENGTH = 10 };

/* Columns of their own meaning, beside those of enum field. */
enum { W3C_TAKEN = N_FIELDS, W3C_SITE, W3C_FIELDS };

struct w3c {
	struct fields fields;
	unsigned char columns[COLUMNS_MAX];
	size_t n;
	bool given;             /* by the user: no header is needed */
	bool local;             /* date-local and time-local */
	bool microsoft;         /* times taken are milliseconds: a column of */
	bool software;          /* IIS, or its name, tells */
	bool tabs;              /* of the line in hand */
	char date[DATE_LENGTH]; /* of the last #Date */
	size_t date_n;
};

static const struct {
	const char *name;
	unsigned char field;
} names[] = {{"timestamp", FIELD_TIME}, {"date", FIELD_DATE},
    {"time", FIELD_HOUR}, {"date-local", FIELD_DATE},
    {"time-local", FIELD_HOUR}, {"c-ip", FIELD_CLIENT},
    {"cs-method", FIELD_METHOD}, {"cs-uri", FIELD_TARGET},
    {"cs-uri-stem", FIELD_PATH}, {"cs-uri-query", FIELD_QUERY},
    {"sc-status", FIELD_STATUS}, {"sc-bytes", FIELD_BYTES},
    {"cs(user-agent)", FIELD_AGENT}, {"cs-user-agent", FIELD_AGENT},
    {"cs-referer", FIELD_REFERRER}, {"cs-cookie", FIELD_COOKIE},
    {"cs(referer)", FIELD_REFERRER}, {"cs(referrer)", FIELD_REFERRER},
    {"cs(cookie)", FIELD_COOKIE}, {"cs-username", FIELD_USER},
    {"cs-host", FIELD_HOST}, {"cs(host)", FIELD_HOST},
    {"x-host-header", W3C_SITE}, {"time-taken", W3C_TAKEN},
    {"x-forwarded-for", FIELD_FORWARDED},
    {"cs(x-forwarded-for)", FIELD_FORWARDED}, {"c-country", FIELD_COUNTRY},
    {"cs(cf-ipcountry)", FIELD_COUNTRY},
    {"cs(cloudfront-viewer-country)", FIELD_COUNTRY}};

/* The next name of a list; bytes that nobody can see are not part of it. */
static size_t
take_name(struct slice *rest, char name[64])
{
	size_t n = 0;
	while (rest->n > 0 && (*rest->p == ' ' || *rest->p == '\t'))
		*rest = slice_skip(*rest, 1);
	for (; rest->n > 0 && *rest->p != ' ' && *rest->p != '\t';
	     *rest = slice_skip(*rest, 1))
		if (n < 64 && *rest->p > ' ' && *rest->p < 0x7f)
			name[n++] = *rest->p;
	return n;
}

static void
set_columns(struct w3c *w, struct slice list)
{
	char name[64];
	w->n = 0;
	w->local = false;
	for (size_t n; (n = take_name(&list, name)) > 0;) {
		struct slice s = {name, n};
		unsigned char field = FIELD_NONE;
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
			if (slice_equal_nocase(s, slice_of(names[i].name)))
				field = names[i].field;
		w->local |= slice_equal_nocase(s, SLICE("time-local"));
		w->microsoft |= slice_equal_nocase(s, SLICE("sc-win32-status"));
		if (w->n < COLUMNS_MAX)
			w->columns[w->n] = field;
		w->n++;
	}
	if (w->n > COLUMNS_MAX)
		w->n = 0;
}

static void *
w3c_open(struct slice argument, struct format_error *error)
{
	struct w3c *w = mem_zero(1, sizeof(*w));
	set_columns(w, argument);
	w->given = w->n > 0;
	if (argument.n > 0 && w->n == 0) {
		snprintf(error->reason, sizeof(error->reason),
		    "w3c: 1 to %d names of fields are needed", COLUMNS_MAX);
		free(w);
		return NULL;
	}
	return w;
}

static void
w3c_begin(void *state)
{
	struct w3c *w = state;
	if (!w->given)
		w->n = 0;
	w->date_n = 0;
	w->software = false;
}

static void
w3c_comment(void *state, struct slice line)
{
	struct w3c *w = state;
	struct slice value = line, key = slice_cut(&value, ':');
	if (!value.p)
		return;
	value = slice_trim(value);
	if (slice_equal_nocase(key, SLICE("#Fields"))) {
		w->microsoft = false;
		set_columns(w, value);
	} else if (slice_equal_nocase(key, SLICE("#Software"))) {
		w->software = slice_starts(
		    value, SLICE("Microsoft Internet Information"));
	} else if (slice_equal_nocase(key, SLICE("#Date")) &&
	    value.n >= DATE_LENGTH) {
		memcpy(w->date, value.p, DATE_LENGTH);
		w->date_n = DATE_LENGTH;
	}
}

static struct slice
undo_plus(struct buf *b, struct slice s)
{
	size_t from = b->n;
	if (!slice_find(s, '+'))
		return s;
	for (size_t i = 0; i < s.n; i++)
		buf_put_byte(b, s.p[i] == '+' ? ' ' : s.p[i]);
	return (struct slice){b->p + from, b->n - from};
}

static bool
holds(struct slice s, const char *text)
{
	return s.n > 0 && memmem(s.p, s.n, text, strlen(text)) != NULL;
}

/* A field as the client sent it. */
static struct slice
undo(const struct w3c *w, struct buf *b, enum field field, struct slice s)
{
	bool text = field == FIELD_AGENT || field == FIELD_COOKIE;
	if (!w->tabs)
		return text || field == FIELD_FORWARDED ? undo_plus(b, s) : s;
	if (text || field == FIELD_FORWARDED) {
		s = scan_undo_hex(b, s, '%');
		return holds(s, "%20") ? scan_undo_hex(b, s, '%') : s;
	}
	/* a referrer is a URL: only what was encoded once more is undone */
	return field == FIELD_REFERRER && holds(s, "%25")
	    ? scan_undo_hex(b, s, '%')
	    : s;
}

/* A field in quotes, `""` within them being one; *p is behind the first. */
static bool
take_quoted(struct buf *b, const char **p, const char *end, struct slice *out)
{
	size_t from = b->n;
	for (; *p < end; ++*p) {
		if (**p == '"') {
			if (*p + 1 == end || (*p)[1] != '"')
				break;
			++*p;
		}
		buf_put_byte(b, **p);
	}
	if (*p == end)
		return false;
	++*p;
	*out = (struct slice){b->p + from, b->n - from};
	return *p == end || **p == ' ';
}

/* The next column at *p, which moves behind it and its delimiter. */
static bool
take_column(const struct w3c *w, struct scan *scan, const char **p,
    const char *end, struct slice *out)
{
	char delimiter = w->tabs ? '\t' : ' ';
	if (!w->tabs && *p < end && **p == '"') {
		++*p;
		if (!take_quoted(&scan->scratch, p, end, out))
			return false;
	} else {
		const char *from = *p;
		*p = scan->simd->find(from, end, delimiter, delimiter);
		*out = slice_between(from, *p);
	}
	while (*p < end && **p == delimiter) {
		++*p;
		if (w->tabs)
			break;
	}
	return true;
}

/* A cs-uri that is `host/path`, as Incapsula writes it, is a host and a target.
 */
static void
split_uri(struct w3c *w, struct buf *b)
{
	struct url url;
	struct slice *target = &w->fields.at[FIELD_TARGET];
	struct slice *host = &w->fields.at[FIELD_HOST];
	if (target->n == 0 || target->p[0] == '/')
		return;
	url_split_referrer(*target, &url);
	if (url.host.n == 0 || url.scheme.n > 0)
		return;
	if (absent_to_empty(*host).n == 0)
		*host = url.host;
	if (url.path.n > 0) {
		*target = slice_between(url.path.p, target->p + target->n);
		return;
	}
	size_t from = b->n;
	buf_put_byte(b, '/');
	*target = (struct slice){b->p + from, 1};
}

static bool
read_columns(
    struct w3c *w, struct scan *scan, struct slice line, bool microsoft)
{
	bool ms = microsoft || w->microsoft || w->software;
	const char *p = line.p, *end = p + line.n;
	struct slice *at = w->fields.at, value, site = {NULL, 0};
	for (size_t i = 0; i < w->n; i++) {
		unsigned char field = w->columns[i];
		if (p == end || !take_column(w, scan, &p, end, &value))
			return false;
		if (field == W3C_SITE)
			site = value;
		else if (field == W3C_TAKEN)
			at[ms ? FIELD_MILLISECONDS : FIELD_SECONDS] = value;
		else if (field != FIELD_NONE)
			at[field] =
			    undo(w, &scan->scratch, (enum field)field, value);
	}
	if (site.n > 0 && !slice_equal(site, SLICE("-")))
		at[FIELD_HOST] = site;
	split_uri(w, &scan->scratch);
	return p == end;
}

static enum fault
w3c_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	struct w3c *w = scan->state;
	memset(&w->fields, 0, sizeof(w->fields));
	scan_scratch(scan, hit->line.n);
	w->tabs = slice_find(hit->line, '\t') != NULL;
	if (w->n == 0 || !read_columns(w, scan, hit->line, f == &format_iis))
		return FAULT_SHAPE;
	if (!w->fields.at[FIELD_DATE].p)
		w->fields.at[FIELD_DATE] = (struct slice){w->date, w->date_n};
	fields_head(&w->fields, scan, hit);
	return FAULT_NONE;
}

static enum fault
w3c_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct w3c *w = scan->state;
	struct zone *zone = scan->clock.zone;
	static struct zone utc;
	/* times are UTC unless their names say other */
	if (!w->local)
		scan->clock.zone = &utc;
	enum fault fault = fields_tail(&w->fields, scan, hit);
	scan->clock.zone = zone;
	hit->decoded = true;
	return fault;
}

static const char *
w3c_describe(const struct scan *scan, const struct hit *hit)
{
	const struct w3c *w = scan->state;
	(void)hit;
	return w->tabs                    ? "cloudfront"
	    : w->microsoft || w->software ? "iis"
					  : "w3c";
}

#define W3C_FORMAT(id, decides)                             \
	const struct log_format format_##id = {.name = #id, \
	    .recognised = (decides),                        \
	    .argument = "'NAME ...'",                       \
	    .open = w3c_open,                               \
	    .close = free,                                  \
	    .begin = w3c_begin,                             \
	    .comment = w3c_comment,                         \
	    .head = w3c_head,                               \
	    .tail = w3c_tail,                               \
	    .describe = w3c_describe}

W3C_FORMAT(w3c, true);
W3C_FORMAT(iis, false);
W3C_FORMAT(cloudfront, false);

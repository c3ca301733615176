/* SPDX-License-Identifier: MIT */
/* What fields mean, whichever format they came from. */
#include "log/fields.h"

#include <stdio.h>

#include "base/character.h"
#include "base/num.h"
#include "log/address.h"
#include "log/json.h"
#include "log/request.h"
#include "log/unescape.h"

enum field
field_by_name(struct slice name)
{
	for (const struct field_name *f = field_names; f->name; f++)
		if (slice_equal_nocase(name, slice_of(f->name)))
			return f->field;
	return FIELD_NONE;
}

bool
field_aliases_read(struct field_alias *own, size_t *n, struct slice argument,
    const char *what, struct format_error *error)
{
	*n = 0;
	while (argument.n > 0) {
		struct slice name = slice_cut(&argument, ' ');
		struct slice word = slice_cut(&name, '=');
		if (word.n == 0 && !name.p)
			continue;
		enum field field = field_by_name(word);
		if (field == FIELD_NONE || name.n == 0 || *n == FIELD_ALIASES) {
			snprintf(error->reason, sizeof(error->reason),
			    "'%.*s=%.*s' is no FIELD=%s, or one too many",
			    (int)word.n, word.p, (int)name.n,
			    name.p ? name.p : "", what);
			return false;
		}
		own[(*n)++] = (struct field_alias){name, field};
	}
	return true;
}

void
scan_scratch(struct scan *scan, size_t n)
{
	struct buf *b = &scan->scratch;
	size_t need = 4 * n + 8 + 2 * SIMD_PAD;
	if (b->room < need) {
		buf_release(b);
		b->p = mem_zero(2, need);
		b->room = 2 * need;
	}
	b->n = 8;
}

void
scan_release(struct scan *scan)
{
	buf_release(&scan->scratch);
}

struct slice
scan_undo_hex(struct buf *b, struct slice s, char mark)
{
	const char *p = s.p, *end = p + s.n;
	size_t from = b->n;
	if (!slice_find(s, mark))
		return s;
	while (p < end) {
		int32_t byte = *p == mark ? hex_number(p + 1, end, 2) : -1;
		buf_put_byte(b, byte < 0 ? *p : (char)byte);
		p += byte < 0 ? 1 : 3;
	}
	return (struct slice){b->p + from, b->n - from};
}

/* Path and query with a `?` between. */
static struct slice
join(struct buf *b, struct slice path, struct slice query)
{
	size_t from = b->n;
	if (query.n > 0 && query.p[0] == '?')
		query = slice_skip(query, 1);
	buf_put_slice(b, path);
	if (query.n > 0) {
		buf_put_byte(b, '?');
		buf_put_slice(b, query);
	}
	return (struct slice){b->p + from, b->n - from};
}

static void
set_target(
    struct scan *scan, struct hit *hit, struct slice target, struct slice query)
{
	const char *asked = slice_find(target, '?');
	/* eight bytes in front of a path are looked at (log/asset.h) */
	bool near = target.p < hit->line.p + 8 &&
	    target.p >= hit->line.p - (ptrdiff_t)SIMD_PAD;
	if ((!asked && query.n > 0) || near)
		target =
		    join(&scan->scratch, target, asked ? SLICE("") : query);
	asked = slice_find(target, '?');
	hit->target = target;
	hit->path = asked ? slice_between(target.p, asked) : target;
}

void
fields_head(const struct fields *f, struct scan *scan, struct hit *hit)
{
	struct slice request = absent_to_empty(f->at[FIELD_REQUEST]);
	struct slice target = absent_to_empty(f->at[FIELD_TARGET]);
	struct slice method = absent_to_empty(f->at[FIELD_METHOD]);
	hit->n_marks = 0;
	if (request.n > 0) {
		request_read(request, hit);
		if (hit->method.n > 0 || method.n == 0 || request.p[0] != '/')
			return;
		/* as of Apache's %U: the method stands in a field of its own */
		target = target.n > 0 ? target : request;
	}
	hit->method = hit->target = hit->path = (struct slice){hit->line.p, 0};
	if (target.n == 0)
		target = absent_to_empty(f->at[FIELD_PATH]);
	if (target.n == 0 || (method.n > 0 && !request_is_method(method)))
		return;
	if (method.n == 0 && f->at[FIELD_METHOD].p)
		return;
	hit->method = method.n > 0 ? method : SLICE("GET");
	set_target(scan, hit, target, absent_to_empty(f->at[FIELD_QUERY]));
}

static enum fault
read_time(const struct fields *f, struct scan *scan, struct hit *hit)
{
	struct slice time = f->at[FIELD_TIME], date = f->at[FIELD_DATE];
	struct slice hour = f->at[FIELD_HOUR];
	if (time.n == 0 && date.n == 0)
		time = scan->stamped;
	/* a `date` that is whole, or a `time` that is of the day alone */
	if (time.n == 0 && !hour.p)
		time = date;
	else if (date.n > 0 && time.n > 2 && time.p[2] == ':')
		hour = time;
	bool pair = time.n == 0 || hour.p;
	bool good = pair ? clock_read_pair(&scan->clock, date, hour, &hit->time)
			 : clock_read(&scan->clock, time, &hit->time);
	return good ? FAULT_NONE : FAULT_TIME;
}

/* 200.0 and 2e2, of programs in which all numbers have a fraction. */
static bool
read_fraction(struct slice text, uint64_t *status)
{
	struct json_value v = {.kind = JSON_NUMBER, .text = text};
	int64_t thousandths;
	if (!json_scaled(v, 3, &thousandths) || thousandths < 0 ||
	    thousandths > 999000 || thousandths % 1000 != 0)
		return false;
	*status = (uint64_t)thousandths / 1000;
	return true;
}

/* What the client broke off has no status on some servers. */
static bool
read_status(struct slice text, unsigned *status)
{
	uint64_t value = 0;
	text = absent_to_empty(text);
	if (text.n > 0 && !slice_is(text, "-1") &&
	    !num_read_u64(text, 999, &value) && !read_fraction(text, &value))
		return false;
	*status = (unsigned)value;
	return true;
}

/* It is read when somebody asks for it. */
static void
set_taken(const struct fields *f, struct hit *hit)
{
	static const int scales[] = {6, 3, 0, -3};
	int unit = 0;
	while (unit < 3 && f->at[FIELD_SECONDS + unit].n == 0)
		unit++;
	hit->taken = f->at[FIELD_SECONDS + unit];
	hit->taken_scale = scales[unit];
}

/* A NULL pointer is nobody's slice: what is left out is empty. */
static struct slice
text_of(const struct fields *f, enum field field)
{
	return f->at[field].p ? f->at[field] : SLICE("");
}

enum fault
fields_tail(const struct fields *f, struct scan *scan, struct hit *hit)
{
	enum fault fault = read_time(f, scan, hit);
	hit->status = 200;
	if (fault != FAULT_NONE)
		return fault;
	if (f->at[FIELD_STATUS].p &&
	    !read_status(f->at[FIELD_STATUS], &hit->status))
		return FAULT_STATUS;
	hit->plain = hit->asked = false;
	hit->vhost = absent_to_empty(text_of(f, FIELD_HOST));
	hit->client = address_strip(text_of(f, FIELD_CLIENT));
	hit->user = text_of(f, FIELD_USER);
	hit->bytes = text_of(f, FIELD_BYTES);
	hit->referrer = text_of(f, FIELD_REFERRER);
	hit->agent = text_of(f, FIELD_AGENT);
	hit->has_agent = f->at[FIELD_AGENT].p != NULL;
	hit->cookie = text_of(f, FIELD_COOKIE);
	hit->forwarded = absent_to_empty(text_of(f, FIELD_FORWARDED));
	/* Fluentd's parsers of Apache's lines call the client host */
	if (!f->at[FIELD_CLIENT].p && hit->forwarded.n == 0 &&
	    address_is(hit->vhost)) {
		hit->client = hit->vhost;
		hit->vhost = SLICE("");
	}
	hit->country = text_of(f, FIELD_COUNTRY);
	set_taken(f, hit);
	return FAULT_NONE;
}

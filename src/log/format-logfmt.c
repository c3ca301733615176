/* SPDX-License-Identifier: MIT */
/* Lines of `key=value` pairs, as Heroku's router, Rails' lograge and programs
 * in Go write them, and LTSV: `label:value` with TABs between. A key is known
 * by the names of log/fields.h in whatever case; names of one's own come first:
 * `logfmt:'path=req status=code'`. */
#include <stdlib.h>

#include "base/memo.h"
#include "log/fields.h"
#include "log/json-text.h"
#include "log/unescape.h"

enum { KEY_MAX = 64, KEYS = 1024 };

/* What a key is. Of two keys of one field the lower rank is the surer name. */
struct meaning {
	uint16_t rank;
	uint8_t field; /* enum field, or this: */
};

/* LTSV's `host`, which is the client's unless another label is. */
enum { FIELD_LABEL_HOST = N_FIELDS };

struct logfmt {
	bool ltsv;
	struct field_alias own[FIELD_ALIASES];
	size_t n_own;
	struct memo keys; /* to struct meaning */
	struct fields fields;
	struct slice host;        /* of FIELD_LABEL_HOST */
	uint16_t ranks[N_FIELDS]; /* of the keys that filled them */
	size_t pairs;
};

static void
logfmt_close(void *state)
{
	struct logfmt *log = state;
	memo_release(&log->keys);
	free(log);
}

static void *
logfmt_open(struct slice argument, struct format_error *error)
{
	struct logfmt *log = mem_zero(1, sizeof(*log));
	memo_init(&log->keys, KEYS, KEY_MAX, sizeof(struct meaning));
	if (field_aliases_read(log->own, &log->n_own, argument, "KEY", error))
		return log;
	logfmt_close(log);
	return NULL;
}

static void *
ltsv_open(struct slice argument, struct format_error *error)
{
	struct logfmt *log = logfmt_open(argument, error);
	if (log)
		log->ltsv = true;
	return log;
}

/* What one way of writing pairs calls otherwise than all others. */
static uint8_t
peculiar(const struct logfmt *log, struct slice key)
{
	static const struct field_name labels[] = {{"req", FIELD_REQUEST},
	    {"forwardedfor", FIELD_FORWARDED}, {"reqtime", FIELD_SECONDS},
	    {"reqtime_microsec", FIELD_MICROSECONDS},
	    {"host", (enum field)FIELD_LABEL_HOST}, {NULL, FIELD_NONE}};
	const struct field_name *f = labels;
	if (!log->ltsv) /* lograge's; others write a unit as well */
		return slice_equal_nocase(key, SLICE("duration"))
		    ? FIELD_MILLISECONDS
		    : FIELD_NONE;
	while (f->name && !slice_equal_nocase(key, slice_of(f->name)))
		f++;
	return (uint8_t)f->field;
}

static struct meaning
find_meaning(const struct logfmt *log, struct slice key)
{
	uint16_t rank = 0;
	for (; rank < log->n_own; rank++)
		if (slice_equal(key, log->own[rank].name))
			return (struct meaning){
			    rank, (uint8_t)log->own[rank].field};
	uint8_t field = peculiar(log, key);
	if (field != FIELD_NONE)
		return (struct meaning){rank, field};
	for (const struct field_name *f = field_names; f->name; f++, rank++)
		if (slice_equal_nocase(key, slice_of(f->name)))
			return (struct meaning){rank, (uint8_t)f->field};
	return (struct meaning){rank, FIELD_NONE};
}

static struct meaning
meaning_of(struct logfmt *log, struct slice key)
{
	bool known;
	struct meaning *place = memo_get(&log->keys, key, &known);
	if (place && known)
		return *place;
	struct meaning meaning = find_meaning(log, key);
	if (place)
		*place = meaning;
	return meaning;
}

static bool
in_key(char c)
{
	return c > ' ' && c != '=' && c != '"' && c != '\\' && c != 0x7f;
}

/* How a value was written: as it is, or with the escapes of JSON, or those of C
 * where one is none of JSON's. */
enum writing { WRITTEN_PLAIN, WRITTEN_JSON, WRITTEN_C };

/* Takes a value behind its equals sign. A quoted one ends at its quote, behind
 * which there must be a blank or nothing. */
static bool
take_value(const char **at, const char *end, struct slice *value,
    enum writing *writing)
{
	const char *p = *at;
	bool lax = false;
	*writing = WRITTEN_PLAIN;
	if (p == end || *p != '"') {
		while (p < end && *p != ' ' && *p != '"')
			p++;
		*value = slice_between(*at, p);
		*at = p;
		return p == end || *p == ' ';
	}
	for (p++; p < end && *p != '"';) {
		size_t n = *p == '\\' ? json_escape(p, end, &lax) : 1;
		if (n == 0)
			*writing = WRITTEN_C;
		else if (n > 1 && *writing == WRITTEN_PLAIN)
			*writing = WRITTEN_JSON;
		p += n > 0 ? n : 2;
	}
	if (p >= end || (p + 1 < end && p[1] != ' '))
		return false;
	*value = slice_between(*at + 1, p);
	*at = p + 1;
	return true;
}

static struct slice
value_text(struct slice value, enum writing writing, struct buf *scratch)
{
	const struct json_value v = {value, JSON_STRING, true};
	switch (writing) {
	case WRITTEN_JSON:
		return json_unescape(v, scratch);
	case WRITTEN_C:
		return unescape_log(value, scratch);
	default:
		return value;
	}
}

static void
put(struct logfmt *log, struct slice key, struct slice value,
    enum writing writing, struct buf *scratch)
{
	log->pairs++;
	struct meaning m = meaning_of(log, key);
	if (m.field == FIELD_LABEL_HOST) {
		log->host = value;
		return;
	}
	struct slice *to = &log->fields.at[m.field];
	if (m.field != FIELD_NONE && (!to->p || m.rank < log->ranks[m.field])) {
		*to = value_text(value, writing, scratch);
		log->ranks[m.field] = m.rank;
	}
}

static bool
take_pair(
    struct logfmt *log, const char **at, const char *end, struct buf *scratch)
{
	const char *p = *at;
	struct slice value;
	enum writing writing;
	while (p < end && in_key(*p))
		p++;
	struct slice key = slice_between(*at, p);
	*at = p;
	if (key.n == 0)
		return false;
	if (p == end || *p == ' ') /* a word alone says that something is so */
		return log->pairs > 0;
	if (*p != '=')
		return false;
	*at = p + 1;
	if (!take_value(at, end, &value, &writing))
		return false;
	put(log, key, value, writing, scratch);
	return true;
}

/* The same of LTSV, whose values have the escapes of the server. */
static bool
take_labelled(
    struct logfmt *log, const char **at, const char *end, struct buf *scratch)
{
	struct slice rest = slice_between(*at, end);
	struct slice value = slice_cut(&rest, '\t');
	*at = value.p + value.n;
	struct slice label = slice_cut(&value, ':');
	if (label.n == 0 || !value.p)
		return false;
	put(log, label, value,
	    slice_find(value, '\\') ? WRITTEN_C : WRITTEN_PLAIN, scratch);
	return true;
}

static bool
take_pairs(struct logfmt *log, struct slice line, struct buf *scratch)
{
	const char *p = line.p, *end = line.p + line.n;
	const char gap = log->ltsv ? '\t' : ' ';
	mem_clear(&log->fields, sizeof(log->fields));
	log->host = (struct slice){NULL, 0};
	log->pairs = 0;
	while (p < end) {
		if (*p == gap)
			p++;
		else if (!(log->ltsv ? take_labelled : take_pair)(
			     log, &p, end, scratch))
			return false;
	}
	if (log->host.p && !log->fields.at[FIELD_CLIENT].p)
		log->fields.at[FIELD_CLIENT] = log->host;
	else if (log->host.p && !log->fields.at[FIELD_HOST].p)
		log->fields.at[FIELD_HOST] = log->host;
	return log->pairs > 1;
}

/* A path alone is what a program may say of a file of its own. */
static bool
tells_request(const struct slice *at)
{
	return at[FIELD_REQUEST].p ||
	    ((at[FIELD_TARGET].p || at[FIELD_PATH].p) &&
		(at[FIELD_METHOD].p || at[FIELD_STATUS].p));
}

static enum fault
logfmt_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct logfmt *log = scan->state;
	scan_scratch(scan, hit->line.n);
	if (!take_pairs(log, hit->line, &scan->scratch))
		return FAULT_SHAPE;
	const struct slice *at = log->fields.at;
	if (tells_request(at)) {
		fields_head(&log->fields, scan, hit);
		return FAULT_NONE;
	}
	/* any text with colons and TABs, or a request under whose name for its
	 * target nobody looks */
	if (log->ltsv || (at[FIELD_METHOD].p && at[FIELD_STATUS].p))
		return FAULT_SHAPE;
	hit->n_marks = 0;
	hit->method = hit->target = hit->path = (struct slice){hit->line.p, 0};
	return FAULT_NONE;
}

static enum fault
logfmt_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct logfmt *log = scan->state;
	enum fault fault = fields_tail(&log->fields, scan, hit);
	hit->decoded = true;
	return fault;
}

const struct log_format format_logfmt = {.name = "logfmt",
    .argument = "'FIELD=KEY ...'",
    .recognised = true,
    .open = logfmt_open,
    .close = logfmt_close,
    .head = logfmt_head,
    .tail = logfmt_tail};

const struct log_format format_ltsv = {.name = "ltsv",
    .argument = "'FIELD=LABEL ...'",
    .recognised = true,
    .open = ltsv_open,
    .close = logfmt_close,
    .head = logfmt_head,
    .tail = logfmt_tail};

/* SPDX-License-Identifier: MIT */
#include "log/prefix.h"

#include "log/address.h"
#include "log/json-paths.h"
#include "log/stamp.h"

const char *const prefix_names[N_PREFIXES] = {"", "json", "cri", "syslog",
    "syslog-5424", "cee", "compose", "pod", "grep", "quotes", "time"};

enum { FRONT = 8 }; /* readable bytes before the line, see log/asset.h */

static struct slice
skip_blanks(struct slice s)
{
	while (s.n > 0 && s.p[0] == ' ')
		s = slice_skip(s, 1);
	return s;
}

/* Takes a word and the blanks behind it. */
static struct slice
take_word(struct slice *s)
{
	struct slice word = slice_cut(s, ' ');
	*s = skip_blanks(*s);
	return word;
}

/* Nothing is wanted but the whole, which is stepped through. */
static uint16_t no_edges[64];
static struct json_node no_node;
static const struct json_paths no_paths = {
    .nodes = &no_node, .n_nodes = 1, .table = no_edges, .bits = 6};

/* The first member of an object that is a text and has one of the names. */
static bool
find_text(const struct simd *simd, struct json_value object,
    const char *const *names, struct json_value *text)
{
	for (; *names; names++)
		if (json_member(simd, object, slice_of(*names), text) &&
		    text->kind == JSON_STRING)
			return true;
	return false;
}

/* Whether somebody has taken the line apart already, as ECS has it; Docker,
 * which alone names the stream, does not. */
static bool
is_request(const struct simd *simd, struct json_value object)
{
	static const char *const names[] = {
	    "http", "url", "http.request.method", "url.path"};
	struct json_value v;
	if (json_member(simd, object, SLICE("stream"), &v))
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (json_member(simd, object, slice_of(names[i]), &v))
			return true;
	return false;
}

static bool
strip_json(const struct simd *simd, struct slice *line, struct buf *copy,
    struct slice *time)
{
	static const char *const lines[] = {"log", "message", "MESSAGE", NULL};
	static const char *const times[] = {
	    "time", "@timestamp", "timestamp", NULL};
	struct json_found found;
	struct line text = {.text = *line};
	struct json_value v, log;
	if (!slice_starts(*line, SLICE("{\"")) ||
	    json_read(&no_paths, simd, &text, &found) == JSON_BAD ||
	    !find_text(simd, found.root, lines, &log) ||
	    is_request(simd, found.root))
		return false;
	if (find_text(simd, found.root, times, &v))
		*time = v.text;
	copy->n = 0;
	size_t room = log.text.n + FRONT + SIMD_PAD;
	memset(buf_need(copy, room), 0, room);
	copy->n = FRONT;
	if (log.escaped)
		*line = json_text(log, copy);
	else
		*line = (struct slice){
		    memcpy(copy->p + FRONT, log.text.p, log.text.n),
		    log.text.n};
	while (line->n > 0 &&
	    (line->p[line->n - 1] == '\n' || line->p[line->n - 1] == '\r'))
		line->n--;
	return true;
}

static bool
is_iso(struct slice word)
{
	return word.n >= 19 && byte_is_digit(word.p[0]) && word.p[4] == '-' &&
	    word.p[7] == '-' && word.p[10] == 'T' && word.p[13] == ':';
}

static bool
strip_cri(struct slice *line, struct slice *time)
{
	struct slice s = *line;
	struct slice first = take_word(&s), stream = take_word(&s);
	struct slice tag = take_word(&s);
	if (!is_iso(first) || !s.p ||
	    (!slice_is(stream, "stdout") && !slice_is(stream, "stderr")) ||
	    (!slice_is(tag, "F") && !slice_is(tag, "P")))
		return false;
	*time = first;
	*line = s;
	return true;
}

/* `<134>`; none is no fault. */
static bool
take_priority(struct slice *s)
{
	size_t n = 1;
	if (s->n == 0 || s->p[0] != '<')
		return true;
	while (n < s->n && n < 5 && byte_is_digit(s->p[n]))
		n++;
	if (n < 2 || n == s->n || s->p[n] != '>')
		return false;
	*s = slice_skip(*s, n + 1);
	return true;
}

/* `Mar  3 12:00:01 `, which has no year, or an ISO time. */
static bool
take_time(struct slice *s, struct slice *time)
{
	if (s->n > 16 && stamp_month(s->p) > 0 && s->p[3] == ' ' &&
	    s->p[6] == ' ' && s->p[9] == ':' && s->p[12] == ':' &&
	    s->p[15] == ' ') {
		*s = slice_skip(*s, 16);
		return true;
	}
	struct slice rest = *s, word = take_word(&rest);
	if (!is_iso(word))
		return false;
	*time = word;
	*s = rest;
	return true;
}

/* The tag ends in a colon; a host may be missing in front of it, or stand there
 * twice: nginx names it, where rsyslog expects none from a local program. */
static bool
strip_syslog(struct slice *line, struct slice *time)
{
	struct slice s = *line, stamped = *time;
	if (!take_priority(&s) || !take_time(&s, &stamped))
		return false;
	for (int i = 0; i < 3 && s.p; i++) {
		struct slice word = take_word(&s);
		if (word.n > 1 && word.p[word.n - 1] == ':' && s.p) {
			*time = stamped;
			*line = s;
			return true;
		}
	}
	return false;
}

static const struct slice pod = {"[pod/", 5};

bool
prefix_likely(struct slice line)
{
	return line.n > 19 &&
	    (line.p[0] == '<' || line.p[0] == '"' || is_iso(line) ||
		slice_starts(line, pod) ||
		(line.p[3] == ' ' && line.p[6] == ' ' && line.p[9] == ':' &&
		    stamp_month(line.p) > 0));
}

/* Elements of structured data, `[id a="b\"c"]…`, or `-`. */
static bool
take_data(struct slice *s)
{
	bool quoted = false;
	if (s->n > 0 && s->p[0] == '-') {
		*s = slice_skip(*s, 1);
		return true;
	}
	while (s->n > 0 && s->p[0] == '[') {
		size_t n = 1;
		for (; n < s->n && (quoted || s->p[n] != ']'); n++) {
			if (s->p[n] == '\\')
				n++;
			else if (s->p[n] == '"')
				quoted = !quoted;
		}
		if (n >= s->n)
			return false;
		*s = slice_skip(*s, n + 1);
	}
	return true;
}

static bool
strip_5424(struct slice *line, struct slice *time)
{
	struct slice s = *line;
	if (s.n == 0 || s.p[0] != '<' || !take_priority(&s) ||
	    !slice_starts(s, SLICE("1 ")))
		return false;
	take_word(&s);
	struct slice stamped = take_word(&s);
	if (!is_iso(stamped) && !slice_is(stamped, "-"))
		return false;
	for (int i = 0; i < 3; i++) /* host, app, process, then the id */
		take_word(&s);
	take_word(&s);
	if (!s.p || !take_data(&s))
		return false;
	if (is_iso(stamped))
		*time = stamped;
	*line = slice_skip_bom(skip_blanks(s));
	return true;
}

static bool
strip_cee(struct slice *line)
{
	static const struct slice cookie = {"@cee:", 5};
	struct slice s = skip_blanks(*line);
	if (!slice_starts(s, cookie))
		return false;
	*line = skip_blanks(slice_skip(s, cookie.n));
	return true;
}

static bool
strip_compose(struct slice *line)
{
	struct slice s = *line;
	struct slice name = take_word(&s);
	if (name.n == 0 || !slice_starts(s, SLICE("| ")))
		return false;
	*line = slice_skip(s, 2);
	return true;
}

/* kubectl logs --prefix */
static bool
strip_pod(struct slice *line)
{
	const char *end =
	    slice_starts(*line, pod) ? slice_find(*line, ']') : NULL;
	if (!end || end + 1 == line->p + line->n || end[1] != ' ')
		return false;
	*line = slice_between(end + 2, line->p + line->n);
	return true;
}

/* Whether the digits before a colon are a line's number and no group of IPv6:
 * groups have up to four digits, the first of an address in use is 2xxx or
 * 3xxx, or 64 before ff9b; and an address with groups has no points. */
static bool
is_number(struct slice s, size_t digits)
{
	struct slice behind = slice_skip(s, digits + 1);
	bool group = (digits == 4 && (s.p[0] == '2' || s.p[0] == '3')) ||
	    slice_starts(s, SLICE("64:ff9b:"));
	return !group || slice_find(behind, '.') ||
	    slice_starts(behind, SLICE("{"));
}

/* Whether it begins with the first key of a line of logfmt. */
static bool
is_pair(struct slice s)
{
	size_t n = 0;
	while (n < s.n &&
	    (byte_is_letter(s.p[n]) || byte_is_digit(s.p[n]) || s.p[n] == '_'))
		n++;
	return n > 0 && n < s.n && s.p[n] == '=';
}

/* grep's names of files, with the line's number or without, in front of an
 * address, an object or a key. What is an address as a whole has no file in
 * front, nor has a host with its port, or a value with a colon. */
static bool
strip_grep(struct slice *line)
{
	struct slice rest = *line, word = slice_cut(&rest, ' ');
	struct slice behind = word, file = slice_cut(&behind, ':');
	size_t digits = 0;
	if (file.n == 0 || behind.n == 0 || file.p[0] == '{' ||
	    address_is(word))
		return false;
	while (digits + 1 < behind.n && byte_is_digit(behind.p[digits]))
		digits++;
	if (digits > 0 && behind.p[digits] == ':' && is_number(behind, digits))
		behind = slice_skip(behind, digits + 1);
	if (!address_is(behind) && behind.p[0] != '{' &&
	    (!is_pair(behind) || slice_find(file, '=')))
		return false;
	*line = slice_between(behind.p, line->p + line->n);
	return true;
}

/* Whether the first quote in it is alone: a table doubles all. */
static bool
has_single_quote(struct slice s)
{
	const char *first = slice_find(s, '"'), *end = s.p + s.n;
	size_t run = 0;
	while (first && first + run < end && first[run] == '"')
		run++;
	return run % 2 == 1;
}

/* A line of LiteSpeed, which writes its whole format in quotes, or one that
 * went through a table: quoted as RFC 4180 has it. */
static bool
strip_quotes(struct slice *line, struct buf *copy)
{
	struct slice s = *line;
	if (s.n < 3 || s.p[0] != '"' || s.p[s.n - 1] != '"' || s.p[1] == '"')
		return false;
	s = (struct slice){s.p + 1, s.n - 2};
	if (has_single_quote(s)) {
		*line = s;
		return true;
	}
	size_t room = s.n + FRONT + SIMD_PAD;
	copy->n = 0;
	memset(buf_need(copy, room), 0, room);
	copy->n = FRONT;
	for (size_t i = 0; i < s.n; i++) {
		buf_put_byte(copy, s.p[i]);
		i += s.p[i] == '"' && i + 1 < s.n && s.p[i + 1] == '"';
	}
	*line = (struct slice){copy->p + FRONT, copy->n - FRONT};
	return true;
}

/* CloudWatch's exports, docker logs -t, kubectl logs --timestamps */
static bool
strip_time(struct slice *line, struct slice *time)
{
	struct slice s = *line, first = take_word(&s);
	if (!is_iso(first) || !s.p)
		return false;
	*time = first;
	*line = s;
	return true;
}

/* What was decoded once is not decoded in its own place. */
static bool
is_copy(struct slice line, const struct buf *copy)
{
	return copy->p && line.p >= copy->p && line.p < copy->p + copy->room;
}

bool
prefix_strip(enum prefix kind, const struct simd *simd, struct slice *line,
    struct buf *copy, struct slice *time)
{
	switch (kind) {
	case PREFIX_JSON:
		return !is_copy(*line, copy) &&
		    strip_json(simd, line, copy, time);
	case PREFIX_CRI:
		return strip_cri(line, time);
	case PREFIX_SYSLOG:
		return strip_syslog(line, time);
	case PREFIX_SYSLOG_5424:
		return strip_5424(line, time);
	case PREFIX_CEE:
		return strip_cee(line);
	case PREFIX_COMPOSE:
		return strip_compose(line);
	case PREFIX_POD:
		return strip_pod(line);
	case PREFIX_GREP:
		return strip_grep(line);
	case PREFIX_QUOTES:
		return !is_copy(*line, copy) && strip_quotes(line, copy);
	case PREFIX_TIME:
		return strip_time(line, time);
	default:
		return true;
	}
}

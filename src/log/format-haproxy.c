/* SPDX-License-Identifier: MIT */
/* HAProxy's `option httplog` and `option httpslog`:
 *
 *   client:port [time] frontend backend/server TR/Tw/Tc/Tr/Ta status bytes
 *       cookie cookie state conns queues [{request} [{response}]] "request"
 *
 * What was captured of the request's headers is in braces, in the order of the
 * configuration, with bars between: haproxy:'host user-agent referer' names
 * them. Bytes that hurt are written #XX. What HAProxy says of itself stands
 * between such lines and has no request. */
#include <stdio.h>
#include <stdlib.h>

#include "log/address.h"
#include "log/layout.h"
#include "log/token.h"

enum { CAPTURES_MAX = 32 };

struct haproxy {
	struct fields fields;
	enum field captures[CAPTURES_MAX];
	size_t n;
};

static void *
haproxy_open(struct slice argument, struct format_error *error)
{
	struct haproxy *h = mem_zero(1, sizeof(*h));
	while (argument.n > 0) {
		struct slice name = token_word(&argument);
		if (name.n == 0)
			break;
		if (h->n == CAPTURES_MAX) {
			snprintf(error->reason, sizeof(error->reason),
			    "more than %d captures", CAPTURES_MAX);
			free(h);
			return NULL;
		}
		h->captures[h->n++] = layout_header(name);
	}
	return h;
}

/* Braces hold blanks, but no braces: those are escaped. */
static bool
take_block(struct slice *rest, struct slice *block)
{
	if (!slice_starts(*rest, SLICE(" {")))
		return false;
	struct slice s = slice_skip(*rest, 2);
	const char *end = slice_find(s, '}');
	if (!end)
		return false;
	*block = slice_between(s.p, end);
	*rest = slice_between(end + 1, s.p + s.n);
	return true;
}

static void
read_captures(struct haproxy *h, struct scan *scan, struct slice block)
{
	for (size_t i = 0; i < h->n && block.p; i++) {
		struct slice value = slice_cut(&block, '|');
		if (h->captures[i] != FIELD_NONE)
			h->fields.at[h->captures[i]] =
			    scan_undo_hex(&scan->scratch, value, '#');
	}
}

/* Behind the bracket: the time, and all words up to the captures. */
static bool
read_words(struct haproxy *h, struct slice *rest)
{
	enum { TIMERS = 2, STATUS, BYTES, WORDS = 10 };
	struct slice word[WORDS];
	const char *end = slice_find(*rest, ']');
	if (!end)
		return false;
	h->fields.at[FIELD_TIME] = slice_between(rest->p, end);
	*rest = slice_between(end + 1, rest->p + rest->n);
	if (!token_words(rest, word, WORDS) || !slice_find(word[1], '/'))
		return false;
	const char *slash = memrchr(word[TIMERS].p, '/', word[TIMERS].n);
	if (!slash)
		return false;
	struct slice total =
	    slice_between(slash + 1, word[TIMERS].p + word[TIMERS].n);
	if (slice_starts(total, SLICE("+")))
		total = slice_skip(total, 1);
	h->fields.at[FIELD_MILLISECONDS] = total;
	h->fields.at[FIELD_STATUS] = word[STATUS];
	h->fields.at[FIELD_BYTES] = slice_starts(word[BYTES], SLICE("+"))
	    ? slice_skip(word[BYTES], 1)
	    : word[BYTES];
	return true;
}

/* Behind the request option httpslog tells of the handshake, last the name that
 * the client asked for: ` 0/0000000000000000/0/0/0 shop.example/TLSv1.3/…`. */
static void
read_handshake(struct haproxy *h, struct slice rest)
{
	const char *blank = rest.n > 0 ? memrchr(rest.p, ' ', rest.n) : NULL;
	if (!blank || blank == rest.p || h->fields.at[FIELD_HOST].n > 0)
		return;
	struct slice last = slice_between(blank + 1, rest.p + rest.n);
	struct slice name = slice_cut(&last, '/');
	if (slice_starts(last, SLICE("TLS")))
		h->fields.at[FIELD_HOST] = name;
}

/* The line may have been cut within the request, in which quotes are escaped.
 */
static bool
read_request(struct haproxy *h, struct scan *scan, struct slice rest)
{
	if (!slice_starts(rest, SLICE(" \"")))
		return false;
	struct slice behind = slice_skip(rest, 2);
	rest = slice_cut(&behind, '"');
	read_handshake(h, behind);
	if (slice_is(rest, "<BADREQ>"))
		rest.n = 0;
	h->fields.at[FIELD_REQUEST] = scan_undo_hex(&scan->scratch, rest, '#');
	return true;
}

static enum fault
haproxy_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct haproxy *h = scan->state;
	struct slice rest = hit->line, block;
	memset(&h->fields, 0, sizeof(h->fields));
	scan_scratch(scan, hit->line.n);
	struct slice client = token_word(&rest);
	if (!slice_find(client, ':') || !slice_starts(rest, SLICE(" [")))
		return FAULT_SHAPE;
	rest = slice_skip(rest, 2);
	h->fields.at[FIELD_CLIENT] = address_cut_port(client);
	if (!read_words(h, &rest))
		return FAULT_SHAPE;
	if (take_block(&rest, &block)) {
		read_captures(h, scan, block);
		take_block(&rest, &block); /* the response's */
	}
	if (!read_request(h, scan, rest))
		return FAULT_SHAPE;
	fields_head(&h->fields, scan, hit);
	return FAULT_NONE;
}

static enum fault
haproxy_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct haproxy *h = scan->state;
	enum fault fault = fields_tail(&h->fields, scan, hit);
	hit->decoded = true;
	return fault;
}

const struct log_format format_haproxy = {.name = "haproxy",
    .argument = "'HEADER ...'",
    .recognised = true,
    .open = haproxy_open,
    .close = free,
    .head = haproxy_head,
    .tail = haproxy_tail};

/* SPDX-License-Identifier: MIT */
/* Amazon's load balancers and S3. Their fields stand behind one another, with
 * quotes around some; within them nothing is escaped. */
#include <stdlib.h>

#include "log/address.h"
#include "log/fields.h"
#include "log/json.h"
#include "log/token.h"

struct aws {
	struct fields fields;
	struct slice times; /* of the request's ways, seconds */
};

static void *
aws_open(struct slice argument, struct format_error *error)
{
	(void)argument;
	(void)error;
	return mem_zero(1, sizeof(struct aws));
}

/* A request ends behind its protocol, since a URL may hold a quote and a blank;
 * without one as any quoted text. */
static bool
take_request(struct slice *rest, struct slice *out)
{
	static const char protocol[] = " HTTP/";
	enum { LENGTH = 9 }; /* ` HTTP/1.1` */
	struct slice s = *rest;
	while (s.n > LENGTH) {
		const char *p =
		    memmem(s.p, s.n, protocol, sizeof(protocol) - 1);
		if (!p || s.p + s.n - p <= LENGTH)
			break;
		s = slice_between(p + LENGTH, s.p + s.n);
		if (s.p[0] == '"' && rest->p[0] == ' ' && rest->p[1] == '"') {
			*out = slice_between(rest->p + 2, s.p);
			*rest = slice_skip(s, 1);
			return true;
		}
	}
	return token_quoted(rest, out);
}

static bool
is_seconds(struct slice s)
{
	struct json_value v = {s, JSON_NUMBER, false};
	int64_t us;
	return json_scaled(v, 6, &us);
}

/* client:port target:port request_s target_s response_s status target_status
 * received sent "request" ["agent"] */
static bool
read_balancer(struct aws *aws, struct slice rest)
{
	enum { CLIENT, TARGET, TIMES, STATUS = 5, SENT = 8, WORDS };
	struct slice word[WORDS];
	struct fields *f = &aws->fields;
	if (!token_words(&rest, word, WORDS) ||
	    !slice_find(word[CLIENT], ':') || !is_seconds(word[TIMES]) ||
	    !is_seconds(word[TIMES + 1]) ||
	    !take_request(&rest, &f->at[FIELD_REQUEST]))
		return false;
	f->at[FIELD_CLIENT] = address_cut_port(word[CLIENT]);
	f->at[FIELD_STATUS] = word[STATUS];
	f->at[FIELD_BYTES] = word[SENT];
	aws->times = slice_between(
	    word[TIMES].p, word[STATUS - 1].p + word[STATUS - 1].n);
	/* early classic logs end here */
	return rest.n == 0 || token_quoted(&rest, &f->at[FIELD_AGENT]);
}

static bool
is_type(struct slice s)
{
	static const char *const types[] = {
	    "http", "https", "h2", "grpcs", "ws", "wss"};
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (slice_is(s, types[i]))
			return true;
	return false;
}

/* [type] time name, then what read_balancer reads */
static enum fault
balancer_head(struct scan *scan, struct hit *hit, bool typed)
{
	struct aws *aws = scan->state;
	struct slice rest = hit->line;
	*aws = (struct aws){0};
	if (typed && !is_type(token_word(&rest)))
		return FAULT_SHAPE;
	struct slice time = token_word(&rest);
	if (time.n < 20 || time.p[4] != '-' || time.p[10] != 'T' ||
	    token_word(&rest).n == 0 || !read_balancer(aws, rest))
		return FAULT_SHAPE;
	aws->fields.at[FIELD_TIME] = time;
	scan_scratch(scan, hit->line.n);
	fields_head(&aws->fields, scan, hit);
	return FAULT_NONE;
}

static enum fault
alb_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	return balancer_head(scan, hit, true);
}

static enum fault
elb_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	return balancer_head(scan, hit, false);
}

/* The times add up; all are -1 where there was no target. */
static enum fault
balancer_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct aws *aws = scan->state;
	enum fault fault = fields_tail(&aws->fields, scan, hit);
	hit->taken = aws->times;
	hit->taken_scale = 6;
	hit->decoded = true;
	return fault;
}

/* owner bucket [time] ip requester id operation key "request" status error
 * bytes size total_ms turnaround_ms "referrer" "agent" version id signature
 * cipher kind host … */
static enum fault
s3_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	enum { IP = 0, KEY = 4, STATUS = 0, BYTES = 2, TOTAL = 4, HOST = 5 };
	(void)f;
	struct aws *aws = scan->state;
	struct fields *to = &aws->fields;
	struct slice rest = hit->line, word[6];
	*aws = (struct aws){0};
	if (!token_words(&rest, word, 2) || word[0].n < 32)
		return FAULT_SHAPE;
	struct slice time = slice_skip(rest, 1);
	if (time.n < STAMP_LENGTH + 3 || time.p[0] != '[' ||
	    time.p[STAMP_LENGTH + 1] != ']')
		return FAULT_SHAPE;
	to->at[FIELD_TIME] = (struct slice){time.p + 1, STAMP_LENGTH};
	rest = slice_skip(time, STAMP_LENGTH + 2);
	if (!token_words(&rest, word, KEY + 1))
		return FAULT_SHAPE;
	to->at[FIELD_CLIENT] = word[IP];
	if (!take_request(&rest, &to->at[FIELD_REQUEST]) ||
	    !token_words(&rest, word, 6))
		return FAULT_SHAPE;
	to->at[FIELD_STATUS] = word[STATUS];
	to->at[FIELD_BYTES] = word[BYTES];
	to->at[FIELD_MILLISECONDS] = word[TOTAL];
	if (!token_quoted(&rest, &to->at[FIELD_REFERRER]) ||
	    !token_quoted(&rest, &to->at[FIELD_AGENT]))
		return FAULT_SHAPE;
	if (token_words(&rest, word, HOST + 1))
		to->at[FIELD_HOST] = word[HOST];
	scan_scratch(scan, hit->line.n);
	fields_head(to, scan, hit);
	return FAULT_NONE;
}

static enum fault
s3_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct aws *aws = scan->state;
	enum fault fault = fields_tail(&aws->fields, scan, hit);
	hit->decoded = true;
	if (fault == FAULT_NONE && slice_equal(hit->client, SLICE("-")))
		hit->client = SLICE("");
	return fault;
}

#define AWS_FORMAT(id, its_head, its_tail)                  \
	const struct log_format format_##id = {.name = #id, \
	    .recognised = true,                             \
	    .open = aws_open,                               \
	    .close = free,                                  \
	    .head = (its_head),                             \
	    .tail = (its_tail)}

AWS_FORMAT(alb, alb_head, balancer_tail);
AWS_FORMAT(elb, elb_head, balancer_tail);
AWS_FORMAT(s3, s3_head, s3_tail);

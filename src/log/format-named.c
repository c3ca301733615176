/* SPDX-License-Identifier: MIT */
/* Formats that have a name and are strings of log_format all the same: what
 * servers write when nobody told them otherwise. Some have a newer or longer
 * form; a line is of the first one that it fits. */
#include <stdlib.h>

#include "log/format.h"

enum { FORMS_MAX = 2 };

struct named {
	void *forms[FORMS_MAX]; /* states of format_nginx */
	size_t n;
	size_t at; /* whose head found the request */
};

static void
named_close(void *state)
{
	struct named *s = state;
	for (size_t i = 0; i < s->n; i++)
		format_nginx.close(s->forms[i]);
	free(s);
}

static void *
named_open(const char *const forms[FORMS_MAX], struct format_error *error)
{
	struct named *s = mem_zero(1, sizeof(*s));
	while (s->n < FORMS_MAX && forms[s->n]) {
		void *form = format_nginx.open(slice_of(forms[s->n]), error);
		if (!form) {
			named_close(s);
			return NULL;
		}
		s->forms[s->n++] = form;
	}
	return s;
}

/* The head of the first form from number `from` on that finds a request. */
static enum fault
head_from(struct named *s, struct scan *scan, struct hit *hit, size_t from)
{
	enum fault fault = FAULT_SHAPE;
	struct hit line = *hit;
	for (s->at = from; s->at < s->n; s->at++) {
		*hit = line;
		scan->state = s->forms[s->at];
		fault = format_nginx.head(&format_nginx, scan, hit);
		scan->state = s;
		if (fault == FAULT_NONE)
			break;
	}
	return fault;
}

static enum fault
named_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	return head_from(scan->state, scan, hit, 0);
}

static enum fault
named_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct named *s = scan->state;
	enum fault fault;
	do {
		scan->state = s->forms[s->at];
		fault = format_nginx.tail(&format_nginx, scan, hit);
		scan->state = s;
		if (fault != FAULT_SHAPE)
			return fault;
	} while (head_from(s, scan, hit, s->at + 1) == FAULT_NONE);
	return fault;
}

/* Envoy's own, and Istio's. */
static const char *const envoy[FORMS_MAX] = {
    "escape=none [$time_iso8601] \"$request\" $status $flags $bytes_received "
    "$bytes_sent $duration_ms $upstream_service_time "
    "\"$http_x_forwarded_for\" \"$http_user_agent\" \"$request_id\" \"$host\" "
    "\"$upstream_host\"",
    "escape=none [$time_iso8601] \"$request\" $status $flags $details "
    "$termination \"$upstream_failure\" $bytes_received $bytes_sent "
    "$duration_ms $upstream_service_time \"$http_x_forwarded_for\" "
    "\"$http_user_agent\" \"$request_id\" \"$host\" \"$upstream_host\" "
    "$upstream_cluster $upstream_local $downstream_local $remote_addr "
    "$requested_server $route"};

/* Nginx Proxy Manager's for hosts that it passes on, and for its own. */
static const char *const npm[FORMS_MAX] = {
    "[$time_local] $upstream_cache_status $upstream_status $status - "
    "$request_method $scheme $host \"$request_uri\" [Client $remote_addr] "
    "[Length $body_bytes_sent] [Gzip $gzip_ratio] [Sent-to $server] "
    "\"$http_user_agent\" \"$http_referer\"",
    "[$time_local] $status - $request_method $scheme $host \"$request_uri\" "
    "[Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio] "
    "\"$http_user_agent\" \"$http_referer\""};

/* The ingress controller of Kubernetes that is made of nginx. */
static const char *const ingress[FORMS_MAX] = {
    "$remote_addr - $remote_user [$time_local] \"$request\" $status "
    "$body_bytes_sent \"$http_referer\" \"$http_user_agent\" $request_length "
    "$request_time [$proxy_upstream_name] [$proxy_alternative_upstream_name] "
    "$upstream_addr $upstream_response_length $upstream_response_time "
    "$upstream_status $req_id"};

#define NAMED_FORMAT(id, decides)                              \
	static void *id##_open(                                \
	    struct slice argument, struct format_error *error) \
	{                                                      \
		(void)argument;                                \
		return named_open(id, error);                  \
	}                                                      \
	const struct log_format format_##id = {.name = #id,    \
	    .recognised = (decides),                           \
	    .open = id##_open,                                 \
	    .close = named_close,                              \
	    .head = named_head,                                \
	    .tail = named_tail}

NAMED_FORMAT(envoy, true);
NAMED_FORMAT(npm, true);
/* found out, it is combined with something behind, which is faster */
NAMED_FORMAT(ingress, false);

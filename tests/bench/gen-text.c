/* SPDX-License-Identifier: MIT */
/*
 * Chance, short texts, dates and log lines for the traffic generator: all that
 * must come out the same on every machine.
 */
#include "gen-shop.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 18, LINE_MAX_LEN = 8192 };

uint64_t
mix64(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

void
rng_seed(struct rng *r, uint64_t seed)
{
	for (int i = 0; i < 4; i++) {
		r->s[i] = mix64(seed);
		seed += UINT64_C(0x9e3779b97f4a7c15);
	}
}

static uint64_t
rotl(uint64_t x, int k)
{
	return (x << k) | (x >> (64 - k));
}

uint64_t
rng_next(struct rng *r)
{
	uint64_t result = rotl(r->s[1] * 5, 7) * 9;
	uint64_t t = r->s[1] << 17;

	r->s[2] ^= r->s[0];
	r->s[3] ^= r->s[1];
	r->s[1] ^= r->s[2];
	r->s[0] ^= r->s[3];
	r->s[2] ^= t;
	r->s[3] = rotl(r->s[3], 45);
	return result;
}

uint32_t
rng_below(struct rng *r, uint32_t n)
{
	return (uint32_t)(((rng_next(r) >> 32) * n) >> 32);
}

uint32_t
rng_range(struct rng *r, uint32_t lo, uint32_t hi)
{
	return lo + rng_below(r, hi - lo + 1);
}

bool
rng_chance(struct rng *r, uint32_t n)
{
	return rng_below(r, 1000) < n;
}

/* Octaves are equally likely, and the ranks in one octave are too: that is a
 * staircase under 1/rank, without a logarithm. */
uint32_t
rng_zipf(struct rng *r, uint32_t n)
{
	uint32_t octaves = 0, rank;

	while (octaves < 31 && (UINT32_C(1) << octaves) <= n)
		octaves++;
	do {
		uint32_t low = UINT32_C(1) << rng_below(r, octaves);

		rank = low + rng_below(r, low);
	} while (rank > n);
	return rank - 1;
}

void
text_mem(struct text *t, const char *s, size_t n)
{
	if (n > sizeof(t->at) - t->len)
		abort();
	memcpy(t->at + t->len, s, n);
	t->len += n;
}

void
text_str(struct text *t, const char *s)
{
	text_mem(t, s, strlen(s));
}

/* Writes the digits so that they end before `end`; returns where they begin. */
static char *
digits_before(char *end, uint64_t n)
{
	do {
		*--end = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	return end;
}

void
text_num(struct text *t, uint64_t n)
{
	char buf[20], *at = digits_before(buf + sizeof(buf), n);

	text_mem(t, at, (size_t)(buf + sizeof(buf) - at));
}

void
text_hex(struct text *t, uint64_t n, unsigned digits)
{
	while (digits-- > 0)
		text_mem(t, &"0123456789abcdef"[n >> (digits * 4) & 15], 1);
}

void
text_esc(struct text *t, const char *s, bool plus)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';

		if (plain) {
			text_mem(t, s, 1);
		} else if (c == ' ' && plus) {
			text_mem(t, "+", 1);
		} else {
			text_mem(t, "%", 1);
			text_mem(t, &"0123456789ABCDEF"[c >> 4], 1);
			text_mem(t, &"0123456789ABCDEF"[c & 15], 1);
		}
	}
}

void
text_id(struct text *t, struct rng *r, unsigned n)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
				  "qrstuvwxyz0123456789-_";
	uint64_t bits = 0;

	for (unsigned i = 0; i < n; i++, bits >>= 6) {
		if (i % 10 == 0)
			bits = rng_next(r);
		text_mem(t, &set[bits & 63], 1);
	}
}

/* Both by Howard Hinnant's "chrono-compatible low-level date algorithms". */
int64_t
days_of_date(int64_t y, unsigned m, unsigned d)
{
	y -= m <= 2;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * ((int64_t)m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void
date_of_days(int64_t days, int64_t *y, unsigned *m, unsigned *d)
{
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t doe = days - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	*d = (unsigned)(doy - (153 * mp + 2) / 5 + 1);
	*m = (unsigned)(mp < 10 ? mp + 3 : mp - 9);
	*y = yoe + era * 400 + (*m <= 2);
}

bool
out_init(struct out *o)
{
	o->buf = malloc(BLOCK + LINE_MAX_LEN);
	o->second = -1;
	return o->buf != NULL;
}

void
out_release(struct out *o)
{
	free(o->buf);
	o->buf = NULL;
}

/* Writes n bytes of the buffer and keeps the rest. A reader that has seen
 * enough (head) is no error. */
static void
write_out(struct out *o, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t got = write(STDOUT_FILENO, o->buf + done, n - done);

		if (got >= 0) {
			done += (size_t)got;
		} else if (errno == EPIPE) {
			exit(0);
		} else if (errno != EINTR) {
			perror("gen: write");
			exit(3);
		}
	}
	o->used -= n;
	memcpy(o->buf, o->buf + n, o->used);
}

void
out_flush(struct out *o)
{
	write_out(o, o->used);
}

bool
out_full(const struct out *o)
{
	return (o->max_lines && o->lines >= o->max_lines) ||
	    (o->max_bytes && o->bytes >= o->max_bytes);
}

static char *
put(char *p, const char *s, size_t n)
{
	if (n > 0)
		memcpy(p, s, n);
	return p + n;
}

static char *
put_str(char *p, const char *s)
{
	return put(p, s, strlen(s));
}

static char *
put_num(char *p, uint64_t n)
{
	char buf[20], *at = digits_before(buf + sizeof(buf), n);

	return put(p, at, (size_t)(buf + sizeof(buf) - at));
}

static void
two_digits(char *p, unsigned n)
{
	p[0] = (char)('0' + n / 10 % 10);
	p[1] = (char)('0' + n % 10);
}

/* The stamp changes once a second, its date once a day. */
static void
stamp(struct out *o, int64_t second)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	unsigned in_day = (unsigned)(second % 86400);

	if (o->second < 0 || o->second / 86400 != second / 86400) {
		int64_t y;
		unsigned m, d;

		date_of_days(o->first_day + second / 86400, &y, &m, &d);
		memcpy(o->stamp, "[dd/Mon/yyyy:hh:mm:ss ", 22);
		two_digits(o->stamp + 1, d);
		memcpy(o->stamp + 4, months + (m - 1) * 3, 3);
		two_digits(o->stamp + 8, (unsigned)(y / 100));
		two_digits(o->stamp + 10, (unsigned)(y % 100));
		memcpy(o->stamp + 22, o->zone, 5);
		o->stamp[27] = ']';
	}
	two_digits(o->stamp + 13, in_day / 3600);
	two_digits(o->stamp + 16, in_day / 60 % 60);
	two_digits(o->stamp + 19, in_day % 60);
	o->second = second;
}

static char *
put_quoted(char *p, const char *s, size_t n)
{
	p = put(p, " \"", 2);
	p = n ? put(p, s, n) : put(p, "-", 1);
	*p++ = '"';
	return p;
}

static char *
put_cookie(char *p, const struct line *l)
{
	if (!l->ga)
		return put(p, " \"-\"", 4);
	p = put_str(p, " \"_ga=GA1.1.");
	p = put_num(p, l->ga);
	*p++ = '.';
	p = put_num(p, (uint64_t)l->ga_since);
	p = put_str(p, "; lang=ko");
	*p++ = '"';
	return p;
}

/* Percent-encoded, as encodeURIComponent and escape() do with URLs. */
static char *
put_encoded(char *p, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || c == '-' || c == '.';

		if (plain) {
			*p++ = (char)c;
			continue;
		}
		*p++ = '%';
		*p++ = "0123456789ABCDEF"[c >> 4];
		*p++ = "0123456789ABCDEF"[c & 15];
	}
	return p;
}

/* What a script sends of a page: its address, the page before it, and what it
 * tells of the browser each time. */
static char *
put_beacon(char *p, const struct out *o, const struct line *l)
{
	bool ga4 = o->format == FORMAT_GA4;

	p = put_str(p,
	    ga4 ? "/g/collect?v=2&tid=G-ABC123DEF4&gtm=45je62p0v9101&_p=17723232"
		  "00123&gcs=G111&gcd=13t3t3t3t5l1&npa=0&dma=0&ul=ko-kr&sr="
		  "1920x1080&uaa=x86&uab=64&uamb=0&uam=&uap=Windows&uapv="
		  "10.0.0&uaw=0&are=1&frm=0&pscdl=noapi&_s=1&sct=1&seg=1&cid="
		: "/tracker.tsp?u=17211&XU=&EXEN=");
	p = put_num(p, o->lines % 1000000);
	p = put_str(p, ga4 ? ".1772323200&dr=" : "&dr=");
	p = put_encoded(p, l->ref, l->ref_len);
	p = put_str(p, ga4 ? "&dl=" : "&XDR=&dt=%uC2E0%uBC1C&du=");
	p = put_encoded(p, SITE, SITE_LEN);
	p = put_encoded(p, l->target, l->target_len);
	return put_str(p,
	    ga4 ? "&dt=%EC%8B%A0%EB%B0%9C&en=page_view&_et=12&tfd=5021"
		: "&CP=%uC5EC%uC131&XCP=&js=Y&ss=1920x1080&cd=24&ce=Y&je=N&tzo="
		  "-540&tye=2026&tmo=3&tda=1&tho=9&tmi=0&tse=0");
}

/* `"name":"text",`; what stands in lines of this shop needs no escape. */
static char *
put_member(char *p, const char *name, const char *s, size_t n)
{
	*p++ = '"';
	p = put_str(p, name);
	p = put(p, "\":\"", 3);
	p = put(p, s, n);
	return put(p, "\",", 2);
}

static char *
put_number(char *p, const char *name, uint64_t v)
{
	*p++ = '"';
	p = put_str(p, name);
	p = put(p, "\":", 2);
	p = put_num(p, v);
	*p++ = ',';
	return p;
}

static char *
put_json(char *p, const struct out *o, const struct line *l)
{
	*p++ = '{';
	p = put_member(p, "time_local", o->stamp + 1, 26);
	p = put_member(p, "remote_addr", l->addr, strlen(l->addr));
	p = put_member(p, "remote_user", "", 0);
	/* a request that is none has escapes that JSON has not */
	const char *method = l->method ? l->method : "";
	p = put_member(p, "request_method", method, strlen(method));
	p = put_member(
	    p, "request_uri", l->target, l->method ? l->target_len : 0);
	p = put_member(p, "server_protocol", l->method ? l->proto : "",
	    l->method ? strlen(l->proto) : 0);
	p = put_number(p, "status", l->status);
	p = put_number(p, "body_bytes_sent", l->bytes);
	p = put_str(p, "\"request_time\":0.012,");
	p = put_member(p, "http_referrer", l->ref, l->ref_len);
	p = put_member(p, "http_user_agent", l->agent, l->agent_len);
	p = put_member(p, "host", SITE_HOST, sizeof(SITE_HOST) - 1);
	p = put_member(p, "http_x_forwarded_for", "", 0);
	return put_str(p, "\"upstream_response_time\":\"0.011\"}");
}

static char *
put_clf(char *p, const struct out *o, const struct line *l)
{
	if (o->format == FORMAT_VHOST)
		p = put_str(p, SITE_HOST ":443 ");
	p = put_str(p, l->addr);
	p = put(p, " - - ", 5);
	p = put(p, o->stamp, 28);
	p = put(p, " \"", 2);
	if (l->method) {
		p = put_str(p, l->method);
		*p++ = ' ';
	}
	if (l->method && o->format >= FORMAT_GA4)
		p = put_beacon(p, o, l);
	else
		p = put(p, l->target, l->target_len);
	if (l->method) {
		*p++ = ' ';
		p = put_str(p, l->proto);
	}
	p = put(p, "\" ", 2);
	p = put_num(p, l->status);
	*p++ = ' ';
	p = put_num(p, l->bytes);
	if (o->format != FORMAT_COMMON) {
		p = put_quoted(p, l->ref, l->ref_len);
		p = put_quoted(p, l->agent, l->agent_len);
	}
	if (o->format == FORMAT_COOKIE)
		p = put_cookie(p, l);
	return p;
}

void
out_line(struct out *o, const struct line *l, int64_t now)
{
	char *start = o->buf + o->used, *p = start;

	if (now / SECOND != o->second)
		stamp(o, now / SECOND);
	p = o->format == FORMAT_JSON ? put_json(p, o, l) : put_clf(p, o, l);
	*p++ = '\n';
	o->used += (size_t)(p - start);
	o->bytes += (uint64_t)(p - start);
	o->lines++;
	if (o->used >= BLOCK)
		write_out(o, BLOCK);
}

/* SPDX-License-Identifier: MIT */
/* Own hosts, given or learnt. */
#include "log/sites.h"

#include "base/num.h"

enum { SHARE = 20, FOREIGN = 1024 };

/* The host lower-case, without port, trailing dot and `www.`; 0 when it does
 * not fit. */
static size_t
normalise(char *dst, struct slice host)
{
	const char *port = host.n > 0 ? memrchr(host.p, ':', host.n) : NULL;
	/* an IPv6 address keeps the colons inside its brackets */
	if (port && !memchr(port, ']', (size_t)(host.p + host.n - port)))
		host.n = (size_t)(port - host.p);
	if (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	if (host.n > 4 &&
	    slice_equal_nocase((struct slice){host.p, 4}, SLICE("www.")))
		host = slice_skip(host, 4);
	if (host.n > SITES_HOST_MAX)
		return 0;
	return slice_lower(dst, host).n;
}

/* Cuts off what stands in front of a point, unless that leaves no point. */
static struct slice
cut(struct slice host, size_t n)
{
	if (n >= host.n || host.p[n] != '.')
		return host;
	struct slice rest = slice_skip(host, n + 1);
	return slice_find(rest, '.') ? rest : host;
}

/* A host without what tells its servers and phones' pages apart: `www.`,
 * `www2.`, `m.` */
static struct slice
bare(struct slice host)
{
	size_t n = 3;
	if (host.n > n &&
	    slice_equal_nocase((struct slice){host.p, n}, SLICE("www"))) {
		while (n < host.n && (unsigned)(host.p[n] - '0') <= 9)
			n++;
		host = cut(host, n);
	}
	return host.n > 0 && (host.p[0] | 0x20) == 'm' ? cut(host, 1) : host;
}

bool
sites_same(struct slice a, struct slice b)
{
	return slice_equal_nocase(bare(a), bare(b));
}

void
sites_init(struct sites *s)
{
	memset(s, 0, sizeof(*s));
	memo_init(&s->foreign, FOREIGN, SITES_ORIGIN_MAX, sizeof(bool));
}

void
sites_release(struct sites *s)
{
	memo_release(&s->foreign);
}

void
sites_follow(struct sites *s, const struct sites *lead)
{
	memcpy(s->at, lead->at, lead->n * sizeof(*s->at));
	s->n = lead->n;
	s->seen = lead->seen;
	s->given = lead->given;
	s->origin_n = 0;
}

static struct site *
find(struct sites *s, struct slice host)
{
	for (size_t i = 0; i < s->n; i++)
		if (slice_equal(
			(struct slice){s->at[i].host, s->at[i].n}, host))
			return &s->at[i];
	return NULL;
}

static struct site *
add(struct sites *s, struct slice host)
{
	if (s->n == SITES_MAX)
		return NULL;
	struct site *site = &s->at[s->n++];
	memcpy(site->host, host.p, host.n);
	site->n = host.n;
	return site;
}

/* What a person may mean by a host: letters, digits, points and dashes, or an
 * address in brackets. Names of other letters are xn--… wherever a browser
 * sends them, and would match nothing. */
static bool
is_host(struct slice name)
{
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];
		bool letter = c >= 'a' && c <= 'z';
		bool digit = c >= '0' && c <= '9';
		if (!letter && !digit && !memchr(".-_[]:", c, 6))
			return false;
	}
	return name.n > 0;
}

const struct site *
sites_add(struct sites *s, struct slice host)
{
	char text[SITES_HOST_MAX + 1];
	const char *port = slice_find(host, ':');
	struct slice rest =
	    port ? slice_between(port + 1, host.p + host.n) : SLICE("");
	struct slice name = {text, normalise(text, host)};
	uint64_t number;
	s->given = true;
	if (!is_host(name) ||
	    (rest.n > 0 && host.p[0] != '[' &&
		!num_read_u64(rest, UINT16_MAX, &number)))
		return NULL;
	return add(s, name);
}

void
sites_learn(struct sites *s, struct slice host)
{
	char text[SITES_HOST_MAX + 1];
	size_t n = normalise(text, host);
	if (n == 0)
		return;
	struct slice name = bare((struct slice){text, n});
	struct site *site = find(s, name);
	if (!site)
		site = add(s, name);
	if (site)
		site->seen++;
	s->seen++;
	s->origin_n = 0; /* what was said of a host may change */
}

bool
sites_own(const struct sites *s, struct slice host)
{
	char text[SITES_HOST_MAX + 1];
	size_t n = normalise(text, host);
	struct slice name = {text, n}, plain = bare(name);
	if (n == 0)
		return false;
	for (size_t i = 0; i < s->n; i++) {
		struct slice own = {s->at[i].host, s->at[i].n};
		if (slice_equal(plain, bare(own)))
			return s->given || s->at[i].seen * SHARE >= s->seen;
		if (s->given && name.n > own.n && slice_ends(name, own) &&
		    name.p[name.n - own.n - 1] == '.')
			return true;
	}
	return false;
}

/* `https://host/`, when the referrer has that form and it is short enough. */
static struct slice
origin_of(const struct simd *simd, struct slice referrer)
{
	const char *end = referrer.p + referrer.n;
	size_t scheme = slice_starts(referrer, SLICE("https://")) ? 8
	    : slice_starts(referrer, SLICE("http://"))            ? 7
								  : 0;
	if (scheme == 0)
		return (struct slice){NULL, 0};
	const char *slash = simd->find(referrer.p + scheme, end, '/', '?');
	if (slash == end || *slash != '/' ||
	    slash + 1 - referrer.p > SITES_ORIGIN_MAX)
		return (struct slice){NULL, 0};
	return slice_between(referrer.p, slash + 1);
}

bool
sites_own_referrer(struct sites *s, const struct simd *simd,
    struct slice referrer, struct slice (*host)(struct slice referrer))
{
	if (sites_own_origin(s, referrer))
		return true;
	struct slice origin = origin_of(simd, referrer);
	bool known = false, *own = NULL;
	if (origin.p && !sites_learning(s))
		own = memo_get(&s->foreign, origin, &known);
	if (known)
		return *own;
	bool is_own = sites_own(s, host(referrer));
	if (own)
		*own = is_own;
	if (is_own && origin.p) {
		memcpy(s->origin, origin.p, origin.n);
		s->origin_n = origin.n;
	}
	return is_own;
}

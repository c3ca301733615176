/* SPDX-License-Identifier: MIT */
/* Own hosts, given or learnt. */
#include "log/sites.h"

enum { SHARE = 20 };

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
	for (size_t i = 0; i < host.n; i++)
		dst[i] =
		    (char)(host.p[i] >= 'A' && host.p[i] <= 'Z' ? host.p[i] + 32
								: host.p[i]);
	return host.n;
}

void
sites_init(struct sites *s)
{
	memset(s, 0, sizeof(*s));
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

bool
sites_add(struct sites *s, struct slice host)
{
	char text[SITES_HOST_MAX + 1];
	size_t n = normalise(text, host);
	s->given = true;
	return n > 0 && add(s, (struct slice){text, n});
}

void
sites_learn(struct sites *s, struct slice host)
{
	char text[SITES_HOST_MAX + 1];
	size_t n = normalise(text, host);
	if (n == 0)
		return;
	struct slice name = {text, n};
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
	struct slice name = {text, n};
	if (n == 0)
		return false;
	for (size_t i = 0; i < s->n; i++) {
		struct slice own = {s->at[i].host, s->at[i].n};
		if (slice_equal(name, own))
			return s->given || s->at[i].seen * SHARE >= s->seen;
		if (s->given && name.n > own.n && slice_ends(name, own) &&
		    name.p[name.n - own.n - 1] == '.')
			return true;
	}
	return false;
}

void
sites_set_origin(struct sites *s, struct slice referrer)
{
	const char *colon = slice_find(referrer, ':');
	if (!colon)
		return;
	/* the slash that ends the host, behind the two of the scheme */
	struct slice rest = slice_skip(referrer, (size_t)(colon - referrer.p));
	if (!slice_starts(rest, SLICE("://")))
		return;
	const char *slash = slice_find(slice_skip(rest, 3), '/');
	size_t n = slash ? (size_t)(slash + 1 - referrer.p) : 0;
	if (n == 0 || n > SITES_ORIGIN_MAX)
		return;
	memcpy(s->origin, referrer.p, n);
	s->origin_n = n;
}

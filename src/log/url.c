/* SPDX-License-Identifier: MIT */
/* URLs cut into slices. */
#include "log/url.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

/* The length of `scheme` in `scheme://…`, 0 when s begins with none. */
static size_t
scheme_length(struct slice s)
{
	size_t i = 0;
	if (s.n == 0 || !byte_is_letter(s.p[0]))
		return 0;
	if (slice_starts(s, SLICE("https://"))) /* as nearly always */
		return 5;
	while (i < s.n && i < 32 &&
	    (byte_is_letter(s.p[i]) || byte_is_digit(s.p[i]) || s.p[i] == '-' ||
		s.p[i] == '+' || s.p[i] == '.'))
		i++;
	return i + 3 <= s.n && memcmp(s.p + i, "://", 3) == 0 ? i : 0;
}

/* Bytes of a host's name, as far as ASCII: letters, digits and `-._`. A bit
 * each, since names are looked through byte by byte. */
static const uint64_t host_bytes[2] = {
    0x03ff600000000000u, 0x07fffffe87fffffeu};

static inline bool
is_host_byte(char c)
{
	unsigned byte = (unsigned char)c;
	return byte >= 0x80 || (host_bytes[byte / 64] >> byte % 64 & 1);
}

/* `[::1]`, with or without a zone. */
static bool
is_bracketed(struct slice host)
{
	if (host.n < 4 || host.p[0] != '[' || host.p[host.n - 1] != ']')
		return false;
	for (size_t i = 1; i + 1 < host.n; i++)
		if (!byte_is_letter(host.p[i]) && !byte_is_digit(host.p[i]) &&
		    host.p[i] != ':' && host.p[i] != '.' && host.p[i] != '%')
			return false;
	return true;
}

static struct slice
without_port(struct slice authority)
{
	size_t n = authority.n;
	while (n > 0 && byte_is_digit(authority.p[n - 1]))
		n--;
	if (n > 0 && authority.p[n - 1] == ':')
		authority.n = n - 1;
	return authority;
}

static struct slice
without_dots(struct slice host)
{
	while (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	return host;
}

/* The host in `user:password@host.:port`; empty when it is no name. */
static struct slice
host_of(struct slice authority)
{
	const char *at =
	    authority.n ? memrchr(authority.p, '@', authority.n) : NULL;
	if (at)
		authority =
		    slice_skip(authority, (size_t)(at - authority.p) + 1);
	struct slice host = without_dots(without_port(authority));
	if (is_bracketed(host))
		return host;
	for (size_t i = 0; i < host.n; i++)
		if (!is_host_byte(host.p[i]))
			return (struct slice){host.p, 0};
	return host;
}

/* Path, query and fragment of what follows the host. */
static void
split_tail(struct slice s, struct url *out)
{
	const char *hash = slice_find(s, '#');
	if (hash) {
		out->fragment = slice_between(hash + 1, s.p + s.n);
		s.n = (size_t)(hash - s.p);
	}
	const char *mark = slice_find(s, '?');
	if (mark) {
		out->query = slice_between(mark + 1, s.p + s.n);
		s.n = (size_t)(mark - s.p);
	}
	out->path = s;
}

/* s begins with the authority; what follows it is the tail. */
static void
split_authority(struct slice s, struct url *out)
{
	size_t n = 0;
	while (n < s.n && is_host_byte(s.p[n]))
		n++;
	size_t name = n;
	while (n < s.n && s.p[n] != '/' && s.p[n] != '?' && s.p[n] != '#')
		n++;
	out->host = name == n ? without_dots((struct slice){s.p, n})
			      : host_of((struct slice){s.p, n});
	split_tail(slice_skip(s, n), out);
}

static void
clear(struct url *u)
{
	struct slice none = SLICE("");
	*u = (struct url){none, none, none, none, none};
}

void
url_split_target(struct slice target, struct url *out)
{
	clear(out);
	size_t scheme = scheme_length(target);
	if (scheme == 0) {
		split_tail(target, out);
		return;
	}
	out->scheme = (struct slice){target.p, scheme};
	split_authority(slice_skip(target, scheme + 3), out);
}

/* `www.host` and `host.tld/…` without a scheme, as some loggers wrote. */
static bool
is_bare_host(struct slice s)
{
	if (s.n >= 4 && strncasecmp(s.p, "www.", 4) == 0)
		return true;
	size_t n = 0;
	bool dot = false;
	for (; n < s.n && is_host_byte(s.p[n]); n++)
		dot = dot || (s.p[n] == '.' && n > 0);
	return dot && n < s.n && s.p[n] == '/';
}

void
url_split_referrer(struct slice referrer, struct url *out)
{
	clear(out);
	referrer = slice_trim(referrer);
	size_t scheme = scheme_length(referrer);
	if (scheme > 0) {
		out->scheme = (struct slice){referrer.p, scheme};
		split_authority(slice_skip(referrer, scheme + 3), out);
	} else if (referrer.n > 2 && memcmp(referrer.p, "//", 2) == 0) {
		split_authority(slice_skip(referrer, 2), out);
	} else if (is_bare_host(referrer)) {
		split_authority(referrer, out);
	} else {
		split_tail(referrer, out);
	}
}

/* Where the session id that stands at p, behind a `;`, ends; p for none. */
static const char *
id_end(const char *p, const char *end)
{
	static const char *const ids[] = {
	    "jsessionid=", "phpsessid=", "sid=", "sessionid="};
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		size_t n = strlen(ids[i]);
		if ((size_t)(end - p) < n || strncasecmp(p, ids[i], n) != 0)
			continue;
		while (p < end && *p != ';' && *p != '/')
			p++;
		return p;
	}
	return p;
}

struct slice
url_strip_matrix(struct slice path, struct buf *room)
{
	const char *at = slice_find(path, ';');
	if (!at) /* as nearly always */
		return path;
	const char *kept = path.p, *end = path.p + path.n;
	size_t from = room->n;
	for (; at; at = memchr(at, ';', (size_t)(end - at))) {
		const char *behind = id_end(at + 1, end);
		if (behind == at + 1) {
			at++;
			continue;
		}
		if (kept == path.p && behind == end)
			return slice_between(path.p, at);
		buf_put_slice(room, slice_between(kept, at));
		kept = at = behind;
	}
	if (kept == path.p)
		return path;
	buf_put_slice(room, slice_between(kept, end));
	memset(buf_need(room, SIMD_PAD), 0, SIMD_PAD);
	return (struct slice){room->p + from, room->n - from};
}

/* Whether any byte of a name may be a capital: small letters, digits, points
 * and dashes have a bit that capitals have not. */
static bool
may_have_capital(struct slice s)
{
	const uint64_t small = 0x2020202020202020u;
	uint64_t all = small, word;
	size_t i = 0;
	for (; i + sizeof(word) <= s.n; i += sizeof(word)) {
		memcpy(&word, s.p + i, sizeof(word));
		all &= word;
	}
	for (; i < s.n; i++)
		all &= small << 8 | (unsigned char)s.p[i];
	return all != small;
}

struct slice
url_plain_host(struct slice host, struct buf *room)
{
	struct slice rest = host;
	host = host.n > 0 && host.p[0] == '[' ? without_port(host)
					      : slice_cut(&rest, ':');
	host = without_dots(host);
	if (slice_is(host, "_"))
		host.n = 0;
	if (!may_have_capital(host))
		return host;
	char *to = buf_need(room, host.n);
	room->n += host.n;
	return slice_lower(to, host);
}

static bool
strip(struct slice *host, const char *prefix)
{
	size_t n = strlen(prefix);
	if (host->n <= n || strncasecmp(host->p, prefix, n) != 0)
		return false;
	struct slice rest = slice_skip(*host, n);
	if (!slice_find(rest, '.'))
		return false;
	*host = rest;
	return true;
}

struct slice
url_strip_www(struct slice host, bool mobile)
{
	if (host.n == 0)
		return host;
	if ((host.p[0] | 32) == 'w' && !strip(&host, "www."))
		strip(&host, "www2.");
	if (mobile && host.n > 0 && (host.p[0] | 32) == 'm')
		strip(&host, "m.");
	return host;
}

struct slice
url_skip_entity(struct slice s)
{
	for (;;) {
		if (s.n >= 4 && memcmp(s.p, "amp;", 4) == 0)
			s = slice_skip(s, 4);
		else if (s.n >= 6 && strncasecmp(s.p, "amp%3b", 6) == 0)
			s = slice_skip(s, 6);
		else
			return s;
	}
}

bool
url_next_param(struct slice *rest, struct url_param *out)
{
	while (rest->n > 0) {
		struct slice piece = slice_cut(rest, '&');
		if (piece.n > 3 && piece.p[0] == 'a')
			piece = url_skip_entity(piece);
		if (piece.n == 0)
			continue;
		out->name = piece;
		out->value = (struct slice){NULL, 0};
		const char *equals = slice_find(piece, '=');
		if (equals) {
			out->name.n = (size_t)(equals - piece.p);
			out->value =
			    slice_between(equals + 1, piece.p + piece.n);
		}
		return true;
	}
	return false;
}

bool
url_find_param(struct slice query, struct slice name, struct slice *value)
{
	struct url_param p;
	while (url_next_param(&query, &p)) {
		if (!slice_equal_nocase(p.name, name))
			continue;
		*value = p.value;
		return true;
	}
	return false;
}

/* SPDX-License-Identifier: MIT */
#include "log/address.h"

#include <string.h>

static bool
all_digits(const char *p, const char *end)
{
	for (const char *q = p; q < end; q++)
		if (*q < '0' || *q > '9')
			return false;
	return p < end;
}

struct slice
address_strip(struct slice s)
{
	const char *end = s.p + s.n, *colon = slice_find(s, ':'), *close;
	if (!colon)
		return s;
	if (s.p[0] == '[' && (close = slice_find(s, ']')) && close - s.p > 1)
		return slice_between(s.p + 1, close);
	if (colon == s.p || !all_digits(colon + 1, end))
		return s;
	return slice_between(s.p, colon);
}

struct slice
address_cut_port(struct slice s)
{
	const char *end = s.p + s.n;
	const char *colon = s.n > 0 ? memrchr(s.p, ':', s.n) : NULL;
	if (!colon || colon == s.p || !all_digits(colon + 1, end))
		return s;
	return slice_between(s.p, colon);
}

bool
address_is(struct slice s)
{
	static const char letters[] = "0123456789abcdefABCDEF.:";
	size_t marks = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && marks > 1)
			break; /* a zone */
		if (!memchr(letters, s.p[i], sizeof(letters) - 1))
			return false;
		marks += s.p[i] == '.' || s.p[i] == ':';
	}
	return marks > 1;
}

/* Of RFC 1918, of this machine, or of RFC 4193 in brackets. */
static bool
is_private(struct slice s)
{
	static const char *const begin[] = {
	    "10.", "127.", "192.168.", "[::1]", "[fc", "[fd"};
	for (size_t i = 0; i < sizeof(begin) / sizeof(*begin); i++)
		if (slice_starts(s, slice_of(begin[i])))
			return true;
	return s.n > 7 && memcmp(s.p, "172.", 4) == 0 && s.p[6] == '.' &&
	    (s.p[4] == '2' || (s.p[4] == '1' && s.p[5] >= '6') ||
		(s.p[4] == '3' && s.p[5] <= '1'));
}

bool
address_are_upstreams(struct slice list)
{
	do {
		struct slice entry = slice_trim(slice_cut(&list, ','));
		if (!is_private(entry) || address_cut_port(entry).n == entry.n)
			return false;
	} while (list.p);
	return true;
}

/* The last entry of *list, which is left without it. */
static struct slice
cut_last(struct slice *list)
{
	const char *comma = list->n ? memrchr(list->p, ',', list->n) : NULL;
	struct slice last = *list;
	if (comma) {
		last = slice_between(comma + 1, list->p + list->n);
		list->n = (size_t)(comma - list->p);
	} else {
		list->n = 0;
	}
	last = slice_trim(last);
	if (last.n >= 2 && last.p[0] == '"' && last.p[last.n - 1] == '"')
		last = (struct slice){last.p + 1, last.n - 2};
	return address_strip(last);
}

struct slice
address_forwarded(struct slice peer, struct slice list, unsigned proxies)
{
	bool unknown = peer.n == 0 || (peer.n == 1 && peer.p[0] == '-');
	struct slice found = peer;
	if (unknown && proxies == 0)
		proxies = 1;
	for (; proxies > 0 && list.n > 0; proxies--) {
		struct slice entry = cut_last(&list);
		if (address_is(entry))
			found = entry;
	}
	return found;
}

/* SPDX-License-Identifier: MIT */
/* Hosts by hash: whole, then by the domains they lie in. */
#include "log/hosts.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "log/url.h"

struct hosts_slot {
	const char *host; /* NULL: free */
	size_t n;
	const struct site *site;
};

static struct hosts_slot *
place_of(const struct hosts *h, struct slice host)
{
	uint64_t i = hash_seeded(host) & h->mask;
	while (h->slots[i].host &&
	    (h->slots[i].n != host.n ||
		memcmp(h->slots[i].host, host.p, host.n) != 0))
		i = (i + 1) & h->mask;
	return &h->slots[i];
}

static const struct site *
lookup(const struct hosts *h, struct slice host)
{
	return place_of(h, host)->site;
}

static void
add(struct hosts *h, const char *host, const struct site *site)
{
	struct hosts_slot *slot = place_of(h, slice_of(host));
	if (slot->host) {
		h->twice = host;
		return;
	}
	*slot = (struct hosts_slot){host, strlen(host), site};
	h->n++;
}

void
hosts_init(struct hosts *h)
{
	size_t n = n_site_rows, room = 1;
	for (size_t i = 0; i < n_site_lists; i++)
		n += site_lists[i]->n;
	while (room < n * 3)
		room *= 2;
	*h = (struct hosts){
	    mem_zero(room, sizeof(*h->slots)), room - 1, 0, NULL};
	for (size_t i = 0; i < n_site_rows; i++)
		add(h, site_rows[i].host, &site_rows[i].site);
	for (size_t i = 0; i < n_site_lists; i++)
		for (size_t k = 0; k < site_lists[i]->n; k++)
			add(h, site_lists[i]->hosts[k], &site_lists[i]->site);
}

void
hosts_release(struct hosts *h)
{
	free(h->slots);
	h->slots = NULL;
}

/* The names under a nation's ending that mean what .com does. */
static bool
is_second_level(struct slice label)
{
	static const char *const labels[] = {
	    "co", "com", "net", "org", "ne", "or"};
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (slice_is(label, labels[i]))
			return true;
	return false;
}

/* Where the ending (`com`, `de`, `co.kr`) begins; 0 when it has another form
 * or nothing stands before it. */
static size_t
ending_of(struct slice host)
{
	const char *dot = memrchr(host.p, '.', host.n);
	if (!dot)
		return 0;
	size_t at = (size_t)(dot - host.p) + 1, n = host.n - at;
	if (n < 2 || n > 3 || at < 2)
		return 0;
	const char *before =
	    n == 2 ? memrchr(host.p, '.', (size_t)(dot - host.p)) : NULL;
	if (before && is_second_level(slice_between(before + 1, dot)))
		return (size_t)(before - host.p) + 1;
	return at;
}

const struct site *
hosts_find(const struct hosts *h, struct slice host)
{
	if (host.n == 0 || host.n > HOST_MAX)
		return NULL;
	if (!slice_find(host, '.'))
		return lookup(h, host);
	host = url_strip_www(host, true);
	char folded[HOST_MAX + 1];
	size_t ending = ending_of(host);
	memcpy(folded, host.p, ending);
	folded[ending] = '*';
	for (size_t at = 0; at < host.n;) {
		const struct site *site = lookup(h, slice_skip(host, at));
		if (!site && at < ending)
			site = lookup(
			    h, (struct slice){folded + at, ending + 1 - at});
		if (site && (at == 0 || !site->exact))
			return site;
		const char *dot = slice_find(slice_skip(host, at), '.');
		if (!dot)
			break;
		at = (size_t)(dot - host.p) + 1;
	}
	return NULL;
}

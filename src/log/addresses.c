/* SPDX-License-Identifier: MIT */
/* Addresses as numbers, sets of them as ranges. */
#include "log/addresses.h"

#include <arpa/inet.h>
#include <stdlib.h>

#include "base/mem.h"
#include "log/address.h"

enum { BITS = 128, BITS4 = 32, PREFIX4 = BITS - BITS4 };

/* ::ffff:0:0 */
static const uint128 mapped = (uint128)0xffff << BITS4;

void
addresses_release(struct addresses *a)
{
	free(a->at);
	*a = (struct addresses){NULL, 0};
}

/* Four decimal numbers and nothing behind them; zeros in front are taken, as
 * some loggers pad. */
static bool
read_ipv4(struct slice s, uint128 *address)
{
	const char *p = s.p, *end = s.p + s.n;
	uint32_t v = 0;
	for (int part = 0; part < 4; part++) {
		unsigned number = 0, digits = 0;
		if (part > 0 && (p == end || *p++ != '.'))
			return false;
		for (; p < end && *p >= '0' && *p <= '9'; p++, digits++)
			number = number * 10 + (unsigned)(*p - '0');
		if (digits == 0 || digits > 3 || number > 255)
			return false;
		v = v << 8 | number;
	}
	*address = mapped | v;
	return p == end;
}

static bool
read_ipv6(struct slice s, uint128 *address)
{
	char text[INET6_ADDRSTRLEN];
	unsigned char bytes[16];
	if (s.n >= sizeof(text))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	if (memchr(text, '\0', s.n) || inet_pton(AF_INET6, text, bytes) != 1)
		return false;
	*address = 0;
	for (size_t i = 0; i < sizeof(bytes); i++)
		*address = *address << 8 | bytes[i];
	return true;
}

static bool
read_address(struct slice s, uint128 *address)
{
	return s.n > 0 && (read_ipv4(s, address) || read_ipv6(s, address));
}

static void
add_range(struct addresses *a, uint128 from, unsigned prefix)
{
	uint128 rest =
	    prefix == 0 ? ~(uint128)0 : ((uint128)1 << (BITS - prefix)) - 1;
	/* room doubles: n is a power of two when it is used up */
	if ((a->n & (a->n - 1)) == 0)
		a->at = mem_grow(a->at, (a->n ? 2 * a->n : 1) * sizeof(*a->at));
	a->at[a->n++] = (struct address_range){from & ~rest, from | rest};
}

bool
addresses_add(struct addresses *a, struct slice network, const char **why)
{
	struct slice bits = network;
	struct slice text = slice_cut(&bits, '/');
	uint64_t prefix = BITS;
	uint128 address;
	if (!read_address(text, &address)) {
		*why = "no address (192.0.2.1, 2001:db8::1) or network "
		       "(192.0.2.0/24)";
		return false;
	}
	bool ipv4 = !slice_find(text, ':');
	if (bits.p) {
		uint64_t most = ipv4 ? BITS4 : BITS;
		if (!num_read_u64(bits, most, &prefix)) {
			*why = ipv4 ? "the length behind / is none from 0 to 32"
				    : "the length behind / is none from 0 to "
				      "128";
			return false;
		}
		prefix += ipv4 ? PREFIX4 : 0;
	}
	add_range(a, address, (unsigned)prefix);
	return true;
}

bool
addresses_add_all(
    struct addresses *a, struct slice text, struct entry_error *error)
{
	struct entries e;
	struct slice entry;
	const char *why;
	entries_init(&e, text);
	while (entries_next(&e, &entry))
		if (!addresses_add(a, entry, &why))
			return entries_fail(&e, entry.p, error, "%s", why);
	return true;
}

static int
compare(const void *left, const void *right)
{
	const struct address_range *a = left, *b = right;
	return (a->from > b->from) - (a->from < b->from);
}

void
addresses_ready(struct addresses *a)
{
	size_t n = 0;
	if (a->n == 0)
		return;
	qsort(a->at, a->n, sizeof(*a->at), compare);
	for (size_t i = 1; i < a->n; i++) {
		struct address_range *last = &a->at[n];
		if (a->at[i].from > last->to && a->at[i].from - last->to > 1)
			a->at[++n] = a->at[i];
		else if (a->at[i].to > last->to)
			last->to = a->at[i].to;
	}
	a->n = n + 1;
}

/* The first of a list, without a port or a zone. */
static struct slice
bare(struct slice client)
{
	client = address_strip(slice_trim(slice_cut(&client, ',')));
	return slice_cut(&client, '%');
}

bool
addresses_have(const struct addresses *a, struct slice client)
{
	uint128 address;
	size_t low = 0, high = a->n;
	if (!read_ipv4(client, &address) &&
	    !read_address(bare(client), &address))
		return false;
	/* the first range that begins behind the address */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (a->at[middle].from > address)
			high = middle;
		else
			low = middle + 1;
	}
	return low > 0 && address <= a->at[low - 1].to;
}

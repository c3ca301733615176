/* SPDX-License-Identifier: MIT */
/* Sets of Internet addresses: which clients are one's own office, a monitor,
 * or the person who tests.
 *
 * A set is ranges, sorted and joined: an address is found by halving, without
 * a look at each network. IPv4 addresses that are written as IPv6
 * (`::ffff:192.0.2.1`) are the IPv4 ones. */
#ifndef CJM_LOG_ADDRESSES_H
#define CJM_LOG_ADDRESSES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/num.h"
#include "base/slice.h"
#include "log/entries.h"

struct addresses {
	/* IPv6, IPv4 among them at ::ffff:0:0/96 */
	struct address_range {
		uint128 from, to; /* both belong to it */
	} * at;
	size_t n;
};

void addresses_release(struct addresses *a);

/* Adds a network, `192.0.2.0/24` or `2001:db8::/32`, or one address. Bits
 * behind the prefix do not matter. False with a reason (constant text) when it
 * is neither. */
bool addresses_add(struct addresses *a, struct slice network, const char **why);

/* Adds those of a file's text, one a line (entries.h). */
bool addresses_add_all(
    struct addresses *a, struct slice text, struct entry_error *error);

/* Once all are added, before the first question. */
void addresses_ready(struct addresses *a);

/* Whether the set has the client's address as a log has it: also with a port
 * (`192.0.2.1:80`, `[2001:db8::1]:443`), a zone (`fe80::1%eth0`), or the first
 * of a list with commas. Host names are in no set. */
bool addresses_have(const struct addresses *a, struct slice client);

#endif

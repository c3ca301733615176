/* SPDX-License-Identifier: MIT */
/* Addresses of clients as logs have them. */
#ifndef CJM_LOG_ADDRESS_H
#define CJM_LOG_ADDRESS_H

#include <stdbool.h>

#include "base/slice.h"

/* Whether it is of digits, hexadecimal digits, points and colons, two of the
 * latter at least; behind an IPv6 address may stand a zone. */
bool address_is(struct slice s);

/* An address without a port and without the brackets of IPv6:
 * `203.0.113.9:4711`, `[2001:db8::1]:443`, `2001:db8::1`. Else, and without any
 * colon, what it was. */
struct slice address_strip(struct slice s);

/* An address that always has a port behind its last colon, as proxies write it:
 * `203.0.113.9:4711`, and IPv6 without brackets, `2001:db8::1:4711`. Without
 * the port; where there is none what it was. */
struct slice address_cut_port(struct slice s);

/* Whether each entry of a list, by comma, is of a private network and has a
 * port: that is whom a proxy asked, as nginx's $upstream_addr, not who asked
 * it. */
bool address_are_upstreams(struct slice list);

/* The client that sent a request through so many proxies of one's own: each
 * proxy puts the address that it was asked from at the end of the list (of
 * X-Forwarded-For, by comma), and the last one is the peer. So with one proxy
 * it is the list's last entry, with two the last but one, and where the list is
 * shorter its first. What stands further left was sent by the client and can
 * say anything. An entry that is no address is passed over to the right; where
 * none is left, and with no proxies, it is the peer. An empty peer counts as
 * no proxy passed: then the list's entries alone are counted from one. */
struct slice
address_forwarded(struct slice peer, struct slice list, unsigned proxies);

#endif

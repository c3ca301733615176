/* SPDX-License-Identifier: MIT */
/* Finding the visitor's id. */
#include "log/uid.h"

#include "base/hash.h"
#include "base/junk.h"
#include "base/num.h"
#include "log/cookie.h"
#include "log/unescape.h"
#include "log/url.h"

const char uid_default[] = "tracker,cookie:_ga,cookie:uid,cookie:Apache,ip+ua";

bool
uid_init(struct uid_rules *rules, struct slice list, struct slice *bad)
{
	rules->n = 0;
	while (list.p) {
		struct slice name = *bad = slice_cut(&list, ',');
		struct slice kind = slice_cut(&name, ':');
		struct uid_rule rule = {.name = name};
		if (slice_is(kind, "tracker") && !name.p)
			rule.kind = UID_TRACKER;
		else if (slice_is(kind, "cookie") && name.n > 0)
			rule.kind = UID_COOKIE;
		else if (slice_is(kind, "param") && name.n > 0)
			rule.kind = UID_PARAM;
		else if (slice_is(kind, "user") && !name.p)
			rule.kind = UID_USER;
		else if (slice_is(kind, "ip+ua") && !name.p)
			rule.kind = UID_ADDRESS;
		else
			return false;
		if (rules->n == UID_MAX)
			return false;
		rules->at[rules->n++] = rule;
	}
	rules->first = 0;
	while (rules->first < rules->n &&
	    rules->at[rules->first].kind <= UID_COOKIE)
		rules->first++;
	return true;
}

/* `GA1.2.1234.5678` is the client id 1234.5678; `9f3c….1700000000.` of Matomo
 * is the visitor id before the first point. */
static struct slice
inner_id(struct slice name, struct slice value)
{
	if (slice_is(name, "_ga") && slice_starts(value, SLICE("GA"))) {
		struct slice rest = value;
		slice_cut(&rest, '.');
		slice_cut(&rest, '.');
		return rest.n > 0 ? rest : value;
	}
	if (slice_starts(name, SLICE("_pk_id")))
		return slice_cut(&value, '.');
	return value;
}

/* A socket of the machine itself, as nginx and HAProxy name it (`unix:`, its
 * number cut off like a port), is a proxy's: all its visitors would be one. */
static bool
is_socket(struct slice client)
{
	return slice_is(client, "unix:") || slice_is(client, "unix");
}

static struct slice
address_hash(const struct uid_sources *from, char hash[UID_HASH_LENGTH])
{
	if (absent_to_empty(from->client).n == 0 || is_socket(from->client))
		return SLICE("");
	num_put_hex16(hash, hash_stable(from->client, from->agent));
	return (struct slice){hash, UID_HASH_LENGTH};
}

/* Whether an id as sent stands for nobody; in URLs and cookies the blanks,
 * brackets and quotes of such are `%XX`, or `+`. */
static bool
is_nobody(struct slice id)
{
	char text[48]; /* longer than the longest of them, all `%XX` */
	char first = id.p[0];
	if ((first != '%' && first != '(' && first != '[') ||
	    id.n >= sizeof(text))
		return junk_id(id);
	size_t n = url_unescape(text, id);
	return junk_id((struct slice){text, n});
}

struct slice
uid_find(const struct uid_rules *rules, const struct uid_sources *from,
    char hash[UID_HASH_LENGTH])
{
	/* most hits have neither */
	size_t first = from->cookie.n + from->tracker.n > 0 ? 0 : rules->first;
	for (size_t i = first; i < rules->n; i++) {
		const struct uid_rule *rule = &rules->at[i];
		struct slice id = {"", 0};
		switch (rule->kind) {
		case UID_TRACKER:
			id = from->tracker;
			break;
		case UID_COOKIE:
			if (from->cookie.n > 0)
				id = inner_id(rule->name,
				    cookie_value(from->cookie, rule->name));
			break;
		case UID_PARAM:
			if (!url_find_param(from->query, rule->name, &id))
				id.n = 0;
			break;
		case UID_USER:
			id = from->user;
			break;
		case UID_ADDRESS:
			/* an event of an export may have neither */
			return from->client.n > 0 ? address_hash(from, hash)
						  : SLICE("");
		}
		if (id.n > 0 && !is_nobody(id))
			return id;
	}
	return SLICE("");
}

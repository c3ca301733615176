/* SPDX-License-Identifier: MIT */
/* Consent, forgetting, redacting, hiding. */
#include "log/privacy.h"

#include "base/num.h"
#include "log/cookie.h"
#include "log/redact.h"
#include "log/unescape.h"
#include "table/escape.h"

void
privacy_init(struct privacy *p)
{
	*p = (struct privacy){.active = false};
	roster_init(&p->ids, sizeof(struct key));
}

void
privacy_follow(struct privacy *p, const struct privacy *lead)
{
	*p = (struct privacy){.active = lead->active,
	    .n_consents = lead->n_consents,
	    .follows = true,
	    .forgets = lead->forgets,
	    .ids = lead->ids,
	    .addresses = lead->addresses,
	    .redacts = lead->redacts};
	memcpy(p->consents, lead->consents, sizeof(p->consents));
	if (lead->hides)
		privacy_hide(p, &lead->pseudonyms.key);
}

void
privacy_release(struct privacy *p)
{
	if (!p->follows) {
		roster_release(&p->ids);
		addresses_release(&p->addresses);
	}
	if (p->hides)
		pseudonyms_release(&p->pseudonyms);
	buf_release(&p->id);
	buf_release(&p->redacted);
}

bool
privacy_add_consent(struct privacy *p, struct slice rule)
{
	static const struct slice cookie = {"cookie:", 7};
	struct consent c = {.cookie = slice_starts(rule, cookie)};
	if (c.cookie)
		rule = slice_skip(rule, cookie.n);
	c.name = slice_cut(&rule, '=');
	c.value = rule;
	if (c.name.n == 0 || c.value.n == 0 || p->n_consents == CONSENTS_MAX)
		return false;
	p->consents[p->n_consents++] = c;
	p->active = true;
	return true;
}

void
privacy_forget(struct privacy *p, struct slice text)
{
	struct entries e;
	struct slice entry;
	const char *why;
	bool added;
	entries_init(&e, text);
	while (entries_next(&e, &entry)) {
		roster_get(&p->ids, hash_key(entry), &added);
		/* what is no address is an id all the same */
		addresses_add(&p->addresses, entry, &why);
	}
	addresses_ready(&p->addresses);
	p->forgets = p->active = true;
}

void
privacy_hide(struct privacy *p, const struct digest_key *key)
{
	pseudonyms_init(&p->pseudonyms, key);
	p->hides = p->active = true;
}

bool
privacy_redact(struct privacy *p, struct slice kinds, struct slice *bad)
{
	while (kinds.p) {
		*bad = slice_cut(&kinds, ',');
		if (!redact_add(&p->redacts, *bad))
			return false;
	}
	p->active = true;
	return true;
}

static bool
agrees(const struct consent *c, const struct event *e)
{
	struct slice value = SLICE("");
	if (c->cookie)
		value = cookie_value(e->cookie, c->name);
	else if (!url_find_param(e->beacon, c->name, &value))
		url_find_param(e->all_of_query, c->name, &value);
	return slice_equal(value, c->value);
}

static bool
has_consent(const struct privacy *p, const struct event *e)
{
	for (size_t i = 0; i < p->n_consents; i++)
		if (agrees(&p->consents[i], e))
			return true;
	return p->n_consents == 0;
}

static bool
is_listed(const struct privacy *p, struct slice id)
{
	return id.n > 0 && roster_find(&p->ids, hash_key(id)) != NULL;
}

static bool
is_forgotten(const struct privacy *p, const struct event *e)
{
	return is_listed(p, e->texts[TEXT_UID]) ||
	    is_listed(p, e->texts[TEXT_USER]) || is_listed(p, e->client);
}

/* Address and agent: a hash of both that needs no key stood here before. */
static struct slice
address_id(struct privacy *p, struct slice client, uint64_t agent)
{
	char hex[17] = "\n"; /* no address ends so */
	num_put_hex16(hex + 1, agent);
	p->id.n = 0;
	buf_put_slice(&p->id, client);
	buf_put(&p->id, hex, sizeof(hex));
	return buf_slice(&p->id);
}

/* The ids that were made of the address and the agent where a tracker sends
 * none: which those are is not looked at, since ids of events are only ever
 * compared. */
static void
hide_made(struct privacy *p, struct event *e)
{
	struct slice *order = &e->texts[TEXT_ORDER];
	struct slice *event_id = &e->texts[TEXT_EVENT_ID];
	const size_t prefix = sizeof(BEACON_UNNUMBERED) - 1;
	*event_id = pseudonym_of(&p->pseudonyms, *event_id, p->event_id);
	if (!slice_starts(*order, SLICE(BEACON_UNNUMBERED)))
		return;
	pseudonym_of(&p->pseudonyms, *order, p->order + prefix);
	memcpy(p->order, BEACON_UNNUMBERED, prefix);
	*order = (struct slice){p->order, prefix + PSEUDONYM_LENGTH};
}

static void
hide(struct privacy *p, struct event *e, bool uid_is_address, uint64_t agent)
{
	struct pseudonyms *by = &p->pseudonyms;
	struct slice *uid = &e->texts[TEXT_UID], *user = &e->texts[TEXT_USER];
	e->room += escape_room(sizeof(p->uid) + sizeof(p->user));
	if (uid_is_address)
		*uid = address_id(p, e->client, agent);
	*uid = pseudonym_of(by, *uid, p->uid);
	*user = pseudonym_of(by, *user, p->user);
	e->client = pseudonym_of(by, absent_to_empty(e->client), p->client);
	if (e->row == ROW_TRACK)
		hide_made(p, e);
}

/* Of what visitors write and links are made of; ids are hidden by a key. */
static void
redact(struct privacy *p, struct event *e)
{
	static const unsigned char texts[] = {TEXT_PATH, TEXT_QUERY,
	    TEXT_REFERRER, TEXT_SOURCE, TEXT_MEDIUM, TEXT_CAMPAIGN, TEXT_TERM,
	    TEXT_CONTENT, TEXT_TITLE, TEXT_ITEM, TEXT_ITEM_NAME, TEXT_CATEGORY,
	    TEXT_SEARCH, TEXT_NAME};
	static const size_t n_of[N_ROWS] = {
	    [ROW_PAGE] = 3, [ROW_TRAFFIC] = 8, [ROW_TRACK] = sizeof(texts)};
	size_t n = n_of[e->row], room = 0;
	for (size_t i = 0; i < n; i++)
		room += redact_room(e->texts[texts[i]].n) + SIMD_PAD;
	p->redacted.n = 0;
	char *to = buf_need(&p->redacted, room);
	for (size_t i = 0; i < n; i++) {
		struct slice *text = &e->texts[texts[i]];
		struct slice left = redact_text(p->redacts, *text, to);
		if (left.p == text->p)
			continue;
		memset(to + left.n, 0, SIMD_PAD);
		to += left.n + SIMD_PAD;
		e->room += escape_room(left.n);
		*text = left;
	}
}

enum privacy_verdict
privacy_apply(
    struct privacy *p, struct event *e, bool uid_is_address, uint64_t agent)
{
	if (!has_consent(p, e))
		return PRIVACY_NO_CONSENT;
	if (p->forgets &&
	    (is_forgotten(p, e) || addresses_have(&p->addresses, e->client)))
		return PRIVACY_FORGOTTEN;
	if (p->redacts)
		redact(p, e);
	if (!p->hides)
		return PRIVACY_KEEP;
	hide(p, e, uid_is_address, agent);
	return p->forgets && is_forgotten(p, e) ? PRIVACY_FORGOTTEN
						: PRIVACY_KEEP;
}

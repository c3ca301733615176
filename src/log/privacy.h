/* SPDX-License-Identifier: MIT */
/* What is known of persons and does not go on: hits without consent, those of
 * persons who are to be forgotten, ids themselves where a key hides them, and
 * what has the form of personal data. */
#ifndef CJM_LOG_PRIVACY_H
#define CJM_LOG_PRIVACY_H

#include "base/roster.h"
#include "log/addresses.h"
#include "log/beacon.h"
#include "log/event.h"
#include "log/pseudonym.h"

enum { CONSENTS_MAX = 16 };

struct privacy {
	bool active; /* any of what follows is asked for */
	struct consent {
		bool cookie; /* else a parameter */
		struct slice name, value;
	} consents[CONSENTS_MAX];
	size_t n_consents;

	bool follows; /* ids and addresses are another's */
	bool forgets;
	struct roster ids; /* to be forgotten; keys alone */
	struct addresses addresses;

	unsigned redacts; /* bits of enum redaction */
	struct buf redacted;

	bool hides;
	struct pseudonyms pseudonyms;
	struct buf id; /* address and agent, in hand */
	/* the pseudonyms of the hit in hand, and a pad for the kernels */
	char uid[PSEUDONYM_LENGTH + SIMD_PAD];
	char user[PSEUDONYM_LENGTH + SIMD_PAD];
	char client[PSEUDONYM_LENGTH + SIMD_PAD];
	char event_id[PSEUDONYM_LENGTH + SIMD_PAD];
	char order[BEACON_ID_MAX + SIMD_PAD];
};

void privacy_init(struct privacy *p);
void privacy_release(struct privacy *p);

/* Asks the same of hits as `lead`, whose lists it reads and which must outlive
 * it. */
void privacy_follow(struct privacy *p, const struct privacy *lead);

/* `NAME=VALUE`, a parameter of the hit (the tracker's or the page's), or
 * `cookie:NAME=VALUE`; its bytes must outlive p. Any of several gives consent.
 * False when it is neither, or one too many. */
bool privacy_add_consent(struct privacy *p, struct slice rule);

/* Ids of those to be forgotten, one a line of a file's text: what stands in
 * uid or user, before it is hidden or as hidden by this key, or an address (a
 * network, too). */
void privacy_forget(struct privacy *p, struct slice text);

/* From now on uid, user and address are hidden by this key. */
void privacy_hide(struct privacy *p, const struct digest_key *key);

/* From now on texts are redacted of these kinds, by comma: see redact.h. False
 * with the unknown one in *bad. */
bool privacy_redact(struct privacy *p, struct slice kinds, struct slice *bad);

enum privacy_verdict { PRIVACY_KEEP, PRIVACY_NO_CONSENT, PRIVACY_FORGOTTEN };

/* Judges an event whose texts are all set, redacts them, and hides its ids. The
 * uid was made of the address and the agent when uid_is_address; agent is that
 * of struct agent. */
enum privacy_verdict privacy_apply(
    struct privacy *p, struct event *e, bool uid_is_address, uint64_t agent);

#endif

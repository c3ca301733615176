/* SPDX-License-Identifier: MIT */
/* What the columns of spend files are called: by Naver Search Ad, Google Ads,
 * Meta, Kakao Moment, and in plain files, in English and Korean. */
#ifndef CJM_TABLE_SPEND_NAMES_H
#define CJM_TABLE_SPEND_NAMES_H

#include <stdbool.h>

#include "base/mem.h"

/* What a column of a spend file is for. The first six are columns of the
 * stream. */
enum spend_role {
	SPEND_CHANNEL,
	SPEND_SOURCE,
	SPEND_MEDIUM,
	SPEND_CAMPAIGN,
	SPEND_TERM,
	SPEND_CONTENT,
	SPEND_DATE,
	SPEND_DATE_END, /* of a row that covers several days */
	SPEND_IMPRESSIONS,
	SPEND_CLICKS,
	SPEND_COST,
	SPEND_CURRENCY,
	SPEND_ROLES,
	SPEND_KEYS = SPEND_DATE
};

/* The role of that name, as in --spend-map; SPEND_ROLES for none. */
enum spend_role spend_role_named(struct slice name);
const char *spend_role_name(enum spend_role role);

/* A header cell without its case, blanks, marks, and what it says in brackets;
 * into *room, which is emptied first. */
struct slice spend_plain_name(struct slice cell, struct buf *room);

/* What stands in a header cell's brackets, empty for nothing. */
struct slice spend_bracket(struct slice cell);

/* How well a plain name fits a role: 0 not at all, else the more the better,
 * since several columns may fit (`link clicks` before `clicks`). */
unsigned spend_fits(enum spend_role role, struct slice plain);

/* Whether a column of dates by its plain name tells of single days, so that an
 * end beside it is that of something else, such as the campaign. */
bool spend_is_day(struct slice plain);

/* Platforms whose exports say nothing of source and medium. */
struct spend_platform {
	const char *name;
	const char *source, *medium, *currency; /* "" for none */
};

/* The platform whose export has these columns (plain names), or NULL. */
const struct spend_platform *
spend_platform_of(const struct slice *plain, size_t n);

/* Whether a cell says that its row is a sum of others: `Total: Account`; and
 * whether it does by that word alone. */
bool spend_is_total(struct slice cell);
bool spend_is_total_word(struct slice cell);

#endif

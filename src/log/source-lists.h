/* SPDX-License-Identifier: MIT */
/* What is known of hosts and of the words that stand for them: search engines,
 * social networks, shops, mail, payment pages… Data only; source.c uses it.
 *
 * A host is lower case, without `www.`, `m.` and the like where those are
 * stripped before it is looked for. It stands for its subdomains, too, unless
 * it is exact; the longest one that fits counts. `name.*` stands for the name
 * under any national ending (google.de, google.co.kr, google.com). One without
 * a dot is a word that campaigns use as their source (`facebook`). */
#ifndef CJM_LOG_SOURCE_LISTS_H
#define CJM_LOG_SOURCE_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a referrer from there tells. */
enum site_role {
	SITE_PLAIN,  /* a referral */
	SITE_IGNORE, /* payment, identity, login: the session goes on */
	SITE_PAID,   /* an advertisement was clicked */
	SITE_AI,     /* an assistant: a referral */
	SITE_SEARCH, /* a search engine */
	SITE_MAIL    /* web mail, a mail app */
};

/* GA4's source categories, which channels are made of. */
enum {
	CATEGORY_SEARCH = 1,
	CATEGORY_SOCIAL = 2,
	CATEGORY_SHOPPING = 4,
	CATEGORY_VIDEO = 8
};

struct site {
	uint8_t role;     /* enum site_role */
	uint8_t category; /* CATEGORY_… */
	bool exact;       /* not its subdomains */
	bool chinese;     /* its words may be GBK, which looks like CP949 */
	const char *name; /* the source, of SITE_SEARCH and SITE_PAID */
	/* SITE_PAID: the medium. SITE_SEARCH: the parameters that may hold
	 * the words, each followed by a blank */
	const char *detail;
};

/* Hosts that are alike. */
struct site_list {
	const char *const *hosts;
	size_t n;
	struct site site;
};

/* A host that is like no other. */
struct site_row {
	const char *host;
	struct site site;
};

/* A part of a host that is something else than the rest of it. */
struct site_path {
	const char *host; /* as site_row's, exact or of a subdomain */
	const char *path; /* what the path holds */
	uint8_t role;
};

extern const struct site_list *const site_lists[];
extern const struct site_list site_social; /* one of them */
extern const size_t n_site_lists;
extern const struct site_row site_rows[];
extern const size_t n_site_rows;
extern const struct site_path site_paths[];
extern const size_t n_site_paths;

#endif

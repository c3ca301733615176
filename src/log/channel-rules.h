/* SPDX-License-Identifier: MIT */
/* Channels of a user's own, tried before the default groups.
 *
 * One rule a line, the first that holds names the channel:
 *
 *	# comment
 *	Naver Power Link  when source == "naver" and medium == "cpc"
 *	Affiliates        when param("partner") != ""
 *	Press             when referrer =~ "(^|\.)(yna|chosun)\.co\.kr$"
 *
 * What can be compared: source, medium, campaign, term, content as the columns
 * have them, referrer (its host), host, path, and a parameter of the page as
 * sent. `==` and `!=` compare texts, `=~` and `!~` are PCRE2; both without
 * regard to case, as the default groups are. In a text \" is a quote and \\ a
 * backslash; a pattern's backslashes are its own but for \". */
#ifndef CJM_LOG_CHANNEL_RULES_H
#define CJM_LOG_CHANNEL_RULES_H

#include "base/mem.h"
#include "ext/regex.h"
#include "log/entries.h"

enum {
	CHANNEL_RULES_MAX = 1000,
	CHANNEL_TESTS_MAX = 16, /* of one rule */
	CHANNEL_NAME_MAX = 100  /* bytes */
};

enum channel_field {
	CHANNEL_SOURCE,
	CHANNEL_MEDIUM,
	CHANNEL_CAMPAIGN,
	CHANNEL_TERM,
	CHANNEL_CONTENT,
	CHANNEL_REFERRER, /* its host */
	CHANNEL_HOST,
	CHANNEL_PATH,
	CHANNEL_PARAM,
	N_CHANNEL_FIELDS = CHANNEL_PARAM
};

struct channel_test {
	enum channel_field field;
	struct slice param;
	bool negated;
	struct slice text;   /* to be equal to */
	struct regex *regex; /* else to match */
};

struct channel_rule {
	struct slice channel; /* a field of the stream */
	struct channel_test tests[CHANNEL_TESTS_MAX];
	size_t n;
};

struct channel_rules {
	struct channel_rule *at;
	size_t n;
	bool params; /* some rule reads a parameter, host or path: pages
		      * without any source are asked, too */
	struct arena memory;
	unsigned runaways; /* patterns that gave up, which counts as no match */
};

/* Reads a file's text, whose bytes are not needed afterwards. False with *error
 * at the first mistake. */
bool channel_rules_read(
    struct channel_rules *r, struct slice text, struct entry_error *error);
void channel_rules_release(struct channel_rules *r);

/* What a hit has; parameters are looked for in `query`. */
struct channel_facts {
	struct slice fields[N_CHANNEL_FIELDS];
	struct slice query;
};

/* The channel of the first rule that holds; p is NULL when none does. Valid
 * until release, SIMD_PAD bytes behind it can be read. */
struct slice
channel_rules_find(struct channel_rules *r, const struct channel_facts *facts);

#endif

/* SPDX-License-Identifier: MIT */
/* The options of cjm-parse as a user gives them, and the parser that they make.
 */
#ifndef CJM_PARSE_OPTIONS_H
#define CJM_PARSE_OPTIONS_H

#include "base/num.h"
#include "base/when.h"
#include "parse-guards.h"

struct parse_options {
	struct opt_common common;
	const char *format, *columns, *uid, *rejects, *currency, *tz;
	struct opt_list sites, keep, pixels, maps;
	int64_t since, until, max_rejects, proxies, threads;
	bool merge;
	struct guard_options guards;
};

#define PARSE_OPTIONS_INIT                                              \
	{                                                               \
		.common = OPT_COMMON_INIT, .format = "auto",            \
		.columns = columns_default, .uid = uid_default,         \
		.currency = "", .since = WHEN_NONE, .until = WHEN_NONE, \
		.max_rejects = MILLION, .guards = GUARD_OPTIONS_INIT    \
	}

/* How lines are read. */
struct parse_format {
	struct format_choice choice;
	struct dialect dialect;
	struct zone zone; /* of times that name none */
};

/* The zone of --tz, or NULL where it is not given. */
struct zone *parse_zone(const struct parse_options *o, struct parse_format *f);

/* Each fits its first argument to the options, which must outlive it; wrong use
 * and mistakes in files end the process with EXIT_USAGE. The format comes
 * first; dialect_release and parser_release free. A parser beside another, its
 * lead, does not read again what that has read of files. */
void parse_format_init(struct parse_format *f, const struct parse_options *o,
    const struct simd *simd);
void parse_parser_init(struct parser *p, const struct parse_options *o,
    const struct simd *simd, const struct parser *lead);

#endif

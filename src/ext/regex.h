/* SPDX-License-Identifier: MIT */
/* The door to PCRE2: patterns over UTF-8, compiled to machine code where the
 * system lets them be.
 *
 * A match that would run away (exponential backtracking) is a result of its
 * own after about 10 ms, never a hang. `$` is the very end of the text. Text
 * that is not UTF-8 is no error: a character never matches across its broken
 * bytes. */
#ifndef CJM_EXT_REGEX_H
#define CJM_EXT_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct regex;

/* Why a pattern did not compile; offset is in bytes from its beginning. */
struct regex_error {
	size_t offset;
	char reason[160];
};

/* Compiles a pattern; its bytes are not needed afterwards. NULL with *error
 * filled when it is wrong. Free with regex_free. */
struct regex *regex_new(struct slice pattern, struct regex_error *error);
void regex_free(struct regex *r);

/* The same pattern over bytes, for text that is in no known charset: there each
 * byte is a character. NULL when the pattern needs UTF-8. */
struct regex *regex_new_bytes(struct slice pattern);

enum regex_result {
	REGEX_MISS,
	REGEX_MATCH,
	REGEX_GAVE_UP /* a limit was reached; regex_why tells which */
};

/* Searches text, which must stay where it is as long as the groups of this
 * match are asked for. */
enum regex_result regex_match(struct regex *r, struct slice text);

/* Why the last match gave up; valid until the next one. */
const char *regex_why(const struct regex *r);

/* Named groups, in the byte order of their names; where a name stands for
 * several groups (after (?J) or in (?|…)), each is listed. */
unsigned regex_names(const struct regex *r);
struct slice regex_name(const struct regex *r, unsigned i); /* until free */

/* What the i-th named group matched: bytes within the text of the last
 * regex_match, which was REGEX_MATCH. False when the group took no part. */
bool regex_group(const struct regex *r, unsigned i, struct slice *found);

/* The bytes with which every text that matches begins; empty when none are
 * known. Comparing them first spares most searches: a call of PCRE2 costs
 * some 40 ns even if the first byte differs. Used by regex_match itself. */
struct slice regex_prefix(const struct regex *r);

/* Bytes that every text that matches holds somewhere; empty when none are
 * known. For those who ask many patterns of one text. */
struct slice regex_literal(const struct regex *r);

#endif

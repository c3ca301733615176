/* SPDX-License-Identifier: MIT */
/* JSON as logs hold it: one text a line, read in one walk without a copy.
 *
 * What RFC 8259 calls JSON is read, and nothing else but for what loggers that
 * put JSON together from pieces get wrong. Such a line is told from a good one
 * (JSON_LAX), and it is wrong in nothing but these:
 *
 *   "a\xE2b"    the byte, as nginx writes it without `escape=json`
 *   "a":,       a value that is missing is null; before `}` too
 *   "a":-       and so is a bare dash
 *
 * Of members with one name the last counts. Bytes that are no UTF-8 pass, half
 * a surrogate pair becomes U+FFFD, \u0000 is a NUL within its slice. Nesting
 * beyond JSON_DEPTH is refused, like all that is no JSON. */
#ifndef CJM_LOG_JSON_H
#define CJM_LOG_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "log/hit.h"
#include "simd/simd.h"

enum { JSON_DEPTH = 128, JSON_SLOTS = 256, JSON_PATH_MAX = 128 };

enum json_kind {
	JSON_NULL,
	JSON_FALSE,
	JSON_TRUE,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
};

/* A value: a part of the line, valid as long as that. */
struct json_value {
	struct slice text; /* of a string what stands between its quotes */
	enum json_kind kind;
	bool escaped; /* a string with a backslash: json_text undoes it */
};

/* Which values are wanted. */
struct json_paths;

struct json_paths *json_paths_new(void);
void json_paths_free(struct json_paths *paths);

/* Asks for the value at a path: names with points between, numbers for the
 * elements of arrays, `request.headers.User-Agent.0`. Any of the points may be
 * part of a name instead (`{"request.headers": {…}}`). Returns the number of
 * its slot, the next free one if the path is new; -1 when all are taken, or the
 * path is longer than JSON_PATH_MAX, has over 6 points or an empty name. */
int json_paths_add(struct json_paths *paths, struct slice path);

/* The values of a line. at[i] means something only where bit i is set. */
struct json_found {
	uint64_t set[JSON_SLOTS / 64];
	struct json_value at[JSON_SLOTS];
	struct json_value root;
};

static inline bool
json_has(const struct json_found *found, int slot)
{
	return (found->set[slot / 64] >> slot % 64 & 1) != 0;
}

enum json_result {
	JSON_BAD,  /* no JSON; *found is scratch */
	JSON_GOOD, /* JSON */
	JSON_LAX   /* no JSON, but read: see above */
};

/* Reads a line, of whose end SIMD_PAD bytes more can be read. Its marks only
 * make it faster. */
enum json_result json_read(const struct json_paths *paths,
    const struct simd *simd, const struct line *line, struct json_found *found);

/* What the lines of one log have in common: everything but the scalar values.
 * Zeroed before the first line. */
enum { JSON_SHAPE_VALUES = 64, JSON_SHAPE_TEXT = 2048 };

struct json_shape {
	const struct json_paths *paths; /* NULL: nothing is known */
	unsigned n;                     /* values */
	struct json_shape_value {
		uint16_t text, n; /* the bytes of the line in front of it */
		uint16_t marks;   /* of struct line, in those */
		int16_t slot;
		bool member;           /* of an object, not an array */
	} at[JSON_SHAPE_VALUES + 1];   /* the last: what is behind all values */
	uint64_t set[JSON_SLOTS / 64]; /* which slots they fill */
	uint16_t root, root_tail; /* bytes before it; of the last text in it */
	char text[JSON_SHAPE_TEXT + 8]; /* words are read */
};

/* The same as json_read: in a line that differs from the last one in nothing
 * but values, names are compared and not looked up. That is a third of the
 * time for a line of a dozen members. */
enum json_result json_read_like(const struct json_paths *paths,
    const struct simd *simd, const struct line *line, struct json_found *found,
    struct json_shape *shape);

/* Steps through an array or object that json_read has found:
 *
 *	struct json_steps steps = json_steps(simd, value);
 *	struct json_value name, item;
 *	while (json_next(&steps, &name, &item))
 *
 * name is a null in arrays. Values of no other kind have any steps. Every step
 * costs the length of its value, nested ones included. */
struct json_steps {
	const struct simd *simd;
	const char *p, *end;
	bool object;
};

struct json_steps json_steps(const struct simd *simd, struct json_value of);
bool json_next(
    struct json_steps *steps, struct json_value *name, struct json_value *item);

/* The value of the last member of that name of an object; false without. */
bool json_member(const struct simd *simd, struct json_value object,
    struct slice name, struct json_value *item);

/* Text: a string without its escapes, of all else the bytes in the line, of
 * null none. Only an escaped string is copied, to behind *scratch, which must
 * not move while earlier slices into it are in use: let it have room for
 * v.text.n bytes, and a pad where a kernel will read the result. */
struct slice json_unescape(struct json_value v, struct buf *scratch);

static inline struct slice
json_text(struct json_value v, struct buf *scratch)
{
	return v.escaped || v.kind == JSON_NULL ? json_unescape(v, scratch)
						: v.text;
}

/* Whether v is a string and, escapes undone, this text. */
bool json_is(struct json_value v, struct slice text);

/* A number, or a string that holds one, times 10^scale, rounded half to even:
 * 12.5 by a scale of 6 is 12500000. Exponents are understood. False on what is
 * no number, and on one that does not fit. */
bool json_scaled(struct json_value v, int scale, int64_t *out);

#endif

/* SPDX-License-Identifier: MIT */
/* The front of a line of the common log family, told by its marks alone. */
#ifndef CJM_LOG_CLF_H
#define CJM_LOG_CLF_H

#include "log/asset.h"
#include "log/request.h"
#include "log/stamp.h"

/* `[` stamp `] "`: from the bracket to the request's first byte. */
enum { CLF_FRAME = 1 + STAMP_LENGTH + 3 };

/* Whether the byte at p, behind a quote, has room for a stamp in its frame in
 * front and the frame is there. */
static inline bool
clf_behind_stamp(struct slice line, const char *p)
{
	return p - line.p >= CLF_FRAME && p[-2] == ' ' && p[-3] == ']' &&
	    p[-CLF_FRAME] == '[';
}

/* The request when its quotes are the line's first marks but for a `?`, and
 * a stamp stands before it. */
__attribute__((always_inline)) static inline bool
clf_head_by_marks(struct hit *hit)
{
	const char *p;
	if (hit->n_marks < 3 ||
	    !clf_behind_stamp(hit->line, p = hit->base + hit->marks[0] + 1) ||
	    !request_by_marks(hit))
		return false;
	hit->stamp = p - CLF_FRAME;
	return true;
}

/* Whether the line is a GET of a static file that no tracker's hit can be.
 * Seven lines of ten are, and this finds out in a third of the instructions
 * that the whole parser takes. The ending comes first: it tells most pages. */
static inline bool
clf_is_asset(const struct line *line)
{
	enum { METHOD = 4, PROTOCOL = 9 }; /* `GET `, ` HTTP/1.1` */
	if (line->n_marks < 3)
		return false;
	const char *path = line->base + line->marks[0] + 1 + METHOD;
	const char *mark = line->base + line->marks[1];
	bool asked = *mark == '?';
	const char *end = asked ? mark : mark - PROTOCOL;
	if (end <= path)
		return false;
	enum asset kind = asset_kind(slice_between(path, end));
	if (kind == ASSET_NONE || (asked && kind == ASSET_OTHER))
		return false;
	struct hit hit;
	hit.line = line->text;
	hit.base = line->base;
	hit.marks = line->marks;
	hit.n_marks = line->n_marks;
	return clf_head_by_marks(&hit) && hit.method.n == METHOD - 1;
}

#endif

/* SPDX-License-Identifier: MIT */
/* Request lines: `METHOD target PROTOCOL`, and what clients send instead. */
#ifndef CJM_LOG_REQUEST_H
#define CJM_LOG_REQUEST_H

#include <stdbool.h>

#include "log/hit.h"
#include "simd/simd.h"

/* Capital letters and dashes, at most 20. */
bool request_is_method(struct slice s);

/* The closing quote of the quoted text that begins at p: the first `"` without
 * a backslash that belongs to it. NULL when there is none before end. */
const char *
request_close(const struct simd *simd, const char *p, const char *end);

/* The common case: `GET /target HTTP/…` without a blank in the target. Sets
 * method, target and path. False when the request needs request_read. */
bool request_read_fast(
    const struct simd *simd, const char *p, const char *end, struct hit *hit);

/* The same, of the text between the quotes, which holds no backslash and whose
 * first `?` is known (NULL for none): a target that begins with / before
 * ` HTTP/1.1` or another two digits. */
bool
request_read_usual(struct slice request, const char *query, struct hit *hit);

/* The same by the line's first marks, where they are its quotes and perhaps a
 * `?` between: nothing need be searched. Sets hit->request and hit->rest, too,
 * to its first byte and its closing quote, and takes the marks off. What it
 * gives is what request_read would. False for all other lines. */
bool request_by_marks(struct hit *hit);

/* Any request text: the method is the first word if it is one
 * (request_is_method), the protocol is what stands behind the last blank if
 * it begins with HTTP/, the target is all between. Text that has no method or
 * no target leaves the method empty. */
void request_read(struct slice request, struct hit *hit);

#endif

/* SPDX-License-Identifier: MIT */
/* URLs as bytes in logs: cut into parts, whose text url-text.h makes readable.
 *
 * Nothing here rejects anything: whatever stands in a log is cut as well as it
 * can be, and a part that is not there is empty. Cutting never copies, so
 * parts are slices of what was given and live as long as that. */
#ifndef CJM_LOG_URL_H
#define CJM_LOG_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/slice.h"
#include "table/url-text.h"

struct url {
	struct slice scheme;   /* `https`, `android-app`; case as sent */
	struct slice host;     /* no user, port or trailing dot; case as sent */
	struct slice path;     /* from the first / on */
	struct slice query;    /* behind the first ?, without it */
	struct slice fragment; /* behind the first #, without it */
};

/* A request target (`/p?q`) or the absolute URI of a page. Only an absolute
 * URI has a scheme and a host: `//double` is a path. */
void url_split_target(struct slice target, struct url *out);

/* A referrer: `https://user@host.:443/p?q#f`, `android-app://package/`,
 * `//host/p`, and `www.host/p` or `host.tld/p` of old loggers. Host is empty
 * where there is none (`-`, `about:client`, `file:///p`, `/p`, `bookmark`) and
 * where what stands in its place cannot be a host name. */
void url_split_referrer(struct slice referrer, struct url *out);

/* path without the session ids among its matrix parameters: `;jsessionid=…`,
 * `;PHPSESSID=…`, `;sid=…`, in any segment. Other parameters stay. A slice of
 * path where nothing stands behind the id, else put together behind room->n,
 * with a pad of zeros behind; it needs path.n + SIMD_PAD bytes there. */
struct slice url_strip_matrix(struct slice path, struct buf *room);

/* A host that a log names, in small letters, without port and trailing dot;
 * empty for `_`, which in nginx is any host. A slice of it, or put behind
 * room->n, where there must be room for it. */
struct slice url_plain_host(struct slice host, struct buf *room);

/* host without `www.`, `www2.`; with `mobile` also without `m.`, which is for
 * matching only. Never leaves a name without a dot. Without regard to case. */
struct slice url_strip_www(struct slice host, bool mobile);

/* One parameter of a query, as sent. `a` without = has an empty value whose
 * pointer is NULL. */
struct url_param {
	struct slice name, value;
};

/* Takes the next parameter off *rest; false when there is none left.
 * Separators are `&`, and `&amp;` of links written into HTML with too much
 * care (also as `&amp%3B`); `;` is none, since values of trackers and of
 * Naver hold it. Empty pieces are passed over, `=x` has an empty name.
 *
 *	struct slice rest = query;
 *	struct url_param p;
 *	while (url_next_param(&rest, &p))
 */
bool url_next_param(struct slice *rest, struct url_param *out);

/* s without the rest of an & that an HTML writer made `&amp;` (and the next one
 * `&amp;amp;`), which it may begin with. */
struct slice url_skip_entity(struct slice s);

/* The value of the first parameter of that name (compared as sent, without
 * regard to ASCII case); false when there is none. */
bool url_find_param(struct slice query, struct slice name, struct slice *value);

#endif

/* SPDX-License-Identifier: MIT */
/* The parameters of a query, for those who look at all of them: where they
 * begin and end is found by one pass of a kernel. */
#ifndef CJM_LOG_PARAMS_H
#define CJM_LOG_PARAMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "log/url.h"
#include "simd/simd.h"

/* Longer queries are walked by url_next_param. */
enum { PARAMS_LONGEST = 2048 };

struct params {
	const char *query, *end;
	const char *next;  /* where the next parameter begins */
	struct slice rest; /* of a long query */
	size_t i, n;
	uint32_t at[PARAMS_LONGEST + PLACES_PAD]; /* of `&` and `=` */
};

/* SIMD_PAD bytes behind the query can be read. */
static inline void
params_begin(struct params *w, const struct simd *simd, struct slice query)
{
	w->query = w->next = query.p;
	w->end = query.p + query.n;
	w->rest.n = 0;
	w->i = w->n = 0;
	if (query.n > PARAMS_LONGEST) {
		w->rest = query;
		w->next = w->end;
	} else if (query.n > 0) {
		w->n = simd->places(query.p, query.n, '&', '=', w->at);
	}
}

/* As url_next_param. */
static inline bool
params_next(struct params *w, struct url_param *out)
{
	const char *p = w->query, *end = w->end;
	if (w->rest.n > 0)
		return url_next_param(&w->rest, out);
	while (w->next < end) {
		const char *close = end, *equals = NULL;
		for (; w->i < w->n && close == end; w->i++) {
			const char *at = p + w->at[w->i];
			if (*at == '&')
				close = at;
			else if (!equals)
				equals = at;
		}
		struct slice piece = slice_between(w->next, close);
		w->next = close + 1;
		if (piece.n > 3 && piece.p[0] == 'a')
			piece = url_skip_entity(piece);
		if (piece.n == 0)
			continue;
		out->name = equals ? slice_between(piece.p, equals) : piece;
		out->value = equals ? slice_between(equals + 1, close)
				    : (struct slice){NULL, 0};
		return true;
	}
	return false;
}

#endif

/* SPDX-License-Identifier: MIT */
/* The words for a visit that nothing brought, in the columns channel, source
 * and medium. */
#ifndef CJM_JOURNEY_DIRECT_H
#define CJM_JOURNEY_DIRECT_H

#include "base/slice.h"

static inline bool
is_direct(struct slice text)
{
	return text.n == 0 || slice_equal_nocase(text, SLICE("direct")) ||
	    slice_equal_nocase(text, SLICE("(direct)")) ||
	    slice_equal_nocase(text, SLICE("(none)"));
}

#endif

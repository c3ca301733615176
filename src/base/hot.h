/* SPDX-License-Identifier: MIT */
/* Functions that take every line or row. */
#ifndef CJM_BASE_HOT_H
#define CJM_BASE_HOT_H

/* In front of a loop over rows. What runs once, as main and whatever is inlined
 * into it do, gcc makes small instead of fast: copies of fixed size became
 * `rep movs` there, which took a quarter of cjm-sessionize's time. */
#define ROW_LOOP __attribute__((hot, noinline))

#endif

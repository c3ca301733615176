/* SPDX-License-Identifier: MIT */
/* How many decimals money has where people read it; files keep all of them. */
#ifndef CJM_REPORT_MONEY_H
#define CJM_REPORT_MONEY_H

#include "base/num.h"
#include "base/slice.h"

enum money_kind {
	MONEY_NONE,
	MONEY_AMOUNT, /* revenue, cost */
	MONEY_MEAN    /* a quotient of one: order value, cost a click */
};

/* By the name of a column. */
enum money_kind money_kind(struct slice column);

/* Decimals of amounts. The currency decides, where it is one; else how many
 * are written at most: none, or three as of dinars, are as they are, and any
 * others two. */
unsigned money_decimals(struct slice currency, unsigned written);

/* Those of means, whose own digits have no end: as amounts of the table, which
 * are written with so many. Of whole amounts without a currency they are whole
 * where the highest is a hundred (10^-12) or more: a click may cost less than
 * one. */
unsigned
money_mean_decimals(struct slice currency, unsigned written, int128 highest);

#endif

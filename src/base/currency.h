/* SPDX-License-Identifier: MIT */
/* Currencies: their codes and how many decimals their money has. */
#ifndef CJM_BASE_CURRENCY_H
#define CJM_BASE_CURRENCY_H

#include <stdbool.h>

#include "base/slice.h"

enum { CURRENCY_CODE = 3 };

/* The code as ISO 4217 writes it: three ASCII letters in capitals, in `room`.
 * Any other text is returned as it is. */
struct slice currency_code(struct slice text, char room[CURRENCY_CODE]);

/* Whether three capitals are a code that money is paid in. ALL is none: in the
 * places where this is asked it means everything. */
bool currency_known(struct slice code);

/* Decimals of the currency's minor unit by ISO 4217 (list one of 2026): KRW 0,
 * KWD 3, CLF 4; 2 for the others and for a text that is no code. */
unsigned currency_digits(struct slice code);

#endif

/* SPDX-License-Identifier: MIT */
/* ISO 4217's minor units: only those that are not two digits. */
#include "base/currency.h"

static const struct minor_unit {
	char code[CURRENCY_CODE + 1];
	unsigned digits;
} minor_units[] = {{"BHD", 3}, {"BIF", 0}, {"CLF", 4}, {"CLP", 0}, {"DJF", 0},
    {"GNF", 0}, {"IQD", 3}, {"ISK", 0}, {"JOD", 3}, {"JPY", 0}, {"KMF", 0},
    {"KRW", 0}, {"KWD", 3}, {"LYD", 3}, {"OMR", 3}, {"PYG", 0}, {"RWF", 0},
    {"TND", 3}, {"UGX", 0}, {"UYI", 0}, {"UYW", 4}, {"VND", 0}, {"VUV", 0},
    {"XAF", 0}, {"XOF", 0}, {"XPF", 0}};

struct slice
currency_code(struct slice text, char room[CURRENCY_CODE])
{
	if (text.n != CURRENCY_CODE)
		return text;
	for (size_t i = 0; i < CURRENCY_CODE; i++) {
		char c = text.p[i];
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 32);
		if (c < 'A' || c > 'Z')
			return text;
		room[i] = c;
	}
	return (struct slice){room, CURRENCY_CODE};
}

unsigned
currency_digits(struct slice code)
{
	for (size_t i = 0; i < sizeof(minor_units) / sizeof(*minor_units); i++)
		if (slice_is(code, minor_units[i].code))
			return minor_units[i].digits;
	return 2;
}

/* SPDX-License-Identifier: MIT */
/* ISO 4217: its codes, and minor units that are not two digits. */
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

bool
currency_known(struct slice code)
{
	static const char codes[] =
	    "AED AFN AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD "
	    "BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF "
	    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB "
	    "EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
	    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF "
	    "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
	    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
	    "NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
	    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN "
	    "SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
	    "USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ";
	for (const char *p = codes; *p; p += CURRENCY_CODE + 1)
		if (slice_equal(code, (struct slice){p, CURRENCY_CODE}))
			return true;
	return false;
}

/* SPDX-License-Identifier: MIT */
/* Dates, counts and money as advertising platforms and spreadsheets write
 * them. */
#ifndef CJM_TABLE_SPEND_VALUE_H
#define CJM_TABLE_SPEND_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* In which order a date with slashes names its parts, where the year is last.
 */
enum spend_order {
	ORDER_UNKNOWN,
	ORDER_MONTH_FIRST, /* 03/25/2026 */
	ORDER_DAY_FIRST    /* 25/03/2026 */
};

enum spend_date {
	DATE_GOOD,
	DATE_BAD,      /* none, or no day of the calendar */
	DATE_AMBIGUOUS /* month or day first? */
};

/* A date: 2026-03-01, 2026.03.01., 2026. 3. 1., 2026/3/1, 20260301,
 * `2026년 3월 1일`, 3/25/2026; a time of day behind a blank or a T is left
 * out. Without an order 03/01/2026 is ambiguous, 03/25/2026 is not.
 * *day: days since 1970-01-01. */
enum spend_date
spend_read_date(struct slice s, enum spend_order order, int64_t *day);

/* The order that a date alone proves: ORDER_UNKNOWN for most. */
enum spend_order spend_date_order(struct slice s);

/* Money: an amount with thousands separators and a sign of its currency in
 * front or behind (₩1,234 1,234원 US$12.50 12.50 EUR). Commas in groups of
 * three separate thousands; with `comma` (files whose fields are separated by
 * semicolons) others are decimal commas, and 1.234 is not read, since it could
 * be either. Nothing and dashes are 0. *currency: the code that the sign
 * stands for, else left alone. $ is USD, ¥ is JPY, \ is KRW: what CP949 has
 * in place of ₩. */
bool spend_read_money(
    struct slice s, bool comma, int64_t *millionths, struct slice *currency);

/* A count: whole, not negative, with thousands separators. */
bool spend_read_count(struct slice s, bool comma, uint64_t *count);

/* The code of a currency within a text such as `krw`, `VAT포함,원` or `US$`:
 * three letters that stand alone and are a currency (VAT and CPC are none),
 * else a sign. False where there is none. */
bool spend_find_currency(struct slice s, char code[4]);

#endif

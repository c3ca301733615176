/* SPDX-License-Identifier: MIT */
/* What persons are known by outside, brought into the one form that platforms
 * compare. */
#ifndef CJM_REPORT_PERSONAL_H
#define CJM_REPORT_PERSONAL_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/slice.h"

enum personal_field {
	PERSONAL_EMAIL,
	PERSONAL_PHONE,
	PERSONAL_FIRST_NAME,
	PERSONAL_LAST_NAME,
	PERSONAL_NAME, /* first and last in one */
	PERSONAL_COUNTRY,
	PERSONAL_ZIP,
	PERSONAL_CITY,
	PERSONAL_STATE,
	PERSONAL_BIRTH,  /* YYYYMMDD */
	PERSONAL_GENDER, /* m or f */
	PERSONAL_DEVICE, /* the advertising id of a phone */
	PERSONAL_VALUE,  /* what the person is worth */
	PERSONAL_FIELDS  /* none of them */
};

/* Where platforms differ. */
struct personal_style {
	bool plus;      /* phone numbers keep their + */
	bool bare;      /* names, places and codes without marks and blanks */
	bool uppercase; /* countries: KR, not kr */
};

/* The field of a name as --map has it: email, phone, first_name, last_name,
 * name, country, zip, city, state, dob, gender, madid, value. */
enum personal_field personal_named(struct slice name);

/* The field that a column of that name usually holds, by English and Korean
 * names, whatever their case and marks between words. */
enum personal_field personal_guess(struct slice column);

/* Appends the value in its one form; false, with nothing appended, for what is
 * none: an address without @, a number of less than seven digits. A national
 * phone number needs the calling code (digits, empty for none). */
bool personal_put(struct buf *b, enum personal_field field, struct slice value,
    const struct personal_style *style, struct slice calling_code);

/* Whether a value is a SHA-256 digest already: 64 hexadecimal digits. */
bool personal_is_hashed(struct slice value);

#endif

/* SPDX-License-Identifier: MIT */
/* Normalising what persons are known by. */
#include "report/personal.h"

#include "base/character.h"
#include "table/escape.h"
#include "table/small.h"

enum {
	PHONE_LEAST = 7,
	PHONE_WHOLE = 11, /* digits from which the code may be among them */
	PHONE_MOST = 15,
	DATE = 8,
	SHA256_DIGITS = 64
};

static const char *const names[PERSONAL_FIELDS] = {"email", "phone",
    "first_name", "last_name", "name", "country", "zip", "city", "state", "dob",
    "gender", "madid", "value"};

/* Other names that columns have, in small letters without marks. */
static const struct {
	const char *name;
	enum personal_field field;
} usual[] = {{"email", PERSONAL_EMAIL}, {"mail", PERSONAL_EMAIL},
    {"emailaddress", PERSONAL_EMAIL}, {"이메일", PERSONAL_EMAIL},
    {"이메일주소", PERSONAL_EMAIL}, {"메일", PERSONAL_EMAIL},
    {"메일주소", PERSONAL_EMAIL}, {"phone", PERSONAL_PHONE},
    {"phonenumber", PERSONAL_PHONE}, {"mobile", PERSONAL_PHONE},
    {"tel", PERSONAL_PHONE}, {"cellphone", PERSONAL_PHONE},
    {"휴대폰", PERSONAL_PHONE}, {"휴대전화", PERSONAL_PHONE},
    {"전화번호", PERSONAL_PHONE}, {"휴대폰번호", PERSONAL_PHONE},
    {"휴대전화번호", PERSONAL_PHONE}, {"핸드폰", PERSONAL_PHONE},
    {"핸드폰번호", PERSONAL_PHONE}, {"연락처", PERSONAL_PHONE},
    {"전화", PERSONAL_PHONE}, {"mobilephone", PERSONAL_PHONE},
    {"mobilenumber", PERSONAL_PHONE}, {"telephone", PERSONAL_PHONE},
    {"firstname", PERSONAL_FIRST_NAME}, {"fn", PERSONAL_FIRST_NAME},
    {"givenname", PERSONAL_FIRST_NAME}, {"lastname", PERSONAL_LAST_NAME},
    {"ln", PERSONAL_LAST_NAME}, {"surname", PERSONAL_LAST_NAME},
    {"familyname", PERSONAL_LAST_NAME}, {"성", PERSONAL_LAST_NAME},
    {"name", PERSONAL_NAME}, {"fullname", PERSONAL_NAME},
    {"이름", PERSONAL_NAME}, {"성명", PERSONAL_NAME}, {"성함", PERSONAL_NAME},
    {"고객명", PERSONAL_NAME}, {"회원명", PERSONAL_NAME},
    {"country", PERSONAL_COUNTRY}, {"국가", PERSONAL_COUNTRY},
    {"zip", PERSONAL_ZIP}, {"zipcode", PERSONAL_ZIP},
    {"postcode", PERSONAL_ZIP}, {"postalcode", PERSONAL_ZIP},
    {"우편번호", PERSONAL_ZIP}, {"city", PERSONAL_CITY}, {"ct", PERSONAL_CITY},
    {"도시", PERSONAL_CITY}, {"state", PERSONAL_STATE}, {"st", PERSONAL_STATE},
    {"province", PERSONAL_STATE}, {"dob", PERSONAL_BIRTH},
    {"birthday", PERSONAL_BIRTH}, {"birthdate", PERSONAL_BIRTH},
    {"dateofbirth", PERSONAL_BIRTH}, {"생년월일", PERSONAL_BIRTH},
    {"생일", PERSONAL_BIRTH}, {"gender", PERSONAL_GENDER},
    {"gen", PERSONAL_GENDER}, {"sex", PERSONAL_GENDER},
    {"성별", PERSONAL_GENDER}, {"madid", PERSONAL_DEVICE},
    {"idfa", PERSONAL_DEVICE}, {"adid", PERSONAL_DEVICE},
    {"aaid", PERSONAL_DEVICE}, {"gaid", PERSONAL_DEVICE},
    {"value", PERSONAL_VALUE}, {"ltv", PERSONAL_VALUE}};

static char
large(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* A blank or a mark of ASCII. */
static bool
is_mark(char c)
{
	return (unsigned char)c < 0x80 && !byte_is_digit(c) &&
	    !byte_is_letter(c);
}

enum personal_field
personal_named(struct slice name)
{
	unsigned i = 0;
	while (i < PERSONAL_FIELDS && !slice_is(name, names[i]))
		i++;
	return (enum personal_field)i;
}

enum personal_field
personal_guess(struct slice column)
{
	char bare[32];
	size_t n = 0;
	for (size_t i = 0; i < column.n; i++) {
		if (is_mark(column.p[i]))
			continue;
		if (n == sizeof(bare))
			return PERSONAL_FIELDS;
		bare[n++] = byte_lower(column.p[i]);
	}
	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		if (slice_is((struct slice){bare, n}, usual[i].name))
			return usual[i].field;
	return PERSONAL_FIELDS;
}

bool
personal_is_hashed(struct slice value)
{
	if (value.n != SHA256_DIGITS)
		return false;
	for (size_t i = 0; i < value.n; i++) {
		char c = byte_lower(value.p[i]);
		if (!byte_is_digit(c) && !(c >= 'a' && c <= 'f'))
			return false;
	}
	return true;
}

static bool
put_email(struct buf *b, struct slice value)
{
	struct slice host = value, user = slice_cut(&host, '@');
	if (user.n == 0 || host.n == 0 || slice_find(host, '@') ||
	    slice_find(value, ' '))
		return false;
	small_put(b, value);
	return true;
}

/* Whether a 0 in front is for calls within the country alone, and no part of
 * its numbers: +82 010 is +82 10, but +39 06 stays. Those of ITU E.164 that
 * keep it: Italy, San Marino, the Ivory Coast, Gabon and Congo. */
static bool
drops_zero(struct slice calling_code)
{
	static const char *const keep[] = {"39", "378", "225", "241", "242"};
	for (size_t i = 0; i < sizeof(keep) / sizeof(*keep); i++)
		if (slice_is(calling_code, keep[i]))
			return false;
	return true;
}

/* E.164: `+`, country and number, at most 15 digits. */
static bool
put_phone(struct buf *b, struct slice value, const struct personal_style *style,
    struct slice calling_code)
{
	char digits[PHONE_MOST + 3];
	size_t n = 0, skip = 0;
	bool whole = value.n > 0 && value.p[0] == '+';
	for (size_t i = 0; i < value.n; i++) {
		if (!byte_is_digit(value.p[i]))
			continue;
		if (n == sizeof(digits))
			return false;
		digits[n++] = value.p[i];
	}
	if (!whole && n > 2 && digits[0] == '0' && digits[1] == '0') {
		whole = true;
		skip = 2;
	}
	if (!whole && calling_code.n == 0)
		return false;
	struct slice rest = {digits + skip, n - skip};
	if (calling_code.n > 0 && (whole || n >= PHONE_WHOLE) &&
	    slice_starts(rest, calling_code)) { /* 82 10 1234 5678 */
		whole = false;
		skip += calling_code.n;
	}
	if (!whole && skip < n && digits[skip] == '0' &&
	    drops_zero(calling_code))
		skip++;
	size_t length = n - skip + (whole ? 0 : calling_code.n);
	if (length < PHONE_LEAST || length > PHONE_MOST)
		return false;
	if (style->plus)
		buf_put_byte(b, '+');
	if (!whole)
		buf_put_slice(b, calling_code);
	buf_put(b, digits + skip, n - skip);
	return true;
}

/* With `bare` without the marks and blanks of ASCII. */
static bool
put_name(struct buf *b, struct slice value, bool bare)
{
	size_t before = b->n, kept = before;
	small_put(b, value);
	for (size_t i = before; i < b->n; i++)
		if (!bare || !is_mark(b->p[i]))
			b->p[kept++] = b->p[i];
	b->n = kept;
	return kept > before;
}

/* A code of two letters. */
static bool
put_country(struct buf *b, struct slice value, bool uppercase)
{
	if (value.n != 2 || is_mark(value.p[0]) || is_mark(value.p[1]))
		return false;
	for (size_t i = 0; i < 2; i++)
		buf_put_byte(
		    b, uppercase ? large(value.p[i]) : byte_lower(value.p[i]));
	return true;
}

/* What stands behind a hyphen tells platforms nothing. */
static bool
put_zip(struct buf *b, struct slice value, bool bare)
{
	return put_name(b, bare ? slice_cut(&value, '-') : value, bare);
}

/* The runs of digits of a date as numbers, and how long the first one is; how
 * many there are, of which three are kept. */
static size_t
read_parts(struct slice value, unsigned *parts, size_t *first)
{
	size_t n = 0, length = 0;
	for (size_t i = 0; i < value.n; i++) {
		if (!byte_is_digit(value.p[i])) {
			length = 0;
			continue;
		}
		n += length == 0;
		if (n > 3 || ++length > DATE)
			return 0;
		unsigned *part = &parts[n - 1];
		*part = (length > 1 ? *part * 10 : 0) +
		    (unsigned)(value.p[i] - '0');
		*first = n == 1 ? length : *first;
	}
	return n;
}

/* `1990-03-05`, `1990.3.5` and `19900305` as the last. Where the year is at
 * the end, only a part beyond 12 tells the day from the month. */
static bool
put_birth(struct buf *b, struct slice value)
{
	unsigned part[3] = {0}, year, month, day;
	size_t first = 0, n = read_parts(value, part, &first);
	if (n == 1 && first == DATE) {
		year = part[0] / 10000;
		month = part[0] / 100 % 100;
		day = part[0] % 100;
	} else if (n == 3 && first == 4) {
		year = part[0];
		month = part[1];
		day = part[2];
	} else if (n == 3 && first <= 2) {
		bool day_first = part[0] > 12;
		if (!day_first && part[1] <= 12 && part[0] != part[1])
			return false;
		year = part[2];
		day = part[day_first ? 0 : 1];
		month = part[day_first ? 1 : 0];
	} else {
		return false;
	}
	if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > 31)
		return false;
	buf_printf(b, "%04u%02u%02u", year, month, day);
	return true;
}

static bool
put_gender(struct buf *b, struct slice value)
{
	static const struct {
		const char *word;
		char letter;
	} words[] = {{"m", 'm'}, {"male", 'm'}, {"남", 'm'}, {"남성", 'm'},
	    {"남자", 'm'}, {"f", 'f'}, {"female", 'f'}, {"여", 'f'},
	    {"여성", 'f'}, {"여자", 'f'}};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_equal_nocase(value, slice_of(words[i].word))) {
			buf_put_byte(b, words[i].letter);
			return true;
		}
	return false;
}

bool
personal_put(struct buf *b, enum personal_field field, struct slice value,
    const struct personal_style *style, struct slice calling_code)
{
	value = slice_trim(value);
	if (value.n == 0)
		return false;
	switch (field) {
	case PERSONAL_EMAIL:
		return put_email(b, value);
	case PERSONAL_PHONE:
		return put_phone(b, value, style, calling_code);
	case PERSONAL_FIRST_NAME:
	case PERSONAL_LAST_NAME:
	case PERSONAL_NAME:
	case PERSONAL_CITY:
	case PERSONAL_STATE:
		return put_name(b, value, style->bare);
	case PERSONAL_COUNTRY:
		return put_country(b, value, style->uppercase);
	case PERSONAL_ZIP:
		return put_zip(b, value, style->bare);
	case PERSONAL_BIRTH:
		return put_birth(b, value);
	case PERSONAL_GENDER:
		return put_gender(b, value);
	case PERSONAL_DEVICE:
		return put_name(b, value, false);
	case PERSONAL_VALUE:
	case PERSONAL_FIELDS:
		buf_put_slice(b, value);
		return true;
	}
	return false;
}

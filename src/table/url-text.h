/* SPDX-License-Identifier: MIT */
/* The text in URLs: percent-decoding, and CP949 into UTF-8. */
#ifndef CJM_TABLE_URL_TEXT_H
#define CJM_TABLE_URL_TEXT_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "simd/simd.h"

/* Holds the one iconv descriptor, which the first text that needs it opens; not
 * for two threads at once. */
struct url_decoder {
	const struct simd *simd;
	bool opened;
	iconv_t cp949; /* once opened; (iconv_t)-1: the C library has none */
};

void url_decoder_init(struct url_decoder *d, const struct simd *simd);
void url_decoder_release(struct url_decoder *d);

/* Bytes that decoding n bytes may need: its text has at most SIMD_PAD less. */
static inline size_t
url_decode_room(size_t n)
{
	return 3 * n + 8 + SIMD_PAD;
}

/* Undoes %XX, + (a blank) and %uXXXX (UTF-16 units of old JavaScript, a pair
 * of surrogates is one character) from raw to dst; a % that begins none of
 * them stays. Returns the bytes written. They may still hold anything,
 * controls and NUL included. dst has room for raw.n bytes and is not raw.p. */
size_t url_unescape(char *dst, struct slice raw);

/* The same, and then to UTF-8: text that is UTF-8 stays (also when only its
 * last character was cut off), else bytes that are CP949 (EUC-KR) throughout
 * are converted, else they stay as they are, which the stream's escaping later
 * replaces by U+FFFD. dst has url_decode_room(raw.n) bytes and is not
 * raw.p, behind which SIMD_PAD bytes can be read. */
size_t url_decode(struct url_decoder *d, char *dst, struct slice raw);

/* The same where a + stands for `plus`: for a plus in what JavaScript's
 * escape() wrote. */
size_t
url_decode_plus(struct url_decoder *d, char *dst, struct slice raw, char plus);

/* Whether s is its own text: ASCII without escapes, a + or blanks. Eight bytes
 * behind it can be read. */
bool url_is_plain(struct slice s);

/* The whole of s is UTF-8, but for a last character cut off behind others. */
bool url_is_utf8(struct slice s);

#endif

/* SPDX-License-Identifier: MIT */
/* Base64 and base64url, as trackers put JSON into queries. */
#ifndef CJM_LOG_BASE64_H
#define CJM_LOG_BASE64_H

#include "base/slice.h"

/* Decodes text of either alphabet, with or without padding, up to the first
 * byte that belongs to neither. dst has room for text.n bytes; returns those
 * written. */
size_t base64_decode(char *dst, struct slice text);

#endif

/* SPDX-License-Identifier: MIT */
/* The door to libsodium: pseudonyms by a secret key, and SHA-256.
 *
 * A pseudonym is keyed BLAKE2b (RFC 7693): the same id gives the same
 * pseudonym wherever the same key is used, and without the key nobody can tell
 * which id it was, not even by trying all addresses of the Internet, which
 * takes minutes with any hash that has no key. */
#ifndef CJM_EXT_DIGEST_H
#define CJM_EXT_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum {
	DIGEST_KEY_MIN = 16, /* bytes of a key */
	DIGEST_KEY_MAX = 64,
	DIGEST_MIN = 16, /* bytes of a digest */
	DIGEST_MAX = 64,
	DIGEST_HEX64 = 16, /* digits */
	DIGEST_HEX_SHA256 = 64
};

/* A secret, of a caller who wipes it. */
struct digest_key {
	unsigned char at[DIGEST_KEY_MAX];
	size_t n;
};

/* Once, before anything else here; finds out which instructions the machine
 * has. False when the library cannot start (no source of random numbers). */
bool digest_init(void);

/* The key is the file's bytes without the line end behind them, as
 * `openssl rand -hex 32` writes them. False with the reason in *why (static
 * or strerror's) when it cannot be read, is shorter than DIGEST_KEY_MIN or
 * longer than DIGEST_KEY_MAX bytes. */
bool
digest_key_read(struct digest_key *key, const char *path, const char **why);
void digest_key_wipe(struct digest_key *key);

/* n bytes (DIGEST_MIN to DIGEST_MAX) of keyed BLAKE2b; key NULL for none. */
void digest_blake2b(const struct digest_key *key, struct slice text,
    unsigned char *out, size_t n);

/* The first 64 bits of the 128-bit digest as a big-endian number. */
uint64_t digest_64(const struct digest_key *key, struct slice text);

/* DIGEST_HEX_SHA256 lower-case digits. */
void digest_sha256_hex(struct slice text, char *hex);

#endif

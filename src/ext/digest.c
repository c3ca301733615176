/* SPDX-License-Identifier: MIT */
/* Digests over libsodium. */
#include "ext/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

bool
digest_init(void)
{
	return sodium_init() >= 0;
}

/* Reads up to room bytes of a file; -1 with errno. */
static ssize_t
read_start(const char *path, unsigned char *to, size_t room)
{
	size_t n = 0;
	ssize_t got = 1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	while (got != 0 && n < room) {
		got = read(fd, to + n, room - n);
		if (got > 0)
			n += (size_t)got;
		else if (got < 0 && errno != EINTR)
			break;
	}
	int error = errno;
	close(fd);
	errno = error;
	return got < 0 ? -1 : (ssize_t)n;
}

bool
digest_key_read(struct digest_key *key, const char *path, const char **why)
{
	unsigned char text[DIGEST_KEY_MAX + 3]; /* CR, LF, one too many */
	ssize_t got = read_start(path, text, sizeof(text));
	bool good = false;
	size_t n = got > 0 ? (size_t)got : 0;
	if (n > 0 && text[n - 1] == '\n')
		n--;
	if (n > 0 && text[n - 1] == '\r')
		n--;
	if (got < 0) {
		*why = strerror(errno);
	} else if (n < DIGEST_KEY_MIN) {
		*why = "a key has 16 to 64 bytes, this one has fewer: "
		       "'openssl rand -hex 32' makes one";
	} else if (n > DIGEST_KEY_MAX) {
		*why = "a key has 16 to 64 bytes, this one has more: "
		       "'openssl rand -hex 32' makes one";
	} else {
		memcpy(key->at, text, n);
		key->n = n;
		good = true;
	}
	sodium_memzero(text, sizeof(text));
	return good;
}

void
digest_key_wipe(struct digest_key *key)
{
	sodium_memzero(key, sizeof(*key));
}

/* libsodium wants no NULL even where nothing is read. */
static const unsigned char *
bytes_of(struct slice text)
{
	return (const unsigned char *)(text.n > 0 ? text.p : "");
}

void
digest_blake2b(const struct digest_key *key, struct slice text,
    unsigned char *out, size_t n)
{
	crypto_generichash(out, n, bytes_of(text), text.n, key ? key->at : NULL,
	    key ? key->n : 0);
}

uint64_t
digest_64(const struct digest_key *key, struct slice text)
{
	unsigned char out[DIGEST_MIN];
	uint64_t v = 0;
	digest_blake2b(key, text, out, sizeof(out));
	for (size_t i = 0; i < sizeof(v); i++)
		v = v << 8 | out[i];
	return v;
}

/* sodium_bin2hex ends with a NUL, for which there is no room in hex. */
static void
put_hex(char *hex, const unsigned char *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < n; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
}

void
digest_sha256_hex(struct slice text, char *hex)
{
	unsigned char out[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(out, bytes_of(text), text.n);
	put_hex(hex, out, sizeof(out));
}

/* SPDX-License-Identifier: MIT */
/* ext/digest against the vectors of RFC 7693, the BLAKE2 reference and FIPS
 * 180-4; keys from files. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "ext/digest.h"
#include "unit/tap.h"

static char hex[2 * DIGEST_MAX + 1];

static struct slice
blake2b(const struct digest_key *key, struct slice text, size_t n)
{
	unsigned char out[DIGEST_MAX];
	digest_blake2b(key, text, out, n);
	for (size_t i = 0; i < n; i++)
		snprintf(hex + 2 * i, 3, "%02x", out[i]);
	return (struct slice){hex, 2 * n};
}

static void
test_blake2b(void)
{
	struct digest_key key = {.n = DIGEST_KEY_MAX};
	char text[255];
	for (int i = 0; i < DIGEST_KEY_MAX; i++)
		key.at[i] = (unsigned char)i;
	for (int i = 0; i < 255; i++)
		text[i] = (char)i;
	is(blake2b(NULL, SLICE("abc"), 64),
	    SLICE("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbff"
		  "a2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386ed"
		  "d4009923"),
	    "RFC 7693, appendix A: abc");
	is(blake2b(&key, (struct slice){NULL, 0}, 64),
	    SLICE("10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa"
		  "4786b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc1"
		  "3fc51568"),
	    "the reference's keyed vector of nothing");
	is(blake2b(&key, (struct slice){text, 255}, 64),
	    SLICE("142709d62e28fcccd0af97fad0f8465b971e82201dc51070faa0372aa43e"
		  "92484be1c1e73ba10906d5d1853db6a4106e0a7bf9800d373d6dee2d46d6"
		  "2ef2a461"),
	    "the reference's keyed vector of 255 bytes");
}

static void
test_pseudonyms(void)
{
	struct digest_key key = {.n = 16}, other = {.n = 16};
	memcpy(key.at, "0123456789abcdef", 16);
	memcpy(other.at, "0123456789abcdeg", 16);
	ok(digest_64(&key, SLICE("192.0.2.1")) == 0x61c14b6129dd13d0,
	    "64 bits of an address, as Python's hashlib gives them");
	ok(digest_64(&other, SLICE("192.0.2.1")) !=
		digest_64(&key, SLICE("192.0.2.1")),
	    "another key, another pseudonym");
}

static void
test_sha256(void)
{
	char out[DIGEST_HEX_SHA256];
	struct buf million = BUF_INIT;
	digest_sha256_hex(SLICE("abc"), out);
	is(((struct slice){out, sizeof(out)}),
	    SLICE("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f200"
		  "15ad"),
	    "FIPS 180: abc");
	digest_sha256_hex((struct slice){NULL, 0}, out);
	is(((struct slice){out, sizeof(out)}),
	    SLICE("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852"
		  "b855"),
	    "FIPS 180: nothing");
	memset(buf_need(&million, 1000000), 'a', 1000000);
	digest_sha256_hex((struct slice){million.p, 1000000}, out);
	is(((struct slice){out, sizeof(out)}),
	    SLICE("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc711"
		  "2cd0"),
	    "FIPS 180: a million a");
	buf_release(&million);
}

/* Reads a key file of those bytes. */
static bool
key_of(struct slice bytes, struct digest_key *key, const char **why)
{
	char path[] = "/tmp/cjm-key.XXXXXX";
	int fd = mkstemp(path);
	bool wrote = write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n;
	close(fd);
	bool good = wrote && digest_key_read(key, path, why);
	unlink(path);
	return good;
}

static void
test_keys(void)
{
	static const char long_key[] =
	    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	struct digest_key key;
	const char *why = "";
	ok(key_of(SLICE("0123456789abcdef\n"), &key, &why) && key.n == 16,
	    "16 bytes and a line end");
	ok(key_of(SLICE("0123456789abcdef\r\n"), &key, &why) && key.n == 16,
	    "16 bytes and another system's line end");
	ok(key_of((struct slice){long_key, 64}, &key, &why) && key.n == 64 &&
		memcmp(key.at, long_key, 64) == 0,
	    "64 bytes without a line end");
	ok(!key_of(SLICE("0123456789abcde\n"), &key, &why), "15: %s", why);
	ok(!key_of(SLICE(""), &key, &why), "an empty file: %s", why);
	ok(!key_of((struct slice){long_key, 65}, &key, &why), "65: %s", why);
	ok(!digest_key_read(&key, "/nonexistent", &why), "no file: %s", why);
	digest_key_wipe(&key);
	ok(key.n == 0 && key.at[0] == 0, "wiped");
}

int
main(void)
{
	ok(digest_init(), "the library starts");
	test_blake2b();
	test_pseudonyms();
	test_sha256();
	test_keys();
	return tap_done();
}

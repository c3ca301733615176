/* SPDX-License-Identifier: MIT */
/* URLs cut, decoded and scrubbed: parts lie within what was given, what is
 * scrubbed is shorter and stays as it is when scrubbed, or redacted, again. */
#include "fuzz/fuzz.h"
#include "log/known-params.h"
#include "log/redact.h"
#include "log/scrub.h"

static void
must_lie_in(struct slice part, struct slice whole)
{
	must(part.n == 0 ||
	    (part.p >= whole.p && part.p + part.n <= whole.p + whole.n));
}

static void
cut(struct slice s)
{
	struct url url;
	struct buf room = BUF_INIT;
	url_split_target(s, &url);
	must_lie_in(url.path, s);
	must_lie_in(url.query, s);
	must(url_strip_matrix(url.path, &room).n <= url.path.n);
	buf_release(&room);
	url_split_referrer(s, &url);
	must_lie_in(url.host, s);
	must_lie_in(url.path, s);
	must_lie_in(url.query, s);
	must_lie_in(url_strip_www(url.host, true), url.host);
}

static void
decode(struct url_decoder *d, struct slice s)
{
	char *to = malloc(url_decode_room(s.n));
	char *plain = malloc(s.n > 0 ? s.n : 1);
	size_t n = url_decode(d, to, s);
	must(n <= url_decode_room(s.n) - SIMD_PAD);
	/* UTF-8 stays as it was unescaped */
	struct slice copy = {plain, url_unescape(plain, s)};
	must(copy.n <= s.n);
	must(!url_is_utf8(copy) || slice_equal(copy, (struct slice){to, n}));
	free(plain);
	free(to);
}

static void
walk(struct url_decoder *d, struct slice query)
{
	struct slice rest = query, value;
	struct url_param p;
	while (url_next_param(&rest, &p)) {
		must_lie_in(p.name, query);
		must_lie_in(p.value, query);
		must(url_find_param(query, p.name, &value));
		known_param(p.name);
		decode(d, p.value);
	}
}

typedef struct slice scrubber(const struct simd *simd, struct slice s,
    const struct slice *extra, size_t n, char *dst);

static void
scrub(scrubber *scrubs, struct slice s)
{
	static const struct slice extra[] = {{"q", 1}, {"name", 4}};
	char *once = malloc(s.n + SIMD_PAD), *twice = malloc(s.n + SIMD_PAD);
	struct slice a = scrubs(simd_probe(), s, extra, 2, once);
	must(a.n <= s.n);
	struct slice b = scrubs(simd_probe(), a, extra, 2, twice);
	must(slice_equal(a, b));
	free(once);
	free(twice);
}

static void
redact(struct slice s)
{
	const unsigned all = REDACT_EMAIL | REDACT_PHONE | REDACT_RRN;
	char *once = malloc(redact_room(s.n) + 1);
	struct slice a = redact_text(all, s, once);
	must(a.p == s.p || a.n <= redact_room(s.n));
	char *twice = malloc(redact_room(a.n) + 1);
	struct slice b = redact_text(all, a, twice);
	must(slice_equal(a, b));
	free(once);
	free(twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct url_decoder decoder;
	static bool ready;
	if (size > 4096)
		return 0;
	if (!ready)
		url_decoder_init(&decoder, simd_probe());
	ready = true;
	struct slice s = fuzz_copy(data, size);
	cut(s);
	decode(&decoder, s);
	walk(&decoder, s);
	scrub(scrub_query, s);
	scrub(scrub_url, s);
	redact(s);
	fuzz_free(s);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Traffic sources: a query and, behind an LF, a referrer. What is remembered
 * changes no answer, and answers are fields of the stream. */
#include "fuzz/fuzz.h"
#include "log/source.h"

static void
check(const struct traffic *t)
{
	const struct slice fields[] = {
	    t->channel, t->source, t->medium, t->campaign, t->term, t->content};
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const struct slice *f = &fields[i];
		for (size_t k = 0; k < f->n;) {
			size_t n = utf8_length(f->p + k, f->n - k);
			must(n > 0);
			must((unsigned char)f->p[k] >= 0x20);
			k += n;
		}
	}
}

static bool
same(const struct traffic *a, const struct traffic *b)
{
	return slice_equal(a->channel, b->channel) &&
	    slice_equal(a->source, b->source) &&
	    slice_equal(a->medium, b->medium) &&
	    slice_equal(a->campaign, b->campaign) &&
	    slice_equal(a->term, b->term) &&
	    slice_equal(a->content, b->content);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sources *one, *other;
	if (size > 4096)
		return 0;
	if (!one) {
		one = sources_new(&simd_scalar);
		other = sources_new(simd_probe());
	}
	struct slice rest = {(const char *)data, size};
	struct slice head = slice_cut(&rest, '\n');
	struct slice query = fuzz_copy(head.p, head.n);
	struct slice referrer = fuzz_copy(rest.p, rest.n);
	char *room = malloc(query.n + 1);
	struct traffic a, b;
	for (int own = 0; own < 2; own++) {
		sources_decide(one, query, referrer, own, &a);
		check(&a);
		struct slice left = sources_scrub(other, query, room);
		must(left.n <= query.n);
		sources_decide_scrubbed(other, query, referrer, own,
		    sources_ask(other, referrer), &b);
		must(same(&a, &b));
	}
	sources_click_id(query);
	free(room);
	fuzz_free(query);
	fuzz_free(referrer);
	return 0;
}

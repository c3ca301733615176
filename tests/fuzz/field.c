/* SPDX-License-Identifier: MIT */
/* Fields of the stream: any bytes become one field, the same by every kernel,
 * and what was UTF-8 without controls comes back. Log escapes as well. */
#include "fuzz/fuzz.h"
#include "log/unescape.h"

static void
escape(struct slice s)
{
	struct buf back = BUF_INIT;
	char *first = malloc(escape_room(s.n)), *to = malloc(escape_room(s.n));
	size_t n = escape_put(&simd_scalar, first, s);
	struct slice field = {first, n};
	must(!slice_find(field, '\t') && !slice_find(field, '\n') &&
	    !slice_find(field, '\r'));
	for (size_t k = 0; simd_all()[k]; k++) {
		size_t other = escape_put(simd_all()[k], to, s);
		must(slice_equal(field, (struct slice){to, other}));
	}
	struct slice undone = escape_undo(field, &back);
	bool replaced = memmem(first, n, "\xef\xbf\xbd", 3) != NULL;
	must(replaced || slice_equal(undone, s));
	buf_release(&back);
	free(first);
	free(to);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf b = BUF_INIT;
	struct slice s = fuzz_copy(data, size);
	escape(s);
	struct slice sent = unescape_log(s, &b);
	must(sent.n <= s.n);
	absent_to_empty(sent);
	buf_release(&b);
	fuzz_free(s);
	return 0;
}

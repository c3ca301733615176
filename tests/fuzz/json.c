/* SPDX-License-Identifier: MIT */
/* JSON: the same with marks and without, and what was found good can be
 * stepped through to its end, each value within the line. */
#include "fuzz/fuzz.h"
#include "log/json.h"
#include "unit/marks.h"

static const char *const wanted[] = {"a", "a.b", "a.0.c", "b", "request.uri"};

static void
step(const struct simd *simd, struct slice line, struct json_value of)
{
	struct json_steps steps = json_steps(simd, of);
	struct json_value name, item;
	int64_t number;
	while (json_next(&steps, &name, &item)) {
		must(item.text.p >= line.p &&
		    item.text.p + item.text.n <= line.p + line.n);
		json_scaled(item, 6, &number);
		json_is(name, SLICE("a"));
		step(simd, line, item);
	}
	must(steps.p == steps.end);
}

static void
check_texts(const struct json_found *found, struct slice line)
{
	struct buf scratch = BUF_INIT;
	for (int i = 0; i < (int)(sizeof(wanted) / sizeof(*wanted)); i++) {
		if (!json_has(found, i))
			continue;
		scratch.n = 0;
		must(json_text(found->at[i], &scratch).n <= line.n);
	}
	buf_release(&scratch);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct json_paths *paths;
	static struct json_found plain, marked;
	static struct marked room;
	if (size > 4096)
		return 0;
	if (!paths) {
		paths = json_paths_new();
		for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
			json_paths_add(paths, slice_of(wanted[i]));
	}
	struct slice text = fuzz_copy(data, size);
	struct line line = {.text = text, .base = text.p};
	enum json_result result = json_read(paths, &simd_scalar, &line, &plain);
	for (size_t k = 0; simd_all()[k]; k++) {
		const struct simd *simd = simd_all()[k];
		line.marks = room.marks;
		line.n_marks = marks_of(simd, text.p, text.n, &room);
		must(json_read(paths, simd, &line, &marked) == result);
		if (result == JSON_BAD)
			continue;
		must(memcmp(plain.set, marked.set, sizeof(plain.set)) == 0);
		must(slice_equal(plain.root.text, marked.root.text));
		step(simd, text, marked.root);
		check_texts(&marked, text);
	}
	/* behind itself, and behind whatever came before it */
	static struct json_shape shape;
	for (int k = 0; k < 2; k++) {
		must(json_read_like(paths, &simd_scalar, &line, &marked,
			 &shape) == result);
		must(result == JSON_BAD ||
		    (memcmp(plain.set, marked.set, sizeof(plain.set)) == 0 &&
			slice_equal(plain.root.text, marked.root.text)));
	}
	fuzz_free(text);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Times: a stamp read behind another is what it is alone, and what is written
 * is read back. */
#include "base/when.h"
#include "fuzz/fuzz.h"
#include "log/stamp.h"

static void
stamps(struct slice s)
{
	struct stamp last = {{0}, {0}, 0};
	for (; s.n >= STAMP_LENGTH; s = slice_skip(s, STAMP_LENGTH)) {
		struct stamp none = {{0}, {0}, 0};
		int64_t behind = 0, alone = 0;
		bool good = stamp_read(&last, s.p, &behind);
		must(good == stamp_read(&none, s.p, &alone));
		must(!good || behind == alone);
	}
}

static void
moments(struct slice s)
{
	char text[64];
	int64_t us, again;
	if (when_read_unix(s, &us)) {
		size_t n = when_put_unix(text, us);
		must(when_read_unix((struct slice){text, n}, &again));
		must(us == again);
	}
	if (when_read(s, &us)) {
		size_t n = when_put_iso(text, us);
		must(n < sizeof(text));
	}
}

static void
durations(struct slice s)
{
	char text[64];
	int64_t us, again;
	if (!duration_read(s, &us))
		return;
	size_t n = duration_put(text, us);
	must(duration_read((struct slice){text, n}, &again));
	must(us == again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* none of these may read behind: no pad */
	struct slice s = {(const char *)data, size};
	if (size > 1024)
		return 0;
	stamps(s);
	moments(s);
	durations(s);
	return 0;
}

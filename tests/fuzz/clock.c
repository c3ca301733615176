/* SPDX-License-Identifier: MIT */
/* Times of every form: one read behind another is what it is alone. A line end
 * stands between the two. Addresses as well. */
#include "base/when.h"
#include "fuzz/fuzz.h"
#include "log/address.h"
#include "log/clock.h"

static void
check(struct clock *kept, struct slice s)
{
	struct clock fresh = {.zone = NULL};
	int64_t alone = 0, behind = 0;
	bool good = clock_read(&fresh, s, &alone);
	must(good == clock_read(kept, s, &behind));
	must(!good || alone == behind);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct clock kept = {.zone = NULL};
	struct slice text = fuzz_copy(data, size), rest = text;
	while (rest.p) {
		struct slice s = slice_cut(&rest, '\n');
		int64_t us;
		check(&kept, s);
		clock_read_pair(&kept, s, s, &us);
		must(address_strip(s).n <= s.n);
		must(address_forwarded(s, s, 3).n <= s.n);
	}
	fuzz_free(text);
	return 0;
}

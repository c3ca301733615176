/* SPDX-License-Identifier: MIT */
/* Times near each other are read and written as any time is. */
#include "base/near.h"
#include "unit/draw.h"
#include "unit/tap.h"

static bool
reads(struct near_read *n, struct slice s)
{
	int64_t a = 0, b = 0;
	bool good = when_read_unix(s, &a);
	return near_read_unix(n, s, &b) == good && (!good || a == b);
}

static bool
writes(struct near_written *n, int64_t us)
{
	char a[NUM_MAX_TEXT], b[NUM_MAX_TEXT];
	size_t length = when_put_unix(a, us);
	return near_put_unix(n, b, us) == length && memcmp(a, b, length) == 0;
}

/* Ten bytes that are a time, or nearly. */
static void
fill(char *p)
{
	static const char bytes[] = "0123456789./:-+ ";
	memcpy(p, draw(2) ? "1772290980" : "0000000000", 10);
	for (unsigned i = draw(4); i > 0; i--)
		p[draw(10)] = bytes[draw(sizeof(bytes) - 1)];
}

int
main(void)
{
	struct near_read reading = {0};
	struct near_written writing = {0};
	bool same = true;
	char text[16];
	ok(reads(&reading, SLICE("0000000012")), "zeros before anything else");
	memcpy(text, "\0\0\0\0\0\0\000012", 10);
	ok(reads(&reading, (struct slice){text, 10}), "no digits");
	for (int i = 0; i < 200000; i++) {
		fill(text);
		same = same && reads(&reading, (struct slice){text, 10}) &&
		    reads(&reading, (struct slice){text, draw(11)});
	}
	ok(same, "reads as when_read_unix");
	same = writes(&writing, 0) && writes(&writing, -1);
	for (int i = 0; i < 200000; i++) {
		int64_t us = draw(20000) * SECOND;
		us += draw(8) ? 1772290000 * SECOND : draw(2) ? -us * 2 : 0;
		us += draw(8) ? 0 : draw(MILLION);
		same = same && writes(&writing, us);
	}
	ok(same, "writes as when_put_unix");
	return tap_done();
}

/* SPDX-License-Identifier: MIT */
/* RFM scores, and lists of the latest words. */
#include "journey/rfm.h"

#include "base/when.h"
#include "journey/devices.h"
#include "journey/recent.h"
#include "unit/tap.h"

static struct rfm_list list;

/* The published example: equal buyers are scored alike. */
static void
test_example(void)
{
	static const uint32_t orders[] = {1, 1, 1, 1, 2, 2, 3, 5, 8, 13};
	static const uint8_t want[] = {1, 1, 1, 1, 3, 3, 4, 4, 5, 5};
	bool good = true;
	for (size_t i = 0; i < 10; i++)
		rfm_add(&list, 7, orders[i], -(int64_t)i);
	rfm_score(&list, false);
	for (size_t i = 0; i < 10; i++)
		good = good && list.at[i].frequency == want[i];
	ok(good, "F = 1,1,1,1,2,2,3,5,8,13 is 1,1,1,1,3,3,4,4,5,5");
	good = true;
	for (size_t i = 0; i < 10; i++)
		good = good && list.at[i].recency == 1;
	ok(good, "all of one recency are in the lowest score");
	ok(list.at[0].monetary == 5 && list.at[9].monetary == 1 &&
		list.at[4].monetary == 3,
	    "negative money has its rank, too");
	rfm_release(&list);
}

static void
test_recency(void)
{
	for (int64_t days = 4; days >= 0; days--)
		rfm_add(&list, days * 10, 1, 1);
	rfm_score(&list, false);
	ok(list.at[0].recency == 1 && list.at[4].recency == 5 &&
		list.at[2].recency == 3,
	    "fewer days since the last order are better");
	rfm_release(&list);
	rfm_score(&list, true);
	rfm_add(&list, 0, 1, 0);
	rfm_score(&list, true);
	ok(list.at[0].recency == 1 && list.at[0].monetary == 1,
	    "nobody, and one buyer alone");
	rfm_release(&list);
}

static void
test_nested(void)
{
	/* two of each recency, the later one with fewer orders than all of
	 * the earlier */
	rfm_add(&list, 30, 8, 1);
	rfm_add(&list, 30, 9, 2);
	rfm_add(&list, 1, 1, 3);
	rfm_add(&list, 1, 2, 4);
	rfm_score(&list, true);
	ok(list.at[0].frequency == 1 && list.at[1].frequency == 3 &&
		list.at[2].frequency == 1 && list.at[3].frequency == 3,
	    "nested: frequency within recency");
	ok(list.at[1].monetary == 1 && list.at[3].monetary == 1,
	    "nested: money within both");
	rfm_score(&list, false);
	ok(list.at[2].frequency == 1 && list.at[0].frequency == 3,
	    "not nested: among all");
	rfm_release(&list);
}

static void
test_recent(void)
{
	struct recent r;
	struct buf text = BUF_INIT;
	recent_init(&r, 3);
	recent_add_each(&r, SLICE("a;b;;a"));
	recent_put(&r, 3, &text);
	is(buf_slice(&text), SLICE("b;a"), "again is the newest");
	recent_add_each(&r, SLICE("c;d"));
	text.n = 0;
	recent_put(&r, 3, &text);
	is(buf_slice(&text), SLICE("a;c;d"), "the oldest goes");
	recent_drop_each(&r, SLICE("c;x"));
	recent_add(&r, SLICE("e;f"));
	text.n = 0;
	recent_put(&r, 3, &text);
	is(buf_slice(&text), SLICE("a;d;e,f"), "a word's own semicolon");
	recent_clear(&r);
	text.n = 0;
	recent_put(&r, 3, &text);
	ok(text.n == 0, "cleared");
	recent_release(&r);
	buf_release(&text);
}

static void
test_devices(void)
{
	struct devices d;
	int wrong = 0;
	devices_init(&d);
	for (int round = 0; round < 3; round++) {
		for (uint64_t i = 0; i < 1000; i++) {
			struct device *device = devices_get(&d, i * 64);
			wrong += device->session != WHEN_NONE;
			device->session = (int64_t)i;
		}
		for (uint64_t i = 0; i < 1000; i++)
			wrong += devices_get(&d, i * 64)->session != (int64_t)i;
		devices_clear(&d);
	}
	ok(wrong == 0, "devices of three persons");
	devices_release(&d);
}

int
main(void)
{
	test_example();
	test_recency();
	test_nested();
	test_recent();
	test_devices();
	return tap_done();
}

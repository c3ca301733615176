/* SPDX-License-Identifier: MIT */
/* Zones through the C library, a quarter of an hour at a time. */
#include "base/zone.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/num.h"
#include "base/when.h"

#define QUARTER (15 * MINUTE)

static const char database[] = "/usr/share/zoneinfo";

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* `+09:00`, `+0900` or `-03`. */
static bool
read_offset(struct slice s, int64_t *offset)
{
	uint64_t hours, minutes = 0;
	if (s.n < 3 || (s.p[0] != '+' && s.p[0] != '-') ||
	    !num_read_u64((struct slice){s.p + 1, 2}, 14, &hours))
		return false;
	struct slice rest = slice_skip(s, 3);
	if (rest.n == 3 && rest.p[0] == ':')
		rest = slice_skip(rest, 1);
	if (rest.n > 0 && (rest.n != 2 || !num_read_u64(rest, 59, &minutes)))
		return false;
	*offset = (int64_t)hours * HOUR + (int64_t)minutes * MINUTE;
	if (s.p[0] == '-')
		*offset = -*offset;
	return true;
}

/* The library takes an unknown name for UTC without a word, so the database
 * is asked first. */
static bool
known(const char *name)
{
	char path[256];
	struct slice s = slice_of(name);
	const char *dir = getenv("TZDIR");
	struct slice root = slice_of(dir && *dir ? dir : database);
	if (s.n == 0 || s.p[0] == '/' || s.p[0] == '.' || strstr(name, "..") ||
	    root.n + s.n + 2 > sizeof(path))
		return false;
	memcpy(path, root.p, root.n);
	path[root.n] = '/';
	memcpy(path + root.n + 1, s.p, s.n + 1);
	return access(path, R_OK) == 0;
}

bool
zone_init(struct zone *z, const char *name)
{
	*z = (struct zone){0};
	struct slice s = slice_of(name);
	if (slice_equal_nocase(s, SLICE("UTC")) ||
	    slice_equal_nocase(s, SLICE("Z")) || read_offset(s, &z->offset))
		return true;
	if (!known(name) || setenv("TZ", name, 1) != 0)
		return false;
	tzset();
	z->named = true;
	for (size_t i = 0; i < ZONE_SLOTS; i++)
		z->slots[i].quarter = INT64_MIN;
	return true;
}

int64_t
zone_offset(struct zone *z, int64_t us)
{
	if (!z->named)
		return z->offset;
	int64_t quarter = floor_div(us, QUARTER);
	struct zone_slot *slot = &z->slots[(uint64_t)quarter % ZONE_SLOTS];
	if (slot->quarter != quarter) {
		struct tm tm;
		time_t t = (time_t)(quarter * (QUARTER / SECOND));
		slot->quarter = quarter;
		slot->offset =
		    localtime_r(&t, &tm) ? (int64_t)tm.tm_gmtoff * SECOND : 0;
	}
	return slot->offset;
}

int64_t
zone_moment(struct zone *z, int64_t local)
{
	/* the offsets a day before and after embrace any change between */
	int64_t before = zone_offset(z, local - DAY);
	int64_t after = zone_offset(z, local + DAY);
	int64_t early = local - before;
	if (before == after || zone_offset(z, early) == before)
		return early;
	int64_t late = local - after;
	return zone_offset(z, late) == after ? late : early;
}

int64_t
zone_day(struct zone *z, int64_t us)
{
	return floor_div(zone_local(z, us), DAY);
}

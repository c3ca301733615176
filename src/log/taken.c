/* SPDX-License-Identifier: MIT */
#include "log/taken.h"

#include "log/json.h"

/* A number, and its unit where it has one; *rest begins behind both. */
static bool
take_part(struct slice *rest, int scale, int64_t *us)
{
	static const struct {
		const char *name;
		int scale, times;
	} units[] = {{"ms", 3, 1}, {"us", 0, 1}, {"\xc2\xb5s", 0, 1},
	    {"\xce\xbcs", 0, 1}, {"ns", -3, 1}, {"s", 6, 1}, {"m", 6, 60},
	    {"h", 6, 3600}};
	size_t n = 0, unit = 0;
	int64_t times = 1;
	while (
	    n < rest->n && rest->p[n] && strchr("0123456789+-.eE", rest->p[n]))
		n++;
	struct json_value number = {{rest->p, n}, JSON_NUMBER, false};
	*rest = slice_skip(*rest, n);
	while (unit < sizeof(units) / sizeof(*units) &&
	    !slice_starts(*rest, slice_of(units[unit].name)))
		unit++;
	if (unit < sizeof(units) / sizeof(*units)) {
		scale = units[unit].scale;
		times = units[unit].times;
		*rest = slice_skip(*rest, strlen(units[unit].name));
	}
	return json_scaled(number, scale, us) && *us >= 0 &&
	    !__builtin_mul_overflow(*us, times, us);
}

bool
taken_read(struct slice text, int scale, int64_t *us)
{
	int64_t part;
	*us = 0;
	if (text.n == 0)
		return false;
	while (text.n > 0) {
		if (!take_part(&text, scale, &part) ||
		    __builtin_add_overflow(*us, part, us))
			return false;
		while (text.n > 0 && text.p[0] == ' ')
			text = slice_skip(text, 1);
	}
	return true;
}

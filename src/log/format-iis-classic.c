/* SPDX-License-Identifier: MIT */
/* The log format of IIS from before W3C's, with commas and blanks between:
 *
 *   client, user, date, time, service, server, address, milliseconds,
 *       received, sent, status, win32, method, path, query,
 *
 * The date is month/day/year, of two digits or four; times are local. Nothing
 * is escaped: a path may hold what separates. */
#include <stdlib.h>

#include "log/fields.h"

static void *
classic_open(struct slice argument, struct format_error *error)
{
	(void)argument;
	(void)error;
	return mem_zero(1, sizeof(struct fields));
}

static bool
cut_comma(struct slice *rest, struct slice *word)
{
	const char *comma =
	    rest->n > 0 ? memmem(rest->p, rest->n, ", ", 2) : NULL;
	if (!comma)
		return false;
	*word = slice_between(rest->p, comma);
	*rest = slice_between(comma + 2, rest->p + rest->n);
	return true;
}

/* 1 to 4 digits in front of the mark. */
static bool
cut_number(struct slice *rest, char mark, struct slice *number)
{
	*number = slice_cut(rest, mark);
	for (size_t i = 0; i < number->n; i++)
		if (number->p[i] < '0' || number->p[i] > '9')
			return false;
	return number->n >= 1 && number->n <= 4;
}

static void
put_two(struct buf *b, struct slice number)
{
	if (number.n == 1)
		buf_put_byte(b, '0');
	buf_put_slice(b, number);
}

/* 3/1/26 as 2026-03-01. */
static bool
turn_date(struct buf *b, struct slice date, struct slice *out)
{
	struct slice month, day, year;
	size_t from = b->n;
	if (!cut_number(&date, '/', &month) || !cut_number(&date, '/', &day) ||
	    !cut_number(&date, '/', &year) || date.p ||
	    (year.n != 2 && year.n != 4))
		return false;
	if (year.n == 2)
		buf_put_text(b, year.p[0] < '7' ? "20" : "19");
	buf_put_slice(b, year);
	buf_put_byte(b, '-');
	put_two(b, month);
	buf_put_byte(b, '-');
	put_two(b, day);
	*out = (struct slice){b->p + from, b->n - from};
	return true;
}

/* 9:00:01 as 09:00:01. */
static bool
turn_hour(struct buf *b, struct slice time, struct slice *out)
{
	struct slice hour;
	size_t from = b->n;
	if (!cut_number(&time, ':', &hour) || !time.p)
		return false;
	put_two(b, hour);
	buf_put_byte(b, ':');
	buf_put_slice(b, time);
	*out = (struct slice){b->p + from, b->n - from};
	return true;
}

/* What stands behind the method: the query is behind the last comma but the
 * one at the end. */
static bool
read_target(struct fields *f, struct slice rest)
{
	while (rest.n > 0 && (rest.p[rest.n - 1] == ' '))
		rest.n--;
	if (rest.n == 0 || rest.p[--rest.n] != ',')
		return false;
	const char *comma = memrchr(rest.p, ',', rest.n);
	if (!comma || comma[1] != ' ')
		return false;
	f->at[FIELD_PATH] = slice_between(rest.p, comma);
	f->at[FIELD_QUERY] = slice_between(comma + 2, rest.p + rest.n);
	return true;
}

static enum fault
classic_head(
    const struct log_format *format, struct scan *scan, struct hit *hit)
{
	enum {
		CLIENT,
		USER,
		DATE,
		TIME,
		TAKEN = 7,
		SENT = 9,
		STATUS,
		METHOD = 12,
		WORDS
	};
	(void)format;
	struct fields *f = scan->state;
	struct slice rest = hit->line, word[WORDS];
	memset(f, 0, sizeof(*f));
	for (size_t i = 0; i < WORDS; i++)
		if (!cut_comma(&rest, &word[i]))
			return FAULT_SHAPE;
	scan_scratch(scan, hit->line.n);
	if (!turn_date(&scan->scratch, word[DATE], &f->at[FIELD_DATE]) ||
	    !turn_hour(&scan->scratch, word[TIME], &f->at[FIELD_HOUR]) ||
	    !read_target(f, rest))
		return FAULT_SHAPE;
	f->at[FIELD_CLIENT] = word[CLIENT];
	f->at[FIELD_USER] = word[USER];
	f->at[FIELD_MILLISECONDS] = word[TAKEN];
	f->at[FIELD_BYTES] = word[SENT];
	f->at[FIELD_STATUS] = word[STATUS];
	f->at[FIELD_METHOD] = word[METHOD];
	fields_head(f, scan, hit);
	return FAULT_NONE;
}

static enum fault
classic_tail(
    const struct log_format *format, struct scan *scan, struct hit *hit)
{
	(void)format;
	enum fault fault = fields_tail(scan->state, scan, hit);
	hit->decoded = true;
	return fault;
}

const struct log_format format_iis_classic = {.name = "iis-classic",
    .recognised = true,
    .open = classic_open,
    .close = free,
    .head = classic_head,
    .tail = classic_tail};

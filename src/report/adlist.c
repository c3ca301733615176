/* SPDX-License-Identifier: MIT */
/* Writing audiences. */
#include "report/adlist.h"

#include <stdlib.h>

#include "base/msg.h"
#include "ext/digest.h"
#include "report/csv.h"
#include "table/escape.h"

static const struct adlist_kind kinds[] = {
    {.name = "google",
	.headers = {[PERSONAL_EMAIL] = "Email",
	    [PERSONAL_PHONE] = "Phone",
	    [PERSONAL_FIRST_NAME] = "First Name",
	    [PERSONAL_LAST_NAME] = "Last Name",
	    [PERSONAL_COUNTRY] = "Country",
	    [PERSONAL_ZIP] = "Zip"},
	.hashed = {[PERSONAL_EMAIL] = true,
	    [PERSONAL_PHONE] = true,
	    [PERSONAL_FIRST_NAME] = true,
	    [PERSONAL_LAST_NAME] = true},
	.style = {.plus = true, .uppercase = true}},
    {.name = "meta",
	.headers = {[PERSONAL_EMAIL] = "email",
	    [PERSONAL_PHONE] = "phone",
	    [PERSONAL_FIRST_NAME] = "fn",
	    [PERSONAL_LAST_NAME] = "ln",
	    [PERSONAL_COUNTRY] = "country",
	    [PERSONAL_ZIP] = "zip",
	    [PERSONAL_CITY] = "ct",
	    [PERSONAL_STATE] = "st",
	    [PERSONAL_BIRTH] = "dob",
	    [PERSONAL_GENDER] = "gen",
	    [PERSONAL_DEVICE] = "madid",
	    [PERSONAL_VALUE] = "value"},
	.hashed = {[PERSONAL_EMAIL] = true,
	    [PERSONAL_PHONE] = true,
	    [PERSONAL_FIRST_NAME] = true,
	    [PERSONAL_LAST_NAME] = true,
	    [PERSONAL_COUNTRY] = true,
	    [PERSONAL_ZIP] = true,
	    [PERSONAL_CITY] = true,
	    [PERSONAL_STATE] = true,
	    [PERSONAL_BIRTH] = true,
	    [PERSONAL_GENDER] = true},
	.style = {.bare = true}},
    {.name = "csv",
	.hashed = {[PERSONAL_EMAIL] = true,
	    [PERSONAL_PHONE] = true,
	    [PERSONAL_FIRST_NAME] = true,
	    [PERSONAL_LAST_NAME] = true,
	    [PERSONAL_NAME] = true},
	.style = {.plus = true, .uppercase = true},
	.others = true}};

const struct adlist_kind *
adlist_find(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

/* `COLUMN=FIELD`; a column's name may hold `=`. */
static struct slice
split_map(const char *map, struct slice *field)
{
	struct slice column = slice_of(map);
	while (column.n > 0 && column.p[column.n - 1] != '=')
		column.n--;
	*field = slice_skip(slice_of(map), column.n);
	column.n -= column.n > 0;
	return column;
}

const char *
adlist_map_check(const char *map)
{
	struct slice field;
	if (split_map(map, &field).n == 0)
		return "is not COLUMN=FIELD";
	if (personal_named(field) == PERSONAL_FIELDS)
		return "has none of the fields email, phone, first_name, "
		       "last_name, name, country, zip, city, state, dob, "
		       "gender, madid, value";
	return NULL;
}

void
adlist_release(struct adlist *a)
{
	free(a->fields);
	buf_release(&a->normal);
}

static enum personal_field
field_of(const struct adlist *a, struct slice column)
{
	for (size_t i = 0; i < a->map->n; i++) {
		struct slice field;
		if (slice_equal(split_map(a->map->at[i], &field), column))
			return personal_named(field);
	}
	return personal_guess(column);
}

/* Whether persons are found by a field alone. */
static bool
is_key(enum personal_field field)
{
	return field == PERSONAL_EMAIL || field == PERSONAL_PHONE ||
	    field == PERSONAL_DEVICE;
}

static bool
writes(const struct adlist *a, enum personal_field field)
{
	return a->kind->others ||
	    (field != PERSONAL_FIELDS && a->kind->headers[field]);
}

static void
put_cell(struct page *page, struct slice column, struct slice text, bool *first)
{
	if (!*first)
		writer_put_byte(page->out, ',');
	*first = false;
	csv_put_cell(page, column, text, false);
}

/* Columns that --map names must be there. */
static void
check_map(const struct adlist *a, const struct slice *names, unsigned n)
{
	for (size_t i = 0; i < a->map->n; i++) {
		struct slice field, column = split_map(a->map->at[i], &field);
		unsigned at = 0;
		while (at < n && !slice_equal(names[at], column))
			at++;
		if (at == n)
			msg_fail("map", "no column '%.*s' in the header",
			    (int)column.n, column.p);
	}
}

/* Of columns whose names are in another encoding nothing is known, and what
 * they hold would be written as it is. */
static void
check_name(struct slice name, unsigned i)
{
	if (utf8_span(name) < name.n)
		msg_fail(
		    "audience", "the name of column %u is not UTF-8", i + 1);
}

/* A name beside a last one is the first one. */
static void
settle_names(struct adlist *a, unsigned n)
{
	bool last = false;
	for (unsigned i = 0; i < n; i++)
		last = last || a->fields[i] == PERSONAL_LAST_NAME;
	for (unsigned i = 0; i < n && last; i++)
		if (a->fields[i] == PERSONAL_NAME)
			a->fields[i] = PERSONAL_FIRST_NAME;
}

static void
adlist_head(struct page *page, const struct slice *names, unsigned n)
{
	struct adlist *a = page->adlist;
	bool first = true, key = false;
	check_map(a, names, n);
	a->fields = mem_zero(n, sizeof(*a->fields));
	for (unsigned i = 0; i < n; i++) {
		check_name(names[i], i);
		a->fields[i] = field_of(a, names[i]);
		key = key || (is_key(a->fields[i]) && writes(a, a->fields[i]));
	}
	settle_names(a, n);
	if (!key && !a->kind->others)
		msg_fail("audience",
		    "no column of e-mail addresses or phone numbers: name it "
		    "with --map COLUMN=email");
	csv_begin(page);
	for (unsigned i = 0; i < n && !page->no_header; i++) {
		if (!writes(a, a->fields[i]))
			continue;
		put_cell(page, SLICE("name"),
		    a->kind->others ? escape_undo(names[i], &page->undone)
				    : slice_of(a->kind->headers[a->fields[i]]),
		    &first);
	}
	if (!page->no_header)
		csv_end_row(page);
}

/* The value as the platform wants it; empty for what is none. */
static struct slice
value_of(struct adlist *a, enum personal_field field, struct slice cell,
    char hex[DIGEST_HEX_SHA256])
{
	bool hash = field != PERSONAL_FIELDS && a->kind->hashed[field];
	a->normal.n = 0;
	if (field == PERSONAL_FIELDS)
		return cell;
	if (hash && personal_is_hashed(cell))
		field = PERSONAL_DEVICE; /* small letters, no more */
	else if (hash) {
		if (!personal_put(&a->normal, field, cell, &a->kind->style,
			a->calling_code))
			return (struct slice){"", 0};
		digest_sha256_hex(buf_slice(&a->normal), hex);
		return (struct slice){hex, DIGEST_HEX_SHA256};
	}
	if (!personal_put(
		&a->normal, field, cell, &a->kind->style, a->calling_code))
		return (struct slice){"", 0};
	return buf_slice(&a->normal);
}

static void
adlist_row(struct page *page, const struct slice *names,
    const struct slice *cells, unsigned n)
{
	struct adlist *a = page->adlist;
	char hex[DIGEST_HEX_SHA256];
	bool first = true, known = a->kind->others;
	for (unsigned i = 0; i < n && !known; i++)
		known = is_key(a->fields[i]) && writes(a, a->fields[i]) &&
		    value_of(a, a->fields[i],
			escape_undo(cells[i], &page->undone), hex)
			    .n > 0;
	a->written += known;
	a->left_out += !known;
	for (unsigned i = 0; i < n && known; i++) {
		if (!writes(a, a->fields[i]))
			continue;
		put_cell(page, names[i],
		    value_of(a, a->fields[i],
			escape_undo(cells[i], &page->undone), hex),
		    &first);
	}
	if (known)
		csv_end_row(page);
}

const struct renderer renderer_adlist = {
    .name = "audience", .head = adlist_head, .row = adlist_row};

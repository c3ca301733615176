/* SPDX-License-Identifier: MIT */
/* Reading tracking plans. */
#include "log/plan.h"

#include <stdlib.h>

#include "base/num.h"

const char plan_default[] = "view_item item string\n"
			    "view_item price number\n"
			    "view_item currency string\n"
			    "add_to_cart item string\n"
			    "add_to_cart quantity number\n"
			    "add_to_cart price number\n"
			    "remove_from_cart item string\n"
			    "remove_from_cart quantity number\n"
			    "view_cart item string\n"
			    "begin_checkout item string\n"
			    "begin_checkout quantity number\n"
			    "add_payment_info item string\n"
			    "purchase order string\n"
			    "purchase revenue number\n"
			    "purchase currency string\n"
			    "purchase item string\n"
			    "purchase quantity number\n"
			    "purchase price number\n"
			    "refund order string\n"
			    "sign_up user string\n"
			    "login user string\n"
			    "search search string\n"
			    "view_search_results search string\n";

/* Columns, and the names that GA4 and guides give them. */
static const struct {
	const char *name;
	enum event_text text;
} properties[] = {{"user", TEXT_USER}, {"user_id", TEXT_USER},
    {"uid", TEXT_UID}, {"client_id", TEXT_UID}, {"host", TEXT_HOST},
    {"path", TEXT_PATH}, {"referrer", TEXT_REFERRER}, {"title", TEXT_TITLE},
    {"item", TEXT_ITEM}, {"item_id", TEXT_ITEM}, {"items", TEXT_ITEM},
    {"item_name", TEXT_ITEM_NAME}, {"category", TEXT_CATEGORY},
    {"item_category", TEXT_CATEGORY}, {"quantity", TEXT_QUANTITY},
    {"price", TEXT_PRICE}, {"order", TEXT_ORDER},
    {"transaction_id", TEXT_ORDER}, {"revenue", TEXT_REVENUE},
    {"value", TEXT_REVENUE}, {"currency", TEXT_CURRENCY},
    {"search", TEXT_SEARCH}, {"search_term", TEXT_SEARCH},
    {"event_id", TEXT_EVENT_ID}};

static const char *const kinds[] = {
    [PLAN_STRING] = "string", [PLAN_NUMBER] = "number", [PLAN_BOOL] = "bool"};

const char *
plan_kind_name(enum plan_kind kind)
{
	return kinds[kind];
}

/* The next word of a line; empty at its end. */
static struct slice
take_word(struct slice *rest)
{
	size_t n = 0;
	*rest = slice_trim(*rest);
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
		n++;
	struct slice word = {rest->p, n};
	*rest = slice_skip(*rest, n);
	return word;
}

static bool
find_property(struct plan *plan, struct slice name, struct plan_row *row)
{
	static const struct slice param = {"param:", 6};
	if (slice_starts(name, param) && name.n > param.n) {
		row->text = TEXT_NONE;
		row->param =
		    arena_copy(&plan->memory, slice_skip(name, param.n));
		return true;
	}
	for (size_t i = 0; i < sizeof(properties) / sizeof(*properties); i++) {
		row->text = properties[i].text;
		if (slice_is(name, properties[i].name))
			return true;
	}
	return false;
}

static bool
find_kind(struct slice word, enum plan_kind *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		*kind = (enum plan_kind)i;
		if (slice_is(word, kinds[i]))
			return true;
	}
	return false;
}

static bool
read_row(struct plan *plan, const struct entries *e, struct slice line,
    struct entry_error *error)
{
	struct plan_row row = {.kind = PLAN_STRING};
	struct slice event = take_word(&line), property = take_word(&line);
	struct slice kind = take_word(&line), more = take_word(&line);
	if (event.n > PLAN_NAME_MAX)
		return entries_fail(
		    e, event.p, error, "an event's name is too long");
	if (property.n == 0)
		return entries_fail(e, property.p, error,
		    "expected EVENT PROPERTY string|number|bool");
	if (property.n > PLAN_NAME_MAX || !find_property(plan, property, &row))
		return entries_fail(e, property.p, error,
		    "'%.*s' is neither a property of events (item, order, "
		    "revenue...) nor param:NAME",
		    (int)(property.n < 40 ? property.n : 40), property.p);
	if (!find_kind(kind, &row.kind))
		return entries_fail(
		    e, kind.p, error, "expected string, number or bool");
	if (more.n > 0)
		return entries_fail(
		    e, more.p, error, "nothing is expected here");
	row.event = arena_copy(&plan->memory, event);
	row.property = arena_copy(&plan->memory, property);
	plan->at = mem_grow(plan->at, (plan->n + 1) * sizeof(*plan->at));
	plan->at[plan->n++] = row;
	return true;
}

bool
plan_read(struct plan *plan, struct slice text, struct entry_error *error)
{
	struct entries e;
	struct slice line;
	entries_init(&e, text);
	while (entries_next(&e, &line)) {
		if (plan->n == PLAN_MAX)
			return entries_fail(&e, line.p, error,
			    "more than %d properties", PLAN_MAX);
		if (!entries_is_text(&e, line, error) ||
		    !read_row(plan, &e, line, error))
			return false;
	}
	return true;
}

void
plan_release(struct plan *plan)
{
	free(plan->at);
	arena_release(&plan->memory);
}

struct slice
plan_value(const struct plan_row *row, const struct event *e)
{
	struct slice value = SLICE("");
	/* pages have none of what only tracks do */
	if (row->text >= TEXT_NAME && row->text <= TEXT_TRACKED &&
	    e->row != ROW_TRACK)
		return value;
	if (row->text != TEXT_NONE)
		return e->texts[row->text];
	if (!url_find_param(e->beacon, row->param, &value) || value.n == 0)
		url_find_param(e->all_of_query, row->param, &value);
	return value;
}

static bool
are_numbers(struct slice list)
{
	int64_t number;
	while (list.p) {
		struct slice one = slice_cut(&list, ';');
		if (one.n > 0 && !decimal_read(one, &number))
			return false;
	}
	return true;
}

bool
plan_fits(enum plan_kind kind, struct slice value)
{
	static const char *const words[] = {
	    "true", "false", "1", "0", "yes", "no", "y", "n"};
	if (kind == PLAN_NUMBER)
		return are_numbers(value);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_equal_nocase(value, slice_of(words[i])))
			return true;
	return kind == PLAN_STRING;
}

/* SPDX-License-Identifier: MIT */
/* Tracks: text decoded, names made, money checked. */
#include "log/track.h"

#include <stdlib.h>

#include "base/currency.h"
#include "base/junk.h"
#include "base/num.h"
#include "base/when.h"
#include "simd/simd.h"

/* Room that is zeroed, since kernels read pads, and that does not move while
 * slices into it are in use. */
static void
reserve(struct buf *b, size_t need)
{
	if (b->room < need) {
		buf_release(b);
		b->p = mem_zero(2, need);
		b->room = 2 * need;
	}
	b->n = 0;
}

void
track_reader_init(struct track_reader *r, const struct simd *simd,
    struct url_decoder *decoder)
{
	*r = (struct track_reader){.simd = simd,
	    .decoder = decoder,
	    .no_paths = json_paths_new(),
	    .found = mem_zero(1, sizeof(*r->found)),
	    .currency = SLICE("")};
}

void
track_reader_release(struct track_reader *r)
{
	url_memo_release(&r->pages);
	url_memo_release(&r->referrers);
	json_paths_free(r->no_paths);
	free(r->found);
	buf_release(&r->text);
	buf_release(&r->lists);
	buf_release(&r->campaign);
	buf_release(&r->places);
	items_release(&r->items);
}

void
track_begin(struct track_reader *r, struct track *t, size_t bytes)
{
	/* a value once decoded and once made a name, and a few amounts */
	reserve(&r->text, 2 * url_decode_room(bytes) + 16 * SIMD_PAD);
	r->campaign.n = 0;
	r->items.n = 0;
	r->lists.n = 0;
	r->remembered = 0;
	mem_clear(t, sizeof(*t));
	t->revenue = ITEM_NONE;
	t->time = WHEN_NONE;
}

struct slice
track_decode(struct track_reader *r, struct slice raw, char plus)
{
	if (raw.n == 0)
		return SLICE("");
	char *to = buf_need(&r->text, url_decode_room(raw.n));
	size_t n = url_decode_plus(r->decoder, to, raw, plus);
	r->text.n += n;
	return slice_trim((struct slice){to, n});
}

struct slice
track_text(struct track_reader *r, struct slice raw, char plus)
{
	if (!url_is_plain(raw))
		return track_decode(r, raw, plus);
	r->remembered += raw.n;
	return raw;
}

struct slice
track_decode_page(struct track_reader *r, struct track *t, uint64_t asked,
    struct slice raw, char plus)
{
	if (!url_memo_get(&r->pages, asked, r->decoder, raw, plus,
		&t->page_text, &t->page))
		return track_decode(r, raw, plus);
	r->remembered += t->page_text.n;
	return t->page_text;
}

struct slice
track_decode_referrer(
    struct track_reader *r, uint64_t asked, struct slice raw, char plus)
{
	struct slice text;
	if (!url_memo_get(
		&r->referrers, asked, r->decoder, raw, plus, &text, NULL))
		return track_decode(r, raw, plus);
	r->remembered += text.n;
	return text;
}

struct slice
track_name(struct track_reader *r, struct slice words)
{
	char *to = buf_need(&r->text, words.n + SIMD_PAD);
	size_t n = 0;
	for (size_t i = 0; i < words.n; i++) {
		char c = byte_lower(words.p[i]);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (unsigned char)c >= 0x80 || c == '.')
			to[n++] = c;
		else if (n > 0 && to[n - 1] != '_')
			to[n++] = '_';
	}
	while (n > 0 && to[n - 1] == '_')
		n--;
	r->text.n += n;
	return n > 0 ? (struct slice){to, n} : SLICE("custom_action");
}

/* It is read as a query is, and a bit behind its end. */
static void
set_campaign(struct track_reader *r, struct track *t)
{
	buf_need(&r->campaign, SIMD_PAD);
	t->campaign = buf_slice(&r->campaign);
}

void
track_add_query(struct track_reader *r, struct track *t, struct slice query)
{
	if (r->campaign.n > 0)
		buf_put_byte(&r->campaign, '&');
	buf_put_slice(&r->campaign, query);
	set_campaign(r, t);
}

void
track_add_campaign(struct track_reader *r, struct track *t, const char *name,
    struct slice value)
{
	static const char hex[] = "0123456789ABCDEF";
	if (value.n == 0)
		return;
	track_add_query(r, t, SLICE(""));
	buf_put_text(&r->campaign, name);
	buf_put_byte(&r->campaign, '=');
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];
		if (c != '%' && c != '&' && c != '+') {
			buf_put_byte(&r->campaign, (char)c);
			continue;
		}
		char escape[3] = {'%', hex[c >> 4], hex[c & 15]};
		buf_put(&r->campaign, escape, sizeof(escape));
	}
	set_campaign(r, t);
}

int64_t
track_time(const struct track *t, int64_t line)
{
	int64_t time = t->time;
	if (time == WHEN_NONE && __builtin_sub_overflow(line, t->delay, &time))
		return line;
	bool late = time < line - TRACK_LATE_DAYS * DAY || time > line;
	return late ? line : time;
}

struct slice
track_find_word(const struct track_word *words, struct slice word)
{
	if (word.n == 0)
		return SLICE("");
	/* letters differ in one bit at most from their other case */
	for (; words->word; words++)
		if (!((words->word[0] ^ word.p[0]) & 0xdf) &&
		    slice_equal_nocase(word, slice_of(words->word)))
			return slice_of(words->event);
	return SLICE("");
}

struct slice
track_cut(struct slice *list)
{
	return list->p ? slice_trim(slice_cut(list, ';')) : SLICE("");
}

struct json_value
track_json(struct track_reader *r, struct slice text)
{
	struct line line = {.text = text, .base = text.p};
	if (text.n == 0 ||
	    json_read(r->no_paths, r->simd, &line, r->found) == JSON_BAD)
		return (struct json_value){.kind = JSON_NULL};
	return r->found->root;
}

struct slice
track_json_text(struct track_reader *r, struct json_value v)
{
	if (v.kind == JSON_FALSE)
		return SLICE("");
	buf_need(&r->text, v.text.n + SIMD_PAD);
	return slice_trim(json_text(v, &r->text));
}

int64_t
track_amount(const struct track_reader *r, struct slice s)
{
	int64_t v;
	return amount_read(s, r->amounts, &v) ? v : ITEM_NONE;
}

void
track_check_event_id(struct track *t)
{
	if (t->texts[TRACK_EVENT_ID].n < TRACK_ID_MIN)
		t->texts[TRACK_EVENT_ID] = SLICE("");
}

static struct slice
put_amount(struct track_reader *r, int64_t millionths)
{
	char *to = buf_need(&r->text, NUM_MAX_TEXT + SIMD_PAD);
	size_t n = decimal_put(to, millionths);
	r->text.n += n;
	return (struct slice){to, n};
}

/* One product that stands beside, not in a list. */
static void
add_single(struct track_reader *r, const struct track *t)
{
	const struct slice *texts = t->texts;
	if (r->items.n > 0 ||
	    texts[TRACK_ITEM].n + texts[TRACK_ITEM_NAME].n +
		    texts[TRACK_CATEGORY].n + texts[TRACK_QUANTITY].n +
		    texts[TRACK_PRICE].n ==
		0)
		return;
	struct item *item = items_add(&r->items);
	item->id = texts[TRACK_ITEM];
	item->name = texts[TRACK_ITEM_NAME];
	item->category = texts[TRACK_CATEGORY];
	item->quantity = track_amount(r, texts[TRACK_QUANTITY]);
	item->price = track_amount(r, texts[TRACK_PRICE]);
}

static void
put_items(struct track_reader *r, struct track *t)
{
	static const struct {
		enum track_text text;
		enum item_list list;
	} lists[] = {{TRACK_ITEM, ITEM_IDS}, {TRACK_ITEM_NAME, ITEM_NAMES},
	    {TRACK_CATEGORY, ITEM_CATEGORIES},
	    {TRACK_QUANTITY, ITEM_QUANTITIES}, {TRACK_PRICE, ITEM_PRICES}};
	size_t bytes = 0;
	if (r->items.n == 0) { /* the texts of one are not told either */
		for (size_t i = 0; i < N_ITEM_LISTS; i++)
			t->texts[lists[i].text] = SLICE("");
		return;
	}
	for (size_t i = 0; i < r->items.n; i++) {
		const struct item *item = &r->items.at[i];
		bytes += item->id.n + item->name.n + item->category.n;
	}
	reserve(&r->lists, items_room(&r->items, bytes) + SIMD_PAD);
	for (size_t i = 0; i < N_ITEM_LISTS; i++)
		t->texts[lists[i].text] = track_wants(r, lists[i].text)
		    ? items_put(&r->items, lists[i].list, &r->lists)
		    : SLICE("");
}

bool
track_is_step(struct slice event)
{
#define STEP(name)                       \
	{                                \
		(name), sizeof(name) - 1 \
	}
	static const struct slice steps[] = {STEP("view_item"),
	    STEP("view_item_list"), STEP("select_item"), STEP("add_to_cart"),
	    STEP("remove_from_cart"), STEP("cart_update"), STEP("view_cart"),
	    STEP("add_to_wishlist"), STEP("begin_checkout"),
	    STEP("checkout_progress"), STEP("add_shipping_info"),
	    STEP("add_payment_info"), STEP("view_promotion"),
	    STEP("select_promotion"), STEP("transaction_item")};
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (slice_equal(event, steps[i]))
			return true;
	return false;
}

static void
set_revenue(struct track_reader *r, struct track *t)
{
	struct slice event = t->texts[TRACK_EVENT];
	int64_t v = t->revenue;
	if (v == ITEM_NONE && t->texts[TRACK_REVENUE].n + r->items.n == 0) {
		t->texts[TRACK_REVENUE] = SLICE("");
		return;
	}
	bool refund = slice_is(event, "refund");
	if (v == ITEM_NONE && t->texts[TRACK_REVENUE].n > 0)
		v = track_amount(r, t->texts[TRACK_REVENUE]);
	/* their value is nobody's revenue */
	if (track_is_step(event))
		v = ITEM_NONE;
	if (v == ITEM_NONE && (refund || slice_is(event, "purchase")) &&
	    !items_total(&r->items, &v))
		v = ITEM_NONE;
	/* a refund's name says which way the money goes */
	if (refund && v != ITEM_NONE && v < 0)
		v = -v;
	t->texts[TRACK_REVENUE] = v == ITEM_NONE ? SLICE("") : put_amount(r, v);
}

static bool
has_money(const struct track *t)
{
	return t->texts[TRACK_REVENUE].n + t->texts[TRACK_PRICE].n > 0;
}

/* A copy with a pad behind it: a constant has none. */
static struct slice
settle(struct track_reader *r, struct slice s)
{
	char *to = buf_need(&r->text, s.n + SIMD_PAD);
	if (s.n > 0)
		memcpy(to, s.p, s.n);
	r->text.n += s.n;
	return (struct slice){to, s.n};
}

static void
finish_money(struct track_reader *r, struct track *t)
{
	char code[CURRENCY_CODE];
	add_single(r, t);
	set_revenue(r, t);
	put_items(r, t);
	if (!has_money(t)) {
		t->texts[TRACK_CURRENCY] = SLICE("");
		return;
	}
	if (t->texts[TRACK_CURRENCY].n == 0)
		t->texts[TRACK_CURRENCY] = r->currency;
	/* in capitals, so that usd and USD are added up */
	t->texts[TRACK_CURRENCY] =
	    settle(r, currency_code(t->texts[TRACK_CURRENCY], code));
}

void
track_finish(struct track_reader *r, struct track *t)
{
	unsigned money = 1u << TRACK_ITEM | 1u << TRACK_REVENUE;
	struct slice event = t->texts[TRACK_EVENT];
	/* else the sales of several visitors were one order */
	t->texts[TRACK_ORDER] = junk_to_nothing(t->texts[TRACK_ORDER]);
	if (r->wants & money)
		finish_money(r, t);
	t->texts[TRACK_EVENT] =
	    settle(r, event.n > 0 ? event : SLICE("page_view"));
}

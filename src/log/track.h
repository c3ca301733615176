/* SPDX-License-Identifier: MIT */
/* What the hit of a tracker tells: an event, its page, its visitor, and what
 * was looked at or bought. Trackers' pixels (tracker.h) and JSON events fill
 * it; the parser makes an event of it. */
#ifndef CJM_LOG_TRACK_H
#define CJM_LOG_TRACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/amount.h"
#include "base/mem.h"
#include "base/slice.h"
#include "log/items.h"
#include "log/json.h"
#include "log/url-memo.h"
#include "log/url.h"

/* Texts: decoded, UTF-8 where they could be made so, not escaped. */
enum track_text {
	/* up to TRACK_EVENT_ID in the order of enum event_text: they become
	 * texts of the event as they are */
	TRACK_EVENT,
	TRACK_TITLE,
	TRACK_ITEM, /* this and the next four: of one product told outside */
	TRACK_ITEM_NAME, /* of lists, as written */
	TRACK_CATEGORY,
	TRACK_QUANTITY,
	TRACK_PRICE,
	TRACK_ORDER,
	TRACK_REVENUE, /* as the tracker wrote it; track_finish reads it */
	TRACK_CURRENCY,
	TRACK_SEARCH,
	TRACK_EVENT_ID,
	TRACK_HOST, /* this and the next: where the tracker names them apart, */
	TRACK_PATH, /* instead of the URL's */
	TRACK_UID,  /* the tracker's id of the visitor */
	TRACK_USER, /* the site's */
	TRACK_AGENT,    /* the visitor's, where another program sent the hit */
	TRACK_ADDRESS,  /* also */
	TRACK_DEVICE,   /* desktop, mobile, tablet, where there is no agent */
	TRACK_URL,      /* of the page; this and the next are read last, when */
	TRACK_REFERRER, /* memory has answered what url_memo_ask asked for */
	N_TRACK_TEXTS
};

struct track {
	struct slice texts[N_TRACK_TEXTS];
	/* campaign parameters that stand beside the page's URL, as a query
	 * (`utm_source=x&…`); empty for none */
	struct slice campaign;
	int64_t revenue; /* millionths, read already; ITEM_NONE: the text's */
	/* microseconds: when it was; else how long before the log's line; what
	 * lies TRACK_LATE_DAYS before that, or behind it, is not believed */
	int64_t time; /* WHEN_NONE: not told */
	int64_t delay;
	/* where the tracker numbers nothing but sends hits twice: what an
	 * event_id and an order are made of, together with the visitor; 0 for
	 * nothing */
	uint64_t event_fingerprint, order_fingerprint;
	/* the URL's parts, where page_text is still what texts[TRACK_URL] is */
	struct url page;
	struct slice page_text;
	bool no_clock; /* the second of the line belongs to the event's */
	bool body;     /* the events are in the body, which is in no log */
};

enum { TRACK_LATE_DAYS = 30 };

/* What reading them needs and keeps. Slices of a track point into its buffers,
 * constants or what was read, and are valid until the next track_begin. */
struct track_reader {
	const struct simd *simd;
	struct url_decoder *decoder;
	struct json_paths *no_paths; /* for JSON within values */
	struct json_found *found;
	struct buf text, lists, campaign, places;
	struct url_memo pages, referrers;
	size_t remembered; /* bytes of texts that lie there, or as sent */
	struct items items;
	enum amount_style amounts;
	unsigned wants;        /* a bit for each enum track_text to read */
	struct slice currency; /* of amounts that name none */
};

/* decoder outlives it. */
void track_reader_init(struct track_reader *r, const struct simd *simd,
    struct url_decoder *decoder);
void track_reader_release(struct track_reader *r);

/* Empties *t. What will be read has so many bytes at most. */
void track_begin(struct track_reader *r, struct track *t, size_t bytes);

static inline bool
track_wants(const struct track_reader *r, enum track_text text)
{
	return r->wants >> text & 1;
}

/* The text behind a percent-encoded value, without blanks around it. */
struct slice track_decode(struct track_reader *r, struct slice raw, char plus);

/* The same, which for nearly all values is what was sent: those are not copied.
 * SIMD_PAD bytes behind raw can be read. */
struct slice track_text(struct track_reader *r, struct slice raw, char plus);

/* The same for the page's URL and the referrer, which are remembered: each at
 * most once a hit. `asked` is of url_memo_ask. */
struct slice track_decode_page(struct track_reader *r, struct track *t,
    uint64_t asked, struct slice raw, char plus);
struct slice track_decode_referrer(
    struct track_reader *r, uint64_t asked, struct slice raw, char plus);

/* A name of an event made of words: `Add to Cart` is add_to_cart. ASCII
 * letters become small, what is no letter or digit one `_`; custom_action where
 * nothing is left, since what has no name is no view of a page either. */
struct slice track_name(struct track_reader *r, struct slice words);

/* Adds `name=value` to the campaign's query; value is decoded text. */
void track_add_campaign(struct track_reader *r, struct track *t,
    const char *name, struct slice value);

/* Adds what is a query already. */
void
track_add_query(struct track_reader *r, struct track *t, struct slice query);

/* The time of an event that a line of that time tells. */
int64_t track_time(const struct track *t, int64_t line);

/* A word of a tracker's, and GA4's name for what it says. */
struct track_word {
	const char *word, *event;
};

/* The name of a word in a list that ends with a NULL; empty when there is
 * none. */
struct slice track_find_word(const struct track_word *words, struct slice word);

/* The next of a list with `;` between, without blanks around it; empty behind
 * its end, where list->p is NULL. */
struct slice track_cut(struct slice *list);

/* The JSON in a value, which track_decode or the like has given; JSON_NULL
 * where it is none. Its text, with escapes undone; none of false, which scripts
 * send for what a product has not, as they do null. */
struct json_value track_json(struct track_reader *r, struct slice text);
struct slice track_json_text(struct track_reader *r, struct json_value v);

/* Reads an amount as the source writes it; ITEM_NONE when it is none. */
int64_t track_amount(const struct track_reader *r, struct slice s);

/* Forgets the event's id where it is none, but a site's parameter of that name:
 * those of less than TRACK_ID_MIN bytes number concerts and such, and all views
 * of one would be repeats of the first. */
enum { TRACK_ID_MIN = 16 };
void track_check_event_id(struct track *t);

/* Whether an event only shows or collects products. */
bool track_is_step(struct slice event);

/* Ends the reading: the products become lists, amounts plain decimals, and a
 * purchase or refund that does not tell its revenue gets that of its products.
 * Events that only show or collect products have no revenue, whatever value
 * they were sent with. */
void track_finish(struct track_reader *r, struct track *t);

#endif

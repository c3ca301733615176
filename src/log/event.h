/* SPDX-License-Identifier: MIT */
/* An event, and which columns of it are written in which order. */
#ifndef CJM_LOG_EVENT_H
#define CJM_LOG_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "io/writer.h"
#include "log/agent.h"
#include "log/hit.h"
#include "log/source.h"
#include "log/track.h"
#include "log/url.h"

/* Columns that are texts of the hit itself, in no special order. */
enum event_text {
	TEXT_NONE, /* what no log line fills */
	TEXT_UID,
	TEXT_USER,
	TEXT_HOST,
	TEXT_PATH,
	TEXT_QUERY,    /* scrubbed */
	TEXT_REFERRER, /* scrubbed */
	TEXT_NAME,     /* of the event; this to TEXT_TRACKED: of tracks only */
	TEXT_TITLE,
	TEXT_ITEM,
	TEXT_ITEM_NAME,
	TEXT_CATEGORY,
	TEXT_QUANTITY,
	TEXT_PRICE,
	TEXT_ORDER,
	TEXT_REVENUE,
	TEXT_CURRENCY,
	TEXT_SEARCH,
	TEXT_EVENT_ID,
	TEXT_TRACKED = TEXT_EVENT_ID,
	TEXT_RAW, /* from here on: ready for the stream as they are */
	TEXT_CHANNEL =
	    TEXT_RAW, /* to TEXT_CONTENT: of ROW_TRAFFIC, ROW_TRACK */
	TEXT_SOURCE,
	TEXT_MEDIUM,
	TEXT_CAMPAIGN,
	TEXT_TERM,
	TEXT_CONTENT,
	TEXT_SHORT, /* from here on also of at most EVENT_PAD bytes, of which
		     * all can be read */
	TEXT_TIME = TEXT_SHORT,
	TEXT_EVENT, /* page_view… */
	TEXT_DEVICE,
	TEXT_STATUS,
	N_TEXTS
};

enum { EVENT_PAD = 32 };

/* What a hit has become. Texts before TEXT_RAW are bytes, unescaped, with
 * SIMD_PAD readable bytes behind them. */
struct event {
	struct slice texts[N_TEXTS];
	/* which texts can have something: all of them (ROW_TRACK), none of a
	 * track, or neither of a track nor of traffic */
	enum row_kind { ROW_PAGE, ROW_TRAFFIC, ROW_TRACK, N_ROWS } row;
	size_t room; /* at least what all texts take in the stream */
	struct slice all_of_query; /* of the page, as sent */
	struct slice beacon;       /* the query of a tracker's hit, as sent */
	struct slice client, agent, method, bytes, cookie;
	const struct hit *hit; /* of which it was made */
	const char *file;      /* for `line` */
	uint64_t line;
};

/* What must be computed for the columns that are wanted. */
enum event_need {
	NEED_TRAFFIC = 1,
	NEED_REFERRER = 2,
	NEED_UID = 4,
	NEED_LINE = 8
};

/* The columns of the output. */
struct columns {
	struct column *at;
	size_t n;
	/* of the columns that can have a value, by enum row_kind */
	struct steps {
		struct step *at;
		size_t n;
		size_t last_tabs; /* behind the last step */
	} steps[N_ROWS];
	unsigned needs;            /* of enum event_need */
	unsigned tracks;           /* bits of enum track_text */
	struct json_columns *json; /* NULL: none is wanted */
	struct url_decoder decoder;
	const struct simd *simd;
	struct buf scratch;
	unsigned redacts; /* of what was typed: bits of enum redaction */
	struct buf redacted;
};

/* The default columns, in order, by comma. */
extern const char columns_default[];

/* Reads a list of names; false with the unknown one in *bad. The list's bytes
 * must outlive the columns. */
bool columns_init(struct columns *c, const struct simd *simd, struct slice list,
    struct slice *bad);
void columns_release(struct columns *c);

void columns_put_header(const struct columns *c, struct writer *out);
void columns_put(struct columns *c, struct writer *out, const struct event *e);

/* What a page's request is, by its method and status. EVENT_PAD bytes of it can
 * be read. */
struct slice event_of_page(const struct hit *hit);

#endif

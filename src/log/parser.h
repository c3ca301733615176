/* SPDX-License-Identifier: MIT */
/* Lines to events: each line is one event, one drop or one reject. */
#ifndef CJM_LOG_PARSER_H
#define CJM_LOG_PARSER_H

#include "base/mem.h"
#include "base/near.h"
#include "log/addresses.h"
#include "log/census.h"
#include "log/channel-rules.h"
#include "log/check.h"
#include "log/dialect.h"
#include "log/event.h"
#include "log/privacy.h"
#include "log/sites.h"
#include "log/track.h"
#include "log/tracker.h"
#include "log/uid.h"

/* What became of a line. The first that applies counts, in this order: long,
 * blank, part, a shape without a request, asset, method, body, any other
 * reject, failed, partial, outside, tracker or page, address, bot or browser,
 * consent, forgotten. So a static file is dropped as one whatever stands in the
 * rest of its line. */
enum verdict {
	LINE_BLANK, /* empty, or a comment */
	LINE_PART,  /* of a line that another completes, see log/parts.h */
	LINE_LONG,  /* rejected: longer than the limit */
	LINE_SHAPE, /* rejected: not of the format */
	LINE_TIME,
	LINE_STATUS,
	LINE_ASSET,   /* dropped: a static file */
	LINE_METHOD,  /* neither GET nor POST, or no request at all */
	LINE_BODY,    /* of a tracker, its events in a body that no log has */
	LINE_FAILED,  /* status 4xx, 5xx, 1xx, 0 */
	LINE_PARTIAL, /* status 206 */
	LINE_OUTSIDE, /* before --since, or not before --until */
	LINE_TRACKER, /* with --trackers drop */
	LINE_PAGE,    /* with --trackers only */
	LINE_ADDRESS, /* of --exclude-ip, or not of --only-ip */
	LINE_BOT,
	LINE_BROWSER,   /* with --bots only */
	LINE_CONSENT,   /* without the consent that is asked for */
	LINE_FORGOTTEN, /* of --forget */
	LINE_EVENT,
	N_VERDICTS
};

/* The names of the counters of the verdicts. */
extern const char *const verdict_names[N_VERDICTS];

/* What becomes of a line with that fault. */
enum verdict verdict_of(enum fault fault);

static inline bool
verdict_rejects(enum verdict v)
{
	return v >= LINE_LONG && v <= LINE_STATUS;
}

struct parser_options {
	size_t max_line;
	unsigned proxies; /* of one's own, see address_forwarded */
	unsigned keep; /* bits 1 << LINE_ASSET… of drops that become events */
	int64_t since, until;  /* microseconds, WHEN_NONE for none */
	struct slice host;     /* of lines that name none */
	struct slice currency; /* of amounts that name none */
	bool bots_only;        /* drop browsers */
	bool no_trackers, no_pages;

	/* which clients are dropped, and which are not; NULL for none */
	const struct addresses *exclude, *only;

	/* parameters that are left out besides the known ones */
	const struct slice *drop;
	size_t n_drop;
};

struct parser {
	struct parser_options options;
	const struct simd *simd;
	struct dialect *dialect; /* of the input in hand; the caller's */
	struct sites sites;
	struct uid_rules uid;
	struct columns columns;
	struct agents *agents;
	struct sources *sources;
	struct privacy privacy;
	struct channel_rules channels;
	struct census *census; /* NULL: agents are not counted */
	bool guarded;          /* clients are looked at closely */
	struct check *check;   /* takes the events instead; may be NULL */
	struct trackers trackers;
	struct track_reader tracks;
	struct near_written times;
	struct buf scratch;  /* of the line in hand */
	struct buf campaign; /* of the tracker's hit in hand */
	uint64_t counts[N_VERDICTS];
};

/* Keeps drops as events: a list, by comma, of assets, methods, failed, partial
 * and bots. False with what is none of them in *bad. */
bool
parser_keep(struct parser_options *o, struct slice list, struct slice *bad);

/* options, sites, uid, columns, privacy, channels, census and check are filled
 * by the caller before; parser_release releases all but options, census and
 * check. */
void parser_init(struct parser *p, const struct simd *simd);
void parser_release(struct parser *p);

/* Whether a line for which clf_is_asset is true is an asset and nothing more:
 * it need only be counted as that. True until the next call of parser_line or
 * dialect_begin. */
bool parser_skips_assets(const struct parser *p);

/* Counts n lines, up to that number of the file, of which that has become. */
static inline void
parser_count(struct parser *p, enum verdict verdict, uint64_t n,
    const char *file, uint64_t number)
{
	p->counts[verdict] += n;
	while (p->check && n-- > 0)
		check_line(p->check, verdict, file, number);
}

/* Takes one line (SIMD_PAD bytes behind it can be read), counts what became of
 * it, and writes the event's row if it is one. */
enum verdict parser_line(struct parser *p, const struct line *line,
    const char *file, uint64_t number, struct writer *out);

#endif

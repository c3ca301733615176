/* SPDX-License-Identifier: MIT */
/*
 * The parts of the traffic generator: what one file of tests/bench/gen*.c
 * offers to the others.
 *
 * Times are milliseconds since the midnight (of the log's own zone) at which
 * the log begins. Nothing here reads a clock, a locale or floating point: the
 * same seed and options give the same bytes on every machine.
 */
#ifndef GEN_SHOP_H
#define GEN_SHOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SITE      "https://shop.example"
#define SITE_LEN  (sizeof(SITE) - 1)
#define SITE_HOST "shop.example"

enum {
	SECOND = 1000,
	MINUTE = 60 * SECOND,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	PRODUCTS = 6000,
	RECENT = 4096 /* addresses that another visitor may share */
};

/* ---- gen-text.c: chance, text and the lines themselves ---- */

/* xoshiro256** by Blackman and Vigna, seeded by splitmix64. Never
 * call it twice among the arguments of one call: their order is the
 * compiler's choice, and the log would be too. */
struct rng {
	uint64_t s[4];
};

void rng_seed(struct rng *, uint64_t seed);
uint64_t rng_next(struct rng *);
/* 0 .. n-1; n > 0. */
uint32_t rng_below(struct rng *, uint32_t n);
/* lo .. hi, both included. */
uint32_t rng_range(struct rng *, uint32_t lo, uint32_t hi);
/* True in n of 1000 cases. */
bool rng_chance(struct rng *, uint32_t n);
/* 0 .. n-1 with a chance near 1/(rank+1): few are popular, most are rare. */
uint32_t rng_zipf(struct rng *, uint32_t n);
/* The same 64 bits for the same number, whatever the seed of the run. */
uint64_t mix64(uint64_t);

/* A short text in its own storage; what would not fit is a bug: abort(). */
struct text {
	size_t len;
	char at[1400];
};

void text_mem(struct text *, const char *, size_t);
void text_str(struct text *, const char *);
void text_num(struct text *, uint64_t);
void text_hex(struct text *, uint64_t, unsigned digits);
/* Percent-encoded as in a query; a blank becomes + or %20. */
void text_esc(struct text *, const char *utf8, bool plus);
/* n random letters, digits, - and _, as click ids have. */
void text_id(struct text *, struct rng *, unsigned n);

/* Days since 1970-01-01 of a date of the Gregorian calendar, and back. */
int64_t days_of_date(int64_t y, unsigned m, unsigned d);
void date_of_days(int64_t days, int64_t *y, unsigned *m, unsigned *d);

/* The last two are combined lines in which a tracker tells of each page. */
enum format {
	FORMAT_COMBINED,
	FORMAT_COMMON,
	FORMAT_VHOST,
	FORMAT_COOKIE,
	FORMAT_JSON, /* a line of a dozen members, as nginx is told to write */
	FORMAT_GA4,
	FORMAT_LOGGER
};

struct line {
	const char *addr;   /* NUL-terminated; the other texts have lengths */
	const char *method; /* NULL: target is the whole request as sent */
	const char *target;
	const char *proto;
	const char *ref; /* ref_len 0: "-" */
	const char *agent;
	size_t target_len, ref_len, agent_len;
	uint64_t bytes;
	unsigned status;
	uint32_t ga;      /* the _ga cookie's number, 0: none */
	int64_t ga_since; /* and its time, epoch seconds */
};

/* Standard output: one large buffer, written whole. */
struct out {
	char *buf;
	size_t used;
	uint64_t lines, bytes;
	uint64_t max_lines, max_bytes; /* 0: no limit */
	enum format format;
	int64_t first_day; /* of the log, days since 1970 */
	int64_t second;    /* that `stamp` was made for */
	char stamp[32];    /* [dd/Mon/yyyy:hh:mm:ss +zzzz] */
	char zone[6];
};

/* False when there is no memory. */
bool out_init(struct out *);
/* Appends a line; exits when standard output fails. */
void out_line(struct out *, const struct line *, int64_t now);
void out_flush(struct out *);
/* True once the limit of lines or bytes is reached. */
bool out_full(const struct out *);
void out_release(struct out *);

/* ---- gen-agents.c: browsers and addresses ---- */

enum family {
	CHROME_ANDROID,
	SAFARI_IOS,
	SAMSUNG,
	CHROME_WINDOWS,
	EDGE,
	CHROME_MAC,
	SAFARI_MAC,
	WHALE,
	FIREFOX,
	KAKAOTALK,
	NAVER_APP,
	INSTAGRAM,
	FACEBOOK_APP,
	DAUM_APP,
	SAFARI_IPAD,
	FAMILIES
};

/* All user agents, made once: text of agent i is at[i] .. at[i + 1]. */
struct agents {
	char *text;
	uint32_t *at;
	uint32_t first[FAMILIES + 1];
};

/* False when there is no memory. */
bool agents_init(struct agents *);
void agents_release(struct agents *);
/* An agent of the family, the newer the likelier; FAMILIES: of any. */
uint32_t agents_pick(const struct agents *, struct rng *, enum family);

/* An address is 64 bits: IPv4 in the low 32, IPv6 where the top bit is set. */
uint64_t address_pick(struct rng *);
void address_text(uint64_t address, char text[48]);

/* ---- the visitors and the shop ---- */

struct shop;

enum page {
	LEAVE,
	HOME,
	CATEGORY,
	SEARCH,
	PRODUCT,
	CART,
	CHECKOUT,
	COMPLETE,
	SIGNUP,
	SIGNUP_DONE,
	LOGIN,
	MYPAGE,
	ABOUT,
	BLOG,
	PAGES, /* from here on none that is shown */
	CART_ADD = PAGES,
	SIGNUP_POST,
	LOGIN_POST,
	RELOAD
};

/* Who comes back: what is kept between two visits. */
struct visitor {
	uint64_t address;
	int64_t since; /* epoch seconds of the first visit */
	uint32_t agent;
	uint32_t ga;
	uint32_t cart;          /* won */
	uint32_t order, amount; /* the last one, won; order 0: none */
	uint16_t order_day;     /* since the log began */
	uint8_t visits;
	uint8_t zeal; /* 0 glances, 1 looks around, 2 wants to buy */
	bool member, reload;
};

/* A visit, a robot's crawl or a task of the clock: all that is under way. */
struct session {
	int64_t (*step)(struct shop *, struct session *, int64_t now);
	struct visitor visitor;
	const char *agent;
	size_t agent_len;
	char addr[48];
	const char *proto;
	struct text url[2]; /* absolute; [cur] is the page that is shown */
	struct text ref;    /* the foreign referrer of the next page */
	unsigned cur;
	enum page page, next, after; /* after: resumed when logged in */
	uint32_t shown, item;        /* product shown, and the next */
	unsigned assets, nth_asset, pages;
	bool foreign; /* the next page comes with `ref` */
	bool marked;  /* the page shown has a campaign's parameters */
	int64_t next_at;
	unsigned robot, left; /* gen-robots.c */
};

struct shop {
	struct rng rng;
	struct out out;
	struct agents agents;
	uint64_t recent[RECENT];
	uint32_t recents;
	uint32_t orders;
	unsigned assets_pct;
	bool one_hit;
	int64_t asset_credit; /* 1/1000 lines that are owed to the share */
	int64_t robot_gap, monitor_gap; /* ms a line */
	int64_t epoch;                  /* seconds, of time 0 */
	/* Puts a session to work at a time; owned by gen.c. */
	struct session *(*spawn)(struct shop *, int64_t at);
	/* Keeps a visitor until then. */
	void (*sleep)(struct shop *, const struct visitor *, int64_t until);
	struct plan *plan; /* gen.c's own */
};

/* ---- gen-pages.c: what the site has ---- */

uint32_t product_pick(struct rng *);
uint32_t product_price(uint32_t item); /* won */
void product_text(struct text *, uint32_t item);
/* A word that people search for, UTF-8. */
const char *word_pick(struct rng *);
/* Path and query of a page; CART_ADD and COMPLETE are not made here. */
void page_path(struct text *, struct rng *, enum page, uint32_t item);
uint64_t page_bytes(struct rng *, enum page);
/* Writes path, bytes and status of the nth file that the page draws in, and
 * the referrer if that is not the page. */
void asset_path(struct text *, struct text *ref, struct rng *,
    const struct session *, int64_t now, struct line *);

/* ---- gen-sources.c: how people come ---- */

unsigned source_pick(struct rng *, bool again);
/* The kind of browser that goes with the source, or FAMILIES. */
enum family source_family(struct rng *, unsigned source);
/* How many of 1000 more come to buy than with an average source. */
int source_zeal(unsigned source);
/* Makes the landing page's address and its referrer (empty: none). */
enum page source_land(struct shop *, unsigned source, int64_t now,
    struct text *url, struct text *ref, uint32_t *item);
/* Adds &NaPm=…, what Naver sends with a click (ci NULL: an id is made) or
 * with a return from its payment (ci "checkout"). */
void source_napm(
    struct shop *, struct text *, const char *ci, const char *tr, int64_t now);

/* ---- gen-visits.c and gen-robots.c ---- */

/* Makes a new visitor's first visit, or the next visit of one. */
void visit_begin(
    struct shop *, struct session *, const struct visitor *old, int64_t now);
/* Session steps; the time of the next step, or -1 at the end. */
int64_t visit_step(struct shop *, struct session *, int64_t now);
int64_t robots_step(struct shop *, struct session *, int64_t now);
int64_t monitor_step(struct shop *, struct session *, int64_t now);

/* Writes the line of a session, its `addr` and `agent` filled in. */
void session_line(struct shop *, struct session *, struct line *, int64_t now);

#endif

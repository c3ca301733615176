/* SPDX-License-Identifier: MIT */
/*
 * A visit to the sample shop: which page follows which, how long each is
 * looked at, what is bought, and when the visitor comes back.
 */
#include "gen-shop.h"

#include <string.h>

enum { PLACES = RELOAD + 1 };

/* Weights of the next step from each page. */
static const uint8_t links[PAGES][PLACES] = {
    [HOME] = {[LEAVE] = 30,
	[CATEGORY] = 30,
	[SEARCH] = 16,
	[PRODUCT] = 18,
	[LOGIN] = 3,
	[SIGNUP] = 1,
	[ABOUT] = 1,
	[BLOG] = 2},
    [CATEGORY] = {[LEAVE] = 24,
	[PRODUCT] = 46,
	[CATEGORY] = 20,
	[SEARCH] = 8,
	[HOME] = 2},
    [SEARCH] = {[LEAVE] = 26, [PRODUCT] = 50, [SEARCH] = 15, [CATEGORY] = 9},
    [PRODUCT] = {[LEAVE] = 38,
	[PRODUCT] = 26,
	[CATEGORY] = 15,
	[SEARCH] = 6,
	[CART_ADD] = 8,
	[HOME] = 4,
	[SIGNUP] = 1,
	[BLOG] = 1},
    [CART] = {[LEAVE] = 38, [CHECKOUT] = 26, [PRODUCT] = 20, [CATEGORY] = 14},
    [CHECKOUT] = {[LEAVE] = 44, [COMPLETE] = 48, [CART] = 8},
    [COMPLETE] = {[LEAVE] = 66, [RELOAD] = 8, [HOME] = 12, [MYPAGE] = 14},
    [SIGNUP] = {[LEAVE] = 25, [SIGNUP_POST] = 68, [LOGIN] = 7},
    [SIGNUP_DONE] = {[LEAVE] = 30, [HOME] = 30, [MYPAGE] = 10, [CATEGORY] = 30},
    [LOGIN] = {[LEAVE] = 12, [LOGIN_POST] = 80, [SIGNUP] = 8},
    [MYPAGE] = {[LEAVE] = 50, [HOME] = 20, [CART] = 20, [CATEGORY] = 10},
    [ABOUT] = {[LEAVE] = 60, [HOME] = 25, [CATEGORY] = 15},
    [BLOG] = {[LEAVE] = 58, [PRODUCT] = 20, [BLOG] = 12, [HOME] = 10},
};

/* How the wish to buy changes those weights, in percent. */
static const struct {
	uint16_t leave, buy;
} zeals[3] = {{165, 22}, {76, 45}, {40, 110}};

static const char *const returns[] = {"https://stdpay.inicis.com/",
    "https://order.pay.naver.com/", "https://pay.toss.im/",
    "https://online-pay.kakao.com/"};

void
session_line(struct shop *shop, struct session *s, struct line *l, int64_t now)
{
	l->addr = s->addr;
	l->agent = s->agent;
	l->agent_len = s->agent_len;
	if (!l->proto)
		l->proto = s->proto;
	l->ga = s->visitor.ga;
	l->ga_since = s->visitor.since;
	shop->asset_credit +=
	    1000 * (int64_t)shop->assets_pct / (100 - shop->assets_pct);
	out_line(&shop->out, l, now);
}

/* Some addresses are shared, as behind a carrier's or an office's router. */
static uint64_t
take_address(struct shop *shop)
{
	uint64_t address;

	if (shop->recents && rng_chance(&shop->rng, 90)) {
		uint32_t n = shop->recents < RECENT ? shop->recents : RECENT;

		return shop->recent[rng_below(&shop->rng, n)];
	}
	address = address_pick(&shop->rng);
	shop->recent[shop->recents++ % RECENT] = address;
	if (shop->recents == 2 * RECENT)
		shop->recents = RECENT;
	return address;
}

static void
order_url(struct shop *shop, struct text *url, const struct visitor *v)
{
	int64_t y;
	unsigned m, d;
	char digits[7];
	uint32_t n = v->order;

	for (int i = 6; i >= 0; i--, n /= 10)
		digits[i] = (char)('0' + n % 10);
	date_of_days(shop->out.first_day + v->order_day, &y, &m, &d);
	url->len = 0;
	text_str(url, SITE "/order/complete?oid=");
	text_num(url, (uint64_t)y * 10000 + m * 100 + d);
	text_str(url, "-");
	text_mem(url, digits, 7);
	text_str(url, "&amount=");
	text_num(url, v->amount);
}

/* The next page is reached from elsewhere, not by a link of the site. */
static void
arrive(struct shop *shop, struct session *s, unsigned source, int64_t now)
{
	s->next =
	    source_land(shop, source, now, &s->url[!s->cur], &s->ref, &s->item);
	s->foreign = true;
}

static void
meet(struct shop *shop, struct session *s, unsigned source, int64_t now)
{
	struct visitor *v = &s->visitor;
	struct rng *r = &shop->rng;
	uint32_t dice = rng_below(r, 1000);
	int zeal = source_zeal(source);

	memset(v, 0, sizeof(*v));
	v->agent = agents_pick(&shop->agents, r, source_family(r, source));
	v->address = take_address(shop);
	v->since = shop->epoch + now / SECOND;
	if (!rng_chance(r, 80))
		v->ga = 100000000 + rng_below(r, 2000000000);
	v->zeal = dice < (uint32_t)(520 - 2 * zeal) ? 0
	    : dice < (uint32_t)(890 - zeal)         ? 1
						    : 2;
}

void
visit_begin(struct shop *shop, struct session *s, const struct visitor *old,
    int64_t now)
{
	struct rng *r = &shop->rng;
	unsigned source = source_pick(r, old != NULL);
	const struct agents *a = &shop->agents;

	s->step = visit_step;
	s->cur = s->assets = s->pages = 0;
	s->after = LEAVE;
	s->url[0].len = s->url[1].len = s->ref.len = 0;
	if (old)
		s->visitor = *old;
	else
		meet(shop, s, source, now);
	/* Phones change their address from time to time. */
	if (old && rng_chance(r, 50))
		s->visitor.address = take_address(shop);
	address_text(s->visitor.address, s->addr);
	s->visitor.visits++;
	s->agent = a->text + a->at[s->visitor.agent];
	s->agent_len = a->at[s->visitor.agent + 1] - a->at[s->visitor.agent];
	s->proto = mix64(s->visitor.agent) % 4 ? "HTTP/2.0" : "HTTP/1.1";
	if (s->visitor.reload) {
		s->visitor.reload = false;
		order_url(shop, &s->url[1], &s->visitor);
		s->next = COMPLETE;
		s->foreign = true;
	} else if (s->visitor.cart && rng_chance(r, 350)) {
		text_str(&s->url[1], SITE "/cart");
		if (rng_chance(r, 400))
			text_str(&s->url[1],
			    "?utm_source=kakao&utm_medium=message"
			    "&utm_campaign=cart_reminder");
		s->next = CART;
		s->foreign = true;
	} else {
		arrive(shop, s, source, now);
	}
}

static uint32_t
weight(const struct session *s, int next)
{
	uint32_t w = links[s->page][next];

	if (next == LEAVE)
		return w * zeals[s->visitor.zeal].leave;
	if (next == CART_ADD || next == CHECKOUT || next == COMPLETE)
		return w * zeals[s->visitor.zeal].buy;
	return w * 100;
}

static enum page
follow_link(struct shop *shop, struct session *s)
{
	uint32_t total = 0, dice;
	int next;

	for (next = LEAVE; next < PLACES; next++)
		total += weight(s, next);
	dice = rng_below(&shop->rng, total);
	for (next = LEAVE; dice >= weight(s, next); next++)
		dice -= weight(s, next);
	return (enum page)next;
}

/* Decides what comes after the page that was just shown. */
static void
decide(struct shop *shop, struct session *s, int64_t now)
{
	struct rng *r = &shop->rng;

	s->foreign = false;
	if (shop->one_hit) {
		s->next = s->pages == 1 && rng_chance(r, 200) ? PRODUCT : LEAVE;
		return;
	}
	s->next = follow_link(shop, s);
	if (s->next == CART_ADD && s->page != PRODUCT)
		s->next = PRODUCT;
	if (s->next == CHECKOUT && !s->visitor.cart)
		s->next = PRODUCT;
	if (s->next == CHECKOUT && !s->visitor.member) {
		unsigned dice = rng_below(r, 100);

		s->after = CHECKOUT;
		s->next = dice < 35 ? LOGIN : dice < 52 ? SIGNUP : CHECKOUT;
	}
	if ((s->next == LOGIN || s->next == SIGNUP) && s->visitor.member)
		s->next = MYPAGE;
	if (s->next == PRODUCT)
		s->item = product_pick(r);
	if (s->next < PAGES && s->next != LEAVE && s->page != CHECKOUT &&
	    rng_chance(r, 25))
		arrive(shop, s, source_pick(r, true), now);
}

/* How long a page is looked at. Now and then somebody is called away, around
 * the 30 minutes that part one session from the next. */
static int64_t
dwell(struct rng *r)
{
	int64_t span = (int64_t)2000 << rng_below(r, 7);

	if (rng_chance(r, 10))
		return rng_range(r, 20 * MINUTE, 45 * MINUTE);
	return span + rng_below(r, (uint32_t)span);
}

/* The share of assets is held by giving pages more while it is owed. */
static unsigned
draw_assets(struct shop *shop, const struct session *s)
{
	bool cold = s->visitor.visits == 1 && s->pages == 1;
	uint64_t mean = 1150 * shop->assets_pct / (100 - shop->assets_pct);

	mean = mean * (cold ? 190 : s->page <= PRODUCT ? 90 : 35) / 100;
	mean = mean * (shop->asset_credit > 0 ? 130 : 70) / 100;
	return (unsigned)((mean / 2 +
			      rng_below(&shop->rng, (uint32_t)mean + 1) + 500) /
	    1000);
}

static int64_t
show_asset(struct shop *shop, struct session *s, int64_t now)
{
	struct line l = {.method = "GET"};
	struct text path, ref, *page = &s->url[s->cur], *from = page;

	/* By now the page's script has taken the campaign's parameters out
	 * of the address bar, as many shops do. */
	if (s->marked && s->nth_asset == 1) {
		page->len = (size_t)((char *)memchr(page->at, '?', page->len) -
		    page->at);
		s->marked = false;
	}
	path.len = ref.len = 0;
	asset_path(&path, &ref, &shop->rng, s, now, &l);
	if (ref.len)
		from = &ref;
	l.target = path.at;
	l.target_len = path.len;
	l.ref = from->at;
	l.ref_len = from->len;
	shop->asset_credit -=
	    1000 + 1000 * (int64_t)shop->assets_pct / (100 - shop->assets_pct);
	session_line(shop, s, &l, now);
	s->nth_asset++;
	if (--s->assets)
		return now + rng_range(&shop->rng, 2, 90);
	return s->next_at > now ? s->next_at : now + 1;
}

static int64_t
post(struct shop *shop, struct session *s, int64_t now)
{
	struct line l = {.method = "POST", .status = 302};
	struct rng *r = &shop->rng;
	struct text path;

	path.len = 0;
	if (s->next == CART_ADD) {
		uint32_t qty = 1 + rng_zipf(r, 4) / 2;

		text_str(&path, "/cart/add?item=");
		product_text(&path, s->item);
		text_str(&path, "&qty=");
		text_num(&path, qty);
		if (s->visitor.cart < 3000000)
			s->visitor.cart += product_price(s->item) * qty;
		s->next = CART;
	} else if (s->next == SIGNUP_POST) {
		text_str(&path, "/signup");
		s->visitor.member = true;
		s->next = SIGNUP_DONE;
	} else {
		text_str(&path, "/login");
		if (rng_chance(r, 100)) {
			l.status = 200;
			l.bytes = page_bytes(r, LOGIN);
		} else {
			s->visitor.member = true;
			s->next = s->after ? s->after : MYPAGE;
			s->after = LEAVE;
		}
	}
	l.target = path.at;
	l.target_len = path.len;
	l.ref = s->url[s->cur].at;
	l.ref_len = s->url[s->cur].len;
	session_line(shop, s, &l, now);
	return now + (l.status == 302 ? rng_range(r, 40, 300) : dwell(r));
}

/* Places the order; its page is reached from the payment service. */
static void
place_order(struct shop *shop, struct session *s, int64_t now)
{
	struct visitor *v = &s->visitor;
	struct rng *r = &shop->rng;
	uint32_t pay = rng_zipf(r, 4);

	v->order = ++shop->orders;
	v->order_day = (uint16_t)(now / DAY);
	v->amount = v->cart + (v->cart < 50000 ? 3000 : 0);
	v->cart = 0;
	v->zeal = 1;
	v->reload = rng_chance(r, 40);
	order_url(shop, &s->url[!s->cur], v);
	if (rng_chance(r, 800)) {
		s->ref.len = 0;
		text_str(&s->ref, returns[pay]);
		s->foreign = true;
		if (pay == 1 && rng_chance(r, 300))
			source_napm(
			    shop, &s->url[!s->cur], "checkout", "ds", now);
	}
}

static void
make_status(struct rng *r, const struct session *s, struct line *l)
{
	unsigned dice = rng_below(r, 1000);

	l->status = 200;
	l->bytes = page_bytes(r, s->page);
	if (dice < 2) {
		l->status = 500;
		l->bytes = 1204;
	} else if (dice < 4) {
		l->status = 499;
		l->bytes = 0;
	} else if (dice < 5) {
		l->status = 206;
	} else if (dice < 9 && s->page == PRODUCT) {
		l->status = 404;
		l->bytes = 5120;
	} else if (dice < 15 && s->pages > 1) {
		l->status = 304;
		l->bytes = 0;
	}
}

static int64_t
show_page(struct shop *shop, struct session *s, int64_t now)
{
	struct line l = {.method = "GET"};
	struct rng *r = &shop->rng;
	struct text *url, *from;

	if (s->next != RELOAD) {
		url = &s->url[!s->cur];
		if (s->next == COMPLETE && !s->foreign) {
			place_order(shop, s, now);
		} else if (!s->foreign) {
			url->len = 0;
			text_str(url, SITE);
			page_path(url, r, s->next, s->item);
		}
		s->page = s->next;
		s->shown = s->item;
		s->cur = !s->cur;
	}
	url = &s->url[s->cur];
	s->marked = s->foreign && s->page != SEARCH && s->page != COMPLETE &&
	    memchr(url->at, '?', url->len);
	from = s->foreign ? &s->ref : &s->url[!s->cur];
	s->pages++;
	l.target = url->at + SITE_LEN;
	l.target_len = url->len - SITE_LEN;
	l.ref = from->at;
	l.ref_len = from->len;
	make_status(r, s, &l);
	session_line(shop, s, &l, now);
	s->nth_asset = 0;
	s->assets = shop->assets_pct ? draw_assets(shop, s) : 0;
	s->next_at = now + dwell(r);
	if (l.status >= 400) {
		s->assets = 0;
		s->next = rng_chance(r, 500) ? RELOAD : LEAVE;
	} else if (s->page == SIGNUP_DONE && s->after) {
		s->foreign = false;
		s->next = s->after;
		s->after = LEAVE;
	} else {
		bool foreign = s->foreign;

		decide(shop, s, now);
		/* A reload sends the referrer that the page came with. */
		if (s->next == RELOAD)
			s->foreign = foreign;
	}
	if (s->assets)
		return now + rng_range(r, 60, 400);
	return s->next == LEAVE ? now + 1 : s->next_at;
}

/* Says good-bye: most never return, the others within four weeks, hardly
 * ever by night. */
static void
leave(struct shop *shop, struct session *s, int64_t now)
{
	static const uint16_t chances[3] = {200, 420, 600};
	struct visitor *v = &s->visitor;
	struct rng *r = &shop->rng;
	int64_t span = (int64_t)(40 * MINUTE) << rng_below(r, 10);
	int64_t then = now + span + (int64_t)rng_below(r, 1000) * (span / 1000);
	int64_t hour;

	if (shop->one_hit || v->visits > 200)
		return;
	if (!rng_chance(r, chances[v->zeal]) && !v->reload)
		return;
	if (v->reload)
		then = now + rng_range(r, 10 * HOUR, 30 * HOUR);
	hour = then % DAY / HOUR;
	if (hour >= 1 && hour < 7 && rng_chance(r, 750))
		then += 7 * HOUR;
	shop->sleep(shop, v, then);
}

int64_t
visit_step(struct shop *shop, struct session *s, int64_t now)
{
	if (s->assets)
		return show_asset(shop, s, now);
	if (s->next == LEAVE) {
		leave(shop, s, now);
		return -1;
	}
	if (s->next == CART_ADD || s->next == SIGNUP_POST ||
	    s->next == LOGIN_POST)
		return post(shop, s, now);
	return show_page(shop, s, now);
}

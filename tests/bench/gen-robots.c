/* SPDX-License-Identifier: MIT */
/*
 * Traffic that is no visitor: crawlers, link previews, scripts, monitors,
 * scanners and broken requests, steady by day and night.
 */
#include "gen-shop.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

enum habit {
	CRAWL,   /* pages one after another, sometimes robots.txt first */
	PREVIEW, /* fetches the link of a message: often a campaign's */
	SCRIPT,  /* a few pages */
	HEALTH,  /* one HEAD */
	SCAN,    /* asks for what a shop should not have */
	GARBAGE  /* no request at all */
};

static const struct {
	uint16_t weight;
	uint8_t habit, net[3];
	const char *agent;
} robots[] = {
    {60, CRAWL, {66, 249, 66},
	"Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) "
	"AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.6998.35 Mobile "
	"Safari/537.36 (compatible; Googlebot/2.1; "
	"+http://www.google.com/bot.html)"},
    {30, CRAWL, {66, 249, 79},
	"Mozilla/5.0 (compatible; Googlebot/2.1; "
	"+http://www.google.com/bot.html)"},
    {60, CRAWL, {40, 77, 167},
	"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; "
	"bingbot/2.0; +http://www.bing.com/bingbot.htm) "
	"Chrome/116.0.1938.76 Safari/537.36"},
    {70, CRAWL, {110, 93, 150},
	"Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)"},
    {20, CRAWL, {203, 133, 169},
	"Mozilla/5.0 (compatible; Daumoa/4.0; "
	"+http://cs.daum.net/faq/15/4118.html)"},
    {50, CRAWL, {54, 36, 148},
	"Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"},
    {30, CRAWL, {185, 191, 171},
	"Mozilla/5.0 (compatible; SemrushBot/7~bl; "
	"+http://www.semrush.com/bot.html)"},
    {40, CRAWL, {20, 171, 207},
	"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; "
	"GPTBot/1.2; +https://openai.com/gptbot"},
    {25, CRAWL, {160, 79, 104},
	"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; "
	"ClaudeBot/1.0; +claudebot@anthropic.com)"},
    {15, CRAWL, {17, 241, 75},
	"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
	"(KHTML, like Gecko) Version/17.4 Safari/605.1.15 (Applebot/0.1; "
	"+http://www.apple.com/go/applebot)"},
    {300, PREVIEW, {69, 171, 249},
	"facebookexternalhit/1.1 "
	"(+http://www.facebook.com/externalhit_uatext.php)"},
    {300, PREVIEW, {219, 249, 231},
	"facebookexternalhit/1.1; kakaotalk-scrap/1.0; "
	"+https://devtalk.kakao.com/t/scrap/33984"},
    {60, PREVIEW, {54, 88, 12},
	"Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"},
    {60, PREVIEW, {199, 16, 157}, "Twitterbot/1.0"},
    {120, SCRIPT, {3, 35, 211}, "curl/8.5.0"},
    {160, SCRIPT, {13, 125, 88}, "python-requests/2.31.0"},
    {50, SCRIPT, {52, 79, 44}, "Go-http-client/1.1"},
    {20, SCRIPT, {45, 33, 32}, "-"},
    {50, SCRIPT, {34, 64, 90},
	"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like "
	"Gecko) HeadlessChrome/124.0.0.0 Safari/537.36"},
    {200, HEALTH, {10, 0, 3}, "ELB-HealthChecker/2.0"},
    {60, SCAN, {45, 148, 10}, "Mozilla/5.0 (compatible; zgrab/0.x)"},
    {90, SCAN, {193, 26, 115},
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, "
	"like Gecko) Chrome/114.0.0.0 Safari/537.36"},
    {160, GARBAGE, {141, 98, 11}, ""},
};

static const char *const probes[] = {"/wp-login.php", "/.env", "/.git/config",
    "/phpmyadmin/index.php", "/xmlrpc.php", "/admin/login", "/cgi-bin/luci",
    "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", "/actuator/health",
    "/boaform/admin/formLogin", "/api/v1/pods",
    "/index.php?s=/index/%5Cthink%5Capp/invokefunction"};

static const char *const broken[] = {"", "\\x16\\x03\\x01\\x02\\x00\\x01\\x00",
    "\\x16\\x03\\x01", "-", "GET / HTTP/1.1\\x0D\\x0A",
    "MGLNDD_203.0.113.7_443"};

static void
put_robot_agent(struct session *s)
{
	s->agent = robots[s->robot].agent;
	s->agent_len = strcmp(s->agent, "-") ? strlen(s->agent) : 0;
}

static int64_t
garbage(struct shop *shop, struct session *s, int64_t now)
{
	const char *text = broken[rng_below(&shop->rng, COUNT(broken))];
	struct line l = {.status = 400, .bytes = 157};

	/* A request that never came is logged as "-", of no bytes. */
	l.target = *text ? text : "-";
	l.target_len = strlen(l.target);
	session_line(shop, s, &l, now);
	return --s->left ? now + rng_range(&shop->rng, 100, 4000) : -1;
}

static int64_t
scan(struct shop *shop, struct session *s, int64_t now)
{
	const char *path = probes[rng_below(&shop->rng, COUNT(probes))];
	struct line l = {.method = "GET", .status = 404, .bytes = 548};

	l.target = path;
	l.target_len = strlen(path);
	if (rng_chance(&shop->rng, 30))
		l.method = "OPTIONS";
	session_line(shop, s, &l, now);
	return --s->left ? now + rng_range(&shop->rng, 200, 2500) : -1;
}

static int64_t
robot_run(struct shop *shop, struct session *s, int64_t now)
{
	struct line l = {.method = "GET", .status = 200};
	struct rng *r = &shop->rng;
	struct text url, ref;
	unsigned habit = robots[s->robot].habit;
	unsigned dice = rng_below(r, 1000);
	uint32_t item;

	if (habit == GARBAGE)
		return garbage(shop, s, now);
	if (habit == SCAN)
		return scan(shop, s, now);
	url.len = 0;
	l.bytes = page_bytes(r, PRODUCT);
	if (habit == PREVIEW) {
		source_land(
		    shop, source_pick(r, dice < 500), now, &url, &ref, &item);
		memmove(url.at, url.at + SITE_LEN, url.len -= SITE_LEN);
	} else if (habit == CRAWL && s->pages == 0 && dice < 250) {
		text_str(&url, "/robots.txt");
		l.bytes = 412;
	} else if (habit == HEALTH) {
		text_str(&url, "/healthz");
		l.method = "HEAD";
		l.bytes = 0;
	} else {
		page_path(&url, r,
		    dice < 600       ? PRODUCT
			: dice < 850 ? CATEGORY
			: dice < 920 ? BLOG
				     : HOME,
		    10000 + rng_below(r, PRODUCTS));
		if (dice % 50 == 1)
			l.status = 404;
		else if (dice % 12 == 1 && habit == CRAWL)
			l.status = 304;
		l.bytes = l.status == 304 ? 0 : l.bytes;
	}
	s->pages++;
	l.target = url.at;
	l.target_len = url.len;
	session_line(shop, s, &l, now);
	return --s->left ? now + rng_range(r, 400, 15000) : -1;
}

/* Sends the next robot on its way, and comes back after as long as its lines
 * take of the robots' share. */
int64_t
robots_step(struct shop *shop, struct session *self, int64_t now)
{
	static const uint8_t lengths[] = {[CRAWL] = 30,
	    [PREVIEW] = 1,
	    [SCRIPT] = 4,
	    [HEALTH] = 1,
	    [SCAN] = 9,
	    [GARBAGE] = 2};
	struct rng *r = &shop->rng;
	struct session *s = shop->spawn(shop, now + 1);
	uint32_t total = 0, dice;
	unsigned i;

	(void)self;
	for (i = 0; i < COUNT(robots); i++)
		total += robots[i].weight;
	dice = rng_below(r, total);
	for (i = 0; dice >= robots[i].weight; i++)
		dice -= robots[i].weight;
	memset(&s->visitor, 0, sizeof(s->visitor));
	s->step = robot_run;
	s->robot = i;
	s->pages = 0;
	s->left = 1 + rng_below(r, 2U * lengths[robots[i].habit] - 1);
	s->proto = "HTTP/1.1";
	put_robot_agent(s);
	address_text((uint64_t)robots[i].net[0] << 24 |
		(uint64_t)robots[i].net[1] << 16 |
		(uint64_t)robots[i].net[2] << 8 | rng_range(r, 1, 60),
	    s->addr);
	return now +
	    shop->robot_gap * (int64_t)s->left *
	    (int64_t)rng_range(r, 500, 1500) / 1000 +
	    1;
}

int64_t
monitor_step(struct shop *shop, struct session *s, int64_t now)
{
	static const char agent[] = "Mozilla/5.0+(compatible; "
				    "UptimeRobot/2.0; "
				    "http://www.uptimerobot.com/)";
	struct line l = {.method = "HEAD", .status = 200};

	if (!s->agent) {
		s->agent = agent;
		s->agent_len = sizeof(agent) - 1;
		s->proto = "HTTP/1.1";
		memset(&s->visitor, 0, sizeof(s->visitor));
		address_text(UINT64_C(0xd8909a66), s->addr);
	}
	l.target = "/";
	l.target_len = 1;
	session_line(shop, s, &l, now);
	return now + shop->monitor_gap;
}

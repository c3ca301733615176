/* SPDX-License-Identifier: MIT */
/*
 * Browsers and addresses: thousands of user agents, as Korean shops see them
 * (half of the people come inside an app), and the networks they come from.
 */
#include "gen-shop.h"

#include <stdlib.h>
#include <string.h>

/* How many people use the family, of 1000, and how many agents it has. Plain
 * browsers froze their agents; apps tell model and build, so they vary. */
static const struct {
	uint16_t share, variants;
} families[FAMILIES] = {
    [CHROME_ANDROID] = {275, 40},
    [SAFARI_IOS] = {200, 90},
    [SAMSUNG] = {90, 600},
    [CHROME_WINDOWS] = {165, 40},
    [EDGE] = {40, 200},
    [CHROME_MAC] = {30, 40},
    [SAFARI_MAC] = {25, 40},
    [WHALE] = {30, 200},
    [FIREFOX] = {10, 40},
    [KAKAOTALK] = {45, 3000},
    [NAVER_APP] = {45, 3000},
    [INSTAGRAM] = {20, 3000},
    [FACEBOOK_APP] = {10, 1500},
    [DAUM_APP] = {5, 400},
    [SAFARI_IPAD] = {10, 40},
};

static const char *const models[] = {"SM-S928N", "SM-S918N", "SM-S911N",
    "SM-A546S", "SM-F946N", "SM-S938N", "SM-A245N", "SM-F731N", "SM-G998N",
    "SM-G991N", "SM-S901N", "SM-N986N", "SM-A536N", "SM-A325N", "SM-G986N",
    "SM-N976N", "SM-A155N", "SM-F721N", "SM-G781N", "SM-A826S", "LM-V510N",
    "LM-G900N", "SM-T870", "SM-X710", "Pixel 8", "Pixel 9 Pro", "SM-M446K",
    "SM-F956N", "SM-S926N", "SM-A356N", "LM-Q920N", "SM-G977N"};

static const char *const builds[] = {"UP1A.231005.007", "AP3A.240905.015",
    "TP1A.220624.014", "SP1A.210812.016", "RP1A.200720.012", "BP1A.250305.019"};

enum { MODELS = sizeof(models) / sizeof(*models) };

static const char GECKO[] = " (KHTML, like Gecko) ";

/* a.b.c.d… */
static void
dotted(struct text *t, const unsigned *n, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		if (i)
			text_str(t, ".");
		text_num(t, n[i]);
	}
}

/* Chrome's version: frozen to the major, or whole as apps send it. */
static void
chrome(struct text *t, struct rng *r, unsigned rank, bool whole)
{
	unsigned major = 145 - (rank < 40 ? rank : rng_zipf(r, 40));
	unsigned v[4] = {major, 0, 0, 0};

	if (whole) {
		v[2] = major * 53 - 184 + rng_below(r, 3);
		v[3] = 40 + rng_below(r, 150);
	}
	text_str(t, "Chrome/");
	dotted(t, v, 4);
}

/* "18_3_1" for the system, the same with dots for the browser. */
static void
ios(struct text *t, unsigned rank, char separator)
{
	unsigned major = rank < 24 ? 18 : rank < 48 ? 17 : rank < 72 ? 16 : 15;
	unsigned minor = 7 - rank / 3 % 8, patch = rank % 3;

	text_num(t, major);
	text_mem(t, &separator, 1);
	text_num(t, minor);
	if (patch) {
		text_mem(t, &separator, 1);
		text_num(t, patch);
	}
}

static void
iphone(struct text *t, unsigned rank)
{
	text_str(t, "Mozilla/5.0 (iPhone; CPU iPhone OS ");
	ios(t, rank, '_');
	text_str(t, " like Mac OS X) AppleWebKit/605.1.15");
	text_str(t, GECKO);
}

static void
android_app(struct text *t, struct rng *r)
{
	text_str(t, "Mozilla/5.0 (Linux; Android ");
	text_num(t, 15 - rng_zipf(r, 5));
	text_str(t, "; ");
	text_str(t, models[rng_zipf(r, MODELS)]);
	text_str(t, " Build/");
	text_str(t, builds[rng_below(r, 6)]);
	text_str(t, "; wv) AppleWebKit/537.36");
	text_str(t, GECKO);
	text_str(t, "Version/4.0 ");
	chrome(t, r, 40, true);
	text_str(t, " Mobile Safari/537.36");
}

/* An agent inside an app: the web view's, then the app's own words. */
static void
in_app(struct text *t, struct rng *r, enum family f)
{
	bool apple = rng_chance(r, 450);
	unsigned v[4] = {0};

	if (apple) {
		iphone(t, rng_zipf(r, 90));
		text_str(t, "Mobile/");
		text_str(t, rng_chance(r, 500) ? "15E148" : "22D72");
	} else {
		android_app(t, r);
	}
	switch (f) {
	case KAKAOTALK:
		v[0] = 26 - rng_zipf(r, 3);
		v[1] = rng_below(r, 12);
		v[2] = rng_below(r, 6);
		text_str(t, apple ? " KAKAOTALK/" : ";KAKAOTALK 2");
		if (apple)
			dotted(t, v, 3);
		else
			text_num(t, 411000 + rng_zipf(r, 2000));
		text_str(t, apple ? " (INAPP)" : "");
		break;
	case NAVER_APP:
		v[0] = 12;
		v[1] = rng_below(r, 14);
		v[2] = rng_below(r, 30);
		text_str(t, " NAVER(inapp; search; ");
		text_num(t, apple ? 2000 : 1000);
		text_str(t, "; ");
		dotted(t, v, 3);
		text_str(t, apple ? "; 15PRO)" : ")");
		break;
	case INSTAGRAM:
		v[0] = 420 - rng_zipf(r, 60);
		v[2] = rng_below(r, 60);
		v[3] = rng_below(r, 120);
		text_str(t, " Instagram ");
		dotted(t, v, 4);
		text_str(t,
		    apple ? " (iPhone16,2; ko_KR; scale=3.00; 1179x"
			    "2556; "
			  : " Android (34/14; 480dpi; 1080x2340; ");
		text_num(t, 650000000 + rng_below(r, 90000000));
		text_str(t, ")");
		break;
	case FACEBOOK_APP:
		v[0] = 540 - rng_zipf(r, 50);
		v[3] = rng_below(r, 100);
		text_str(
		    t, apple ? " [FBAN/FBIOS;FBAV/" : " [FB_IAB/FB4A;FBAV/");
		dotted(t, v, 4);
		text_str(t, ";FBLC/ko_KR;]");
		break;
	default:
		v[0] = 7;
		v[1] = rng_below(r, 9);
		v[2] = rng_below(r, 9);
		text_str(t, " DaumApps/");
		dotted(t, v, 3);
		text_str(t, " DaumDevice/mobile");
	}
}

static void
desktop_chrome(struct text *t, struct rng *r, enum family f, unsigned rank)
{
	text_str(t,
	    f == CHROME_MAC ? "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
			    : "Mozilla/5.0 (Windows NT 10.0; Win64; x64)");
	text_str(t, " AppleWebKit/537.36");
	text_str(t, GECKO);
	chrome(t, r, f == WHALE || f == EDGE ? rank / 5 : rank, false);
	if (f == WHALE) {
		unsigned v[4] = {4, 36 - rank / 8, 330 - rank, rank % 20};

		text_str(t, " Whale/");
		dotted(t, v, 4);
	}
	text_str(t, " Safari/537.36");
	if (f == EDGE) {
		unsigned v[4] = {145 - rank / 5, 0, 0, 0};

		if (rank % 5) {
			v[2] = v[0] * 22 + 50;
			v[3] = 30 + rank % 5 * 17;
		}
		text_str(t, " Edg/");
		dotted(t, v, 4);
	}
}

static void
samsung(struct text *t, struct rng *r, unsigned rank)
{
	unsigned v[2] = {29 - (rank < 12 ? rank : rng_zipf(r, 12)), 0};

	text_str(t, "Mozilla/5.0 (Linux; Android ");
	if (rank < 12) {
		text_str(t, "10; K)");
	} else {
		text_num(t, 14 - rng_zipf(r, 5));
		text_str(t, "; SAMSUNG ");
		text_str(t, models[rng_zipf(r, 20)]);
		text_str(t, ")");
		v[1] = rng_below(r, 3);
	}
	text_str(t, " AppleWebKit/537.36");
	text_str(t, GECKO);
	text_str(t, "SamsungBrowser/");
	dotted(t, v, 2);
	text_str(t, " ");
	chrome(t, r, 29 - v[0] + 8, rank % 5 == 4);
	text_str(t, " Mobile Safari/537.36");
}

static void
safari(struct text *t, enum family f, unsigned rank)
{
	text_str(t,
	    f == SAFARI_IPAD
		? "Mozilla/5.0 (iPad; CPU OS "
		: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7");
	if (f == SAFARI_IPAD) {
		ios(t, rank, '_');
		text_str(t, " like Mac OS X");
	}
	text_str(t, ") AppleWebKit/605.1.15");
	text_str(t, GECKO);
	text_str(t, "Version/");
	ios(t, rank, '.');
	text_str(t,
	    f == SAFARI_IPAD ? " Mobile/15E148 Safari/604.1"
			     : " Safari/605.1.15");
}

static void
make_agent(struct text *t, enum family f, unsigned rank)
{
	struct rng r;

	rng_seed(&r, (uint64_t)f << 32 | rank);
	switch (f) {
	case CHROME_ANDROID:
		text_str(t,
		    "Mozilla/5.0 (Linux; Android 10; K) "
		    "AppleWebKit/537.36");
		text_str(t, GECKO);
		chrome(t, &r, rank, false);
		text_str(t, " Mobile Safari/537.36");
		break;
	case SAFARI_IOS:
		iphone(t, rank);
		text_str(t, "Version/");
		ios(t, rank, '.');
		text_str(t, " Mobile/15E148 Safari/604.1");
		break;
	case SAMSUNG:
		samsung(t, &r, rank);
		break;
	case CHROME_WINDOWS:
	case CHROME_MAC:
	case EDGE:
	case WHALE:
		desktop_chrome(t, &r, f, rank);
		break;
	case SAFARI_MAC:
	case SAFARI_IPAD:
		safari(t, f, rank);
		break;
	case FIREFOX:
		text_str(t, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:");
		text_num(t, 148 - rank);
		text_str(t, ".0) Gecko/20100101 Firefox/");
		text_num(t, 148 - rank);
		text_str(t, ".0");
		break;
	default:
		in_app(t, &r, f);
	}
}

bool
agents_init(struct agents *a)
{
	size_t count = 0, used = 0, room;

	for (int f = 0; f < FAMILIES; f++) {
		a->first[f] = (uint32_t)count;
		count += families[f].variants;
	}
	a->first[FAMILIES] = (uint32_t)count;
	room = count * 400;
	a->text = malloc(room);
	a->at = malloc((count + 1) * sizeof(*a->at));
	if (!a->text || !a->at)
		return false;
	count = 0;
	for (int f = 0; f < FAMILIES; f++) {
		for (unsigned i = 0; i < families[f].variants; i++) {
			struct text t;

			t.len = 0;
			make_agent(&t, (enum family)f, i);
			if (t.len > room - used)
				abort();
			a->at[count++] = (uint32_t)used;
			memcpy(a->text + used, t.at, t.len);
			used += t.len;
		}
	}
	a->at[count] = (uint32_t)used;
	return true;
}

void
agents_release(struct agents *a)
{
	free(a->text);
	free(a->at);
	a->text = NULL;
	a->at = NULL;
}

uint32_t
agents_pick(const struct agents *a, struct rng *r, enum family f)
{
	if (f == FAMILIES) {
		unsigned dice = rng_below(r, 1000);

		for (f = 0; dice >= families[f].share; f++)
			dice -= families[f].share;
	}
	return a->first[f] + rng_zipf(r, families[f].variants);
}

static const uint8_t networks[] = {1, 14, 27, 39, 42, 49, 58, 59, 61, 101, 103,
    106, 110, 112, 113, 114, 115, 116, 117, 118, 119, 121, 122, 123, 124, 125,
    175, 180, 182, 183, 203, 210, 211, 218, 219, 220, 221, 222, 223};

uint64_t
address_pick(struct rng *r)
{
	uint64_t bits = rng_next(r);

	if (rng_chance(r, 110))
		return bits | UINT64_C(1) << 63;
	return (uint64_t)networks[rng_below(r, sizeof(networks))] << 24 |
	    (bits & 0xffffff);
}

void
address_text(uint64_t address, char text[48])
{
	static const char *const prefixes[] = {
	    "2001:2d8:", "2001:e60:", "2406:5900:", "2001:4430:"};
	struct text t;

	t.len = 0;
	if (address >> 63) {
		uint64_t groups = mix64(address);

		text_str(&t, prefixes[address & 3]);
		for (int i = 0; i < 6; i++) {
			uint64_t g = (i < 4 ? groups >> i * 16
					    : address >> (i - 3) * 16) &
			    0xffff;

			text_hex(&t, g,
			    g > 0xfff      ? 4
				: g > 0xff ? 3
				: g > 0xf  ? 2
					   : 1);
			if (i < 5)
				text_str(&t, ":");
		}
	} else {
		unsigned v[4] = {(unsigned)(address >> 24 & 255),
		    (unsigned)(address >> 16 & 255),
		    (unsigned)(address >> 8 & 255), (unsigned)(address & 255)};

		dotted(&t, v, 4);
	}
	memcpy(text, t.at, t.len);
	text[t.len] = '\0';
}

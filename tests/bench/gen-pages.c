/* SPDX-License-Identifier: MIT */
/*
 * What the sample shop has: products, categories, articles, the words that
 * people search for, and the files that a page draws in.
 */
#include "gen-shop.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const char *const categories[] = {"outer", "dress", "knit", "best",
    "new", "sale", "denim", "shirts", "shoes", "bags", "accessories", "kids",
    "living", "kitchen", "beauty", "outdoor", "sports", "skirts", "pants",
    "sleepwear", "jewelry", "pets", "stationery", "gift"};

static const char *const words[] = {"원피스", "가디건", "트렌치코트", "청바지",
    "운동화", "dress", "니트", "블라우스", "여성 가방", "sneakers", "셔츠",
    "슬랙스", "맨투맨", "후드티", "자켓", "linen shirt", "봄 자켓", "스커트",
    "샌들", "크로스백", "레깅스", "coat", "바람막이", "캠핑 의자", "텀블러",
    "머그컵", "이불 세트", "파자마", "denim", "목걸이", "귀걸이", "선크림",
    "쿠션", "에코백", "지갑", "벨트", "모자", "양말", "잠옷", "키즈 원피스",
    "돌잔치 선물", "화이트데이 선물", "집들이 선물", "hoodie", "wide pants",
    "knit vest", "린넨 팬츠", "와이드 슬랙스", "트위드 자켓", "롱 스커트",
    "반팔 티셔츠", "골프웨어", "요가복", "수영복", "래쉬가드", "로퍼", "장화",
    "우산", "backpack", "tote bag", "향수", "핸드크림", "디퓨저", "캔들",
    "액자", "러그", "커튼", "수납장", "강아지 옷", "고양이 장난감", "다이어리",
    "볼펜", "노트", "t-shirt", "cardigan", "socks", "cap", "sunscreen",
    "water bottle", "100% cotton", "A&B 콜라보", "2+1", "XL", "빅사이즈",
    "커플티", "임부복", "수유복", "유아 신발", "돌 한복", "생활한복"};

static const char *const articles[] = {"spring-lookbook", "how-to-wash-knit",
    "size-guide", "linen-care", "white-day-gifts", "camping-checklist",
    "capsule-wardrobe", "denim-fits", "봄-코디", "사이즈-고르기",
    "interview-with-a-maker", "store-in-seongsu"};

/* Files that every page names; Each weekly deployment changes the version
 * that stands between `before` and `after`. */
static const struct {
	const char *before, *after;
	bool versioned;
	uint32_t bytes;
} shared[] = {
    {"/s/app.", ".css", true, 48213},
    {"/s/vendor.", ".js", true, 183440},
    {"/s/app.", ".js", true, 96127},
    {"/s/pretendard-400.woff2", "", false, 72416},
    {"/s/logo.svg", "", false, 3187},
    {"/s/theme.", ".css", true, 12033},
    {"/s/swiper.min.js?v=", "", true, 43911},
    {"/s/pretendard-700.woff2", "", false, 74580},
    {"/s/sprite.png", "", false, 18644},
    {"/favicon.ico", "", false, 4286},
    {"/s/log.", ".js", true, 9120},
    {"/site.webmanifest", "", false, 611},
};

uint32_t
product_pick(struct rng *r)
{
	/* The factor has no divisor in common with PRODUCTS, so that each
	 * rank is one product and popular ones are spread over the ids. */
	return 10000 + rng_zipf(r, PRODUCTS) * 2749 % PRODUCTS;
}

uint32_t
product_price(uint32_t item)
{
	uint64_t h = mix64(item);

	if (h >> 60 == 0)
		return 189000 + (uint32_t)(h % 40) * 10000;
	return (h >> 56 & 3) == 0 ? 59000 + (uint32_t)(h % 30) * 4000
				  : 9900 + (uint32_t)(h % 40) * 1000;
}

void
product_text(struct text *t, uint32_t item)
{
	if (item % 16 == 3)
		text_str(t, "SET-");
	text_num(t, item);
}

const char *
word_pick(struct rng *r)
{
	return words[rng_zipf(r, COUNT(words))];
}

void
page_path(struct text *t, struct rng *r, enum page page, uint32_t item)
{
	bool plus;

	switch (page) {
	case CATEGORY:
		text_str(t, "/category/");
		text_str(t, categories[rng_zipf(r, COUNT(categories))]);
		if (rng_chance(r, 180)) {
			text_str(t, "?page=");
			text_num(t, rng_range(r, 2, 9));
		} else if (rng_chance(r, 100)) {
			text_str(t,
			    rng_chance(r, 500) ? "?sort=price" : "?sort=new");
		}
		break;
	case SEARCH:
		plus = rng_chance(r, 700);
		text_str(t, "/search?q=");
		text_esc(t, word_pick(r), plus);
		if (rng_chance(r, 80))
			text_str(t, "&page=2");
		break;
	case PRODUCT:
		text_str(t, "/products/");
		product_text(t, item);
		if (rng_chance(r, 30))
			text_str(t, "?color=navy");
		break;
	case CART:
		text_str(t, "/cart");
		break;
	case CHECKOUT:
		text_str(t, "/checkout");
		break;
	case SIGNUP:
		text_str(t, "/signup");
		break;
	case SIGNUP_DONE:
		text_str(t, "/signup/complete");
		break;
	case LOGIN:
		text_str(t, "/login");
		break;
	case MYPAGE:
		text_str(t, "/mypage");
		break;
	case ABOUT:
		text_str(t, "/about");
		break;
	case BLOG:
		text_str(t, "/blog/");
		text_esc(t, articles[rng_zipf(r, COUNT(articles))], false);
		break;
	default:
		text_str(t, "/");
	}
}

uint64_t
page_bytes(struct rng *r, enum page page)
{
	uint32_t size = page == HOME             ? 41000
	    : page == CATEGORY || page == SEARCH ? 32000
	    : page == PRODUCT                    ? 24000
						 : 9000;

	return size + rng_below(r, size / 4);
}

static void
shared_path(struct text *t, unsigned i, int64_t now)
{
	text_str(t, shared[i].before);
	if (shared[i].versioned)
		text_hex(t, mix64((uint64_t)(now / (7 * DAY)) * 64 + i), 8);
	text_str(t, shared[i].after);
}

static void
image_path(struct text *t, struct rng *r, const struct session *s)
{
	uint32_t item = product_pick(r);

	text_str(t, "/img/p/");
	if (s->page == PRODUCT && s->nth_asset % 2 == 0) {
		product_text(t, s->shown);
		text_str(t, "_");
		text_num(t, 1 + s->nth_asset / 2 % 8);
		text_str(t, rng_chance(r, 150) ? ".jpg" : "-960.webp");
		return;
	}
	product_text(t, item);
	text_str(t,
	    item % 7 == 0       ? "-480.png"
		: item % 7 == 1 ? "-480.jpg"
				: "-480.webp");
}

void
asset_path(struct text *t, struct text *ref, struct rng *r,
    const struct session *s, int64_t now, struct line *line)
{
	bool cold = s->visitor.visits == 1 && s->pages == 1;
	unsigned dice = rng_below(r, 1000);

	line->status = 200;
	if (cold ? s->nth_asset < COUNT(shared) : dice < 110) {
		unsigned i = cold ? s->nth_asset : rng_below(r, COUNT(shared));

		shared_path(t, i, now);
		/* Fonts and the sprite are named by the style sheet. */
		if (i == 3 || i == 7 || i == 8) {
			text_str(ref, SITE);
			shared_path(ref, 0, now);
		}
		line->bytes = shared[i].bytes;
		if (!cold && dice < 60)
			line->status = 304;
	} else if (dice > 994) {
		text_str(t, "/s/media/look-");
		text_num(t, dice - 994);
		text_str(t, ".mp4");
		line->bytes = 1048576;
		line->status = 206;
	} else if (s->page == BLOG || (s->page == HOME && dice > 900)) {
		text_str(t, "/s/banner-");
		text_num(t, 1 + dice % 40);
		text_str(t, ".jpg");
		line->bytes = 60000 + mix64(dice % 40) % 90000;
	} else {
		image_path(t, r, s);
		line->bytes = 8000 + mix64(t->len * 131 + s->shown) % 60000;
		if (dice > 975)
			line->status = 304;
		else if (dice > 972)
			line->status = 404;
		else if (dice > 970)
			line->status = 499;
	}
	if (line->status == 304 || line->status == 499)
		line->bytes = 0;
	else if (line->status == 404)
		line->bytes = 548;
}

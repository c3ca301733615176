/* SPDX-License-Identifier: MIT */
/* Channels from source category, medium and campaign. */
#include "log/channel.h"

#include <stdbool.h>

#include "log/source-lists.h"

/* word is in lower case. */
static bool
has_at(struct slice s, size_t at, struct slice word)
{
	if (word.n > s.n - at)
		return false;
	for (size_t i = 0; i < word.n; i++)
		if (byte_lower(s.p[at + i]) != word.p[i])
			return false;
	return true;
}

static bool
contains(struct slice s, struct slice word)
{
	for (size_t i = 0; i + word.n <= s.n; i++)
		if (has_at(s, i, word))
			return true;
	return false;
}

static bool
begins(struct slice s, struct slice word)
{
	return s.n >= word.n && has_at(s, 0, word);
}

static bool
ends(struct slice s, struct slice word)
{
	return s.n >= word.n && has_at(s, s.n - word.n, word);
}

static bool
is_one_of(struct slice s, const char *const *words)
{
	for (; *words; words++)
		if (slice_equal_nocase(s, slice_of(*words)))
			return true;
	return false;
}

/* ^(.*cp.*|ppc|retargeting|paid.*)$ */
static bool
is_paid(struct slice medium)
{
	return contains(medium, SLICE("cp")) ||
	    slice_equal_nocase(medium, SLICE("ppc")) ||
	    slice_equal_nocase(medium, SLICE("retargeting")) ||
	    begins(medium, SLICE("paid"));
}

/* ^(.*(([^a-df-z]|^)shop|shopping).*)$: `eshop` is one, `workshop` not. */
static bool
is_shopping(struct slice campaign)
{
	for (size_t i = 0; i + 4 <= campaign.n; i++) {
		if (!has_at(campaign, i, SLICE("shop")))
			continue;
		char before = i > 0 ? byte_lower(campaign.p[i - 1]) : 'e';
		if (before < 'a' || before > 'z' || before == 'e' ||
		    has_at(campaign, i + 4, SLICE("ping")))
			return true;
	}
	return false;
}

static bool
is_email(struct slice s)
{
	static const char *const words[] = {
	    "email", "e-mail", "e_mail", "e mail", NULL};
	return is_one_of(s, words);
}

static bool
is_direct(struct slice source, struct slice medium)
{
	static const char *const none[] = {"(none)", "(not set)", NULL};
	return slice_equal_nocase(source, SLICE("(direct)")) &&
	    is_one_of(medium, none);
}

static struct slice
paid_channel(unsigned category, struct slice medium, bool paid, bool shopping)
{
	static const char *const display[] = {
	    "display", "banner", "expandable", "interstitial", "cpm", NULL};
	if (paid && (category & CATEGORY_SHOPPING || shopping))
		return SLICE("Paid Shopping");
	if (paid && category & CATEGORY_SEARCH)
		return SLICE("Paid Search");
	if (paid && category & CATEGORY_SOCIAL)
		return SLICE("Paid Social");
	if (paid && category & CATEGORY_VIDEO)
		return SLICE("Paid Video");
	if (is_one_of(medium, display))
		return SLICE("Display");
	return paid ? SLICE("Paid Other") : SLICE("");
}

static struct slice
organic_channel(unsigned category, struct slice medium, bool shopping)
{
	static const char *const social[] = {"social", "social-network",
	    "social-media", "sm", "social network", "social media", NULL};
	static const char *const referral[] = {"referral", "app", "link", NULL};
	if (category & CATEGORY_SHOPPING || shopping)
		return SLICE("Organic Shopping");
	if (category & CATEGORY_SOCIAL || is_one_of(medium, social))
		return SLICE("Organic Social");
	if (category & CATEGORY_VIDEO || contains(medium, SLICE("video")))
		return SLICE("Organic Video");
	if (category & CATEGORY_SEARCH ||
	    slice_equal_nocase(medium, SLICE("organic")))
		return SLICE("Organic Search");
	if (is_one_of(medium, referral))
		return SLICE("Referral");
	return SLICE("");
}

static struct slice
other_channel(struct slice source, struct slice medium)
{
	if (is_email(source) || is_email(medium))
		return SLICE("Email");
	if (slice_equal_nocase(medium, SLICE("affiliate")))
		return SLICE("Affiliates");
	if (slice_equal_nocase(medium, SLICE("audio")))
		return SLICE("Audio");
	if (slice_equal_nocase(source, SLICE("sms")) ||
	    slice_equal_nocase(medium, SLICE("sms")))
		return SLICE("SMS");
	if (ends(medium, SLICE("push")) || contains(medium, SLICE("mobile")) ||
	    contains(medium, SLICE("notification")) ||
	    slice_equal_nocase(source, SLICE("firebase")))
		return SLICE("Mobile Push Notifications");
	return SLICE("Unassigned");
}

struct slice
channel_of(unsigned category, struct slice source, struct slice medium,
    struct slice campaign)
{
	if (is_direct(source, medium))
		return SLICE("Direct");
	if (contains(campaign, SLICE("cross-network")))
		return SLICE("Cross-network");
	bool shopping = is_shopping(campaign);
	struct slice found =
	    paid_channel(category, medium, is_paid(medium), shopping);
	if (found.n == 0)
		found = organic_channel(category, medium, shopping);
	return found.n > 0 ? found : other_channel(source, medium);
}

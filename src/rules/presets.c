/* SPDX-License-Identifier: MIT */
/* The list of presets, what all have in common, and those of no platform. */
#include "rules/presets.h"

static const char shop[] =
    "# shop: a web shop with plain addresses, and trackers that use GA4's\n"
    "# names of events.\n"
    "\n"
    "# How plain page hits become events. First match wins; named groups and\n"
    "# set give columns values. Events that come named from a tracker\n"
    "# (view_item, add_to_cart, purchase...) are left as they are.\n"
    "event view_item       when path =~ "
    "\"^/products/(?<item>[0-9A-Za-z-]+)$\"\n"
    "event view_item_list  when path =~ \"^/category/[^/]+$\"\n"
    "event search          when path == \"/search\"\n"
    "                      set search = param(\"q\")\n"
    "event add_to_cart     when path == \"/cart/add\"\n"
    "                      set item = param(\"item\"), "
    "quantity = param(\"qty\")\n"
    "event view_cart       when path == \"/cart\"\n"
    "event begin_checkout  when path == \"/checkout\"\n"
    "event purchase        when path == \"/order/complete\"\n"
    "                      set order = param(\"oid\"), "
    "revenue = param(\"amount\")\n"
    "event sign_up         when path == \"/signup/complete\"\n"
    "event login           when event == \"form_submit\" and "
    "path == \"/login\"\n"
    "                           and status == 302\n";

static const struct preset preset_shop = {"shop", "preset:shop", shop};

static const char ga4[] =
    "# ga4: events that a tracker has named as GA4 recommends; addresses tell\n"
    "# nothing. Names of older trackers that mean the same are put right;\n"
    "# Matomo tells the whole cart each time something of it changes.\n"
    "event view_item       when event in (\"product_view\", \"view_product\",\n"
    "                                     \"detail\")\n"
    "event search          when event == \"site_search\"\n"
    "event add_to_cart     when event == \"cart_update\"\n"
    "event begin_checkout  when event in (\"checkout\", "
    "\"initiate_checkout\")\n"
    "event purchase        when event in (\"ecommerce_purchase\", "
    "\"transaction\")\n"
    "event sign_up         when event in (\"signup\", "
    "\"complete_registration\")\n";

static const struct preset preset_ga4 = {"ga4", "preset:ga4", ga4};

static const char stages[] =
    "\n"
    "stage reach                     # the ad or campaign that brought the "
    "visitor\n"
    "  touchpoint ad_click    when hit == 1 and\n"
    "                              channel =~ "
    "\"^(Paid|Display|Cross-network)\"\n"
    "  touchpoint campaign    when hit == 1 and campaign != \"\"\n"
    "stage aware                     # a visit\n"
    "  touchpoint first_visit when visit == 1 and hit == 1\n"
    "  touchpoint visit       when hit == 1\n"
    "stage discover                  # looking at products\n"
    "  touchpoint view_item   when event == \"view_item\"\n"
    "  touchpoint search      when event in (\"search\", "
    "\"view_search_results\")\n"
    "stage prospects                 # about to buy\n"
    "  touchpoint sign_up     when event == \"sign_up\"\n"
    "  touchpoint login       when event == \"login\"\n"
    "  touchpoint add_to_cart when event == \"add_to_cart\"\n"
    "stage purchase\n"
    "  touchpoint purchase    when event == \"purchase\"\n";

const struct preset *const presets[] = {&preset_shop, &preset_cafe24,
    &preset_godomall, &preset_makeshop, &preset_youngcart, &preset_smartstore,
    &preset_imweb, &preset_shopify, &preset_woocommerce, &preset_magento,
    &preset_opencart, &preset_prestashop, &preset_ga4, NULL};

const struct preset *
preset_find(const char *name)
{
	for (const struct preset *const *p = presets; *p; p++)
		if (slice_is(slice_of(name), (*p)->name))
			return *p;
	return NULL;
}

void
preset_put(struct buf *text, const struct preset *preset)
{
	buf_put_text(text, preset->events);
	buf_put_text(text, stages);
}

/* SPDX-License-Identifier: MIT */
/* The texts of the presets. */
#include "rules/presets.h"

#include <stddef.h>
#include <string.h>

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
    "                           and status == 302\n"
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

const struct preset presets[] = {
    {"shop", "preset:shop", shop}, {NULL, NULL, NULL}};

const struct preset *
preset_find(const char *name)
{
	for (const struct preset *p = presets; p->name; p++)
		if (strcmp(p->name, name) == 0)
			return p;
	return NULL;
}

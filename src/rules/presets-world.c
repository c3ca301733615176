/* SPDX-License-Identifier: MIT */
/* Shops on the platforms that are usual in the rest of the world. */
#include "rules/presets.h"

static const char shopify[] =
    "# shopify: shops on Shopify, perhaps with a language before the address\n"
    "# (/en-ca/products/x). Pages of old orders (/orders/TOKEN) are no purchase:\n"
    "# their token is another one than that of the checkout.\n"
    "event view_item       when path =~\n"
    "    \"^(?:/[a-z]{2}(?:-[a-z]{2})?)?(?:/collections/[^/]+)?"
    "/products/(?<item>[^/]+)$\"\n"
    "event view_item_list  when path =~\n"
    "    \"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/collections(?:/|$)\"\n"
    "event search          when path =~\n"
    "    \"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/search$\"\n"
    "                      set search = param(\"q\")\n"
    "event add_to_cart     when path =~\n"
    "    \"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/cart/add(?:\\.js)?$\"\n"
    "                      set item = param(\"id\"), "
    "quantity = param(\"quantity\")\n"
    "event view_cart       when path =~\n"
    "    \"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/cart$\"\n"
    "event purchase        when path =~\n"
    "    \"/checkouts/(?:[a-z]{1,2}/)?(?<order>[^/]+)/(?:[a-z]{2}-[a-z]{2}/)?"
    "thank[_-]you$\"\n"
    "event begin_checkout  when path =~ \"/checkouts/(?:[a-z]{1,2}/)?[^/]+\"\n"
    "                           and path !~ \"/graphql(?:/|$)\"\n"
    "event login           when path =~ \"/account/login$\" and\n"
    "                           event == \"form_submit\"\n"
    "event sign_up         when path =~ \"/account(?:/register)?$\" and\n"
    "                           event == \"form_submit\"\n";

const struct preset preset_shopify = {"shopify", "preset:shopify", shopify};

static const char woocommerce[] =
    "# woocommerce: WordPress with WooCommerce and its usual permalinks,\n"
    "# perhaps in a folder or with a language before them. Pages of the admin\n"
    "# and calls of scripts are no pages of the shop.\n"
    "exclude               when not param(\"wc-ajax\") in "
    "(\"\", \"add_to_cart\")\n"
    "exclude               when path =~ \"/wp-(?:admin|json)/\" and\n"
    "                           path !~ \"/cart/add-item/?$\"\n"
    "event add_to_cart     when param(\"add-to-cart\") != \"\"\n"
    "                      set item = param(\"add-to-cart\"),\n"
    "                          quantity = param(\"quantity\")\n"
    "event add_to_cart     when param(\"wc-ajax\") == \"add_to_cart\" or\n"
    "    path =~ \"/wp-json/wc/store/(?:v[0-9]+/)?cart/add-item/?$\"\n"
    "event search          when param(\"s\") != \"\"\n"
    "                      set search = param(\"s\")\n"
    "event view_item       when path =~ \"/product/(?<item>[^/]+)/?$\"\n"
    "event view_item_list  when path =~ "
    "\"/(?:shop|product-(?:category|tag)/.+?)/?$\"\n"
    "event purchase        when path =~\n"
    "    \"/checkout/order-received/(?<order>[0-9]+)/?$\"\n"
    "event begin_checkout  when path =~ \"/checkout/?$\"\n"
    "event view_cart       when path =~ \"/cart/?$\"\n"
    "event login           when path =~ \"/my-account/?$\" and\n"
    "                           event == \"form_submit\" and status == 302\n";

const struct preset preset_woocommerce = {
    "woocommerce", "preset:woocommerce", woocommerce};

static const char magento[] =
    "# magento: Magento 2 and Adobe Commerce. The addresses of products and of\n"
    "# categories both end in .html: where yours differ, say it here. The page\n"
    "# that thanks has no order id: see --repeat-window of cjm-stage(1).\n"
    "event purchase        when path =~ "
    "\"/checkout/onepage/success/?$\"\n"
    "event add_to_cart     when path =~\n"
    "    \"/checkout/cart/add/.*product/(?<item>[0-9]+)\"\n"
    "event add_to_cart     when path =~ \"/checkout/cart/add(?:/|$)\"\n"
    "event view_cart       when path =~ \"/checkout/cart/?(?:index/?)?$\"\n"
    "event begin_checkout  when path =~ "
    "\"/checkout/?(?:onepage/?)?(?:index/?)?$\"\n"
    "event search          when path =~ \"/catalogsearch/result/?\"\n"
    "                      set search = param(\"q\")\n"
    "event view_item       when path =~\n"
    "    \"/catalog/product/view/id/(?<item>[0-9]+)\"\n"
    "event view_item_list  when path =~ \"/catalog/category/view/\"\n"
    "event sign_up         when path =~ "
    "\"/customer/account/create[Pp]ost/?$\"\n"
    "event login           when path =~ "
    "\"/customer/account/login[Pp]ost(?:/|$)\"\n"
    "event view_item       when path =~ \"/(?<item>[^/]+)\\.html$\"\n";

const struct preset preset_magento = {"magento", "preset:magento", magento};

static const char opencart[] =
    "# opencart: OpenCart, whose parameter route names the page. Version 4\n"
    "# writes a point where 2 and 3 have a slash before the action.\n"
    "event view_item       when param(\"route\") == \"product/product\"\n"
    "                      set item = param(\"product_id\")\n"
    "event view_item_list  when param(\"route\") in (\"product/category\",\n"
    "                           \"product/manufacturer/info\", "
    "\"product/special\")\n"
    "event search          when param(\"route\") == \"product/search\"\n"
    "                      set search = param(\"search\")\n"
    "event add_to_cart     when param(\"route\") in "
    "(\"checkout/cart/add\", \"checkout/cart.add\")\n"
    "event view_cart       when param(\"route\") == \"checkout/cart\"\n"
    "event begin_checkout  when param(\"route\") in (\"checkout/checkout\",\n"
    "                           \"checkout/onepagecheckout\")\n"
    "event purchase        when param(\"route\") == \"checkout/success\"\n"
    "                      set order = param(\"order_id\")\n"
    "event sign_up         when param(\"route\") == \"account/success\"\n"
    "event login           when event == \"form_submit\" and\n"
    "    param(\"route\") in (\"account/login\", \"account/login.login\")\n";

const struct preset preset_opencart = {"opencart", "preset:opencart", opencart};

static const char prestashop[] =
    "# prestashop: PrestaShop with its friendly addresses, perhaps with a\n"
    "# language before them.\n"
    "event view_item       when path =~\n"
    "    \"^(?:/[^/]+)*/(?<item>[0-9]+)(?:-[0-9]+)?-[^/]*\\.html$\"\n"
    "event view_item_list  when path =~ "
    "\"^(?:/[a-z]{2})?/[0-9]+-[^/.]+$\"\n"
    "event search          when path =~ "
    "\"^(?:/[a-z]{2})?/(?:search|recherche|module/[^/]*search[^/]*)\"\n"
    "                      set search = param(\"s\")\n"
    "event add_to_cart     when path =~ "
    "\"^(?:/[a-z]{2})?/(?:cart|panier)$\"\n"
    "                           and param(\"add\") != \"\"\n"
    "                      set item = param(\"id_product\"), "
    "quantity = param(\"qty\")\n"
    "event add_to_cart     when path =~ "
    "\"^(?:/[a-z]{2})?/(?:cart|panier)$\"\n"
    "                           and event == \"form_submit\"\n"
    "                           and param(\"delete\") == \"\"\n"
    "event view_cart       when path =~ "
    "\"^(?:/[a-z]{2})?/(?:cart|panier)$\"\n"
    "event purchase        when path =~\n"
    "    \"^(?:/[a-z]{2})?/(?:order-confirmation|confirmation-commande)$\"\n"
    "                      set order = param(\"id_order\")\n"
    "event begin_checkout  when path =~ "
    "\"^(?:/[a-z]{2})?/(?:order|commande)$\"\n"
    "event sign_up         when path =~ "
    "\"^(?:/[a-z]{2})?/(?:registration|login|connexion)$\"\n"
    "                           and event == \"form_submit\"\n"
    "                           and (param(\"create_account\") == 1 or "
    "path =~ \"registration\")\n"
    "event login           when path =~ "
    "\"^(?:/[a-z]{2})?/(?:login|connexion)$\"\n"
    "                           and event == \"form_submit\"\n";

const struct preset preset_prestashop = {
    "prestashop", "preset:prestashop", prestashop};

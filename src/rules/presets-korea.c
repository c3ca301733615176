/* SPDX-License-Identifier: MIT */
/* Shops on the platforms that are usual in Korea, by their addresses. */
#include "rules/presets.h"

static const char cafe24[] =
    "# cafe24: shops on Cafe24, by the addresses of its themes. /shop2/ and\n"
    "# the like before them are the languages of a multi-shop, /m/ the old\n"
    "# mobile site; /surl/P/ is the short address of a product. Who logs in\n"
    "# with an account of Kakao, Naver... comes back to Oauth2ClientCallback.\n"
    "event view_item       when path =~\n"
    "    \"^(?:/shop[0-9]+|/m)?/(?:product/detail\\.html|"
    "front/php/product\\.php)$\"\n"
    "                      set item = param(\"product_no\")\n"
    "event view_item       when path =~\n"
    "    \"^(?:/shop[0-9]+|/m)?/surl/[Pp]/(?<item>[0-9]+)/?$\"\n"
    "event view_item_list  when path =~\n"
    "    \"^(?:/shop[0-9]+|/m)?/(?:product/list\\.html$|category/|"
    "front/php/category\\.php$)\"\n"
    "event search          when path =~\n"
    "    \"^(?:/shop[0-9]+|/m)?/product/search\\.html$\"\n"
    "                      set search = param(\"keyword\")\n"
    "event view_item       when path =~\n"
    "    \"^(?:/shop[0-9]+|/m)?/product/[^/]+/(?<item>[0-9]+)(?:/|$)\"\n"
    "event add_to_cart     when path =~ \"/exec/front/order/basket/?$\"\n"
    "                      set item = param(\"product_no\")\n"
    "event view_cart       when path =~ \"/order/basket\\.html$\"\n"
    "event begin_checkout  when path =~ \"/order/orderform\\.html$\"\n"
    "event purchase        when path =~ \"/order/order_result\\.html$\"\n"
    "                      set order = param(\"order_id\")\n"
    "event sign_up         when path =~ \"/member/join_result\\.html$\"\n"
    "event login           when path =~ \"/exec/front/[Mm]ember/login/?$\" or\n"
    "    path =~ \"/Api/Member/Oauth2ClientCallback/[a-z0-9_]+/?$\"\n";

const struct preset preset_cafe24 = {"cafe24", "preset:cafe24", cafe24};

static const char godomall[] =
    "# godomall: shops on Godomall 5 (NHN Commerce), and on season 4 of it,\n"
    "# which has /shop/ and, for phones, /m2/. /m/ is the mobile site of 5,\n"
    "# /us/ and the like are shops for other countries.\n"
    "event view_item       when path =~ \"^/shop/goods/goods_view\\.php$\" or\n"
    "                           path == \"/m2/goods/view.php\"\n"
    "                      set item = param(\"goodsno\")\n"
    "event view_item       when path =~ \"/goods/goods_view\\.php$\"\n"
    "                      set item = param(\"goodsNo\")\n"
    "event search          when path =~ \"^/shop/goods/goods_search\\.php$\"\n"
    "                      set search = param(\"sword\")\n"
    "event search          when path == \"/m2/goods/list.php\" and\n"
    "                           param(\"kw\") != \"\"\n"
    "                      set search = param(\"kw\")\n"
    "event search          when path =~ \"/goods/goods_search\\.php$\"\n"
    "                      set search = param(\"keyword\")\n"
    "event view_item_list  when path =~ \"/goods/goods_list\\.php$\" or\n"
    "                           path == \"/m2/goods/list.php\"\n"
    "event add_to_cart     when path =~ \"/order/cart_ps\\.php$\"\n"
    "                      set item = param(\"goodsNo\")\n"
    "event add_to_cart     when path =~ \"^/shop/goods/(?:goods_cart|"
    "ajax_cartAdd)\\.php$\" and event == \"form_submit\"\n"
    "                      set item = param(\"goodsno\")\n"
    "event view_cart       when path =~ \"/order/cart\\.php$\" or\n"
    "    path =~ \"^/(?:shop/goods/goods_cart|m2/goods/cart)\\.php$\"\n"
    "event begin_checkout  when path =~ \"/order/order\\.php$\" or\n"
    "                           path == \"/m2/ord/order.php\"\n"
    "event purchase        when path =~ "
    "\"^/(?:shop/order|m2/ord)/order_end\\.php$\"\n"
    "                      set order = param(\"ordno\")\n"
    "event purchase        when path =~ \"/order/order_end\\.php$\"\n"
    "                      set order = param(\"orderNo\")\n"
    "event sign_up         when path =~ \"/member/join_ok\\.php$\"\n"
    "event login           when path =~ \"/member/login_(?:ps|ok)\\.php$\"\n";

const struct preset preset_godomall = {"godomall", "preset:godomall", godomall};

static const char makeshop[] =
    "# makeshop: shops on MakeShop. /m/ is the mobile site. Older themes send\n"
    "# the form of a product to the page of the cart.\n"
    "event view_item       when path =~ "
    "\"^(?:/shop|/m)/(?:shopdetail|product)\\.html$\"\n"
    "                      set item = param(\"branduid\")\n"
    "event search          when path =~ "
    "\"^(?:/shop|/m)/(?:shopbrand|search)\\.html$\"\n"
    "                           and (param(\"search\") != \"\" or\n"
    "                           event == \"form_submit\")\n"
    "                      set search = param(\"search\")\n"
    "event view_item_list  when path =~ "
    "\"^(?:/shop|/m)/(?:shopbrand|product_list)\\.html$\"\n"
    "event add_to_cart     when path =~ "
    "\"^(?:/shop|/m)/basket\\.action\\.html$\"\n"
    "                      set item = param(\"branduid\")\n"
    "event add_to_cart     when path =~ \"^(?:/shop|/m)/basket\\.html$\"\n"
    "                           and event == \"form_submit\"\n"
    "                      set item = param(\"branduid\")\n"
    "event view_cart       when path =~ \"^(?:/shop|/m)/basket\\.html$\"\n"
    "event begin_checkout  when path =~ \"^(?:/shop|/m)/order\\.html$\"\n"
    "event purchase        when path =~ \"^(?:/shop|/m)/orderend\\.html$\"\n"
    "                      set order = param(\"ordernum\")\n"
    "event sign_up         when path =~ "
    "\"^(?:/shop|/m)/join_complete\\.html$\"\n"
    "event sign_up         when path =~ "
    "\"^(?:/shop|/m)/(?:idinfo|join)\\.html$\"\n"
    "                           and event == \"form_submit\"\n"
    "event login           when path =~ "
    "\"^(?:/shop|/m)/(?:member|login|memberlogin)\\.html$\"\n"
    "                           and event == \"form_submit\"\n";

const struct preset preset_makeshop = {"makeshop", "preset:makeshop", makeshop};

static const char youngcart[] =
    "# youngcart: shops on Youngcart 5 (Gnuboard). The page that thanks is\n"
    "# also the one that shows an old order again: an order id counts once.\n"
    "event view_item       when path =~ \"/shop/item\\.php$\"\n"
    "                      set item = param(\"it_id\")\n"
    "event view_item_list  when path =~ \"/shop/list(?:type)?\\.php$\" or\n"
    "                           path =~ \"/shop/(?:list|type)-[^/]+$\"\n"
    "event view_item       when path =~ "
    "\"/shop/(?<item>[0-9A-Za-z_-]+$|[^/]+(?=/$))\"\n"
    "event search          when path =~ \"/shop/search\\.php$\"\n"
    "                      set search = param(\"q\")\n"
    "event add_to_cart     when path =~ \"/shop/cartupdate\\.php$\"\n"
    "                      set item = param(\"it_id\")\n"
    "event view_cart       when path =~ \"/shop/cart\\.php$\"\n"
    "event begin_checkout  when path =~ \"/shop/orderform\\.php$\"\n"
    "event purchase        when path =~ \"/shop/orderinquiryview\\.php$\"\n"
    "                      set order = param(\"od_id\")\n"
    "event sign_up         when path =~ \"/bbs/register_result\\.php$\"\n"
    "event login           when path =~ \"/bbs/login_check\\.php$\"\n";

const struct preset preset_youngcart = {
    "youngcart", "preset:youngcart", youngcart};

static const char smartstore[] =
    "# smartstore: Naver Smart Store and Brand Store. There is no page of the\n"
    "# cart; orders are placed on order.pay.naver.com or orders.pay.naver.com,\n"
    "# so host must be among the columns.\n"
    "event purchase        when host =~ \"^orders?\\.pay\\.naver\\.com$\" and\n"
    "    path =~ \"^/order(?:Sheet)?/result/(?:mall/)?"
    "(?<order>[0-9A-Za-z_-]+)\"\n"
    "event begin_checkout  when host =~ \"^orders?\\.pay\\.naver\\.com$\" and\n"
    "                           path =~ \"^/orderSheet(?:/|$)\"\n"
    "event view_item       when path =~\n"
    "    \"^/[0-9A-Za-z_-]+/products/(?<item>[0-9]+)$\"\n"
    "event view_item_list  when path =~ "
    "\"^/[0-9A-Za-z_-]+/category/[^/]+$\"\n"
    "event search          when path =~ \"^/[0-9A-Za-z_-]+/search$\"\n"
    "                      set search = param(\"q\")\n";

const struct preset preset_smartstore = {
    "smartstore", "preset:smartstore", smartstore};

static const char imweb[] =
    "# imweb: sites made with imweb. A product's address is that of the page\n"
    "# on which it stands, whatever its name, with idx=; articles of a board\n"
    "# have bmode= too. Pages that list products look like any other: tell\n"
    "# yours here.\n"
    "event purchase        when path =~\n"
    "    \"^/shop_(?:payment_complete|order_done)/?$\"\n"
    "                      set order = param(\"order_no\")\n"
    "event begin_checkout  when path =~ \"^/shop_payment/?$\"\n"
    "event view_cart       when path =~ \"^/shop_cart/?$\"\n"
    "event add_to_cart     when path =~ \"^/shop/(?:oms/OMS_)?add_cart\\.cm$\"\n"
    "event sign_up         when path =~ \"^/backpg/join\\.cm$\"\n"
    "event login           when path =~ \"^/backpg/login\\.cm$\"\n"
    "event search          when path =~ \"^/(?:shop_)?search/?$\" and\n"
    "                           param(\"keyword\") != \"\"\n"
    "                      set search = param(\"keyword\")\n"
    "event view_item       when param(\"idx\") =~ \"^[0-9]+$\" and\n"
    "                           param(\"bmode\") == \"\" and\n"
    "                           path !~ \"^/(?:shop_mypage|admin|backpg)|"
    "\\.cm$\"\n"
    "                      set item = param(\"idx\")\n";

const struct preset preset_imweb = {"imweb", "preset:imweb", imweb};

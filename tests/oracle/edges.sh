#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes a log in which time limits are met to the second, lines are odd, and
# orders come twice: what the generator's traffic hardly ever has.
#
#	edges.sh >LOG
set -eu
export LC_ALL=C

# line PLACE ADDRESS STAMP REQUEST STATUS REFERRER AGENT: a line, with its
# place in the log (a moment) in front
line() {
	printf '%s\t%s - - [%s +0900] "%s" %s 10 "%s" "%s"\n' "$@"
}

# hit ADDRESS DAY TIME TARGET [REFERRER]: somebody gets a page in March 2026
hit() {
	line "$2 $3" "$1" "$2/Mar/2026:$3" "GET $4 HTTP/1.1" 200 "${5:--}" \
		"$browser"
}

# post ADDRESS DAY TIME TARGET: the same of a form, which leads elsewhere
post() {
	line "$2 $3" "$1" "$2/Mar/2026:$3" "POST $4 HTTP/1.1" 302 "$shop" \
		"$browser"
}

# odd REQUEST [STATUS [AGENT]]: a line of nobody's journey
odd() {
	line '02 00:00:00' 10.9.9.9 '02/Mar/2026:00:00:00' "$1" "${2:-200}" - \
		"${3:-$browser}"
}

browser='Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
shop=https://shop.example/
ad='/?utm_source=google&utm_medium=cpc&utm_campaign=brand_kr'
mail='/?utm_source=newsletter&utm_medium=email&utm_campaign=weekly_0302'

lines() {
	# what becomes of a line
	printf '02 00:00:00\thello\n'
	printf '02 00:00:00\t10.9.9.9 - - "GET / HTTP/1.1" 200 1 "-" "-"\n'
	odd 'GET / HTTP/1.1' abc
	odd 'GET /THEME.CSS?v=1 HTTP/1.1'
	odd 'POST /upload.jpg HTTP/1.1'
	odd 'HEAD /logo.svg HTTP/1.1' 404
	odd 'GET /theme.css/ HTTP/1.1'
	odd 'GET /v1.2/css HTTP/1.1'
	odd 'GET /css HTTP/1.1'
	odd 'GET /page.php?file=theme.css HTTP/1.1'
	odd 'GET /about'
	odd 'OPTIONS * HTTP/1.1'
	odd 'HEAD / HTTP/1.1' 404
	odd - 400
	odd '\x16\x03\x01' 400
	odd 'GET / HTTP/1.1' 206
	odd 'GET / HTTP/1.1' 000
	odd 'GET / HTTP/1.1' 199
	odd 'GET / HTTP/1.1' 304
	odd 'GET / HTTP/1.1' 301
	odd 'GET / HTTP/1.1' 400
	odd 'GET / HTTP/1.1' 500 curl/8.5.0
	odd 'GET / HTTP/1.1' 200 curl/8.5.0
	odd 'GET / HTTP/1.1' 200 -

	# a session ends after 30 minutes to the second, not one before
	hit 10.0.0.1 02 10:00:00 /
	hit 10.0.0.1 02 10:29:59 /about "$shop"
	hit 10.0.0.1 02 10:59:59 /about "$shop"
	# a line that was written late does not
	hit 10.0.0.2 02 10:10:00 /
	line '02 10:20:00' 10.0.0.2 '02/Mar/2026:10:00:00' \
		'GET /about HTTP/1.1' 200 "$shop" "$browser"
	hit 10.0.0.2 02 10:35:00 /about "$shop"

	# 7 days to the second, and one more: the funnel's window
	hit 10.0.1.1 02 12:00:00 /products/1
	post 10.0.1.1 09 12:00:00 '/cart/add?item=1&qty=1'
	hit 10.0.1.2 02 12:00:00 /products/1
	post 10.0.1.2 09 12:00:01 '/cart/add?item=1&qty=1'
	# the same second, the later step first in the log
	post 10.0.1.3 02 12:00:00 '/cart/add?item=1&qty=1'
	hit 10.0.1.3 02 12:00:00 /products/1 "$shop"
	# backwards: a step before the one that it should follow
	post 10.0.1.4 02 12:00:00 '/cart/add?item=1&qty=1'
	hit 10.0.1.4 02 12:00:01 /products/1 "$shop"
	# a later start is nearer
	hit 10.0.1.5 02 12:00:00 /products/1
	hit 10.0.1.5 05 12:00:00 /products/2
	post 10.0.1.5 10 12:00:00 '/cart/add?item=1&qty=1'
	# log in and fail to
	post 10.0.1.6 02 12:00:00 /login
	odd 'POST /login HTTP/1.1'

	# the data end on the 31st, 12:00:00: not over 7 days, and over
	hit 10.0.2.1 24 12:00:00 /products/1
	hit 10.0.2.2 24 12:00:01 /products/1
	hit 10.0.2.3 01 12:00:00 /products/1
	hit 10.0.2.4 01 12:00:01 /products/1
	hit 10.0.2.5 31 12:00:00 /about

	# touches of 7 days before an order, and of a second more
	hit 10.0.3.1 02 12:00:00 "$ad"
	hit 10.0.3.1 09 12:00:00 '/order/complete?oid=1&amount=10000'
	hit 10.0.3.2 02 12:00:00 "$ad"
	hit 10.0.3.2 09 12:00:01 '/order/complete?oid=2&amount=10000'
	hit 10.0.3.3 01 12:00:00 "$ad"
	hit 10.0.3.3 31 12:00:00 '/order/complete?oid=3&amount=10000'
	hit 10.0.3.4 01 11:59:59 "$ad"
	hit 10.0.3.4 31 12:00:00 '/order/complete?oid=4&amount=10000'
	# seven steps, three sources; two neighbours are one step by channel,
	# others only by campaign; an indivisible won
	hit 10.0.3.5 02 01:00:00 "$ad"
	hit 10.0.3.5 02 02:00:00 "$ad&utm_content=b"
	hit 10.0.3.5 02 03:00:00 "$mail"
	hit 10.0.3.5 02 03:01:00 "$mail"
	hit 10.0.3.5 02 03:02:00 "$mail&utm_content=b"
	hit 10.0.3.5 02 04:00:00 / https://blog.naver.com/
	hit 10.0.3.5 02 05:00:00 "$ad"
	hit 10.0.3.5 02 05:01:00 "${ad}2"
	hit 10.0.3.5 02 05:02:00 '/order/complete?oid=5&amount=9999' \
		https://pay.toss.im/
	hit 10.0.3.5 02 05:03:00 '/order/complete?oid=6&amount=1' \
		https://pay.toss.im/
	hit 10.0.3.5 02 05:04:00 "$mail"
	# a touch in the order's own second, before it and behind it
	hit 10.0.3.6 02 12:00:00 "$ad"
	hit 10.0.3.6 02 12:00:00 '/order/complete?oid=7&amount=10000' "$shop"
	hit 10.0.3.6 02 12:00:00 "$mail"
	# a checkout between two orders: a milestone of the second alone
	hit 10.0.3.7 02 12:00:00 "$ad"
	hit 10.0.3.7 02 13:00:00 "$mail"
	hit 10.0.3.7 02 13:00:01 '/order/complete?oid=11&amount=10000' "$shop"
	hit 10.0.3.7 02 13:00:02 /checkout "$shop"
	hit 10.0.3.7 02 14:00:00 / https://blog.naver.com/
	hit 10.0.3.7 02 14:00:01 '/order/complete?oid=12&amount=10000' "$shop"

	# an order seen again, by its customer or by others, does not count,
	# and the visit that began with it has lost its first hit
	hit 10.0.4.1 02 12:00:00 /
	hit 10.0.4.1 02 12:01:00 '/order/complete?oid=8&amount=10000' "$shop"
	hit 10.0.4.1 02 12:01:30 '/order/complete?oid=8&amount=10000' "$shop"
	hit 10.0.4.1 15 12:00:00 '/order/complete?oid=8&amount=10000'
	hit 10.0.4.1 15 12:01:00 '/order/complete?oid=9&amount=10000' "$shop"
	hit 10.0.4.2 03 12:00:00 '/order/complete?oid=8&amount=10000'
	hit 10.0.4.2 03 12:01:00 '/order/complete?oid=10&amount=10000' "$shop"
}

lines | sort -s -k 1,1 -t "$(printf '\t')" | cut -f 2-

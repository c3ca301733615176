/* SPDX-License-Identifier: MIT */
/* 2^-x = 2^-k * the product of 2^-(2^-i) over the bits i of x's fraction.
 *
 * The first 32 bits are multiplied from a table; for what is below them
 * 2^-y = 1 - y ln 2 with an error under y^2/4 < 2^-65. Each product is rounded
 * down by less than 2^-63 and each constant is within 2^-65, 33 of them: less
 * than 2^-57 together. */
#include "journey/halving.h"

#include "base/num.h"

enum { TABLE_BITS = 32 };

/* 2^64 * 2^-(2^-i) for i = 1..32, to the nearest. */
static const uint64_t roots[TABLE_BITS] = {0xb504f333f9de6484u,
    0xd744fccad69d6af4u, 0xeac0c6e7dd24392fu, 0xf5257d152486cc2cu,
    0xfa83b2db722a033au, 0xfd3e0c0cf486c175u, 0xfe9e115c7b8f884cu,
    0xff4ecb59511ec8a5u, 0xffa756521c8daed2u, 0xffd3a751c0f7e10cu,
    0xffe9d2b2f7db2756u, 0xfff4e91bff1b8c3eu, 0xfffa747ea0040664u,
    0xfffd3a3b7814eb54u, 0xfffe9d1cc60ddab1u, 0xffff4e8e25879bfau,
    0xffffa7470363f451u, 0xffffd3a37dda0313u, 0xffffe9d1bdf703afu,
    0xfffff4e8debe025eu, 0xfffffa746f4fa150u, 0xfffffd3a37a3f8b0u,
    0xfffffe9d1bd1065au, 0xffffff4e8de845aeu, 0xffffffa746f41377u,
    0xffffffd3a37a05e4u, 0xffffffe9d1bd01fcu, 0xfffffff4e8de80c0u,
    0xfffffffa746f4051u, 0xfffffffd3a37a025u, 0xfffffffe9d1bd011u,
    0xffffffff4e8de808u};

static const uint64_t ln2 = 0xb17217f7d1cf79acu; /* 2^64 ln 2 */

static uint64_t
high_product(uint64_t a, uint64_t b)
{
	return (uint64_t)((uint128)a * b >> 64);
}

uint64_t
halving(uint64_t age, uint64_t half_life)
{
	uint64_t whole = age / half_life;
	if (whole > 63)
		return 0;
	uint64_t fraction =
	    (uint64_t)(((uint128)(age % half_life) << 64) / half_life);
	uint64_t power = (uint64_t)1 << 63;
	for (int i = 0; i < TABLE_BITS; i++)
		if (fraction >> (63 - i) & 1)
			power = high_product(power, roots[i]);
	uint64_t low = fraction & UINT32_MAX;
	power -= high_product(power, high_product(ln2, low));
	return power >> whole;
}

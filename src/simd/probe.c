/* SPDX-License-Identifier: MIT */
/* Which kernels this machine can run, asked once. */
#include "simd/simd.h"

#include <stdlib.h>
#include <string.h>

#include "base/msg.h"

const struct simd *const *
simd_all(void)
{
	static const struct simd *all[5];
	size_t n = 0;
	if (all[0])
		return all;
	all[n++] = &simd_scalar;
#if defined(__x86_64__)
	all[n++] = &simd_sse2;
	__builtin_cpu_init();
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"))
		all[n++] = &simd_avx2;
	if (__builtin_cpu_supports("avx512bw") &&
	    __builtin_cpu_supports("avx512vbmi") &&
	    __builtin_cpu_supports("avx512vbmi2"))
		all[n++] = &simd_avx512;
#elif defined(__aarch64__)
	all[n++] = &simd_neon;
#endif
	return all;
}

const struct simd *
simd_probe(void)
{
	const struct simd *const *all = simd_all();
	const char *wish = getenv("CJM_SIMD");
	const struct simd *best = NULL;
	for (; *all; all++)
		if (!wish || !*wish || strcmp(wish, (*all)->name) == 0)
			best = *all;
	if (!best)
		msg_usage("CJM_SIMD", "this machine has no '%s' kernels", wish);
	return best;
}

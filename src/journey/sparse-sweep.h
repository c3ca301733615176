/* SPDX-License-Identifier: MIT */
/* One Gauss-Seidel sweep in vectors of SWEEP_BYTES: included by sparse.c once
 * for each width, with SWEEP and SWEEP_TARGET. What is added to what is the
 * same in all of them, so the bits of the result are too.
 *
 * A row's sums stand in variables of their own, so that they stay in registers:
 * whole lanes, which no machine's registers hold, took 1.6 times as long for
 * 500 keys of order 2 (make bench, "order 2"). */

/* clang-format off */
#if SWEEP_BYTES == 64
#define EACH(act) act(0)
#elif SWEEP_BYTES == 32
#define EACH(act) act(0) act(1)
#else
#define EACH(act) act(0) act(1) act(2) act(3)
#endif
/* clang-format on */

#define PART(p, k)     ((part *)(void *)(p))[k]
#define BEGIN_SUMS(k)  part change##k = {0}, size##k = {0};
#define BEGIN_ROW(k)   part sum##k = zero + (constant ? constant[i] : 0);
#define ADD_ENTRY(k)   sum##k += weight * ((const part *)(const void *)from)[k];
#define TAKE_OUT(k)    ones.parts[k] = sum##k;
#define PUT_BACK(k)    sum##k = ones.parts[k];
#define TAKE_STEP(k)   part step##k = sum##k - PART(old, k);
#define KEEP_CHANGE(k) PART(&change[r], k) = step##k;
#define END_ROW(k)                                      \
	PART(old, k) = sum##k;                          \
	change##k += (part)((bits)step##k & INT64_MAX); \
	size##k += sum##k;
#define END_SUMS(k)                         \
	PART(&sums->change, k) = change##k; \
	PART(&sums->size, k) = size##k;

/* change: of each turn; NULL where nobody will ask for it. */
SWEEP_TARGET static void
SWEEP(const struct sparse *s, const double *constant, const uint8_t *fixed,
    lanes *x, lanes *change, struct sums *sums)
{
	typedef double part __attribute__((vector_size(SWEEP_BYTES)));
	typedef int64_t bits __attribute__((vector_size(SWEEP_BYTES)));
	const part zero = {0};
	EACH(BEGIN_SUMS)
	const uint32_t *fetch = s->fetch;
	for (uint32_t r = 0; r < s->n; r++) {
		uint32_t i = s->row[r];
		uint64_t end = s->first[r + 1];
		lanes *old = &x[i];
		EACH(BEGIN_ROW)
		__builtin_prefetch(&x[s->row[r + SPARSE_AHEAD]], 1);
		for (unsigned f = 0; f < s->fetches; f++)
			__builtin_prefetch(&x[*fetch++]);
		for (uint64_t e = s->first[r]; e < end; e++) {
			const lanes *from = &x[s->at[e]];
			double weight = s->weight[e];
			EACH(ADD_ENTRY)
		}
		if (fixed && fixed[r] != 0) {
			union {
				part parts[sizeof(lanes) / SWEEP_BYTES];
				double at[SPARSE_LANES];
			} ones;
			EACH(TAKE_OUT)
			for (unsigned k = 0; k < SPARSE_LANES; k++)
				if (fixed[r] >> k & 1)
					ones.at[k] = 1;
			EACH(PUT_BACK)
		}
		EACH(TAKE_STEP)
		if (change) {
			EACH(KEEP_CHANGE)
		}
		EACH(END_ROW)
	}
	EACH(END_SUMS)
}

#undef EACH
#undef PART
#undef BEGIN_SUMS
#undef BEGIN_ROW
#undef ADD_ENTRY
#undef TAKE_OUT
#undef PUT_BACK
#undef TAKE_STEP
#undef KEEP_CHANGE
#undef END_ROW
#undef END_SUMS
#undef SWEEP
#undef SWEEP_BYTES
#undef SWEEP_TARGET

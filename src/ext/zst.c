/* SPDX-License-Identifier: MIT */
/* zstd streams over libzstd's streaming calls. */
#include "ext/zst.h"

#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/mem.h"
#include "base/msg.h"

struct zst_reader {
	ZSTD_DCtx *context;
	size_t hint; /* 0: at the end of a frame */
	const char *why;
	bool starved;
};

struct zst_writer {
	ZSTD_CCtx *context;
};

struct zst_reader *
zst_reader_new(void)
{
	struct zst_reader *z = mem_zero(1, sizeof(*z));
	z->context = ZSTD_createDCtx();
	if (!z->context)
		msg_fail(NULL, "out of memory (zstd decoder)");
	ZSTD_DCtx_setParameter(z->context, ZSTD_d_windowLogMax, 31);
	z->hint = 0;
	return z;
}

void
zst_reader_free(struct zst_reader *z)
{
	if (!z)
		return;
	ZSTD_freeDCtx(z->context);
	free(z);
}

bool
zst_decode(struct zst_reader *z, const char *in, size_t in_n, size_t *in_at,
    char *out, size_t out_n, size_t *out_at)
{
	ZSTD_inBuffer from = {in, in_n, *in_at};
	ZSTD_outBuffer to = {out, out_n, *out_at};
	while (to.pos < to.size) {
		size_t before_in = from.pos, before_out = to.pos;
		size_t hint = ZSTD_decompressStream(z->context, &to, &from);
		if (ZSTD_isError(hint)) {
			z->why = ZSTD_getErrorName(hint);
			z->starved = ZSTD_getErrorCode(hint) ==
			    ZSTD_error_memory_allocation;
			*in_at = from.pos;
			*out_at = to.pos;
			return false;
		}
		/* with no input left a call only drains; that it wants a next
		 * frame's header does not mean that one has begun */
		if (from.pos == before_in && to.pos == before_out)
			break;
		z->hint = hint;
	}
	*in_at = from.pos;
	*out_at = to.pos;
	return true;
}

bool
zst_reader_whole(const struct zst_reader *z)
{
	return z->hint == 0;
}

const char *
zst_reader_why(const struct zst_reader *z)
{
	return z->why ? z->why : "unknown error";
}

bool
zst_reader_starved(const struct zst_reader *z)
{
	return z->starved;
}

struct zst_writer *
zst_writer_new(int level)
{
	struct zst_writer *z = mem_zero(1, sizeof(*z));
	z->context = ZSTD_createCCtx();
	if (!z->context)
		msg_fail(NULL, "out of memory (zstd encoder)");
	ZSTD_CCtx_setParameter(z->context, ZSTD_c_compressionLevel, level);
	ZSTD_CCtx_setParameter(z->context, ZSTD_c_checksumFlag, 1);
	return z;
}

void
zst_writer_free(struct zst_writer *z)
{
	if (!z)
		return;
	ZSTD_freeCCtx(z->context);
	free(z);
}

size_t
zst_encode(struct zst_writer *z, const char *in, size_t in_n, size_t *in_at,
    char *out, size_t out_n, enum zst_step step, bool *done)
{
	static const ZSTD_EndDirective directives[] = {
	    [ZST_MORE] = ZSTD_e_continue,
	    [ZST_FLUSH] = ZSTD_e_flush,
	    [ZST_END] = ZSTD_e_end};
	ZSTD_inBuffer from = {in, in_n, *in_at};
	ZSTD_outBuffer to = {out, out_n, 0};
	size_t left =
	    ZSTD_compressStream2(z->context, &to, &from, directives[step]);
	if (ZSTD_isError(left))
		msg_fail("zstd", "%s", ZSTD_getErrorName(left));
	*in_at = from.pos;
	*done = step == ZST_MORE ? from.pos == from.size : left == 0;
	return to.pos;
}

/* SPDX-License-Identifier: MIT */
/* The door to libzstd: streams in and out. */
#ifndef CJM_EXT_ZST_H
#define CJM_EXT_ZST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zst_reader;
struct zst_writer;

/* A decoder of one stream of frames; skippable frames are skipped. Windows of
 * up to 2 GiB (zstd --long=31) are taken. */
struct zst_reader *zst_reader_new(void);
void zst_reader_free(struct zst_reader *z);

/* Decodes from in[*in_at..in_n) to out[*out_at..out_n) as far as both reach
 * and advances both marks. False on corrupt input, or without memory for its
 * window (starved); zst_reader_why tells. */
bool zst_decode(struct zst_reader *z, const char *in, size_t in_n,
    size_t *in_at, char *out, size_t out_n, size_t *out_at);

/* True when all that was decoded so far ended with a whole frame. */
bool zst_reader_whole(const struct zst_reader *z);
bool zst_reader_starved(const struct zst_reader *z);
const char *zst_reader_why(const struct zst_reader *z);

/* An encoder of one frame with a checksum. */
struct zst_writer *zst_writer_new(int level);
void zst_writer_free(struct zst_writer *z);

enum zst_step { ZST_MORE, ZST_FLUSH, ZST_END };

/* Encodes in[*in_at..in_n) to out[0..out_n); returns the bytes written to out.
 * *done is false while the same call must be made again for the rest. */
size_t zst_encode(struct zst_writer *z, const char *in, size_t in_n,
    size_t *in_at, char *out, size_t out_n, enum zst_step step, bool *done);

#endif

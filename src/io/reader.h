/* SPDX-License-Identifier: MIT */
/* Files, in order, as blocks of whole lines.
 *
 * Bytes are read to page-aligned addresses (an unaligned one costs three times
 * the kernel's copy, measured); the cut line at a block's end is copied in
 * front of the next block. Where one block ends and the next begins never
 * shows in a result. */
#ifndef CJM_IO_READER_H
#define CJM_IO_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reader_options {
	const char *const *files; /* "-" is standard input */
	size_t n_files;           /* 0: standard input alone */
	const char *name;         /* of a single file, if not its path */
	size_t max_line;          /* bytes, without the LF */

	/* So many blocks stay valid behind the one that the next call gives;
	 * where that cannot be, `settle` is called before they are gone. */
	size_t held;
	void (*settle)(void *context);

	/* Called before a read that would wait: write out what is buffered. */
	void (*idle)(void *context);
	/* The bytes of a line longer than a block and than max_line, in
	 * pieces; `last` with the piece that ends it. They are in no block.
	 * reader_begins and reader_current tell of it. */
	void (*overlong)(void *context, const char *p, size_t n, bool last);
	void *context;
};

/* Whole lines, each ending in LF (one is added at the end of a file that has
 * none), valid until the next call, or longer (see held); SIMD_PAD bytes behind
 * them can be read. Lines longer than max_line may be among them: the reader of
 * the lines sees their length. */
struct block {
	char *p;
	size_t n;
	size_t file; /* its number, 0..n_files-1 */
	bool first;  /* the first block of its file */
	bool brief;  /* not held in any case */
};

enum reader_status { READER_BLOCK, READER_END, READER_FAILED };

struct reader;

struct reader *reader_new(const struct reader_options *options);
enum reader_status reader_next(struct reader *r, struct block *block);

/* The name of a file for messages: its path, or "standard input". */
const char *reader_name(const struct reader *r, size_t file);

/* While options.overlong is called: whether the line is the first of its file,
 * and that file's name. */
bool reader_begins(const struct reader *r);
const char *reader_current(const struct reader *r);

/* Prints why READER_FAILED came: `program: file: reason`. */
void reader_explain(const struct reader *r);

/* The same, and EXIT_SYSTEM. */
_Noreturn void reader_fail(const struct reader *r);

void reader_free(struct reader *r);

#endif

/* SPDX-License-Identifier: MIT */
/* Options: one table a tool parses them, prints --help, and is what a test
 * compares with the manual page. */
#ifndef CJM_BASE_OPT_H
#define CJM_BASE_OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CJM_VERSION "0.1.0"

enum opt_kind {
	OPT_FLAG,     /* bool *; no argument; sets it true */
	OPT_TEXT,     /* const char ** */
	OPT_OUTPUT,   /* the same: a file to write, and no file that is read */
	OPT_LIST,     /* struct opt_list *: may be given several times */
	OPT_COUNT,    /* int64_t *: a whole number >= 0 */
	OPT_SIZE,     /* int64_t * in bytes: 64K, 256M, 1G */
	OPT_DURATION, /* int64_t * in microseconds: 30m, 14d, 1h30m */
	OPT_SPAN,     /* the same, not 0 */
	OPT_MOMENT,   /* int64_t * in microseconds since the epoch, UTC */
	OPT_PERCENT,  /* int64_t * in millionths of one: 0.1% is 1000 */
	OPT_LEVEL     /* int64_t *; argument optional; 3 without one */
};

/* With one of those: where all options are too many for a screen, --help gives
 * this one's name alone, and the manual the rest. */
#define OPT_USUAL 0x100u

struct opt {
	char letter;      /* short form, 0 for none */
	const char *name; /* long form, without the dashes */
	unsigned kind;    /* enum opt_kind, maybe with OPT_USUAL */
	void *value;
	const char *argument; /* its name in --help, NULL for a flag */
	const char *help;     /* one line; says the default */
};

/* The arguments of an option that may be repeated, in order. */
struct opt_list {
	const char **at;
	size_t n;
};

/* An option that says nothing without another one: `pages`, `sessions`. */
struct opt_need {
	const char *option, *other;
};

/* An option that cannot stand beside another one, and what to do instead. */
struct opt_clash {
	const char *option, *other, *why;
};

struct opt_tool {
	const char *name;                /* cjm-parse */
	const char *purpose;             /* one line */
	const char *operands;            /* `[file ...]`, or "" */
	const struct opt *options;       /* ends with a NULL name */
	const char *example;             /* a line or two that run */
	const struct opt_need *needs;    /* NULL, or ends with a NULL option */
	const struct opt_clash *clashes; /* the same */
};

/* Parses argv by the table, which also gets --help and --version: both print to
 * standard output and exit 0. Returns the index of the first operand. Wrong use
 * is a message and EXIT_USAGE: so is a file to write that is an operand, the
 * standard input or another option's file, one that is not empty where nothing
 * but a terminal is to be read, a moment of `until` that is not behind that of
 * `since`, and an option without what it needs or beside what it clashes with.
 * Names the program for messages. */
int opt_parse(const struct opt_tool *tool, int argc, char **argv);

/* What every tool of the stream has. */
struct opt_common {
	const char *stats;
	bool verbose;
	int64_t zstd;       /* level of the output, 0 for plain text */
	int64_t max_line;   /* bytes */
	bool no_header;     /* write no header line */
	const char *header; /* the input has none: its column names, by comma */
	struct opt_list operands;
};

/* Takes argv[first..argc) as the operands. They must outlive c. */
void opt_operands(struct opt_common *c, int argc, char **argv, int first);

#define OPT_COMMON_INIT             \
	{                           \
		.max_line = 1 << 20 \
	}

#define OPT_COMMON_OUTPUT(c)                                              \
	{0, "zstd", OPT_USUAL | OPT_LEVEL, &(c).zstd, "LEVEL",            \
	    "compress the output (level 3)"},                             \
	    {0, "stats", OPT_USUAL | OPT_OUTPUT, &(c).stats, "FILE",      \
		"write this run's counters to FILE"},                     \
	{                                                                 \
		'v', "verbose", OPT_USUAL | OPT_FLAG, &(c).verbose, NULL, \
		    "print this run's counters"                           \
	}

#define OPT_COMMON_INPUT(c)                                                 \
	{0, "max-line", OPT_USUAL | OPT_SIZE, &(c).max_line, "SIZE",        \
	    "reject longer lines (1M)"},                                    \
	    {0, "header", OPT_USUAL | OPT_TEXT, &(c).header, "LIST",        \
		"the input has no header line; these are its columns"},     \
	{                                                                   \
		0, "no-header", OPT_USUAL | OPT_FLAG, &(c).no_header, NULL, \
		    "write no header line"                                  \
	}

/* Of tools that keep something of every visitor: an int64_t that begins as
 * OPT_MEMORY_INIT (see table/spill.h). */
#define OPT_MEMORY_INIT ((int64_t)1 << 30)
#define OPT_MEMORY(memory)                                            \
	{                                                             \
		0, "memory", OPT_USUAL | OPT_SIZE, &(memory), "SIZE", \
		    "keep more visitors than fit in $TMPDIR (1G)"     \
	}

#endif

/* SPDX-License-Identifier: MIT */
/* The options table over getopt_long(3). */
#include "base/opt.h"

#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/num.h"
#include "base/when.h"

enum { LONG_ONLY = 256, HELP = 1000, VERSION = 1001, COLUMN = 24, MOST = 64 };

enum { LONGEST = 1 << 30, LONGEST_PATH = 4096 };

enum { WIDTH = 80, HEIGHT = 24, LEFT = 64 };

static enum opt_kind
kind_of(const struct opt *o)
{
	return (enum opt_kind)(o->kind & ~OPT_USUAL);
}

/* `-v, --verbose`, `--zstd[=LEVEL]`; returns its length. */
static int
name_option(const struct opt *o, char left[LEFT])
{
	const char *open = o->argument == NULL ? "" : "=";
	int n = 0;
	if (o->letter)
		n = snprintf(left, LEFT, "-%c, ", o->letter);
	if (kind_of(o) == OPT_LEVEL)
		return n +
		    snprintf(left + n, LEFT - (size_t)n, "--%s[=%s]", o->name,
			o->argument);
	return n +
	    snprintf(left + n, LEFT - (size_t)n, "--%s%s%s", o->name, open,
		o->argument ? o->argument : "");
}

static void
print_option(const struct opt *o)
{
	char left[LEFT];
	name_option(o, left);
	if (strlen(left) > COLUMN - 1)
		printf("  %s\n  %*s %s\n", left, COLUMN, "", o->help);
	else
		printf("  %-*s %s\n", COLUMN, left, o->help);
}

/* The usual ones by their names alone, as many to a line as fit. */
static void
print_usual(const struct opt *options)
{
	char left[LEFT];
	int at = printf("also");
	for (const struct opt *o = options; o->name; o++) {
		if (!(o->kind & OPT_USUAL))
			continue;
		int n = name_option(o, left);
		if (at + 2 + n > WIDTH) {
			putchar('\n');
			at = printf("    ");
		}
		at += printf("  %s", left);
	}
	putchar('\n');
}

/* Whether a line for each option is more than a screen; seven are around. */
static bool
are_many(const struct opt *options)
{
	char left[LEFT];
	int lines = 7;
	for (const struct opt *o = options; o->name; o++)
		lines += name_option(o, left) > COLUMN - 1 ? 2 : 1;
	return lines > HEIGHT;
}

/* Ends once what was printed is out; onto a full disk it cannot be. */
_Noreturn static void
end_printed(void)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		msg_fail("standard output", "cannot write");
	exit(EXIT_DONE);
}

_Noreturn static void
help(const struct opt_tool *tool)
{
	printf("usage: %s [options]%s%s\n%s\n\n", tool->name,
	    *tool->operands ? " " : "", tool->operands, tool->purpose);
	bool many = are_many(tool->options);
	for (const struct opt *o = tool->options; o->name; o++)
		if (!many || !(o->kind & OPT_USUAL))
			print_option(o);
	if (many)
		print_usual(tool->options);
	if (tool->example)
		printf("\nexample:\n  %s\n", tool->example);
	printf("manual: man %s\n", tool->name);
	end_printed();
}

static bool
read_size(struct slice s, int64_t *out)
{
	static const char units[] = "KMGT";
	uint64_t v;
	unsigned shift = 0;
	if (s.n > 1 && (s.p[s.n - 1] == 'B' || s.p[s.n - 1] == 'b'))
		s.n--;
	if (s.n > 1) {
		char unit = s.p[s.n - 1];
		const char *at = strchr(units, unit >= 'a' ? unit - 32 : unit);
		if (at && *at) {
			shift = 10 * (unsigned)(at - units + 1);
			s.n--;
		}
	}
	if (!num_read_u64(s, (uint64_t)INT64_MAX >> shift, &v))
		return false;
	*out = (int64_t)(v << shift);
	return true;
}

static bool
read_percent(struct slice s, int64_t *millionths)
{
	int64_t v;
	bool percent = s.n > 1 && s.p[s.n - 1] == '%';
	if (percent)
		s.n--;
	if (!decimal_read(s, &v) || v < 0)
		return false;
	v = v / 100;
	if (v > MILLION)
		return false;
	*millionths = v;
	return true;
}

/* 20260301 is a date, and no moment of August 1970. */
static bool
is_bare_date(struct slice s)
{
	char date[] = "YYYY-MM-DD";
	int64_t us;
	if (s.n != 8)
		return false;
	memcpy(date, s.p, 4);
	memcpy(date + 5, s.p + 4, 2);
	memcpy(date + 8, s.p + 6, 2);
	return when_read(slice_of(date), &us);
}

static bool
store(const struct opt *o, const char *argument)
{
	struct slice s = argument ? slice_of(argument) : SLICE("");
	int64_t *number = o->value;
	uint64_t v;
	switch (kind_of(o)) {
	case OPT_FLAG:
		*(bool *)o->value = true;
		return true;
	case OPT_TEXT:
	case OPT_OUTPUT:
		*(const char **)o->value = argument;
		return s.n > 0;
	case OPT_LIST: {
		struct opt_list *list = o->value;
		list->at =
		    mem_grow(list->at, (list->n + 1) * sizeof(*list->at));
		list->at[list->n++] = argument;
		return s.n > 0;
	}
	case OPT_COUNT:
		if (!num_read_u64(s, INT64_MAX, &v))
			return false;
		*number = (int64_t)v;
		return true;
	case OPT_SIZE:
		return read_size(s, number) && *number > 0;
	case OPT_DURATION:
		return duration_read(s, number);
	case OPT_SPAN:
		return duration_read(s, number) && *number > 0;
	case OPT_MOMENT:
		return !is_bare_date(s) && when_read(s, number);
	case OPT_PERCENT:
		return read_percent(s, number);
	case OPT_LEVEL:
		v = 3;
		if (argument && (!num_read_u64(s, 19, &v) || v == 0))
			return false;
		*number = (int64_t)v;
		return true;
	}
	return false;
}

static const char *
expected(enum opt_kind kind)
{
	switch (kind) {
	case OPT_COUNT:
		return "a whole number";
	case OPT_SIZE:
		return "a size like 64K, 256M or 1G";
	case OPT_DURATION:
		return "a duration like 30m, 14d or 1h30m";
	case OPT_SPAN:
		return "a duration above 0, like 30m, 14d or 1h30m";
	case OPT_MOMENT:
		return "a time like 2026-03-01, 2026-03-01T09:00:00+09:00 or "
		       "Unix seconds ($(date -d 'yesterday 0:00' +%s))";
	case OPT_PERCENT:
		return "a percentage between 0% and 100%";
	case OPT_LEVEL:
		return "a level from 1 to 19";
	default:
		return "a value";
	}
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Whether two paths, of which nothing need be there, name one file: the last
 * part is the same, and what is before it one directory. */
static bool
same_place(const char *a, const char *b)
{
	char room[LONGEST_PATH];
	const char *paths[] = {a, b}, *last[2];
	struct stat directory[2];
	for (int i = 0; i < 2; i++) {
		const char *slash = strrchr(paths[i], '/');
		last[i] = slash ? slash + 1 : paths[i];
		size_t n = (size_t)(last[i] - paths[i]);
		if (n >= sizeof(room))
			return false;
		memcpy(room, paths[i], n);
		room[n] = '\0';
		if (stat(n > 0 ? room : ".", &directory[i]) != 0)
			return false;
	}
	return strcmp(last[0], last[1]) == 0 &&
	    same_file(&directory[0], &directory[1]);
}

/* Whether a path is that of a file; `NAME=path` is, too. */
static bool
is_file(const char *path, const struct stat *file)
{
	struct stat st;
	const char *equals = strchr(path, '=');
	if (stat(path, &st) != 0 && (!equals || stat(equals + 1, &st) != 0))
		return false;
	return same_file(&st, file);
}

/* Whether the argument of an option, but for `output`, is the file. */
static bool
an_option_is(
    const struct opt *o, const struct opt *output, const struct stat *file)
{
	if (o == output)
		return false;
	if (kind_of(o) == OPT_TEXT || kind_of(o) == OPT_OUTPUT) {
		const char *text = *(const char **)o->value;
		return text && is_file(text, file);
	}
	if (kind_of(o) == OPT_LIST) {
		const struct opt_list *list = o->value;
		for (size_t i = 0; i < list->n; i++)
			if (is_file(list->at[i], file))
				return true;
	}
	return false;
}

static void
refuse_output(const struct opt *output)
{
	msg_usage(output->name,
	    "'%s' is used otherwise, too; name another file",
	    *(const char **)output->value);
}

/* A new file of which two would be written over one another. */
static void
check_new(const struct opt_tool *tool, const struct opt *output)
{
	for (const struct opt *o = tool->options; o->name; o++) {
		const char *other = kind_of(o) == OPT_OUTPUT && o != output
		    ? *(const char **)o->value
		    : NULL;
		if (other && same_place(other, *(const char **)output->value))
			refuse_output(output);
	}
}

/* A slip would otherwise cost a log: `--rejects access.log`. */
static void
check_output(
    const struct opt_tool *tool, const struct opt *output, char **operands)
{
	const char *path = *(const char **)output->value;
	struct stat file, input;
	if (!path)
		return;
	if (stat(path, &file) != 0) {
		check_new(tool, output);
		return;
	}
	if (!S_ISREG(file.st_mode))
		return;
	bool read =
	    fstat(STDIN_FILENO, &input) == 0 && same_file(&input, &file);
	for (; *operands && !read; operands++)
		read = is_file(*operands, &file);
	for (const struct opt *o = tool->options; o->name && !read; o++)
		read = an_option_is(o, output, &file);
	if (read)
		refuse_output(output);
}

/* `--rejects access.log` with the log forgotten that it should take: nobody
 * types a log by hand, but a job without a terminal may well write over what it
 * wrote yesterday. */
static void
check_forgotten(const struct opt *output)
{
	const char *path = *(const char **)output->value;
	struct stat file;
	if (!path || stat(path, &file) != 0 || !S_ISREG(file.st_mode) ||
	    file.st_size == 0 || !isatty(STDIN_FILENO))
		return;
	msg_usage(output->name,
	    "'%s' would be written over, and no file is named to be read "
	    "(- is what you type)",
	    path);
}

/* The option of that name, if it was given. */
static const struct opt *
find_given(const struct opt_tool *tool, const bool *given, const char *name)
{
	for (const struct opt *o = tool->options; o->name; o++)
		if (strcmp(o->name, name) == 0)
			return given[o - tool->options] ? o : NULL;
	return NULL;
}

/* What no single option can tell. */
static void
check_together(const struct opt_tool *tool, const bool *given, char **operands)
{
	const struct opt *since = find_given(tool, given, "since");
	const struct opt *until = find_given(tool, given, "until");
	const struct opt_need *need = tool->needs;
	const struct opt_clash *clash = tool->clashes;
	for (; clash && clash->option; clash++)
		if (find_given(tool, given, clash->option) &&
		    find_given(tool, given, clash->other))
			msg_usage(clash->option, "not with --%s: %s",
			    clash->other, clash->why);
	for (; need && need->option; need++)
		if (find_given(tool, given, need->option) &&
		    !find_given(tool, given, need->other))
			msg_usage(need->option, "says nothing without --%s",
			    need->other);
	for (const struct opt *o = tool->options; o->name; o++)
		if (kind_of(o) == OPT_OUTPUT) {
			check_output(tool, o, operands);
			if (!*operands)
				check_forgotten(o);
		}
	if (since && until &&
	    *(int64_t *)until->value <= *(int64_t *)since->value)
		msg_usage("until", "is not behind --since: nothing is between");
}

/* What a parent may have left to be put right: a child's exit status must not
 * be thrown away, and a file that a tool opens must not become one of the
 * standard streams, of which one was closed. */
static void
begin_process(void)
{
	signal(SIGCHLD, SIG_DFL);
	/* lowest first; what is open the wrong way fails when it is used */
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null",
			    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int
opt_parse(const struct opt_tool *tool, int argc, char **argv)
{
	size_t n = 0;
	msg_program(tool->name);
	begin_process();
	while (tool->options[n].name)
		n++;
	struct option longs[MOST + 3] = {0};
	char letters[2 * MOST + 2] = "";
	bool given[MOST] = {false};
	if (n > MOST)
		msg_usage(NULL, "more than %d options", MOST);
	char *letter = letters;
	for (size_t i = 0; i < n; i++) {
		const struct opt *o = &tool->options[i];
		int takes = kind_of(o) == OPT_FLAG ? no_argument
		    : kind_of(o) == OPT_LEVEL      ? optional_argument
						   : required_argument;
		longs[i] =
		    (struct option){o->name, takes, NULL, LONG_ONLY + (int)i};
		if (o->letter) {
			*letter++ = o->letter;
			if (takes == required_argument)
				*letter++ = ':';
		}
	}
	longs[n] = (struct option){"help", no_argument, NULL, HELP};
	longs[n + 1] = (struct option){"version", no_argument, NULL, VERSION};
	argv[0] = (char *)(uintptr_t)tool->name; /* getopt's own messages */
	int got;
	while ((got = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (got == HELP)
			help(tool);
		if (got == VERSION) {
			printf("%s %s\n", tool->name, CJM_VERSION);
			end_printed();
		}
		const struct opt *o = NULL;
		for (size_t i = 0; i < n; i++)
			if (got == LONG_ONLY + (int)i ||
			    (got < LONG_ONLY && got == tool->options[i].letter))
				o = &tool->options[i];
		if (!o)
			msg_usage(NULL, "see '%s --help'", tool->name);
		if (!store(o, optarg))
			msg_usage(o->name, "not %s: '%s'", expected(kind_of(o)),
			    optarg ? optarg : "");
		given[o - tool->options] = true;
	}
	check_together(tool, given, argv + optind);
	return optind;
}

void
opt_operands(struct opt_common *c, int argc, char **argv, int first)
{
	c->operands.at = (const char **)(void *)(argv + first);
	c->operands.n = (size_t)(argc - first);
	if (c->max_line > LONGEST) /* places in a block are of 32 bits */
		msg_usage("max-line", "more than 1G");
}

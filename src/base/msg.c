/* SPDX-License-Identifier: MIT */
/* Messages on standard error, each written by one write(2) so that the lines
 * of several tools in one pipeline do not mix. */
#include "base/msg.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *program = "cjm";

void
msg_program(const char *name)
{
	program = name;
}

__attribute__((format(printf, 2, 0))) static void
message(const char *object, const char *format, va_list args)
{
	char line[2048];
	size_t room = sizeof(line) - 1;
	int n = object ? snprintf(line, room, "%s: %s: ", program, object)
		       : snprintf(line, room, "%s: ", program);
	size_t used = n < 0 ? 0 : (size_t)n < room ? (size_t)n : room - 1;
	n = vsnprintf(line + used, room - used, format, args);
	if (n > 0)
		used += (size_t)n < room - used ? (size_t)n : room - used - 1;
	/* names of files and columns come from outside: no terminal codes */
	for (size_t i = 0; i < used; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = '?';
	line[used++] = '\n';
	if (write(STDERR_FILENO, line, used) < 0)
		return; /* nobody is left to be told */
}

void
msg_warn(const char *object, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	message(object, format, args);
	va_end(args);
}

void
msg_usage(const char *object, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	message(object, format, args);
	va_end(args);
	exit(EXIT_USAGE);
}

void
msg_fail(const char *object, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	message(object, format, args);
	va_end(args);
	exit(EXIT_SYSTEM);
}

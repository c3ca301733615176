/* SPDX-License-Identifier: MIT */
/* Messages and the four ways in which a tool ends.
 *
 * A message is `cjm-funnel: object: reason`, lower case, on standard error.
 * Only mains and this module end the process; everything below them returns
 * errors. */
#ifndef CJM_BASE_MSG_H
#define CJM_BASE_MSG_H

enum exit_status {
	EXIT_DONE = 0,  /* all well */
	EXIT_LIMIT = 1, /* done, but a limit that the user set was broken */
	EXIT_USAGE = 2, /* wrong use, or an error in a file of the user's */
	EXIT_SYSTEM = 3 /* read, write, memory, corrupt data, missing column */
};

/* Names the program in every later message; text must outlive the process. */
void msg_program(const char *name);

/* Prints `program: object: reason`; object may be NULL. Reasons are printf
 * formats. */
void msg_warn(const char *object, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same, and ends the process with EXIT_USAGE or EXIT_SYSTEM. */
_Noreturn void msg_usage(const char *object, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
_Noreturn void msg_fail(const char *object, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif

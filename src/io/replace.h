/* SPDX-License-Identifier: MIT */
/* A file that takes its place when it is whole: written beside it under a name
 * of its own, then renamed, so that a reader sees the old one or the new one
 * and a failure leaves the old one alone. */
#ifndef CJM_IO_REPLACE_H
#define CJM_IO_REPLACE_H

#include <stdbool.h>
#include <sys/types.h>

struct replace {
	const char *path; /* must outlive it */
	char *temporary;  /* NULL when there is nothing to do any more */
	int fd;
};

/* Opens the file that is to take path's place, with these permissions less
 * the process's umask. False with errno set. */
bool replace_open(struct replace *r, const char *path, mode_t mode);

/* Puts it in its place, after all that was written is on the disk. False with
 * errno set and the old file as it was. */
bool replace_commit(struct replace *r);

/* Removes it; after a commit does nothing. */
void replace_abandon(struct replace *r);

#endif

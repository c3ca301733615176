/* SPDX-License-Identifier: MIT */
/* A file that takes its place when it is whole: written without a name, named
 * when all of it is on the disk, so that a reader sees the old one or the new
 * one and whatever ends the process leaves the old one alone. */
#ifndef CJM_IO_REPLACE_H
#define CJM_IO_REPLACE_H

#include <stdbool.h>
#include <sys/types.h>

struct replace {
	char *path;      /* of the file itself, where it was a link's */
	char *temporary; /* the new one's name, where it has one */
	int fd;          /* -1: there is nothing to do any more */
	bool in_place;   /* a device or a pipe, which nothing replaces */
};

/* Opens the file that is to take path's place, with these permissions less
 * the process's umask. False with errno set. */
bool replace_open(struct replace *r, const char *path, mode_t mode);

/* Puts it in its place, after all that was written is on the disk. False with
 * errno set and the old file as it was. */
bool replace_commit(struct replace *r);

/* Forgets it; after a commit does nothing. Keeps errno. */
void replace_abandon(struct replace *r);

#endif

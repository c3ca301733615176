/* SPDX-License-Identifier: MIT */
/* A file that is kept, to be read from its beginning again under whatever name
 * it has by then: logs are rotated while they are read. */
#ifndef CJM_IO_HELD_H
#define CJM_IO_HELD_H

struct held {
	int fd; /* -1: none is kept */
	char path[32];
};

/* Keeps the file of that path, where it is one that can be read twice (no pipe,
 * not standard input) and the system has names for open files. Returns the path
 * by which to open it, valid as long as both `path` and *h: where nothing is
 * kept, that is `path`. */
const char *held_open(struct held *h, const char *path);
void held_close(struct held *h);

#endif

/* SPDX-License-Identifier: MIT */
/* Lines by a format string: literal texts with fields between, compiled once.
 *
 * A field ends where the literal behind it begins. Quoted fields end at the
 * first quote that is not escaped; lists of nginx (`a, b : c`) go on behind
 * their commas and colons; a user, who may have any name, ends only where a
 * time follows. */
#ifndef CJM_LOG_LAYOUT_H
#define CJM_LOG_LAYOUT_H

#include "log/fields.h"

enum { LAYOUT_MAX = 128 };

struct layout_field {
	enum field field;
	bool list;     /* may hold `, ` and ` : ` */
	bool raw;      /* nothing is escaped */
	bool quoted;   /* between quotes; set by layout_finish */
	bool user;     /* a time in brackets follows; set likewise */
	bool word;     /* an address, which has no blanks; likewise */
	bool time;     /* part of a time that may be put together of several */
	size_t fixed;  /* bytes, 0: not known */
	size_t blanks; /* of a time: which it holds before it ends */
	struct buf behind; /* the literal */
	struct buf cookie; /* the name of the cookie whose value it is */
};

struct layout {
	struct buf front; /* the literal before the first field */
	struct layout_field at[LAYOUT_MAX];
	size_t n;
	size_t last_of_head;  /* the head needs no field behind this one */
	bool by_marks;        /* the request is between the first quotes but */
	size_t marks;         /* so many */
	size_t request;       /* its number */
	bool raw;             /* nothing is escaped, a backslash is one */
	struct fields fields; /* of the line in hand */
	struct buf cookies;   /* of its single ones, as a header */
	const char *p;        /* where the tail goes on, from field number */
	size_t next;
};

/* Builds a layout: literals and fields in order, then finish. False with *error
 * filled when there are too many fields, nothing stands between two, or there
 * is no time. */
void layout_literal(struct layout *l, char c);
bool layout_field(
    struct layout *l, struct layout_field field, struct format_error *error);
/* A port: true when it is behind a host and a colon, and now a part of it. */
bool layout_port(struct layout *l);
/* The blanks in a text. */
size_t layout_blanks(struct slice s);
/* A field that is the value of one cookie. */
bool
layout_cookie(struct layout *l, struct slice name, struct format_error *error);
bool layout_finish(struct layout *l, struct format_error *error);
void layout_release(struct layout *l);

enum fault layout_head(struct layout *l, struct scan *scan, struct hit *hit);
enum fault layout_tail(struct layout *l, struct scan *scan, struct hit *hit);

/* Where a format string writes JSON: the state of format_json that knows what
 * each of its members is. `part` tells the field of what stands in a value's
 * place in such a string, or the cookie whose value it is; N_FIELDS when it
 * must not be taken for one by the member's name. */
void *layout_json(struct slice format,
    enum field (*part)(
	struct slice format, struct slice text, struct slice *cookie));

/* The header's field: user-agent, referer, cookie, host, x-forwarded-for and
 * what else names the client, or its country, with - or _ in the name. */
enum field layout_header(struct slice name);

#endif

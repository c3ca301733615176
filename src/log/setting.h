/* SPDX-License-Identifier: MIT */
/* The string of a format as it stands in a server's configuration: behind the
 * name of its directive, in quotes, cut into pieces on several lines. */
#ifndef CJM_LOG_SETTING_H
#define CJM_LOG_SETTING_H

#include "base/mem.h"
#include "log/format.h"

/* How a server writes it. */
struct setting {
	const char *word; /* its name, without case */
	bool named_first; /* the format's name stands before its string */
	bool pieces;      /* the string may be several, up to a `;` */
};

extern const struct setting setting_nginx, setting_apache;

/* Whether a text is such a directive. */
bool setting_is(const struct setting *d, struct slice text);

/* The string of a directive, or of what stands in its quotes alone; any other
 * text as it is. The string's own backslashes stay, and an `escape=` is in
 * front of it. It is in *room or in the text. False with *error filled for a
 * directive that is none. */
bool setting_string(const struct setting *d, struct slice text,
    struct buf *room, struct slice *string, struct format_error *error);

#endif

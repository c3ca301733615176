/* SPDX-License-Identifier: MIT */
/* Directives taken apart as the servers' own readers do it. */
#include "log/setting.h"

#include <stdio.h>

const struct setting setting_nginx = {"log_format", true, true};
const struct setting setting_apache = {"LogFormat", false, false};

enum argument { ARGUMENT, ARGUMENT_NONE, ARGUMENT_OPEN };

/* The bytes of a backslash at the end of a line, which goes on in the next;
 * 0: it is none. */
static size_t
joint(const char *p, const char *end)
{
	struct slice rest = slice_between(p, end);
	return slice_starts(rest, SLICE("\\\n"))  ? 2
	    : slice_starts(rest, SLICE("\\\r\n")) ? 3
						  : 0;
}

/* Behind blanks, ends of lines and comments. */
static struct slice
skip_blanks(struct slice s)
{
	const char *p = s.p, *end = s.p + s.n;
	for (size_t n; p < end; p += n) {
		n = byte_is_blank(*p) ? 1 : joint(p, end);
		if (*p == '#')
			for (n = 1; p + n < end && p[n] != '\n';)
				n++;
		if (n == 0)
			break;
	}
	return slice_between(p, end);
}

/* Puts the next argument without its quotes. */
static enum argument
take_argument(struct slice *rest, struct buf *to)
{
	*rest = skip_blanks(*rest);
	if (rest->n == 0 || rest->p[0] == ';')
		return ARGUMENT_NONE;
	char quote = rest->p[0];
	bool quoted = quote == '\'' || quote == '"';
	const char *p = rest->p + quoted, *end = rest->p + rest->n;
	for (; p < end; p++) {
		if (quoted ? *p == quote : byte_is_blank(*p) || *p == ';')
			break;
		size_t n = joint(p, end);
		if (n > 0) {
			p += n - 1;
			continue;
		}
		if (*p == '\\' && p + 1 < end)
			buf_put_byte(to, *p++);
		buf_put_byte(to, *p);
	}
	if (quoted && p == end)
		return ARGUMENT_OPEN;
	*rest = slice_between(p + quoted, end);
	return ARGUMENT;
}

/* All strings that follow, one behind the other. */
static enum argument
take_pieces(struct slice *rest, struct buf *to)
{
	size_t from = to->n;
	enum argument found = take_argument(rest, to);
	struct slice first = {to->p + from, to->n - from};
	if (found == ARGUMENT && slice_starts(first, SLICE("escape=")))
		buf_put_byte(to, ' ');
	while (found == ARGUMENT)
		found = take_argument(rest, to);
	return found;
}

/* What is left of a directive whose string has been taken: nothing, but for a
 * name behind it and a `;`. */
static bool
ends(const struct setting *d, struct slice rest)
{
	struct buf name = BUF_INIT;
	bool good = true;
	if (!d->named_first && take_argument(&rest, &name) == ARGUMENT)
		for (size_t i = 0; i < name.n; i++)
			good &= name.p[i] != '%' && name.p[i] != '"';
	buf_release(&name);
	if (d->pieces && rest.n > 0 && rest.p[0] == ';')
		rest = slice_skip(rest, 1);
	return good && skip_blanks(rest).n == 0;
}

/* The string and what may stand behind it. */
static bool
take_string(const struct setting *d, struct slice rest, struct buf *room,
    const char **why)
{
	enum argument found =
	    d->pieces ? take_pieces(&rest, room) : take_argument(&rest, room);
	*why = NULL;
	if (found == ARGUMENT_OPEN)
		*why = "a quote is not closed";
	else if (room->n == 0)
		*why = "no string";
	else if (!ends(d, rest))
		*why = "more than one directive";
	return *why == NULL;
}

bool
setting_is(const struct setting *d, struct slice text)
{
	struct slice word = slice_of(d->word);
	text = skip_blanks(text);
	return text.n > word.n && byte_is_blank(text.p[word.n]) &&
	    slice_equal_nocase((struct slice){text.p, word.n}, word);
}

/* Whether a text that begins with a quote seems to be a string in quotes, not
 * one whose first field is quoted: the quotes within have backslashes. */
static bool
is_quoted(struct slice text)
{
	if (text.n < 2)
		return false;
	return text.p[0] == '\'' ||
	    (text.p[0] == '"' && memmem(text.p, text.n, "\\\"", 2));
}

bool
setting_string(const struct setting *d, struct slice text, struct buf *room,
    struct slice *string, struct format_error *error)
{
	const char *why;
	struct slice rest = skip_blanks(text);
	*string = text;
	room->n = 0;
	if (setting_is(d, text)) {
		rest = slice_skip(rest, strlen(d->word));
		if (d->named_first)
			take_argument(&rest, room);
		room->n = 0;
		if (!take_string(d, rest, room, &why)) {
			snprintf(error->reason, sizeof(error->reason), "%s: %s",
			    d->word, why);
			return false;
		}
	} else if (!is_quoted(rest) || !take_string(d, rest, room, &why)) {
		return true;
	}
	*string = buf_slice(room);
	return true;
}

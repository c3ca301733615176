/* SPDX-License-Identifier: MIT */
/* Deciding on a format. While nothing is decided lines go to the common log
 * family, whose faults are told more exactly than "no format". */
#include "log/dialect.h"

#include <stdio.h>
#include <stdlib.h>

#include "log/setting.h"

static void
tell_unknown(struct slice text, struct slice name, struct format_error *error)
{
	const char *hint = slice_find(text, '$')
	    ? "a string of nginx stands behind nginx:"
	    : slice_find(text, '%') ? "a string of Apache stands behind apache:"
				    : "see --help";
	snprintf(error->reason, sizeof(error->reason),
	    "unknown format '%.*s'; %s", (int)(name.n < 80 ? name.n : 80),
	    name.p, hint);
}

bool
format_choose(
    struct format_choice *choice, struct slice text, struct format_error *error)
{
	struct slice argument = text, name = slice_cut(&argument, ':');
	*choice = (struct format_choice){
	    .format = NULL, .argument = argument.p ? argument : SLICE("")};
	if (setting_is(&setting_nginx, text))
		choice->format = &format_nginx;
	else if (setting_is(&setting_apache, text))
		choice->format = &format_apache;
	if (choice->format) {
		choice->argument = text;
		return true;
	}
	choice->mixed = slice_is(text, "mixed");
	if (choice->mixed || slice_is(text, "auto"))
		return true;
	choice->format = format_find(name);
	if (!choice->format)
		tell_unknown(text, name, error);
	else if (argument.p && !choice->format->argument)
		snprintf(error->reason, sizeof(error->reason),
		    "%s takes nothing behind a colon", choice->format->name);
	else if (!argument.p && choice->format->needs_argument)
		snprintf(error->reason, sizeof(error->reason),
		    "%s:%s is needed", choice->format->name,
		    choice->format->argument);
	else
		return true;
	return false;
}

static size_t
place_of(const struct log_format *f)
{
	size_t i = 0;
	while (log_formats[i] != f)
		i++;
	return i;
}

static bool
set_format(struct dialect *d, const struct log_format *f, struct slice argument,
    struct format_error *error)
{
	size_t i = place_of(f);
	if (!d->states[i] && f->open) {
		d->states[i] = f->open(argument, error);
		if (!d->states[i])
			return false;
	}
	d->format = f;
	d->scan.state = d->states[i];
	return true;
}

/* Formats that need no argument cannot fail. */
static void
use(struct dialect *d, const struct log_format *f)
{
	struct format_error error;
	set_format(d, f, SLICE(""), &error);
}

bool
dialect_init(struct dialect *d, const struct format_choice *choice,
    const struct simd *simd, struct zone *zone, struct format_error *error)
{
	*d = (struct dialect){.choice = *choice};
	d->scan.simd = simd;
	d->scan.clock.zone = zone;
	if (choice->format &&
	    !set_format(d, choice->format, choice->argument, error))
		return false;
	dialect_begin(d);
	return true;
}

void
dialect_release(struct dialect *d)
{
	for (size_t i = 0; log_formats[i]; i++)
		if (d->states[i] && log_formats[i]->close)
			log_formats[i]->close(d->states[i]);
	scan_release(&d->scan);
	parts_release(&d->parts);
	buf_release(&d->copy);
}

/* No line has been looked at for it: there is no time of the collector's. */
static void
set_prefix(struct dialect *d, enum prefix outer, enum prefix prefix)
{
	d->outer = outer;
	d->prefix = prefix;
	d->scan.stamped = (struct slice){NULL, 0};
}

void
dialect_begin(struct dialect *d)
{
	for (size_t i = 0; log_formats[i]; i++)
		if (d->states[i] && log_formats[i]->begin)
			log_formats[i]->begin(d->states[i]);
	set_prefix(d, PREFIX_NONE, PREFIX_NONE);
	d->name = NULL;
	d->commented = false;
	if (!d->choice.format)
		use(d, &format_clf);
	else
		d->name = d->choice.format->name;
	/* a header must be read once */
	d->settled = d->choice.format && d->choice.format->headed;
}

bool
dialect_is_steady(const struct dialect *d)
{
	const struct log_format *f = d->format;
	return d->settled && !d->choice.mixed && !f->headed && !f->begin &&
	    !f->comment && !d->commented && !parts_are_begun(&d->parts);
}

struct dialect_stand
dialect_stand(const struct dialect *d)
{
	return (struct dialect_stand){d->format, d->name, d->outer, d->prefix};
}

bool
dialect_stands_at(const struct dialect *d, const struct dialect_stand *s)
{
	return d->format == s->format && d->outer == s->outer &&
	    d->prefix == s->prefix && !d->commented &&
	    !parts_are_begun(&d->parts);
}

void
dialect_follow(struct dialect *d, const struct dialect_stand *s)
{
	if (d->format != s->format)
		use(d, s->format);
	d->name = s->name;
	d->settled = true;
	d->commented = false;
	d->decided = d->changed = NULL;
	parts_begin(&d->parts);
	set_prefix(d, s->outer, s->prefix);
}

/* Where the format is found out, those that are told by comments must see them
 * before they are in hand. */
void
dialect_comment(struct dialect *d, struct slice line)
{
	const struct log_format *old = d->format;
	d->commented |= !d->choice.format && slice_find(line, ':');
	if (d->choice.format) {
		if (old->comment)
			old->comment(d->scan.state, line);
		return;
	}
	for (size_t i = 0; log_formats[i]; i++) {
		const struct log_format *f = log_formats[i];
		if (!f->comment || !f->recognised)
			continue;
		use(d, f);
		f->comment(d->scan.state, line);
	}
	use(d, old);
}

bool
dialect_strip(struct dialect *d, struct hit *hit)
{
	struct slice line = hit->line;
	struct slice *time = &d->scan.stamped;
	*time = (struct slice){NULL, 0};
	if (!prefix_strip(d->outer, d->scan.simd, &line, &d->copy, time) ||
	    !prefix_strip(d->prefix, d->scan.simd, &line, &d->copy, time))
		return false;
	if (line.p < hit->line.p || line.p > hit->line.p + hit->line.n)
		hit->n_marks = 0;
	while (hit->n_marks > 0 && hit->base + *hit->marks < line.p) {
		hit->marks++;
		hit->n_marks--;
	}
	const char *end = line.p + line.n;
	while (
	    hit->n_marks > 0 && hit->base + hit->marks[hit->n_marks - 1] >= end)
		hit->n_marks--;
	hit->line = line;
	return true;
}

/* Whether the whole line is of the format in hand. */
static bool
is_whole(struct dialect *d, const struct hit *line)
{
	struct hit hit = *line;
	return d->format->head(d->format, &d->scan, &hit) == FAULT_NONE &&
	    d->format->tail(d->format, &d->scan, &hit) == FAULT_NONE;
}

/* Fills the hit on its way. */
static const char *
exact_name(struct dialect *d, struct hit *hit)
{
	d->format->head(d->format, &d->scan, hit);
	d->format->tail(d->format, &d->scan, hit);
	return d->format->describe ? d->format->describe(&d->scan, hit)
				   : d->format->name;
}

/* Makes the format in hand the one that the line wholly is. False, with the
 * old one in hand, when it is none. */
static bool
recognise(struct dialect *d, const struct hit *line)
{
	const struct log_format *old = d->format;
	for (size_t i = 0; log_formats[i]; i++) {
		const struct log_format *f = log_formats[i];
		if (!f->recognised)
			continue;
		use(d, f);
		if (is_whole(d, line))
			return true;
	}
	use(d, old);
	return false;
}

/* Whether the line is recognised behind those prefixes, without which it is put
 * into *line then. */
static bool
is_behind(struct dialect *d, const struct hit *whole, enum prefix outer,
    enum prefix prefix, struct hit *line)
{
	*line = *whole;
	d->outer = outer;
	d->prefix = prefix;
	return (prefix == PREFIX_NONE || dialect_strip(d, line)) &&
	    (d->choice.format ? is_whole(d, line) : recognise(d, line));
}

/* The same with a second prefix behind each that the line has. */
static bool
is_behind_two(struct dialect *d, const struct hit *whole, struct hit *line)
{
	for (int i = 1; i < N_PREFIXES; i++) {
		*line = *whole;
		d->outer = PREFIX_NONE;
		d->prefix = (enum prefix)i;
		if (!dialect_strip(d, line))
			continue;
		for (int k = 1; k < N_PREFIXES; k++)
			if (is_behind(
				d, whole, (enum prefix)i, (enum prefix)k, line))
				return true;
	}
	return false;
}

/* Recognises a line with any prefix, without one, since the common formats
 * would take a prefix for an address, and then with two. hit->line loses
 * them. */
static bool
recognise_behind(struct dialect *d, struct hit *hit)
{
	enum prefix outer = d->outer, prefix = d->prefix;
	struct slice stamped = d->scan.stamped; /* of one that is off already */
	struct hit line;
	for (int i = 1; i <= N_PREFIXES; i++) {
		d->scan.stamped = stamped;
		if (is_behind(d, hit, PREFIX_NONE,
			(enum prefix)(i % N_PREFIXES), &line)) {
			*hit = line;
			return true;
		}
	}
	if (is_behind_two(d, hit, &line)) {
		*hit = line;
		return true;
	}
	set_prefix(d, outer, prefix);
	return false;
}

/* Whether a line of the format in hand, which exact_name has filled, tells how
 * the log is written: JSON and pairs without a request are what programs say of
 * themselves, in a stream that a collector made of several. */
static bool
tells_format(const struct dialect *d, const struct hit *hit)
{
	return (d->format != &format_json && d->format != &format_logfmt) ||
	    hit->method.n > 0;
}

enum fault
dialect_first_head(struct dialect *d, struct hit *hit)
{
	struct hit line = *hit;
	if (d->prefix == PREFIX_NONE) /* it may be that of a line before */
		d->scan.stamped = (struct slice){NULL, 0};
	if ((!d->settled || !is_whole(d, hit)) && recognise_behind(d, &line)) {
		*hit = line;
		const char *name = d->settled ? NULL : exact_name(d, &line);
		if (name && tells_format(d, &line)) {
			d->decided = d->name = name;
			d->settled = true;
		}
	}
	return d->format->head(d->format, &d->scan, hit);
}

/* Reads a line anew that is none of the format as it was read: its prefix is
 * another now, or its format. */
static enum fault
read_again(struct dialect *d, struct hit *hit)
{
	const struct log_format *old = d->format;
	enum prefix outer = d->outer, prefix = d->prefix;
	struct hit line = *hit;
	line.n_marks = 0; /* the head has used some */
	if (!recognise_behind(d, &line))
		return FAULT_SHAPE;
	if (d->format != old) {
		const char *name = exact_name(d, &line);
		if (tells_format(d, &line))
			d->changed = name;
		set_prefix(d, outer, prefix);
		use(d, old);
		return FAULT_SHAPE;
	}
	*hit = line;
	return d->format->head(d->format, &d->scan, hit);
}

enum fault
dialect_other_head(struct dialect *d, struct hit *hit)
{
	return read_again(d, hit);
}

/* The head found a request that the whole line does not bear out. */
enum fault
dialect_other_tail(struct dialect *d, struct hit *hit)
{
	if (!d->settled || d->choice.mixed)
		return FAULT_SHAPE;
	enum fault fault = read_again(d, hit);
	return fault == FAULT_NONE ? d->format->tail(d->format, &d->scan, hit)
				   : fault;
}

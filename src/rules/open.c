/* SPDX-License-Identifier: MIT */
/* Opening rules, and telling what is wrong with them. */
#include "rules/open.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/msg.h"
#include "io/load.h"
#include "rules/bind.h"
#include "rules/parser.h"
#include "rules/presets.h"
#include "rules/segments.h"

/* A message at a place of the rules. */
__attribute__((format(printf, 3, 4))) static void
warn_at(const char *source, struct place place, const char *format, ...)
{
	char at[32], reason[600];
	struct buf object = BUF_INIT;
	va_list args;
	snprintf(
	    at, sizeof(at), ":%" PRIu32 ":%" PRIu32, place.line, place.column);
	buf_put_text(&object, source);
	buf_put(&object, at, strlen(at) + 1);
	va_start(args, format);
	vsnprintf(reason, sizeof(reason), format, args);
	va_end(args);
	msg_warn(object.p, "%s", reason);
	buf_release(&object);
}

static const struct preset *
need_preset(const char *name)
{
	const struct preset *preset = preset_find(name);
	struct buf names = BUF_INIT;
	if (preset)
		return preset;
	for (const struct preset *const *p = presets; *p; p++)
		buf_printf(&names, " %s", (*p)->name);
	buf_put_byte(&names, '\0');
	msg_usage(
	    "preset", "there is none named '%s'; there are%s", name, names.p);
}

static struct rules *
parse(const char *source, struct slice text, enum rules_text kind)
{
	struct rules_error error;
	struct rules *rules = rules_parse(source, text, kind, &error);
	if (!rules) {
		warn_at(source, error.place, "%s", error.reason);
		exit(EXIT_USAGE);
	}
	return rules;
}

static struct rules *
parse_file(const char *file, enum rules_text kind)
{
	struct buf text = BUF_INIT;
	if (!load_file(file, RULES_MAX_BYTES, &text))
		msg_fail(file, "%s", strerror(errno));
	struct rules *rules = parse(file, buf_slice(&text), kind);
	buf_release(&text);
	return rules;
}

struct rules *
rules_open(const char *file, const char *preset)
{
	struct buf text = BUF_INIT;
	if (file)
		return parse_file(file, RULES_STAGES);
	const struct preset *p =
	    need_preset(preset ? preset : presets[0]->name);
	preset_put(&text, p);
	struct rules *rules = parse(p->source, buf_slice(&text), RULES_STAGES);
	buf_release(&text);
	return rules;
}

struct rules *
rules_open_segments(const char *file)
{
	return file ? parse_file(file, RULES_SEGMENTS)
		    : parse("preset:segments", slice_of(segments_preset),
			  RULES_SEGMENTS);
}

struct rules *
rules_open_condition(const char *source, const char *text)
{
	return parse(source, slice_of(text), RULES_CONDITION);
}

_Noreturn static void
unknown_column(
    const struct rules *r, const struct header *h, const struct column *c)
{
	struct slice near = column_suggest(r, h, c->name);
	if (near.p)
		warn_at(r->source, c->place,
		    "unknown column \"%.*s\", did you mean %.*s?",
		    (int)c->name.n, c->name.p, (int)near.n, near.p);
	else
		warn_at(r->source, c->place,
		    "unknown column \"%.*s\"; a text stands in quotes",
		    (int)c->name.n, c->name.p);
	exit(EXIT_USAGE);
}

void
rules_fit(struct rules *r, const struct table *t)
{
	const struct column *c = rules_bind(r, &t->header);
	for (unsigned i = 0; i < r->n_columns; i++)
		table_use(t, r->columns[i].input);
	if (!c || t->header.n == 0)
		return;
	const char *maker = column_maker(c->name);
	if (maker) /* ends the process */
		table_need(t, mem_text(c->name), maker);
	unknown_column(r, &t->header, c);
}

void
rules_fit_header(struct rules *r, const struct header *h)
{
	const struct column *c = rules_bind(r, h);
	if (c)
		unknown_column(r, h, c);
}

void
rules_tell_runaway(const struct rules *r, const struct test *t)
{
	char title[2 * RULES_MAX_NAME + 20];
	rule_title(r, t->rule, title, sizeof(title));
	warn_at(r->source, t->place, "%s: the pattern runs away: %s", title,
	    regex_why(t->regex));
}

/* SPDX-License-Identifier: MIT */
/* Opening rules, and telling what is wrong with them. */
#include "rules/open.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/msg.h"
#include "rules/bind.h"
#include "rules/load.h"
#include "rules/parser.h"
#include "rules/presets.h"

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

struct rules *
rules_open(const char *file, const char *preset)
{
	struct rules_error error;
	struct buf text = BUF_INIT;
	const char *source = file;
	if (!file) {
		const struct preset *p =
		    need_preset(preset ? preset : presets[0]->name);
		preset_put(&text, p);
		source = p->source;
	} else if (!rules_load(file, &text)) {
		msg_fail(file, "%s", strerror(errno));
	}
	struct rules *rules = rules_parse(source, buf_slice(&text), &error);
	if (!rules) {
		warn_at(source, error.place, "%s", error.reason);
		exit(EXIT_USAGE);
	}
	buf_release(&text);
	return rules;
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
	struct slice near = column_suggest(r, &t->header, c->name);
	if (maker) /* ends the process */
		table_need(t, mem_text(c->name), maker);
	if (near.p)
		warn_at(r->source, c->place,
		    "unknown column \"%.*s\", did you mean %.*s?",
		    (int)c->name.n, c->name.p, (int)near.n, near.p);
	else
		warn_at(r->source, c->place, "unknown column \"%.*s\"",
		    (int)c->name.n, c->name.p);
	exit(EXIT_USAGE);
}

void
rules_tell_runaway(const struct rules *r, const struct test *t)
{
	char title[2 * RULES_MAX_NAME + 20];
	rule_title(r, t->rule, title, sizeof(title));
	warn_at(r->source, t->place, "%s: the pattern runs away: %s", title,
	    regex_why(t->regex));
}

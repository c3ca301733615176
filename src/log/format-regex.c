/* SPDX-License-Identifier: MIT */
/* Lines by a pattern: regex:'^(?<client>\S+) …', whose named groups are fields
 * of log/fields.h; dots in such names are not needed. */
#include <stdio.h>
#include <stdlib.h>

#include "ext/regex.h"
#include "log/fields.h"
#include "table/escape.h"

struct pattern {
	struct regex *regex;
	struct regex *bytes; /* of lines that are not UTF-8; or NULL */
	struct regex *last;  /* that of the line in hand */
	enum field *field;   /* of the named groups */
	unsigned n;
	struct fields fields;
};

static void
pattern_close(void *state)
{
	struct pattern *p = state;
	regex_free(p->regex);
	regex_free(p->bytes);
	free(p->field);
	free(p);
}

static bool
name_groups(struct pattern *p, struct format_error *error)
{
	bool time = false, target = false;
	p->n = regex_names(p->regex);
	p->field = mem_zero(p->n + 1u, sizeof(*p->field));
	for (unsigned i = 0; i < p->n; i++) {
		struct slice name = regex_name(p->regex, i);
		enum field field = field_by_name(name);
		if (field == FIELD_NONE) {
			snprintf(error->reason, sizeof(error->reason),
			    "no field is named '%.*s'", (int)name.n, name.p);
			return false;
		}
		time |= field == FIELD_TIME || field == FIELD_DATE;
		target |= field_is_target(field);
		p->field[i] = field;
	}
	if (!time || !target)
		snprintf(error->reason, sizeof(error->reason),
		    "no group is named %s",
		    time ? "request or target" : "time");
	return time && target;
}

static void *
pattern_open(struct slice argument, struct format_error *error)
{
	struct regex_error why;
	struct pattern *p = mem_zero(1, sizeof(*p));
	p->regex = regex_new(argument, &why);
	if (!p->regex) {
		snprintf(error->reason, sizeof(error->reason),
		    "pattern, at byte %zu: %.120s", why.offset + 1, why.reason);
		free(p);
		return NULL;
	}
	p->bytes = regex_new_bytes(argument);
	if (name_groups(p, error))
		return p;
	pattern_close(p);
	return NULL;
}

/* A pattern that gives up on a line does not match it. Over UTF-8 a match would
 * begin or end at a byte that is none, as of CP949 in an agent, and its fields
 * with it. */
static enum fault
pattern_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct pattern *p = scan->state;
	p->last = p->bytes && utf8_span(hit->line) < hit->line.n ? p->bytes
								 : p->regex;
	if (regex_match(p->last, hit->line) != REGEX_MATCH)
		return FAULT_SHAPE;
	memset(&p->fields, 0, sizeof(p->fields));
	for (unsigned i = 0; i < p->n; i++) {
		struct slice text;
		if (regex_group(p->last, i, &text))
			p->fields.at[p->field[i]] = text;
	}
	scan_scratch(scan, hit->line.n);
	fields_head(&p->fields, scan, hit);
	return FAULT_NONE;
}

static enum fault
pattern_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct pattern *p = scan->state;
	hit->decoded = false;
	return fields_tail(&p->fields, scan, hit);
}

const struct log_format format_regex = {.name = "regex",
    .argument = "'PATTERN'",
    .needs_argument = true,
    .open = pattern_open,
    .close = pattern_close,
    .head = pattern_head,
    .tail = pattern_tail};

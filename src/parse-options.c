/* SPDX-License-Identifier: MIT */
/* From options to a format and a parser. */
#include "parse-options.h"

#include "base/msg.h"

struct zone *
parse_zone(const struct parse_options *o, struct parse_format *f)
{
	return o->tz ? &f->zone : NULL;
}

void
parse_format_init(struct parse_format *f, const struct parse_options *o,
    const struct simd *simd)
{
	struct format_error error;
	if (o->tz && !zone_init(&f->zone, o->tz))
		msg_usage("tz", ZONE_WRONG, o->tz);
	if (o->proxies > 100)
		msg_usage("proxies", "at most 100");
	if (!format_choose(&f->choice, slice_of(o->format), &error) ||
	    !dialect_init(
		&f->dialect, &f->choice, simd, parse_zone(o, f), &error))
		msg_usage("format", "%s", error.reason);
}

static void
set_pixels(struct trackers *t, const struct parse_options *o)
{
	for (size_t i = 0; i < o->pixels.n; i++)
		if (!trackers_add_pixel(t, slice_of(o->pixels.at[i])))
			msg_usage("pixel",
			    "no path that begins with a /, or over %d of them: "
			    "'%s'",
			    PIXELS_MAX, o->pixels.at[i]);
	if (o->maps.n > 0 && o->pixels.n == 0)
		msg_usage("map", "there is no --pixel whose parameters it is");
	for (size_t i = 0; i < o->maps.n; i++)
		if (!trackers_map(t, slice_of(o->maps.at[i])))
			msg_usage("map",
			    "'%s' is no parameter=column of the manual's list",
			    o->maps.at[i]);
	trackers_ready(t);
}

static void
set_lines(struct parser_options *to, const struct parse_options *o)
{
	struct slice bad;
	*to = (struct parser_options){.proxies = (unsigned)o->proxies,
	    .max_line = (size_t)o->common.max_line,
	    .since = o->since,
	    .until = o->until,
	    .currency = slice_of(o->currency)};
	for (size_t i = 0; i < o->keep.n; i++)
		if (!parser_keep(to, slice_of(o->keep.at[i]), &bad))
			msg_usage("keep",
			    "'%.*s' is none of assets, methods, failed, "
			    "partial, bots",
			    (int)bad.n, bad.p);
}

static void
set_sites(struct parser *p, const struct parse_options *o)
{
	static char host[SITES_HOST_MAX + SIMD_PAD];
	sites_init(&p->sites);
	for (size_t i = 0; i < o->sites.n; i++) {
		const struct site *site =
		    sites_add(&p->sites, slice_of(o->sites.at[i]));
		if (!site)
			msg_usage("site",
			    "not a host name (shop.example; xn--... for other "
			    "letters), or over %d of them: '%s'",
			    SITES_MAX, o->sites.at[i]);
		/* one site: then every page is on it */
		memcpy(host, site->host, site->n);
		p->options.host =
		    o->sites.n == 1 ? (struct slice){host, site->n} : SLICE("");
	}
}

void
parse_parser_init(struct parser *p, const struct parse_options *o,
    const struct simd *simd, const struct parser *lead)
{
	/* a check looks at all that an event can have */
	const char *columns = o->guards.check ? check_columns : o->columns;
	struct slice bad;
	set_lines(&p->options, o);
	set_sites(p, o);
	if (!uid_init(&p->uid, slice_of(o->uid), &bad))
		msg_usage("uid",
		    "'%.*s' is none of tracker, cookie:NAME, param:NAME, "
		    "user, ip+ua",
		    (int)bad.n, bad.p);
	if (!columns_init(&p->columns, simd, slice_of(columns), &bad))
		msg_usage("columns", "unknown or repeated column '%.*s'",
		    (int)bad.n, bad.p);
	if (lead)
		guards_follow(&o->guards, p, lead);
	else
		guards_set(&o->guards, p);
	parser_init(p, simd);
	set_pixels(&p->trackers, o);
}

/* SPDX-License-Identifier: MIT */
/* Checking what was asked for. */
#include "report/request.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/msg.h"
#include "ext/digest.h"
#include "report/adlist.h"
#include "report/alert.h"

enum { WIDTH = 80 };

/* The columns of the terminal that standard output is, else 80. */
static size_t
page_width(const struct request *r)
{
	struct winsize size;
	if (r->width != REQUEST_UNSET)
		return (size_t)r->width;
	if (r->output || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col == 0)
		return WIDTH;
	return size.ws_col < PAGE_NARROWEST ? PAGE_NARROWEST
	    : size.ws_col > PAGE_WIDEST     ? PAGE_WIDEST
					    : size.ws_col;
}

/* Sequences of colour are for terminals that know them and users who did not
 * say no (no-color.org). */
static bool
takes_colour(const struct request *r)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	return !r->output && !r->ascii && isatty(STDOUT_FILENO) &&
	    !(no && *no) && term && strcmp(term, "dumb") != 0;
}

static void
check_format(const struct request *r, const struct renderer *renderer)
{
	bool text = renderer == &renderer_text;
	if (!text && (r->ascii || r->width != REQUEST_UNSET))
		msg_usage("format", "--width and --ascii are for text");
	if (renderer->row && r->alerts.n == 0 &&
	    (r->title || r->period || r->rows >= 0))
		msg_usage("format",
		    "--title, --period and --rows are for text, markdown "
		    "and html");
	if (!renderer->row && r->excel)
		msg_usage("excel", "is for --format csv");
	if (r->width != REQUEST_UNSET &&
	    (r->width < PAGE_NARROWEST || r->width > PAGE_WIDEST))
		msg_usage("width", "not from %d to %d: '%lld'", PAGE_NARROWEST,
		    PAGE_WIDEST, (long long)r->width);
}

/* `82` of `+82`: one to three digits. */
static bool
read_code(const char *text, struct slice *code)
{
	uint64_t v;
	*code = slice_of(text);
	*code = slice_skip(*code, slice_starts(*code, SLICE("+")));
	return code->n <= 3 && num_read_u64(*code, 999, &v) && v > 0;
}

/* NULL without --audience. */
static struct adlist *
check_audience(const struct request *r)
{
	if (!r->audience) {
		if (r->map.n > 0 || r->calling_code)
			msg_usage("map",
			    "--map and --calling-code are for --audience");
		return NULL;
	}
	struct adlist *a = mem_zero(1, sizeof(*a));
	a->kind = adlist_find(r->audience);
	a->map = &r->map;
	if (!a->kind)
		msg_usage("audience", "no audience '%s': google, meta or csv",
		    r->audience);
	if (r->compare || r->alerts.n > 0 || (r->excel && !a->kind->others))
		msg_usage("audience",
		    "goes with neither --compare nor --alert, and with --excel "
		    "only as csv");
	if (strcmp(r->format, "text") != 0 && strcmp(r->format, "csv") != 0)
		msg_usage(
		    "audience", "is a csv file, not --format %s", r->format);
	for (size_t i = 0; i < r->map.n; i++) {
		const char *wrong = adlist_map_check(r->map.at[i]);
		if (wrong)
			msg_usage("map", "'%s' %s", r->map.at[i], wrong);
	}
	if (r->calling_code && !read_code(r->calling_code, &a->calling_code))
		msg_usage("calling-code", "not one to three digits: '%s'",
		    r->calling_code);
	return a;
}

static void
check_alerts(const struct request *r)
{
	for (size_t i = 0; i < r->alerts.n; i++) {
		struct alert alert;
		const char *wrong = alert_parse(&alert, r->alerts.at[i]);
		if (wrong)
			msg_usage("alert", "'%s': %s", r->alerts.at[i], wrong);
	}
	if (r->baseline && r->alerts.n == 0)
		msg_usage("baseline", "is for --alert");
}

const struct renderer *
request_check(const struct request *r, const struct opt_common *common,
    const struct sections *sections, struct page *page)
{
	const struct renderer *renderer =
	    r->audience ? &renderer_adlist : renderer_find(r->format);
	struct adlist *adlist = check_audience(r);
	struct zone *zone = mem_zero(1, sizeof(*zone));
	enum lang lang = LANG_EN;
	if (!renderer)
		msg_usage("format",
		    "no format '%s': text, markdown, html or csv", r->format);
	check_format(r, renderer);
	check_alerts(r);
	if (renderer->row && sections->n > 1)
		msg_usage(r->audience ? "audience" : "format",
		    "a csv file holds one table");
	if (!digest_init())
		msg_fail(NULL, "libsodium does not start");
	if (r->lang && !lang_find(r->lang, &lang))
		msg_usage("lang", "no language '%s': en or ko", r->lang);
	if (!zone_init(zone, r->tz ? r->tz : "UTC"))
		msg_usage("tz", ZONE_WRONG, r->tz);
	*page = (struct page){.title = r->title,
	    .period = r->period,
	    .lang = lang,
	    .zone = zone,
	    .width = page_width(r),
	    .rows = r->rows == REQUEST_UNSET ? UINT64_MAX : (uint64_t)r->rows,
	    .ascii = r->ascii,
	    .colour = takes_colour(r),
	    .excel = r->excel,
	    .no_header = common->no_header,
	    .sorted = r->sort != NULL,
	    .adlist = adlist};
	return renderer;
}

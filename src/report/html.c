/* SPDX-License-Identifier: MIT */
/* The HTML renderer: the frame of a page, and for each table the first view
 * that knows it. */
#include "report/html.h"

#include "ext/digest.h"

static html_view *const views[] = {
    html_funnel, html_attribution, html_cohorts, html_trend, html_table};

enum { SHA256 = 32 };

static unsigned
nibble(char c)
{
	return c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'a') + 10;
}

/* The policy's name of a text: 'sha256-' and base64. */
static void
put_hash(struct page *page, struct slice text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	char hex[DIGEST_HEX_SHA256];
	unsigned char hash[SHA256 + 1] = {0};
	digest_sha256_hex(text, hex);
	for (unsigned i = 0; i < SHA256; i++)
		hash[i] = (unsigned char)(nibble(hex[2 * i]) << 4 |
		    nibble(hex[2 * i + 1]));
	html_raw(page, "'sha256-");
	for (unsigned i = 0; i < SHA256; i += 3) {
		unsigned v = hash[i] * 65536u + hash[i + 1] * 256u;
		v |= i + 2 < SHA256 ? hash[i + 2] : 0;
		for (unsigned k = 0; k < 4; k++)
			writer_put_byte(page->out,
			    i + 2 >= SHA256 && k == 3
				? '='
				: digits[v >> (18 - 6 * k) & 63]);
	}
	html_raw(page, "'");
}

static void
put_head(
    struct page *page, struct slice title, struct slice css, struct slice js)
{
	html_raw(page, "<!DOCTYPE html>\n<html lang=\"");
	html_raw(page, lang_name(page->lang));
	html_raw(page, "\" data-sort=\"");
	html_label(page, LABEL_SORT);
	html_raw(page, "\" data-find=\"");
	html_label(page, LABEL_FIND);
	html_raw(page,
	    "\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; base-uri 'none'; form-action 'none'; "
	    "style-src ");
	put_hash(page, css);
	html_raw(page, "; script-src ");
	put_hash(page, js);
	html_raw(page,
	    "\">\n<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n<meta name=\"color-scheme\" "
	    "content=\"light dark\">\n<meta name=\"robots\" "
	    "content=\"noindex\">\n<title>");
	html_text(page, title);
	html_raw(page, "</title>\n<style>");
	writer_put_slice(page->out, css);
	html_raw(page, "</style>\n</head>\n");
}

/* The heading of a section: its name, or for the only table none. */
static void
put_name(struct page *page, const struct section *s)
{
	struct buf b = BUF_INIT;
	if (s->name.n > 0)
		html_text(page, label_section(page->lang, s->name, &b));
	else if (!s->compared)
		html_label(page, LABEL_REPORT);
	if (s->compared && s->name.n > 0)
		html_raw(page, ", ");
	if (s->compared)
		html_label(page, LABEL_COMPARED);
	buf_release(&b);
}

static void
put_contents(struct page *page, const struct sections *sections)
{
	if (sections->n < 2)
		return;
	html_raw(page, "<nav aria-label=\"");
	html_label(page, LABEL_CONTENTS);
	html_raw(page, "\"><ul>\n");
	for (size_t i = 0; i < sections->n; i++) {
		html_raw(page, "<li><a href=\"#s");
		html_number(page, (int64_t)i + 1);
		html_raw(page, "\">");
		put_name(page, &sections->at[i]);
		html_raw(page, "</a></li>\n");
	}
	html_raw(page, "</ul></nav>\n");
}

static void
put_section(struct page *page, const struct sections *sections, size_t i)
{
	const struct section *s = &sections->at[i];
	html_raw(page, "<section");
	html_raw(page, " id=\"s");
	html_number(page, (int64_t)i + 1);
	html_raw(page, "\" aria-labelledby=\"h");
	html_number(page, (int64_t)i + 1);
	html_raw(page, "\">\n<h2 id=\"h");
	html_number(page, (int64_t)i + 1);
	html_raw(page, "\">");
	put_name(page, s);
	html_raw(page, "</h2>\n");
	bool shown = false;
	for (size_t v = 0; s->grid.n_rows > 0 && !shown; v++)
		shown = views[v](page, s);
	if (!shown) {
		html_raw(page, "<p class=\"none\">");
		html_label(page, LABEL_NO_ROWS);
		html_raw(page, "</p>\n");
	}
	html_raw(page, "</section>\n");
}

static void
html_report(struct page *page, struct sections *sections)
{
	struct buf css = BUF_INIT, js = BUF_INIT;
	struct slice title = slice_of(
	    page->title ? page->title : label(page->lang, LABEL_REPORT));
	html_style(&css);
	html_script(&js);
	put_head(page, title, buf_slice(&css), buf_slice(&js));
	html_raw(page, "<body>\n<a class=\"skip\" href=\"#report\">");
	html_label(page, LABEL_SKIP);
	html_raw(page, "</a>\n<header>\n<h1>");
	html_text(page, title);
	html_raw(page, "</h1>\n");
	if (page->period) {
		html_raw(page, "<p class=\"period\">");
		html_text(page, slice_of(page->period));
		html_raw(page, "</p>\n");
	}
	put_contents(page, sections);
	html_raw(page, "</header>\n<main id=\"report\">\n");
	for (size_t i = 0; i < sections->n; i++)
		put_section(page, sections, i);
	html_raw(page, "</main>\n<footer>cjm-report</footer>\n<script>");
	writer_put_slice(page->out, buf_slice(&js));
	html_raw(page, "</script>\n</body>\n</html>\n");
	buf_release(&css);
	buf_release(&js);
}

const struct renderer renderer_html = {.name = "html", .report = html_report};

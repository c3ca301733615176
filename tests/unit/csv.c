/* SPDX-License-Identifier: MIT */
/* Reading CSV: fields, their places, text cut anywhere, and what is broken. */
#include "ext/csvfile.h"

#include "base/mem.h"
#include "unit/tap.h"

static void
put_row(struct buf *b, const struct csvfile_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		buf_printf(b, "%d:%d[%.*s]", (int)row->at[i].line,
		    (int)row->at[i].column, (int)row->at[i].text.n,
		    row->at[i].text.p);
	buf_put_byte(b, '\n');
}

static void
put_status(
    struct buf *b, enum csvfile_status status, const struct csvfile_row *row)
{
	static const char *const names[] = {"", "", "long ", "open "};
	buf_put_text(b, names[status]);
	if (status != CSVFILE_MORE)
		put_row(b, row);
}

/* The rows of a text that is handed in `piece` bytes at a time. */
static void
read_all(struct buf *b, struct slice text, char separator, size_t piece)
{
	struct csvfile *f = csvfile_new(separator, 100);
	struct csvfile_row row;
	enum csvfile_status status = CSVFILE_ROW;
	b->n = 0;
	while (text.n > 0 && status != CSVFILE_LONG) {
		size_t n = text.n < piece ? text.n : piece;
		struct slice part = {text.p, n};
		text = slice_skip(text, n);
		while ((status = csvfile_next(f, &part, &row)) == CSVFILE_ROW)
			put_row(b, &row);
		put_status(b, status, &row);
	}
	if (status != CSVFILE_LONG)
		put_status(b, csvfile_end(f, &row), &row);
	csvfile_free(f);
}

static void
reads(const char *text, char separator, const char *want, const char *name)
{
	struct buf got = BUF_INIT;
	read_all(&got, slice_of(text), separator, 1 << 20);
	is(buf_slice(&got), slice_of(want), name);
	for (size_t piece = 1; piece < 8; piece++) {
		struct buf cut = BUF_INIT;
		read_all(&cut, slice_of(text), separator, piece);
		ok(slice_equal(buf_slice(&cut), buf_slice(&got)),
		    "%s, cut into %d", name, (int)piece);
		buf_release(&cut);
	}
	buf_release(&got);
}

static void
reset_skips_a_row(void)
{
	struct csvfile *f = csvfile_new(',', 100);
	struct slice text = SLICE("a,\"b\nc"), next = SLICE("d\n");
	struct csvfile_row row;
	struct buf got = BUF_INIT;
	ok(csvfile_next(f, &text, &row) == CSVFILE_MORE, "a quote is open");
	csvfile_reset(f);
	while (csvfile_next(f, &next, &row) == CSVFILE_ROW)
		put_row(&got, &row);
	is(buf_slice(&got), SLICE("2:2[d]\n"), "and forgotten");
	buf_release(&got);
	csvfile_free(f);
}

int
main(void)
{
	reads("a,b\nc,d\n", ',', "1:1[a]1:3[b]\n2:1[c]2:3[d]\n", "two rows");
	reads("a,b\r\nc\rd", ',', "1:1[a]1:3[b]\n2:1[c]\n3:1[d]\n",
	    "any line end, none at the last");
	reads("\n\r\n  \na\n", ',', "4:1[a]\n", "blank lines are skipped");
	reads(
	    "a,,\n,\n", ',', "1:1[a]1:3[]1:4[]\n2:1[]2:2[]\n", "empty fields");
	reads(" a , b c ,d\n", ',', "1:1[a]1:5[b c]1:11[d]\n",
	    "blanks around are trimmed");
	reads("\"a,\n\"\"b\"\"\",c\nd\n", ',', "1:1[a,\n\"b\"]2:8[c]\n3:1[d]\n",
	    "quotes hold anything");
	reads("5\" pipe,b\"c\"\n", ',', "1:1[5\" pipe]1:9[b\"c\"]\n",
	    "a quote within a field is one");
	reads("\xed\x95\x9c\xea\xb8\x80,b\n", ',',
	    "1:1[\xed\x95\x9c\xea\xb8\x80]1:4[b]\n",
	    "columns count characters");
	reads("a\tb\t\n\t\n", '\t', "1:1[a]1:3[b]1:5[]\n2:1[]2:2[]\n",
	    "tabs separate");
	reads("a;b,c\n", ';', "1:1[a]1:3[b,c]\n", "so do semicolons");
	reads("", ',', "", "nothing");
	reads("a,\"b\nc", ',', "open 1:3[]\n", "a quote that nothing closes");
	reads("a\nb,0123456789012345678901234567890123456789012345678901234567"
	      "8901234567890123456789012345678901234567890123456789\n",
	    ',', "1:1[a]\nlong 2:3[]\n", "a row past the limit");
	reset_skips_a_row();
	return tap_done();
}

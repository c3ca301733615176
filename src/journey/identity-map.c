/* SPDX-License-Identifier: MIT */
/* The mapping out and in. */
#include "journey/identity-map.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/num.h"
#include "base/when.h"

static void
put_time(struct writer *out, int64_t time)
{
	char *to = writer_need(out, NUM_MAX_TEXT);
	if (time != WHEN_NONE && time != INT64_MAX)
		writer_used(out, when_put_unix(to, time));
	writer_put_byte(out, '\t');
}

static void
put_client(struct writer *out, const struct identity *id,
    const struct identity_client *client)
{
	for (uint32_t i = 0; i < client->n; i++) {
		const struct identity_time *time =
		    &id->times[client->first_time + i];
		writer_put_slice(out, client->uid);
		writer_put_byte(out, '\t');
		put_time(out, time->from);
		if (time->row > 0)
			writer_used(out,
			    num_put_u64(
				writer_need(out, NUM_MAX_TEXT), time->row));
		writer_put_byte(out, '\t');
		put_time(out, time->to);
		writer_put_slice(out, intern_at(&id->persons, time->person));
		writer_put_byte(out, '\n');
	}
}

bool
identity_map_write(const struct identity *id, const char *path)
{
	struct writer out;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	writer_init(&out, fd, 0);
	writer_put_slice(&out, SLICE("client\tfrom\trow\tto\tperson\n"));
	for (uint32_t i = 0; i < id->clients.n; i++)
		put_client(&out, id, roster_at(&id->clients, i));
	bool good = writer_close(&out);
	int error = errno;
	if (close(fd) != 0)
		return false;
	errno = error;
	return good;
}

_Noreturn static void
refuse(const char *path, uint64_t line, const char *why, struct slice what)
{
	struct buf place = BUF_INIT;
	buf_printf(&place, "%s:%llu%c", path, (unsigned long long)line, '\0');
	msg_usage(place.p, "%s: '%.*s'", why, (int)what.n, what.p);
}

/* A time, or nothing for `none`. */
static int64_t
read_time(const char *path, uint64_t line, struct slice text, int64_t none)
{
	int64_t time = none;
	if (text.n > 0 && !when_read_unix(text, &time))
		refuse(path, line, "not a time in Unix seconds", text);
	return time;
}

static unsigned
need_column(const struct table *t, const char *path, const char *name)
{
	unsigned column = table_want(t, name);
	if (column == NO_COLUMN && !t->failed)
		msg_usage(path,
		    "has no column '%s': give what --map has written", name);
	return column;
}

void
identity_map_read(
    struct identity *id, const char *path, const struct opt_common *common)
{
	struct opt_common own = *common;
	struct table t;
	uint64_t line = 1;
	own.header = NULL;
	own.operands = (struct opt_list){&path, 1};
	table_open(&t, &own, NULL);
	unsigned client = need_column(&t, path, "client"),
		 from = need_column(&t, path, "from"),
		 row_number = table_want(&t, "row"),
		 to = need_column(&t, path, "to"),
		 person = need_column(&t, path, "person");
	while (table_next(&t))
		for (size_t i = 0; i < t.n_rows; i++) {
			struct row row = table_row(&t, i);
			struct slice uid = row_field(&row, client);
			struct slice number = row_field(&row, row_number);
			struct slice who = row_field(&row, person);
			struct identity_time time = {0};
			line++;
			time.from = read_time(
			    path, line, row_field(&row, from), WHEN_NONE);
			time.to = read_time(
			    path, line, row_field(&row, to), INT64_MAX);
			if (number.n > 0 &&
			    !num_read_u64(number, UINT64_MAX, &time.row))
				refuse(path, line, "not a number of a row",
				    number);
			if (time.from > time.to)
				refuse(path, line, "ends before it begins",
				    row_text(&row));
			if (uid.n == 0 || who.n == 0)
				refuse(path, line, "no client or no person",
				    row_text(&row));
			identity_time(id, hash_key(uid), uid, &time, who);
		}
	if (t.rows_ragged > 0)
		msg_usage(path,
		    "%llu lines have not as many fields as it "
		    "has columns",
		    (unsigned long long)t.rows_ragged);
	if (table_close(&t) != EXIT_DONE)
		msg_fail(path, "the mapping is not whole");
}

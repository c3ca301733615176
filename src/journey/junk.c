/* SPDX-License-Identifier: MIT */
/* A set of folded ids. */
#include "journey/junk.h"

#include "base/msg.h"
#include "io/reader.h"
#include "table/escape.h"

enum { LONGEST = 64 << 10 };

static const char *const known[] = {"-", "0", "null", "none", "nan",
    "undefined", "unknown", "anonymous", "00000000-0000-0000-0000-000000000000",
    "[object object]"};

static struct key
key_of(struct junk *j, struct slice id)
{
	id = slice_trim(id);
	char *to = buf_need(&j->folded, id.n);
	for (size_t i = 0; i < id.n; i++)
		to[i] = id.p[i] >= 'A' && id.p[i] <= 'Z' ? (char)(id.p[i] + 32)
							 : id.p[i];
	return hash_key((struct slice){to, id.n});
}

void
junk_add(struct junk *j, struct slice id)
{
	bool added;
	roster_get(&j->ids, key_of(j, id), &added);
}

void
junk_init(struct junk *j)
{
	*j = (struct junk){.folded = BUF_INIT};
	roster_init(&j->ids, sizeof(struct key));
	junk_add(j, SLICE(""));
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		junk_add(j, slice_of(known[i]));
}

void
junk_release(struct junk *j)
{
	roster_release(&j->ids);
	buf_release(&j->folded);
	buf_release(&j->plain);
}

void
junk_read(struct junk *j, const char *path)
{
	struct reader_options options = {
	    .files = &path, .n_files = 1, .max_line = LONGEST};
	struct reader *reader = reader_new(&options);
	struct block block;
	enum reader_status status;
	while ((status = reader_next(reader, &block)) == READER_BLOCK) {
		struct slice rest = {block.p, block.n};
		while (rest.n > 0) {
			struct slice line = slice_cut(&rest, '\n');
			if (line.n > 0 && line.p[line.n - 1] == '\r')
				line.n--;
			junk_add(j, line);
		}
	}
	if (status == READER_FAILED) {
		reader_explain(reader);
		msg_usage("deny", "'%s' cannot be read", path);
	}
	reader_free(reader);
}

bool
junk_is(struct junk *j, struct slice field)
{
	if (field.n == 0)
		return true;
	return roster_find(&j->ids, key_of(j, escape_undo(field, &j->plain))) !=
	    NULL;
}

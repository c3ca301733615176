/* SPDX-License-Identifier: MIT */
/* Checked lines in, and a file that is replaced at once. */
#include "io/record.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/msg.h"
#include "base/num.h"
#include "io/reader.h"
#include "io/replace.h"

enum { LONGEST = 64 << 20, LEVEL = 1, PRIVATE = 0600 };

static const char last_word[] = "end";

struct record_in {
	const char *path;
	struct reader *reader;
	struct slice rest; /* of the block at hand */
	uint64_t lines, hash;
};

_Noreturn static void
refuse_kind(const char *path, const char *kind)
{
	msg_fail(path, "is no %s, and left as it is; name another file", kind);
}

_Noreturn static void
refuse(const char *path)
{
	msg_fail(path,
	    "is damaged or cut short, and left as it is; "
	    "use a copy, or remove it to begin anew");
}

static bool
next_line(struct record_in *in, struct slice *line)
{
	struct block block;
	while (in->rest.n == 0) {
		enum reader_status status = reader_next(in->reader, &block);
		if (status == READER_FAILED)
			reader_explain(in->reader);
		if (status == READER_FAILED)
			refuse(in->path);
		if (status == READER_END)
			return false;
		in->rest = (struct slice){block.p, block.n};
	}
	*line = slice_cut(&in->rest, '\n');
	return true;
}

static void
check_kind(
    struct record_in *in, const char *kind, unsigned oldest, unsigned version)
{
	struct slice line;
	uint64_t its = 0;
	if (!next_line(in, &line) || !slice_is(slice_cut(&line, '\t'), kind) ||
	    !num_read_u64(line, UINT32_MAX, &its))
		refuse_kind(in->path, kind);
	if (its < oldest || its > version)
		msg_fail(in->path,
		    "is of version %u, and this program knows %u; name another "
		    "file",
		    (unsigned)its, version);
}

struct record_in *
record_open(
    const char *path, const char *kind, unsigned oldest, unsigned version)
{
	struct stat st;
	bool there = stat(path, &st) == 0;
	if (!there && errno == ENOENT)
		return NULL;
	/* a device may have no end */
	if (there && !S_ISREG(st.st_mode))
		refuse_kind(path, kind);
	struct record_in *in = mem_zero(1, sizeof(*in));
	in->path = path;
	struct reader_options options = {
	    .files = &in->path, .n_files = 1, .max_line = LONGEST};
	in->reader = reader_new(&options);
	check_kind(in, kind, oldest, version);
	return in;
}

bool
record_next(struct record_in *in, struct slice *line)
{
	struct slice after;
	uint64_t lines, hash;
	if (!next_line(in, line))
		refuse(in->path);
	struct slice rest = *line;
	if (!slice_is(slice_cut(&rest, '\t'), last_word)) {
		in->lines++;
		in->hash = hash_stable(*line, in->hash);
		return true;
	}
	if (!num_read_u64(slice_cut(&rest, '\t'), UINT64_MAX, &lines) ||
	    !num_read_u64(rest, UINT64_MAX, &hash) || lines != in->lines ||
	    hash != in->hash || next_line(in, &after))
		refuse(in->path);
	reader_free(in->reader);
	free(in);
	return false;
}

struct record_out {
	struct writer out;
	struct replace file;
	uint64_t lines, hash;
};

static void
open_file(struct replace *file, const char *path)
{
	if (!replace_open(file, path, PRIVATE))
		msg_fail(path, "cannot be written: %s", strerror(errno));
}

void
record_try(const char *path)
{
	struct replace file;
	open_file(&file, path);
	replace_abandon(&file);
}

struct record_out *
record_create(const char *path, const char *kind, unsigned version)
{
	struct record_out *out = mem_zero(1, sizeof(*out));
	open_file(&out->file, path);
	writer_init(&out->out, out->file.fd, LEVEL);
	struct buf line = BUF_INIT;
	buf_printf(&line, "%s\t%u\n", kind, version);
	writer_put_slice(&out->out, buf_slice(&line));
	buf_release(&line);
	return out;
}

void
record_put(struct record_out *out, struct slice line)
{
	out->lines++;
	out->hash = hash_stable(line, out->hash);
	writer_put_slice(&out->out, line);
	writer_put_byte(&out->out, '\n');
}

bool
record_commit(struct record_out *out)
{
	struct buf line = BUF_INIT;
	buf_printf(&line, "%s\t%llu\t%llu\n", last_word,
	    (unsigned long long)out->lines, (unsigned long long)out->hash);
	writer_put_slice(&out->out, buf_slice(&line));
	buf_release(&line);
	bool good = writer_close(&out->out);
	if (good)
		good = replace_commit(&out->file);
	else
		replace_abandon(&out->file);
	free(out);
	return good;
}

void
record_abandon(struct record_out *out)
{
	(void)writer_close(&out->out);
	replace_abandon(&out->file);
	free(out);
}

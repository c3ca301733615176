/* SPDX-License-Identifier: MIT */
/* Checked lines in, and a file that is replaced at once. */
#include "io/record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/msg.h"
#include "base/num.h"
#include "io/reader.h"

enum { LONGEST = 64 << 20, LEVEL = 1 };

static const char last_word[] = "end";

struct record_in {
	const char *path;
	struct reader *reader;
	struct slice rest; /* of the block at hand */
	uint64_t lines, hash;
};

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
check_kind(struct record_in *in, const char *kind, unsigned version)
{
	struct slice line;
	uint64_t its = 0;
	if (!next_line(in, &line) || !slice_is(slice_cut(&line, '\t'), kind) ||
	    !num_read_u64(line, UINT32_MAX, &its))
		msg_fail(in->path,
		    "is no %s, and left as it is; name another file", kind);
	if (its > version)
		msg_fail(in->path,
		    "is of version %u, and this program knows %u at the most",
		    (unsigned)its, version);
}

struct record_in *
record_open(const char *path, const char *kind, unsigned version)
{
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return NULL;
	struct record_in *in = mem_zero(1, sizeof(*in));
	in->path = path;
	struct reader_options options = {
	    .files = &in->path, .n_files = 1, .max_line = LONGEST};
	in->reader = reader_new(&options);
	check_kind(in, kind, version);
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
	int fd;
	char *path, *new_path; /* NULL while the new file has no name */
	uint64_t lines, hash;
};

static char *
joined(struct slice a, const char *b)
{
	struct buf text = BUF_INIT;
	buf_put_slice(&text, a);
	buf_put_text(&text, b);
	buf_put_byte(&text, '\0');
	return text.p;
}

/* The directory of a path, with its last slash; empty for the one at hand. */
static struct slice
directory(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slice_between(path, slash + 1) : SLICE("");
}

struct record_out *
record_create(const char *path, const char *kind, unsigned version)
{
	struct record_out *out = mem_zero(1, sizeof(*out));
	struct slice dir = directory(path);
	char *place = joined(dir, ".");
	out->path = joined(slice_of(path), "");
	out->fd = open(place, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	if (out->fd < 0 && errno != ENOENT && errno != EACCES) {
		/* no files without names here */
		out->new_path = joined(slice_of(path), ".new");
		out->fd = open(out->new_path,
		    O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
	}
	free(place);
	if (out->fd < 0)
		msg_fail(path, "cannot be written: %s", strerror(errno));
	writer_init(&out->out, out->fd, LEVEL);
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

/* Gives the file without a name one. */
static bool
name_file(struct record_out *out)
{
	char proc[64];
	if (out->new_path)
		return true;
	out->new_path = joined(slice_of(out->path), ".new");
	snprintf(proc, sizeof(proc), "/proc/self/fd/%d", out->fd);
	unlink(out->new_path); /* of a run that was killed right here */
	return linkat(AT_FDCWD, proc, AT_FDCWD, out->new_path,
		   AT_SYMLINK_FOLLOW) == 0;
}

/* The new name must be on the disk, too. */
static void
sync_directory(const struct record_out *out)
{
	char *place = joined(directory(out->path), ".");
	int fd = open(place, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(place);
}

static void
release(struct record_out *out)
{
	int error = errno;
	close(out->fd);
	free(out->path);
	free(out->new_path);
	free(out);
	errno = error;
}

bool
record_commit(struct record_out *out)
{
	struct buf line = BUF_INIT;
	buf_printf(&line, "%s\t%llu\t%llu\n", last_word,
	    (unsigned long long)out->lines, (unsigned long long)out->hash);
	writer_put_slice(&out->out, buf_slice(&line));
	buf_release(&line);
	bool good = writer_close(&out->out) && fsync(out->fd) == 0 &&
	    name_file(out) && rename(out->new_path, out->path) == 0;
	if (good)
		sync_directory(out);
	release(out);
	return good;
}

void
record_abandon(struct record_out *out)
{
	(void)writer_close(&out->out);
	if (out->new_path)
		unlink(out->new_path);
	release(out);
}

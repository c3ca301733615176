/* SPDX-License-Identifier: MIT */
#include "log/parts.h"

#include "base/character.h"

enum { FRONT = 8, DOCKER_PART = 16 << 10 };

/* A line as a part: the text is what stands between. */
struct part {
	unsigned stream;
	size_t head, tail; /* bytes in front and behind */
	bool last;
};

/* `stdout` or `stderr`. */
static bool
read_stream(struct slice s, unsigned *stream)
{
	*stream = slice_starts(s, SLICE("stderr"));
	return *stream == 1 || slice_starts(s, SLICE("stdout"));
}

/* Behind the time stand the stream and the tag, by a blank each. */
static bool
read_cri(struct slice line, struct part *part)
{
	enum { STREAM = 7, TAG = 2 };
	struct slice s = line;
	slice_cut(&s, ' ');
	if (s.n < STREAM + TAG || !read_stream(s, &part->stream) ||
	    s.p[STREAM - 1] != ' ' || s.p[STREAM + 1] != ' ')
		return false;
	part->head = (size_t)(s.p - line.p) + STREAM + TAG;
	part->tail = 0;
	part->last = s.p[STREAM] != 'P';
	return true;
}

/* Bytes that an escape stands for; *n are its own. Docker writes \ufffd for
 * each byte that is not UTF-8, as where it has cut a letter. */
static size_t
escape_length(const char *p, const char *end, size_t *n)
{
	int32_t c = p + 1 < end && p[1] == 'u' ? hex_number(p + 2, end, 4) : -1;
	*n = c < 0 ? 2 : 6;
	return c < 0x80 || c == 0xfffd ? 1 : c < 0x800 ? 2 : 3;
}

/* `{"log":"…","stream":"stdout",…`; other programs' objects with such members
 * have no newline in any line: there only the length tells a part. */
static bool
read_docker(struct slice line, struct part *part)
{
	static const struct slice before = {"{\"log\":\"", 8};
	static const struct slice behind = {"\",\"stream\":\"", 12};
	const char *p = line.p + before.n, *end = line.p + line.n;
	size_t bytes = 0;
	bool newline = false;
	if (!slice_starts(line, before))
		return false;
	while (p < end && *p != '"') {
		size_t n = 1;
		newline = *p == '\\' && p + 1 < end && p[1] == 'n';
		bytes += *p == '\\' ? escape_length(p, end, &n) : 1;
		p += n;
	}
	if (p >= end)
		return false;
	struct slice rest = slice_between(p, end);
	if (!slice_starts(rest, behind) ||
	    !read_stream(slice_skip(rest, behind.n), &part->stream))
		return false;
	part->head = before.n;
	part->tail = rest.n;
	part->last = newline || bytes != DOCKER_PART;
	return true;
}

/* The line becomes what is held, or goes on with it. */
static void
append(struct parts_stream *s, struct slice line, const struct part *part)
{
	struct buf *b = &s->line;
	if (s->held == 0) {
		b->n = 0;
		memset(buf_need(b, FRONT), 0, FRONT);
		b->n = FRONT;
		buf_put_slice(b, line);
		s->head = part->head;
	} else {
		b->n -= s->tail;
		buf_put_slice(b, slice_skip(line, part->head));
	}
	s->tail = part->tail;
	memset(buf_need(b, 1 + SIMD_PAD), 0, 1 + SIMD_PAD);
	b->p[b->n] = '\n';
}

static bool
fits(const struct parts_stream *s, struct slice line, const struct part *part,
    size_t max)
{
	return s->held == 0 ||
	    parts_line(s).n - s->tail + line.n - part->head <= max;
}

enum parts_answer
parts_take(struct parts *p, enum prefix kind, struct slice line, size_t max)
{
	struct part part;
	bool holds = parts_are_begun(p);
	if (kind == PREFIX_CRI ? !read_cri(line, &part)
			       : (!holds && line.n <= DOCKER_PART) ||
		    !read_docker(line, &part))
		return PARTS_LINE;
	struct parts_stream *s = p->last = &p->streams[part.stream];
	if (s->held == 0 && !s->broken && part.last)
		return PARTS_LINE;
	if (s->broken || !fits(s, line, &part, max)) {
		s->broken = !part.last;
		return PARTS_LONG;
	}
	append(s, line, &part);
	if (!part.last) {
		s->held++;
		return PARTS_HELD;
	}
	if (kind == PREFIX_CRI) /* it is a line like any other now */
		s->line.p[FRONT + s->head - 2] = 'F';
	return PARTS_WHOLE;
}

struct slice
parts_line(const struct parts_stream *s)
{
	return slice_skip(buf_slice(&s->line), FRONT);
}

void
parts_forget(struct parts_stream *s)
{
	s->held = 0;
}

bool
parts_are_begun(const struct parts *p)
{
	bool begun = false;
	for (int i = 0; i < PARTS_STREAMS; i++)
		begun |= p->streams[i].held > 0 || p->streams[i].broken;
	return begun;
}

void
parts_begin(struct parts *p)
{
	for (int i = 0; i < PARTS_STREAMS; i++) {
		parts_forget(&p->streams[i]);
		p->streams[i].broken = false;
	}
}

void
parts_release(struct parts *p)
{
	for (int i = 0; i < PARTS_STREAMS; i++)
		buf_release(&p->streams[i].line);
}

/* SPDX-License-Identifier: MIT */
/* Blocks to threads, and what came of them back in order. */
#include "parse-threads.h"

#include <sched.h>
#include <stdlib.h>

#include "base/msg.h"
#include "io/crew.h"
#include "log/parser-tally.h"

enum {
	THREADS_MOST = 64,
	THREADS_USUAL = 4,  /* the reader cannot feed many more */
	PLACES = 3,         /* blocks a thread: at work, done, to come */
	ENOUGH = 4 << 20,   /* bytes: less is done before threads begin */
	SURPRISES_MOST = 16 /* then blocks differ too often */
};

/* A block, and what came of it. */
struct job {
	struct block block;
	const char *name;
	struct writer out, rejects;
	struct parser_tally tally;
	uint64_t lines;
	bool surprise; /* lines told what the next ones depend on */
};

struct hand {
	struct parse_format format;
	struct parser parser;
	struct feed feed;
};

struct parse_threads {
	const struct parse_options *options;
	struct feed *feed;
	size_t n;
	struct hand *hands; /* NULL before they are needed */
	struct job *jobs;
	struct crew *crew;
	struct dialect_stand stand; /* from which all read on */
	uint64_t bytes;             /* taken so far */
	unsigned surprises;
};

static void
work(void *context, size_t hand, size_t place)
{
	struct parse_threads *t = context;
	struct hand *h = &t->hands[hand];
	struct job *job = &t->jobs[place];
	job->out.n = job->rejects.n = 0;
	h->feed.out = &job->out;
	h->feed.rejects = t->feed->rejects ? &job->rejects : NULL;
	h->feed.lines = 0;
	feed_block(&h->feed, job->name, &job->block);
	job->lines = h->feed.lines;
	parser_take_tally(&h->parser, &job->tally);
	job->surprise = h->feed.stopped ||
	    !dialect_stands_at(&h->format.dialect, &t->stand);
}

/* Half of the processors: the others have the rest of the pipeline. */
static size_t
usual_threads(void)
{
	cpu_set_t all;
	if (sched_getaffinity(0, sizeof(all), &all) != 0)
		return 1;
	size_t half = (size_t)CPU_COUNT(&all) / 2;
	return half < THREADS_USUAL ? half : THREADS_USUAL;
}

struct parse_threads *
parse_threads_new(const struct parse_options *o, struct feed *feed)
{
	const struct parser *p = feed->parser;
	if (o->threads > THREADS_MOST)
		msg_usage("threads", "at most %d", THREADS_MOST);
	size_t n = o->threads > 0 ? (size_t)o->threads : usual_threads();
	if (n < 2 || p->check || p->census || p->columns.needs & NEED_LINE)
		return NULL;
	struct parse_threads *t = mem_zero(1, sizeof(*t));
	*t = (struct parse_threads){.options = o, .feed = feed, .n = n};
	return t;
}

static void
hand_init(struct hand *h, const struct parse_threads *t)
{
	const struct simd *simd = t->feed->parser->simd;
	parse_format_init(&h->format, t->options, simd);
	h->parser.dialect = &h->format.dialect;
	parse_parser_init(&h->parser, t->options, simd, t->feed->parser);
	h->feed.parser = &h->parser;
}

static void
release(struct parse_threads *t)
{
	for (size_t i = 0; t->hands && i < t->n; i++) {
		parser_release(&t->hands[i].parser);
		dialect_release(&t->hands[i].format.dialect);
	}
	for (size_t i = 0; t->jobs && i < t->n * PLACES; i++) {
		writer_close(&t->jobs[i].out);
		writer_close(&t->jobs[i].rejects);
	}
	free(t->hands);
	free(t->jobs);
	t->hands = NULL;
	t->jobs = NULL;
}

/* False where there are no threads to be had: then it is tried no more. */
static bool
start(struct parse_threads *t)
{
	t->hands = mem_zero(t->n, sizeof(*t->hands));
	t->jobs = mem_zero(t->n * PLACES, sizeof(*t->jobs));
	for (size_t i = 0; i < t->n; i++)
		hand_init(&t->hands[i], t);
	for (size_t i = 0; i < t->n * PLACES; i++) {
		writer_init_memory(&t->jobs[i].out);
		writer_init_memory(&t->jobs[i].rejects);
	}
	t->crew = crew_start(t->n, t->n * PLACES, work, t);
	if (!t->crew) {
		release(t);
		t->n = 0;
	}
	return t->crew != NULL;
}

/* All hands read on from where the feed stands. */
static void
follow(struct parse_threads *t)
{
	const struct parser *lead = t->feed->parser;
	t->stand = dialect_stand(lead->dialect);
	for (size_t i = 0; i < t->n; i++) {
		struct hand *h = &t->hands[i];
		dialect_follow(&h->format.dialect, &t->stand);
		sites_follow(&h->parser.sites, &lead->sites);
		h->feed.stopped = false;
	}
}

static void
pass(struct writer *to, const struct writer *from)
{
	if (to)
		writer_pass(to, from->p, from->n);
}

/* What came of the oldest block. True where the feed parsed it again. */
static bool
take(struct parse_threads *t, bool again)
{
	struct feed *f = t->feed;
	const struct job *job = &t->jobs[crew_take(t->crew)];
	if (again || job->surprise) {
		feed_block(f, job->name, &job->block);
		return true;
	}
	pass(f->out, &job->out);
	pass(f->rejects, &job->rejects);
	parser_add_tally(f->parser, &job->tally);
	f->lines += job->lines;
	f->number += job->lines;
	return false;
}

/* The oldest block, and all others behind one that told something new: those
 * were parsed without knowing it. */
static void
take_some(struct parse_threads *t)
{
	if (!take(t, false))
		return;
	t->surprises++;
	while (crew_busy(t->crew) > 0)
		take(t, true);
}

/* There is a place for it. */
static void
give(struct parse_threads *t, const char *name, const struct block *block)
{
	if (crew_busy(t->crew) == 0)
		follow(t);
	struct job *job = &t->jobs[crew_next(t->crew)];
	job->block = *block;
	job->name = name;
	crew_give(t->crew);
	while (crew_ready(t->crew))
		take_some(t);
}

/* Whether blocks can be parsed apart from here on. */
static bool
is_apart(const struct parse_threads *t, const struct block *block)
{
	const struct parser *p = t->feed->parser;
	return t->n > 1 && !block->first && !block->brief &&
	    !t->feed->stopped && t->surprises < SURPRISES_MOST &&
	    dialect_is_steady(p->dialect) && !sites_learning(&p->sites) &&
	    (t->options->threads > 0 || t->bytes > ENOUGH);
}

size_t
parse_threads_held(const struct parse_threads *t)
{
	return t ? t->n * PLACES : 0;
}

void
parse_threads_block(struct parse_threads *t, struct feed *feed,
    const char *name, const struct block *block)
{
	if (!t) {
		feed_block(feed, name, block);
		return;
	}
	t->bytes += block->n;
	/* first, since it may tell something of this one */
	if (t->crew && crew_busy(t->crew) == t->n * PLACES)
		take_some(t);
	if (is_apart(t, block) && (t->crew || start(t))) {
		give(t, name, block);
		return;
	}
	parse_threads_settle(t);
	feed_block(feed, name, block);
}

void
parse_threads_settle(struct parse_threads *t)
{
	while (t && t->crew && crew_busy(t->crew) > 0)
		take_some(t);
}

void
parse_threads_free(struct parse_threads *t)
{
	if (!t)
		return;
	parse_threads_settle(t);
	if (t->crew)
		crew_stop(t->crew);
	release(t);
	free(t);
}

/* SPDX-License-Identifier: MIT */
/* Threads in turn: the k-th job is of hand k % n, so that none is looked for
 * and each hand keeps what it has learnt of its own. */
#include "io/crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "base/mem.h"

struct hand {
	struct crew *crew;
	size_t number;
	pthread_t thread;
	pthread_cond_t given; /* a job of this hand */
};

struct crew {
	crew_work *work;
	void *context;
	struct hand *hands;
	size_t n, places;
	size_t taken; /* the caller's alone */

	pthread_mutex_t lock;
	pthread_cond_t done_more;
	size_t given;
	bool *done; /* a place each */
	bool stop;
};

/* Waits until the hand's next job is given; false when there is no more. */
static bool
wait_for(struct hand *h, size_t job)
{
	struct crew *c = h->crew;
	pthread_mutex_lock(&c->lock);
	while (c->given <= job && !c->stop)
		pthread_cond_wait(&h->given, &c->lock);
	bool some = c->given > job;
	pthread_mutex_unlock(&c->lock);
	return some;
}

static void *
run(void *argument)
{
	struct hand *h = argument;
	struct crew *c = h->crew;
	for (size_t job = h->number; wait_for(h, job); job += c->n) {
		size_t place = job % c->places;
		c->work(c->context, h->number, place);
		pthread_mutex_lock(&c->lock);
		c->done[place] = true;
		pthread_cond_signal(&c->done_more);
		pthread_mutex_unlock(&c->lock);
	}
	return NULL;
}

/* Starts the hands; false when there are fewer than were asked for. */
static bool
start_hands(struct crew *c, size_t n)
{
	sigset_t all, old;
	sigfillset(&all); /* signals are the caller's business */
	pthread_sigmask(SIG_SETMASK, &all, &old);
	for (; c->n < n; c->n++) {
		struct hand *h = &c->hands[c->n];
		h->crew = c;
		h->number = c->n;
		pthread_cond_init(&h->given, NULL);
		if (pthread_create(&h->thread, NULL, run, h) != 0) {
			pthread_cond_destroy(&h->given);
			break;
		}
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return c->n == n;
}

struct crew *
crew_start(size_t n, size_t places, crew_work *work, void *context)
{
	struct crew *c = mem_zero(1, sizeof(*c));
	*c = (struct crew){.work = work, .context = context, .places = places};
	c->hands = mem_zero(n, sizeof(*c->hands));
	c->done = mem_zero(places, sizeof(*c->done));
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->done_more, NULL);
	if (start_hands(c, n))
		return c;
	crew_stop(c);
	return NULL;
}

size_t
crew_busy(const struct crew *c)
{
	return c->given - c->taken;
}

size_t
crew_next(const struct crew *c)
{
	return c->given % c->places;
}

void
crew_give(struct crew *c)
{
	pthread_mutex_lock(&c->lock);
	c->done[c->given % c->places] = false;
	pthread_cond_signal(&c->hands[c->given % c->n].given);
	c->given++;
	pthread_mutex_unlock(&c->lock);
}

bool
crew_ready(struct crew *c)
{
	pthread_mutex_lock(&c->lock);
	bool ready = c->taken < c->given && c->done[c->taken % c->places];
	pthread_mutex_unlock(&c->lock);
	return ready;
}

size_t
crew_take(struct crew *c)
{
	size_t place = c->taken % c->places;
	pthread_mutex_lock(&c->lock);
	while (!c->done[place])
		pthread_cond_wait(&c->done_more, &c->lock);
	pthread_mutex_unlock(&c->lock);
	c->taken++;
	return place;
}

void
crew_stop(struct crew *c)
{
	pthread_mutex_lock(&c->lock);
	c->stop = true;
	for (size_t i = 0; i < c->n; i++)
		pthread_cond_signal(&c->hands[i].given);
	pthread_mutex_unlock(&c->lock);
	for (size_t i = 0; i < c->n; i++) {
		pthread_join(c->hands[i].thread, NULL);
		pthread_cond_destroy(&c->hands[i].given);
	}
	pthread_cond_destroy(&c->done_more);
	pthread_mutex_destroy(&c->lock);
	free(c->hands);
	free(c->done);
	free(c);
}

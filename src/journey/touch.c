/* SPDX-License-Identifier: MIT */
/* Rings of touches over chunks of a pool. */
#include "journey/touch.h"

#include <stdlib.h>

#include "base/mem.h"

void
touch_pool_init(struct touch_pool *pool)
{
	*pool = (struct touch_pool){0};
}

void
touch_pool_release(struct touch_pool *pool)
{
	for (size_t i = 0; i < pool->n_chunks; i++)
		free(pool->chunks[i]);
	free(pool->chunks);
	touch_pool_init(pool);
}

size_t
touch_pool_bytes(const struct touch_pool *pool)
{
	return (size_t)pool->n * sizeof(struct touch);
}

static uint32_t
take(struct touch_pool *pool)
{
	uint32_t number = pool->free;
	if (number != 0) {
		pool->free = touch_at(pool, number)->next;
		return number;
	}
	if (pool->n == UINT32_MAX)
		return 0;
	number = ++pool->n;
	if (number / TOUCH_CHUNK >= pool->n_chunks) {
		pool->chunks = mem_grow(
		    pool->chunks, (pool->n_chunks + 1) * sizeof(*pool->chunks));
		pool->chunks[pool->n_chunks++] =
		    mem_zero_large(TOUCH_CHUNK * sizeof(struct touch));
	}
	return number;
}

uint32_t
touch_link(struct touch_pool *pool, int64_t time, uint32_t key, uint32_t next)
{
	uint32_t number = take(pool);
	if (number != 0)
		*touch_at(pool, number) = (struct touch){time, key, next};
	return number;
}

bool
touch_add(struct touch_pool *pool, struct touch_list *list, int64_t time,
    uint32_t key)
{
	uint32_t number = take(pool), oldest = number;
	if (number == 0)
		return false;
	if (list->newest != 0) {
		struct touch *newest = touch_at(pool, list->newest);
		oldest = newest->next;
		newest->next = number;
	}
	*touch_at(pool, number) = (struct touch){time, key, oldest};
	list->newest = number;
	list->n++;
	return true;
}

void
touch_drop_oldest(struct touch_pool *pool, struct touch_list *list)
{
	struct touch *newest = touch_at(pool, list->newest);
	uint32_t number = newest->next;
	struct touch *oldest = touch_at(pool, number);
	newest->next = oldest->next;
	oldest->next = pool->free;
	pool->free = number;
	if (--list->n == 0)
		list->newest = 0;
}

void
touch_drop_all(struct touch_pool *pool, struct touch_list *list)
{
	if (list->newest == 0)
		return;
	/* cut the ring behind the newest and put it before the free ones */
	struct touch *newest = touch_at(pool, list->newest);
	uint32_t oldest = newest->next;
	newest->next = pool->free;
	pool->free = oldest;
	list->newest = 0;
	list->n = 0;
}

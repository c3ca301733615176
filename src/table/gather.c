/* SPDX-License-Identifier: MIT */
/* Answers by file, taken in the order of the rows. */
#include "table/gather.h"

#include <stdlib.h>

enum { OWN = SPILL_FILES };

/* The answers to one file's rows: first some of its own, then, where it was
 * divided, each from where `order` says. */
struct gather_node {
	struct gather_node *parent;
	struct gather_node *children[SPILL_FILES];
	unsigned n_children; /* whose answers are not all known yet */
	uint64_t before;     /* own answers in front of the division */
	bool divided;
	struct temp own, order;
};

static struct gather_node *
new_node(struct gather_node *parent)
{
	struct gather_node *node = mem_zero(1, sizeof(*node));
	node->parent = parent;
	temp_open(&node->own);
	return node;
}

static void
free_node(struct gather_node *node)
{
	temp_close(&node->own);
	if (node->divided)
		temp_close(&node->order);
	free(node);
}

void
gather_init(struct gather *g, struct spill *spill)
{
	*g = (struct gather){.spill = spill};
}

void
gather_release(struct gather *g)
{
	if (g->on)
		temp_close(&g->rows);
	for (size_t i = 0; i < g->room; i++)
		if (g->nodes[i])
			free_node(g->nodes[i]);
	free(g->nodes);
	*g = (struct gather){0};
}

/* Where the node of a file stands; NULL there when it has none. */
static struct gather_node **
node_of(struct gather *g, uint32_t id)
{
	if (id >= g->room) {
		size_t room = id + (size_t)SPILL_FILES + 1;
		g->nodes = mem_grow(g->nodes, room * sizeof(*g->nodes));
		for (size_t i = g->room; i < room; i++)
			g->nodes[i] = NULL;
		g->room = room;
	}
	return &g->nodes[id];
}

void
gather_row(struct gather *g, const struct row *row)
{
	if (!g->on) {
		g->on = true;
		temp_open(&g->rows);
		*node_of(g, 0) = new_node(NULL);
	}
	writer_put_slice(&g->rows.out, row_text(row));
	writer_put_byte(&g->rows.out, '\n');
}

static void
put_answer(struct gather_node *node, struct slice answer)
{
	uint32_t n = (uint32_t)answer.n;
	writer_put(&node->own.out, (const char *)&n, sizeof(n));
	writer_put_slice(&node->own.out, answer);
}

void
gather_answer(struct gather *g, struct slice answer)
{
	struct gather_node *node = *node_of(g, g->spill->id);
	if (node->divided)
		writer_put_byte(&node->order.out, OWN);
	else
		node->before++;
	put_answer(node, answer);
}

void
gather_later(struct gather *g, struct key key)
{
	struct gather_node *node = *node_of(g, g->spill->id);
	unsigned i = spill_file(g->spill, key);
	if (!node->divided) {
		node->divided = true;
		temp_open(&node->order);
	}
	if (!node->children[i]) {
		node->children[i] = new_node(node);
		node->n_children++;
		*node_of(g, g->spill->ids[i]) = node->children[i];
	}
	writer_put_byte(&node->order.out, (char)i);
}

static bool
next_own(struct gather_node *node, struct slice *answer)
{
	uint32_t n;
	const char *p = temp_bytes(&node->own, sizeof(n));
	if (!p)
		return false;
	memcpy(&n, p, sizeof(n));
	*answer = (struct slice){temp_bytes(&node->own, n), n};
	return true;
}

static bool
next_answer(struct gather_node *node, struct slice *answer)
{
	while (node->before == 0 && node->divided) {
		const char *which = temp_bytes(&node->order, 1);
		if (!which)
			return false;
		if (*which == OWN)
			return next_own(node, answer);
		node = node->children[(unsigned char)*which];
	}
	node->before -= node->before > 0;
	return next_own(node, answer);
}

/* Makes a divided node's answers its own, so that files stay few. */
static void
collapse(struct gather *g, struct gather_node *node)
{
	struct slice answer;
	struct gather_node all = {0};
	temp_open(&all.own);
	while (next_answer(node, &answer))
		put_answer(&all, answer);
	temp_rewind(&all.own);
	temp_close(&node->own);
	temp_close(&node->order);
	node->own = all.own;
	node->divided = false;
	for (size_t i = 0; i < g->room; i++)
		if (g->nodes[i] && g->nodes[i]->parent == node) {
			free_node(g->nodes[i]);
			g->nodes[i] = NULL;
		}
}

void
gather_pass_over(struct gather *g)
{
	if (!g->on)
		return;
	struct gather_node *node = *node_of(g, g->spill->id);
	if (!node) /* none of its rows had to wait */
		return;
	temp_rewind(&node->own);
	if (node->divided)
		temp_rewind(&node->order);
	/* the last file of a division is whole: so is its parent */
	while (node->n_children == 0 && (node = node->parent) != NULL) {
		node->n_children--;
		if (node->n_children == 0 && node->parent)
			collapse(g, node);
	}
}

static bool
next_rows(void *file, struct slice *lines)
{
	return temp_lines(file, lines);
}

void
gather_finish(struct gather *g)
{
	temp_rewind(&g->rows);
	table_feed(g->spill->table, next_rows, &g->rows);
}

struct slice
gather_next(struct gather *g)
{
	struct slice answer = {NULL, 0};
	next_answer(g->nodes[0], &answer);
	return answer;
}

/* SPDX-License-Identifier: MIT */
/* Adding paths. Every way to read a path's points is a branch of the tree, so
 * that the walk knows nothing of them. */
#include "log/json-paths.h"

#include <stdlib.h>

enum { FIRST_BITS = 6, MOST_EDGES = 1 << 14, MOST_POINTS = 6 };

static uint16_t
add_node(struct json_paths *paths)
{
	paths->nodes = mem_grow(
	    paths->nodes, (paths->n_nodes + 1) * sizeof(*paths->nodes));
	paths->nodes[paths->n_nodes] = (struct json_node){.numbered = false};
	return (uint16_t)paths->n_nodes++;
}

struct json_paths *
json_paths_new(void)
{
	struct json_paths *paths = mem_zero(1, sizeof(*paths));
	paths->bits = FIRST_BITS;
	paths->table = mem_zero((size_t)1 << FIRST_BITS, sizeof(uint16_t));
	add_node(paths);
	return paths;
}

void
json_paths_free(struct json_paths *paths)
{
	if (!paths)
		return;
	for (size_t i = 0; i < paths->n_edges; i++)
		free(paths->edges[i].name);
	for (int i = 0; i < paths->n_slots; i++)
		free(paths->asked[i]);
	free(paths->asked);
	free(paths->edges);
	free(paths->nodes);
	free(paths->table);
	free(paths);
}

static void
put_edge(struct json_paths *paths, size_t edge)
{
	const struct json_edge *e = &paths->edges[edge];
	size_t mask = ((size_t)1 << paths->bits) - 1;
	size_t at = json_hash(paths, e->node, (struct slice){e->name, e->n});
	while (paths->table[at] != 0)
		at = (at + 1) & mask;
	paths->table[at] = (uint16_t)(edge + 1);
}

static void
grow_table(struct json_paths *paths)
{
	free(paths->table);
	paths->bits++;
	paths->table = mem_zero((size_t)1 << paths->bits, sizeof(uint16_t));
	for (size_t i = 0; i < paths->n_edges; i++)
		put_edge(paths, i);
}

static bool
is_number(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

/* The edge from a node by a name, made if there is none. */
static struct json_edge *
need_edge(struct json_paths *paths, unsigned node, struct slice name)
{
	char copy[JSON_PATH_MAX + 8] = {0};
	memcpy(copy, name.p, name.n);
	const struct json_edge *old =
	    json_edge(paths, node, (struct slice){copy, name.n});
	if (old)
		return &paths->edges[old - paths->edges];
	if (4 * (paths->n_edges + 1) > (size_t)1 << paths->bits)
		grow_table(paths);
	paths->edges = mem_grow(
	    paths->edges, (paths->n_edges + 1) * sizeof(*paths->edges));
	struct json_edge *e = &paths->edges[paths->n_edges];
	*e = (struct json_edge){.node = (uint16_t)node,
	    .child = JSON_NOWHERE,
	    .slot = -1,
	    .n = (uint16_t)name.n,
	    .name = mem_zero(1, name.n + 8)};
	memcpy(e->name, name.p, name.n);
	paths->nodes[node].numbered |= is_number(name);
	put_edge(paths, paths->n_edges++);
	return e;
}

static void
add_to(struct json_paths *paths, unsigned node, int slot)
{
	paths->nodes[node].below[slot / 64] |= 1ull << slot % 64;
}

/* One way to read the path: bit i of `cuts` makes its i-th point a cut. */
static void
add_way(struct json_paths *paths, struct slice path, unsigned cuts, int slot)
{
	unsigned node = JSON_ROOT;
	size_t from = 0;
	for (size_t i = 0; i < path.n; i++) {
		if (path.p[i] != '.')
			continue;
		bool cut = (cuts & 1) != 0;
		cuts >>= 1;
		if (!cut)
			continue;
		struct slice name = {path.p + from, i - from};
		size_t edge =
		    (size_t)(need_edge(paths, node, name) - paths->edges);
		add_to(paths, node, slot);
		if (paths->edges[edge].child == JSON_NOWHERE)
			paths->edges[edge].child = add_node(paths);
		node = paths->edges[edge].child;
		from = i + 1;
	}
	add_to(paths, node, slot);
	need_edge(paths, node, slice_skip(path, from))->slot = (int16_t)slot;
}

/* The number of points; false when a name is empty or too long. */
static bool
count_points(struct slice path, unsigned *points)
{
	*points = 0;
	if (path.n > JSON_PATH_MAX)
		return false;
	do {
		if (slice_cut(&path, '.').n == 0)
			return false;
		*points += path.p != NULL;
	} while (path.p);
	return *points <= MOST_POINTS;
}

int
json_paths_add(struct json_paths *paths, struct slice path)
{
	unsigned points;
	for (int i = 0; i < paths->n_slots; i++)
		if (slice_is(path, paths->asked[i]))
			return i;
	if (paths->n_slots == JSON_SLOTS || !count_points(path, &points) ||
	    paths->n_edges + ((size_t)1 << points) * (points + 1) > MOST_EDGES)
		return -1;
	int slot = paths->n_slots++;
	paths->asked = mem_grow(
	    paths->asked, (size_t)paths->n_slots * sizeof(*paths->asked));
	paths->asked[slot] = mem_text(path);
	for (unsigned cuts = 0; cuts < 1u << points; cuts++)
		add_way(paths, path, cuts, slot);
	return slot;
}

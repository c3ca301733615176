/* SPDX-License-Identifier: MIT */
/* The wanted paths as a tree whose edges lie in one hash table. */
#ifndef CJM_LOG_JSON_PATHS_H
#define CJM_LOG_JSON_PATHS_H

#include <string.h>

#include "base/words.h"
#include "log/json.h"

enum { JSON_ROOT = 0, JSON_NOWHERE = UINT16_MAX };

typedef uint64_t json_set[JSON_SLOTS / 64];

/* From a node by a name: what is wanted there, if anything. */
struct json_edge {
	uint16_t node;
	uint16_t child; /* JSON_NOWHERE: nothing below is wanted */
	int16_t slot;   /* -1: the value itself is not */
	uint16_t n;
	char *name;
};

struct json_node {
	json_set below; /* the slots of its subtree */
	bool numbered;  /* an edge has a number for its name */
};

struct json_paths {
	struct json_edge *edges;
	size_t n_edges;
	struct json_node *nodes;
	size_t n_nodes;
	uint16_t *table; /* edge + 1, 0 for none; at least 4 times the edges */
	unsigned bits;
	char **asked; /* the paths, by slot */
	int n_slots;
};

/* Names are told apart by their ends and lengths; 8 bytes behind one can be
 * read. */
static inline size_t
json_hash(const struct json_paths *paths, unsigned node, struct slice name)
{
	uint64_t h = word_load(name.p);
	if (name.n < 8)
		h &= (1ull << 8 * name.n) - 1;
	else
		h ^= word_load(name.p + name.n - 8) * 0xff51afd7ed558ccdu;
	h ^= (uint64_t)name.n << 59 ^ (uint64_t)node << 48;
	return (size_t)((h * 0x9e3779b97f4a7c15u) >> (64 - paths->bits));
}

/* The edge from a node by that name, or NULL. */
static inline const struct json_edge *
json_edge(const struct json_paths *paths, unsigned node, struct slice name)
{
	size_t mask = ((size_t)1 << paths->bits) - 1;
	size_t at = json_hash(paths, node, name);
	for (; paths->table[at] != 0; at = (at + 1) & mask) {
		const struct json_edge *e = &paths->edges[paths->table[at] - 1];
		if (e->node == node && e->n == name.n &&
		    memcmp(e->name, name.p, name.n) == 0)
			return e;
	}
	return NULL;
}

#endif

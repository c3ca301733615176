/* SPDX-License-Identifier: MIT */
/* The registry of attribution models. */
#include "journey/models.h"

#include "base/num.h"

/* Rows of a report come in this order. */
static const struct model *const registry[] = {&model_first, &model_last,
    &model_last_non_direct, &model_linear, &model_position, &model_decay,
    &model_w_shaped, &model_full_path, &model_markov, &model_shapley};

#define N_MODELS (sizeof(registry) / sizeof(*registry))

_Static_assert(N_MODELS <= MODELS_MAX, "a set holds every model");

static bool
is_known(struct slice name)
{
	for (unsigned i = 0; i < N_MODELS; i++)
		if (slice_is(name, registry[i]->name))
			return true;
	return false;
}

static bool
is_named(const char *names, const char *name)
{
	struct slice rest = slice_of(names);
	while (rest.p)
		if (slice_is(slice_cut(&rest, ','), name))
			return true;
	return false;
}

bool
models_choose(struct model_set *set, const char *names, struct slice *unknown)
{
	struct slice rest = {NULL, 0};
	if (names)
		rest = slice_of(names);
	while (rest.p) {
		*unknown = slice_cut(&rest, ',');
		if (!is_known(*unknown))
			return false;
	}
	set->n = 0;
	for (unsigned i = 0; i < N_MODELS; i++)
		if (names ? is_named(names, registry[i]->name)
			  : !registry[i]->on_request)
			set->at[set->n++] = registry[i];
	return true;
}

void
models_list(struct buf *out)
{
	for (unsigned i = 0; i < N_MODELS; i++) {
		buf_put_text(out, i > 0 ? "," : "");
		buf_put_text(out, registry[i]->name);
	}
}

unsigned
models_find(const struct model_set *set, const struct model *model)
{
	unsigned i = 0;
	while (i < set->n && set->at[i] != model)
		i++;
	return i;
}

bool
models_ask_milestones(const struct model_set *set)
{
	for (unsigned i = 0; i < set->n; i++)
		if (set->at[i]->milestones)
			return true;
	return false;
}

bool
position_read(struct slice text, uint64_t position[3])
{
	const int64_t max = (int64_t)MILLION * MILLION;
	uint64_t weights[3], sum = 0;
	for (int i = 0; i < 3; i++) {
		int64_t weight;
		if (!text.p || !decimal_read(slice_cut(&text, '/'), &weight) ||
		    weight < 0 || weight > max)
			return false;
		weights[i] = (uint64_t)weight;
		sum += weights[i];
	}
	if (text.p || sum == 0)
		return false;
	memcpy(position, weights, sizeof(weights));
	return true;
}

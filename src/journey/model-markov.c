/* SPDX-License-Identifier: MIT */
/* By the removal effect: markov.h computes it of all paths. */
#include "journey/models.h"

const struct model model_markov = {.name = "markov"};

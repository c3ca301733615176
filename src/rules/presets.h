/* SPDX-License-Identifier: MIT */
/* Rules that come with the program. */
#ifndef CJM_RULES_PRESETS_H
#define CJM_RULES_PRESETS_H

#include "base/mem.h"

/* How one kind of shop is told: the event rules, before which a comment says
 * what they expect. The stages and touchpoints are the same for all. */
struct preset {
	const char *name;
	const char *source; /* the name for messages: `preset:NAME` */
	const char *events;
};

/* The named one, or NULL. */
const struct preset *preset_find(const char *name);

/* All of them, the default one first; ends with NULL. */
extern const struct preset *const presets[];

/* Appends the rules of a preset, as a file of rules has them. */
void preset_put(struct buf *text, const struct preset *preset);

/* Presets by where their platforms are at home. */
extern const struct preset preset_cafe24, preset_godomall, preset_makeshop,
    preset_youngcart, preset_smartstore, preset_imweb;
extern const struct preset preset_shopify, preset_woocommerce, preset_magento,
    preset_opencart, preset_prestashop;

#endif

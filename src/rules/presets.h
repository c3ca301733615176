/* SPDX-License-Identifier: MIT */
/* Rules that come with the program. */
#ifndef CJM_RULES_PRESETS_H
#define CJM_RULES_PRESETS_H

struct preset {
	const char *name;
	const char *source; /* the name for messages: `preset:NAME` */
	const char *text;
};

/* The named one, or NULL. */
const struct preset *preset_find(const char *name);

/* All of them, the default one first; ends with a NULL name. */
extern const struct preset presets[];

#endif

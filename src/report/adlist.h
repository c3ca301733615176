/* SPDX-License-Identifier: MIT */
/* Lists of persons for advertising platforms: their exact headers, values
 * normalised as each asks for and hashed with SHA-256.
 *
 * Google: support.google.com/google-ads/answer/7659867 (Customer Match).
 * Meta: developers.facebook.com/docs/marketing-api/audiences/guides/
 * custom-audiences (hashing and normalisation). */
#ifndef CJM_REPORT_ADLIST_H
#define CJM_REPORT_ADLIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/opt.h"
#include "report/personal.h"
#include "report/renderer.h"

struct adlist_kind {
	const char *name;                     /* of --audience */
	const char *headers[PERSONAL_FIELDS]; /* NULL: has no such column */
	bool hashed[PERSONAL_FIELDS];
	const struct personal_style style;
	bool others; /* keeps columns that are no field, as they are */
};

struct adlist {
	const struct adlist_kind *kind;
	const struct opt_list *map;  /* COLUMN=FIELD */
	struct slice calling_code;   /* digits; empty for none */
	enum personal_field *fields; /* by column; made by the head */
	uint64_t written, left_out;  /* persons; those without any key */
	struct buf normal;
};

/* By name: google, meta or csv; NULL when there is none. */
const struct adlist_kind *adlist_find(const char *name);

/* NULL, else what is wrong with a COLUMN=FIELD. */
const char *adlist_map_check(const char *map);

void adlist_release(struct adlist *a);

/* Rows as they come; page->adlist says how. A table without any column that
 * the platform knows persons by ends the process with EXIT_SYSTEM. */
extern const struct renderer renderer_adlist;

#endif

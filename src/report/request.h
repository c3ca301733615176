/* SPDX-License-Identifier: MIT */
/* What a user asked cjm-report for, checked, and carried out. */
#ifndef CJM_REPORT_REQUEST_H
#define CJM_REPORT_REQUEST_H

#include "report/renderer.h"

enum {
	REQUEST_UNSET = -1, /* of width and rows */
	REQUEST_MAX_ROWS = 100000
};

/* The values of the options; NULL for those not given. */
struct request {
	const char *format, *title, *period, *lang, *tz, *sort, *compare;
	const char *output, *audience, *calling_code, *baseline;
	struct opt_list map, alerts;
	int64_t width, rows, max_rows;
	bool ascii, excel;
};

/* What goes with the options: wrong use is a message and EXIT_USAGE. The page
 * has no writer yet. */
const struct renderer *
request_check(const struct request *r, const struct opt_common *common,
    const struct sections *sections, struct page *page);

/* Reads the tables and writes the page; the exit status. *alerted becomes that
 * of --alert, whose line is the page where there is no --output. */
int request_serve(const struct request *r, const struct opt_common *common,
    const struct renderer *renderer, struct page *page,
    struct sections *sections, int *alerted);

#endif

/* SPDX-License-Identifier: MIT */
/* What lines become: by their fault, and by name in counters and in --keep. */
#include "log/parser.h"

const char *const verdict_names[N_VERDICTS] = {
    [LINE_BLANK] = "blank",
    [LINE_PART] = "parts",
    [LINE_LONG] = "rejected_long",
    [LINE_SHAPE] = "rejected_format",
    [LINE_TIME] = "rejected_time",
    [LINE_STATUS] = "rejected_status",
    [LINE_ASSET] = "dropped_assets",
    [LINE_METHOD] = "dropped_methods",
    [LINE_BODY] = "dropped_bodies",
    [LINE_FAILED] = "dropped_failed",
    [LINE_PARTIAL] = "dropped_partial",
    [LINE_OUTSIDE] = "dropped_outside",
    [LINE_TRACKER] = "dropped_trackers",
    [LINE_PAGE] = "dropped_pages",
    [LINE_ADDRESS] = "dropped_addresses",
    [LINE_BOT] = "dropped_bots",
    [LINE_BROWSER] = "dropped_browsers",
    [LINE_CONSENT] = "dropped_consent",
    [LINE_FORGOTTEN] = "dropped_forgotten",
    [LINE_EVENT] = "events",
};

enum verdict
verdict_of(enum fault fault)
{
	switch (fault) {
	case FAULT_TIME:
		return LINE_TIME;
	case FAULT_STATUS:
		return LINE_STATUS;
	case FAULT_HEADER:
		return LINE_BLANK;
	default:
		return LINE_SHAPE;
	}
}

bool
parser_keep(struct parser_options *o, struct slice list, struct slice *bad)
{
	static const struct {
		const char *name;
		enum verdict verdict;
	} kinds[] = {{"assets", LINE_ASSET}, {"methods", LINE_METHOD},
	    {"failed", LINE_FAILED}, {"partial", LINE_PARTIAL},
	    {"bots", LINE_BOT}};
	const size_t n = sizeof(kinds) / sizeof(*kinds);
	while (list.p) {
		size_t k = 0;
		*bad = slice_cut(&list, ',');
		while (k < n && !slice_is(*bad, kinds[k].name))
			k++;
		if (k == n)
			return false;
		o->keep |= 1u << kinds[k].verdict;
	}
	return true;
}

/* SPDX-License-Identifier: MIT */
/* The registry of log formats. */
#include "log/format.h"

static const struct log_format *const formats[] = {&format_auto, &format_common,
    &format_combined, &format_combined_cookie, &format_vhost_combined, NULL};

const struct log_format *
format_find(const char *name)
{
	for (size_t i = 0; formats[i]; i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

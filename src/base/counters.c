/* SPDX-License-Identifier: MIT */
/* Writing a tool's counters; stdio is good enough for a dozen lines. */
#include "base/counters.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/msg.h"

bool
counters_write(const struct counter *list, const char *path)
{
	FILE *file = fopen(path, "we");
	if (!file)
		return false;
	fputs("counter\tvalue\n", file);
	for (; list->name; list++)
		fprintf(file, "%s\t%" PRIu64 "\n", list->name, *list->value);
	bool bad = ferror(file) != 0;
	int error = errno;
	if (fclose(file) != 0)
		return false;
	errno = error;
	return !bad;
}

void
counters_print(const struct counter *list)
{
	for (; list->name; list++)
		if (*list->value != 0)
			msg_warn(list->name, "%" PRIu64, *list->value);
}

/* SPDX-License-Identifier: MIT */
/* What becomes of units, counted by segment and step. */
#include "brute/brute.h"

#include <stdlib.h>
#include <string.h>

static struct figures {
	char name[8];
	int visitors[STEPS], entered[STEPS], continued[STEPS], dropped[STEPS],
	    open[STEPS];
	int seconds[STEPS][VISITORS * 4], n_seconds[STEPS];
	bool unknown[STEPS]; /* seconds that no definition tells */
	long money[STEPS];
} figures[SEGMENTS];
static int n_figures;

static struct figures *
segment(const char *name)
{
	for (int i = 0; i < n_figures; i++)
		if (strcmp(figures[i].name, name) == 0)
			return &figures[i];
	memset(&figures[n_figures], 0, sizeof(*figures));
	strcpy(figures[n_figures].name, name);
	return &figures[n_figures++];
}

static void
add(const char *name, const struct result *r)
{
	struct figures *f;
	if (r->reached == 0)
		return;
	f = segment(name);
	for (int k = 0; k < c.n; k++) {
		bool reached = r->reached >> k & 1;
		bool went = r->continued >> k & 1, open = r->open >> k & 1;
		f->money[k] += r->money[k];
		if (!reached)
			continue;
		f->visitors[k]++;
		f->entered[k] += k == 0 || !(r->continued >> (k - 1) & 1);
		f->continued[k] += went;
		f->open[k] += open;
		f->dropped[k] += !went && !open;
		if (k > 0 && r->continued >> (k - 1) & 1) {
			f->unknown[k] |= !r->times_known;
			f->seconds[k][f->n_seconds[k]++] = r->seconds[k];
		}
	}
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct figures *)a)->name,
	    ((const struct figures *)b)->name);
}

void
figures_begin(void)
{
	n_figures = 0;
}

void
figures_write(FILE *out)
{
	qsort(figures, (size_t)n_figures, sizeof(*figures), by_name);
	for (int i = 0; i < n_figures; i++)
		for (int k = 0; k < c.n; k++) {
			struct figures *f = &figures[i];
			int n = f->n_seconds[k], *v = f->seconds[k];
			fprintf(out, "%s\t%d\t%d\t%d", f->name, k + 1,
			    f->visitors[k], f->entered[k]);
			if (k + 1 < c.n)
				fprintf(out, "\t%d\t%d\t%d", f->continued[k],
				    f->dropped[k], f->open[k]);
			else
				fprintf(out, "\t\t\t");
			qsort(v, (size_t)n, sizeof(*v), by_number);
			if (f->unknown[k])
				fprintf(out, "\t?");
			else if (n == 0)
				fprintf(out, "\t");
			else
				fprintf(out, "\t%g",
				    (v[(n - 1) / 2] + v[n / 2]) / 2.0);
			fprintf(out, "\t%ld\n", f->money[k]);
		}
}

/* The value by which a unit has its segment. */
static char
value_of(const struct event *e, int n, const struct result *r)
{
	char best = 0;
	if (c.by == BY_STEP) {
		/* the first by mask and value of those at that time */
		const struct event *found = NULL;
		if (!(r->reached >> c.by_step & 1))
			return 0;
		for (int i = 0; i < n; i++) {
			if (!(e[i].mask >> c.by_step & 1) ||
			    e[i].time != r->times[c.by_step])
				continue;
			if (!found || e[i].mask < found->mask ||
			    (e[i].mask == found->mask &&
				e[i].value < found->value))
				found = &e[i];
		}
		return found ? found->value : 0;
	}
	int time = -1;
	for (int i = 0; i < n; i++) {
		if (e[i].mask == 0 || e[i].value == 0)
			continue;
		if (time < 0 || (c.by == BY_LAST && e[i].time > time)) {
			time = e[i].time;
			best = e[i].value;
		} else if (e[i].time == time && e[i].value < best) {
			best = e[i].value;
		}
	}
	return best;
}

static void
count_unit(const struct event *e, int n)
{
	struct result r = {0};
	char name[8] = "";
	if (n == 0)
		return;
	try_ways(e, n, &r);
	if (c.by == BY_UID)
		snprintf(name, sizeof(name), "v%03d", e[0].visitor);
	else
		name[0] = value_of(e, n, &r);
	add(name, &r);
}

/* A visitor's events by the values that make units of them. */
void
figures_add(const struct event *all, int n)
{
	const char *holds = c.holds ? "pq" : "-";
	const char values[] = {0, 'k', 'l', 'm'};
	for (const char *h = holds; *h; h++)
		for (int v = 0; v < (c.by == BY_ALL ? 4 : 1); v++) {
			struct event mine[MOST];
			int count = 0;
			for (int i = 0; i < n; i++)
				if ((*h == '-' || all[i].hold == *h) &&
				    (c.by != BY_ALL ||
					all[i].value == values[v]))
					mine[count++] = all[i];
			count_unit(mine, count);
		}
}

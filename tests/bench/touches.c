/* SPDX-License-Identifier: MIT */
/* Staged events for cjm-attribute's benchmark: persons who come back by
 * campaigns, and some who buy.
 *
 *	touches ROWS PERSONS CONVERSIONS CAMPAIGNS [SEED]
 *
 * Rows come in time order, ten seconds apart at most. About a fifth of them
 * begin a session; popular campaigns are much more frequent than rare ones. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state;

static double
uniform(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (double)(state >> 11) * 0x1p-53;
}

static uint64_t
number(const char *text)
{
	char *end;
	uint64_t n = strtoull(text, &end, 10);
	if (*end != '\0' || n == 0) {
		fprintf(stderr, "touches: not a number: %s\n", text);
		exit(2);
	}
	return n;
}

int
main(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	uint64_t rows = number(argv[1]), persons = number(argv[2]);
	uint64_t conversions = number(argv[3]), campaigns = number(argv[4]);
	state = 0x9e3779b97f4a7c15u * (argc > 5 ? number(argv[5]) : 1);
	puts("time\tuid\tevent\tchannel\tsource\tmedium\tcampaign\torder\t"
	     "revenue\tcurrency\thit");
	uint64_t bought = 0;
	for (uint64_t i = 0; i < rows; i++) {
		uint64_t person = (uint64_t)(uniform() * (double)persons);
		double rank = uniform() * uniform();
		uint64_t campaign = (uint64_t)(rank * (double)campaigns);
		printf("%" PRIu64 "\t%016" PRIx64 "\t", 1772000000 + i / 8,
		    person * 0x9e3779b97f4a7c15u);
		if ((i + 1) * conversions / rows > bought) {
			printf("purchase\t\t\t\t\to%" PRIu64 "\t%" PRIu64
			       "\tKRW\t2\n",
			    bought, 1000 + (uint64_t)(uniform() * 99000));
			bought++;
		} else if (uniform() < 0.2) {
			printf("page_view\tPaid Search\tgoogle\tcpc\tc%" PRIu64
			       "\t\t\t\t1\n",
			    campaign);
		} else {
			puts("page_view\t\t\t\t\t\t\t\t2");
		}
	}
	return 0;
}

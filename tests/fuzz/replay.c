/* SPDX-License-Identifier: MIT */
/* Inputs of a fuzz target, once each, without libFuzzer: replay file... */
#include "fuzz/fuzz.h"

static struct slice
read_whole(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *p = NULL;
	size_t n = 0, got = 1;
	while (f && got > 0) {
		p = realloc(p, n + 4096);
		if (!p)
			abort();
		got = fread(p + n, 1, 4096, f);
		n += got;
	}
	if (!f || ferror(f)) {
		perror(path);
		exit(3);
	}
	fclose(f);
	/* of exactly its size: a byte too far is seen */
	p = realloc(p, n + (n == 0));
	return (struct slice){p, n};
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct slice input = read_whole(argv[i]);
		fprintf(stderr, "%s\n", argv[i]);
		LLVMFuzzerTestOneInput((const uint8_t *)input.p, input.n);
		fuzz_free(input);
	}
	return 0;
}

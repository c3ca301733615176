/* SPDX-License-Identifier: MIT */
/* Lines of a log through all of cjm-parse: every kernel gives the same events,
 * so do lines without marks, and every line is counted once; static files that
 * are told by their marks are those that the parser tells. The first byte
 * chooses the format. */
#include <fcntl.h>

#include "base/when.h"
#include "fuzz/fuzz.h"
#include "log/feed.h"

static const char *const formats[] = {"auto", "mixed", "common", "combined",
    "combined_cookie", "vhost_combined", "vhost_common", "main", "lighttpd",
    "json", "traefik", "w3c", "alb", "elb", "s3", "csv", "ga4-export",
    "segment", "haproxy:host user-agent referer x-forwarded-for cookie",
    "w3c:date time c-ip cs-method cs-uri-stem cs-uri-query sc-status "
    "cs(User-Agent) cs(Referer) cs(Cookie)",
    "apache:%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" "
    "\"%{User-Agent}i\" %D",
    "nginx:$remote_addr [$time_local] \"$request\" $status $upstream_status "
    "\"$http_user_agent\"",
    "nginx:escape=json {\"t\":\"$msec\",\"u\":\"$request_uri\",\"a\":{\"b\":"
    "\"$http_user_agent\"}}",
    "regex:^(?<time>\\S+) (?<client>\\S+) (?<request>.*?) (?<status>\\d+)$",
    "envoy", "npm", "ingress", "iis-classic", "logfmt", "ltsv"};

enum { N_FORMATS = sizeof(formats) / sizeof(*formats) };

static const char columns[] =
    "time,uid,user,event,host,path,query,referrer,channel,source,medium,"
    "campaign,term,content,device,status,ip,user_agent,method,bytes,click_id,"
    "line,param:q,cookie:_ga,item,item_name,category,quantity,price,order,"
    "revenue,currency,search,event_id,title,keyword,duration,json:a.b,json:url";

enum { N_COLUMNS = 39, PARSERS = 4 };

/* A parser for each kernel, kept from input to input but for what it learns. */
struct bench {
	struct parser parser;
	struct dialect dialects[N_FORMATS];
	struct feed feed;
	struct writer out;
};

static void
begin(struct bench *b, const struct simd *simd, const char *keep)
{
	struct slice bad;
	struct parser *p = &b->parser;
	p->options.since = p->options.until = WHEN_NONE;
	p->options.max_line = 4096;
	must(parser_keep(&p->options, slice_of(keep), &bad));
	must(uid_init(&p->uid,
	    SLICE("cookie:_ga,cookie:_pk_id,param:cid,tracker,user,ip+ua"),
	    &bad));
	must(columns_init(&p->columns, simd, slice_of(columns), &bad));
	sites_init(&p->sites);
	/* nothing to be learnt of an asset: it may be skipped */
	p->sites.given = (p->options.keep >> LINE_ASSET & 1) == 0;
	parser_init(p, simd);
	for (size_t i = 0; i < N_FORMATS; i++) {
		struct format_choice choice;
		struct format_error error;
		must(format_choose(&choice, slice_of(formats[i]), &error));
		must(
		    dialect_init(&b->dialects[i], &choice, simd, NULL, &error));
	}
	writer_init(&b->out, open("/dev/null", O_WRONLY), 0);
	b->feed.parser = p;
	b->feed.out = &b->out;
}

/* Forgets what an input taught. */
static void
forget(struct bench *b, size_t format)
{
	/* large: made anew only where something was learnt */
	if (b->parser.sites.seen > 0) {
		sites_release(&b->parser.sites);
		sites_init(&b->parser.sites);
	}
	b->parser.dialect = &b->dialects[format];
	b->parser.dialect->scan.clock = (struct clock){.zone = NULL};
	memset(b->parser.counts, 0, sizeof(b->parser.counts));
	b->feed.stopped = false;
	b->feed.lines = 0;
	b->feed.number = 0;
	b->out.n = 0;
}

static void
feed_lines(struct bench *b, struct slice text)
{
	struct block block = {(char *)(uintptr_t)text.p, text.n, 0, true};
	uint64_t sum = 0;
	feed_block(&b->feed, "f", &block);
	for (int v = 0; v < N_VERDICTS; v++)
		sum += b->parser.counts[v];
	must(sum == b->feed.lines);
	fuzz_check_stream((struct slice){b->out.p, b->out.n}, N_COLUMNS);
}

static void
feed_without_marks(struct bench *b, struct slice text)
{
	uint64_t number = 0;
	struct slice rest = {text.p, text.n - 1};
	struct dialect *d = b->parser.dialect;
	dialect_begin(d);
	d->changed = NULL;
	if (slice_starts(rest, SLICE("\xef\xbb\xbf")))
		rest = slice_skip(rest, 3);
	while (rest.p && !d->changed) {
		struct line line = {.text = slice_cut(&rest, '\n')};
		line.base = line.text.p;
		parser_line(&b->parser, &line, "f", ++number, &b->out);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char all[] = "assets,methods,failed,bots";
	static struct bench benches[PARSERS], plain, quick, slow;
	static size_t n;
	if (size < 2 || size > FEED_PIECE)
		return 0;
	if (n == 0) {
		for (; simd_all()[n]; n++)
			begin(&benches[n], simd_all()[n], all);
		begin(&plain, &simd_scalar, all);
		begin(&quick, simd_all()[n - 1], "bots");
		begin(&slow, simd_all()[n - 1], "bots");
	}
	size_t format = data[0] % N_FORMATS;
	struct slice text = fuzz_copy(data + 1, size - 1);
	*(char *)(uintptr_t)(text.p + text.n - 1) = '\n';
	struct slice first = {NULL, 0};
	for (size_t i = 0; i < n; i++) {
		struct bench *b = &benches[i];
		forget(b, format);
		feed_lines(b, text);
		if (i == 0)
			first = (struct slice){b->out.p, b->out.n};
		must(slice_equal(first, (struct slice){b->out.p, b->out.n}));
	}
	forget(&plain, format);
	feed_without_marks(&plain, text);
	must(slice_equal(first, (struct slice){plain.out.p, plain.out.n}));
	forget(&quick, format);
	feed_lines(&quick, text);
	forget(&slow, format);
	feed_without_marks(&slow, text);
	must(memcmp(quick.parser.counts, slow.parser.counts,
		 sizeof(slow.parser.counts)) == 0);
	fuzz_free(text);
	return 0;
}

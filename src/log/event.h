/* SPDX-License-Identifier: MIT */
/* An event, and which columns of it are written in which order. */
#ifndef CJM_LOG_EVENT_H
#define CJM_LOG_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "io/writer.h"
#include "log/agent.h"
#include "log/source.h"
#include "log/url.h"

/* What a hit has become. Text is bytes, unescaped, with SIMD_PAD readable
 * bytes behind it; but traffic is ready for the stream. */
struct event {
	int64_t time; /* microseconds */
	struct slice uid;
	struct slice user;
	struct slice name; /* page_view… */
	struct slice host;
	struct slice path;
	struct slice query;    /* scrubbed */
	struct slice referrer; /* scrubbed */
	struct traffic traffic;
	enum device device;
	unsigned status;
	struct slice all_of_query; /* as sent */
	struct slice client, agent, method, bytes, cookie;
	const char *file; /* for `line` */
	uint64_t line;
};

/* What must be computed for the columns that are wanted. */
enum event_need { NEED_TRAFFIC = 1, NEED_REFERRER = 2, NEED_UID = 4 };

/* The columns of the output. */
struct columns {
	struct column *at;
	size_t n;
	struct column **steps; /* those that are written, not only passed */
	size_t n_steps, tabs;
	unsigned needs; /* of enum event_need */
	struct url_decoder decoder;
	const struct simd *simd;
	struct buf scratch;
};

/* The default columns, in order, by comma. */
extern const char columns_default[];

/* Reads a list of names; false with the unknown one in *bad. The list's bytes
 * must outlive the columns. */
bool columns_init(struct columns *c, const struct simd *simd, struct slice list,
    struct slice *bad);
void columns_release(struct columns *c);

void columns_put_header(const struct columns *c, struct writer *out);
void columns_put(struct columns *c, struct writer *out, const struct event *e);

#endif

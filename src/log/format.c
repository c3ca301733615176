/* SPDX-License-Identifier: MIT */
/* The registry of log formats. */
#include "log/format.h"

const struct log_format *const log_formats[] = {&format_ga4_export,
    &format_segment, &format_json, &format_caddy, &format_traefik,
    &format_cloudflare, &format_ecs, &format_w3c, &format_iis,
    &format_cloudfront, &format_alb, &format_elb, &format_s3, &format_haproxy,
    &format_apache, &format_nginx, &format_regex, &format_csv, &format_envoy,
    &format_npm, &format_ingress, &format_iis_classic, &format_clf,
    &format_common, &format_combined, &format_combined_cookie,
    &format_combinedio, &format_main, &format_vhost_combined,
    &format_vhost_common, &format_lighttpd, &format_logfmt, &format_ltsv, NULL};

const struct log_format *
format_find(struct slice name)
{
	for (size_t i = 0; log_formats[i]; i++)
		if (slice_is(name, log_formats[i]->name))
			return log_formats[i];
	return NULL;
}

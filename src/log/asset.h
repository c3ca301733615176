/* SPDX-License-Identifier: MIT */
/* Static files: what a page is made of, told by the ending of the path. */
#ifndef CJM_LOG_ASSET_H
#define CJM_LOG_ASSET_H

#include "base/slice.h"

enum asset {
	ASSET_NONE,
	ASSET_OTHER, /* pictures, media, data */
	ASSET_PART   /* styles, scripts, fonts: asked for by pages of the site
		      * itself, hardly ever by others */
};

/* The kind of a path (without `?`), without case. Up to 8 bytes in front of
 * the path can be read: a request line has its method there. */
enum asset asset_kind(struct slice path);

#endif

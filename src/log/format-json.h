/* SPDX-License-Identifier: MIT */
/* JSON lines whose names are given, for formats that write JSON. */
#ifndef CJM_LOG_FORMAT_JSON_H
#define CJM_LOG_FORMAT_JSON_H

#include "log/fields.h"

enum { JSON_MAP_MAX = FIELD_ALIASES };

/* Where a field stands (see json_paths_add), or the value of one cookie: then
 * that has a name. N_FIELDS is no field, whatever its name; FIELD_NONE none
 * where another path tells the field that its name would be. */
struct json_map {
	struct slice path;
	enum field field;
	struct slice cookie;
};

/* The state of format_json that looks at these paths before all names that it
 * knows. All texts are copied. */
void *format_json_open(const struct json_map *map, size_t n);

#endif

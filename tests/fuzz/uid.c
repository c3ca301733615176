/* SPDX-License-Identifier: MIT */
/* Cookies and visitors' ids: lines are the Cookie header, the query, the user
 * and the address. */
#include "fuzz/fuzz.h"
#include "log/cookie.h"
#include "log/uid.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const lists[] = {"cookie:_ga,cookie:uid,ip+ua",
	    "user,param:cid,cookie:_pk_id.1.1,cookie:uid", "ip+ua"};
	struct slice rest = {(const char *)data, size}, bad;
	struct uid_sources from = {.agent = size};
	from.cookie = slice_cut(&rest, '\n');
	from.query = rest.p ? slice_cut(&rest, '\n') : SLICE("");
	from.user = rest.p ? slice_cut(&rest, '\n') : SLICE("");
	from.client = rest.p ? rest : SLICE("");
	cookie_value(from.cookie, SLICE("uid"));
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct uid_rules rules;
		char hash[UID_HASH_LENGTH];
		must(uid_init(&rules, slice_of(lists[i]), &bad));
		struct slice id = uid_find(&rules, &from, hash);
		must(id.n <= size + UID_HASH_LENGTH);
	}
	struct uid_rules rules;
	uid_init(&rules, (struct slice){(const char *)data, size}, &bad);
	return 0;
}

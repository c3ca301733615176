/* SPDX-License-Identifier: MIT */
/* Names of parameters looked up in the lists of known ones. */
#include <stddef.h>
#include <string.h>

#include "log/known-lists.h"
#include "log/known-params.h"
#include "log/names.h"
#include "log/url.h"

static inline bool
same(const char *name, const char *known, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (byte_lower(name[i]) != known[i])
			return false;
	return true;
}

static bool
begins(struct slice name, const char *prefix)
{
	size_t n = strlen(prefix);
	return name.n >= n && same(name.p, prefix, n);
}

static inline bool
is_name(struct slice name, const struct known *known)
{
	return name.n == known->n && same(name.p, known->name, name.n);
}

static enum known_param
find(const struct known_list *list, struct slice name)
{
	const struct known *names = list->names;
	for (size_t i = 0; i < list->n && names[i].n <= name.n; i++)
		if (is_name(name, &names[i]))
			return (enum known_param)names[i].param;
	return PARAM_OTHER;
}

static enum known_param
find_matomo(struct slice name)
{
	const char *bar = slice_find(name, '_');
	struct slice rest = slice_skip(name, (size_t)(bar - name.p) + 1);
	return find(&known_matomo, rest);
}

/* Families of names that are open at their end. */
static enum known_param
find_prefix(struct slice name)
{
	switch (byte_lower(name.p[0])) {
	case 'a':
		return begins(name, "aspsessionid") ? PARAM_SESSION
						    : PARAM_OTHER;
	case 'h':
		return begins(name, "hsa_") ? PARAM_CAMPAIGN_REST : PARAM_OTHER;
	case 'm':
		if (begins(name, "mtm_") || begins(name, "matomo_"))
			return find_matomo(name);
		return PARAM_OTHER;
	case 'p':
		if (begins(name, "pk_") || begins(name, "piwik_"))
			return find_matomo(name);
		return PARAM_OTHER;
	case 'u':
		return begins(name, "utm_") ? PARAM_CAMPAIGN_REST : PARAM_OTHER;
	default:
		return PARAM_OTHER;
	}
}

/* An index over all lists but for the few names that are longer. */
enum { INDEX_BITS = 10 };

static struct name_slot index_slots[1 << INDEX_BITS];

__attribute__((constructor)) static void
fill_index(void)
{
	for (size_t letter = 0; letter < 32; letter++)
		for (size_t i = 0; i < known_lists[letter].n; i++) {
			const struct known *k = &known_lists[letter].names[i];
			if (k->n <= NAME_WHOLE)
				name_add(index_slots, INDEX_BITS, k->name, k->n,
				    k->param);
		}
}

static enum known_param
find_index(struct slice name, struct name_ends e)
{
	if (name.n > NAME_WHOLE)
		return find(&known_lists[name.p[0] & 31], name);
	const struct name_slot *k =
	    name_find(index_slots, INDEX_BITS, e, name.n);
	return k->n > 0 ? (enum known_param)k->value : PARAM_OTHER;
}

static inline enum known_param
find_name(struct slice name)
{
	size_t letter = (unsigned char)name.p[0] & 31;
	if (name.n < 2 ||
	    !(known_lists[letter].seconds >> (name.p[1] & 31) & 1))
		return PARAM_OTHER;
	enum known_param p = find_index(name, name_ends(name.p, name.n));
	if (p == PARAM_OTHER)
		return find_prefix(name);
	/* shops have a `scid` of their own: Snapchat's is told by its case */
	if (p == PARAM_SCCID && memcmp(name.p, "ScCid", 5) != 0)
		return PARAM_OTHER;
	return p;
}

/* Of names as forms of PHP and Rails send them, `user[email]`: whether a part
 * tells a person. Not inline, since few names have any. */
static __attribute__((noinline)) enum known_param
find_parts(struct slice name)
{
	const char *from = name.p;
	for (const char *p = name.p; p < name.p + name.n; p++) {
		if (*p != '[' && *p != ']')
			continue;
		struct slice part = slice_between(from, p);
		if (part.n > 0 && find_name(part) == PARAM_PERSON)
			return PARAM_PERSON;
		from = p + 1;
	}
	return PARAM_OTHER;
}

static inline enum known_param
find_whole_or_parts(struct slice name)
{
	enum known_param p = find_name(name);
	if (p == PARAM_OTHER && name.p[name.n - 1] == ']')
		return find_parts(name);
	return p;
}

enum { MAX_NAME = 64 };

static bool
is_encoded(struct slice name)
{
	uint64_t first = word_load(name.p);
	if (name.n > NAME_WHOLE)
		return slice_find(name, '%') != NULL;
	if (name.n < 8)
		return word_has(word_cut(first, name.n), '%') != 0;
	return (word_has(first, '%') |
		   word_has(word_load(name.p + name.n - 8), '%')) != 0;
}

enum known_param
known_param(struct slice name)
{
	if (name.n == 0 || name.n > MAX_NAME)
		return PARAM_OTHER;
	enum known_param p = find_whole_or_parts(name);
	if (p != PARAM_OTHER || !is_encoded(name))
		return p;
	char plain[MAX_NAME + 8];
	size_t n = url_unescape(plain, name);
	if (n == 0)
		return PARAM_OTHER;
	return find_whole_or_parts((struct slice){plain, n});
}

/* SPDX-License-Identifier: MIT */
/* The registry of trackers: whose a request is, and its parameters by name. */
#include "log/tracker.h"

#include <stdlib.h>
#include <strings.h>

#include "base/mem.h"
#include "base/num.h"
#include "log/base64.h"

static const struct tracker *const registry[] = {&tracker_logger, &tracker_ga4,
    &tracker_analytics, &tracker_urchin, &tracker_matomo, &tracker_snowplow,
    &tracker_acecounter, NULL};

/* Five bits of each of the two bytes at p. */
static inline size_t
start_of(const char *p)
{
	uint16_t both;
	memcpy(&both, p, sizeof(both));
	return both & 0x1f1f;
}

static void
add_start(struct tracker_index *index, char first, char second)
{
	char both[2] = {first, second};
	index->starts[start_of(both)] = true;
}

/* What begins neither a key nor a number of a product. */
static void
add_other_starts(struct tracker_index *index)
{
	add_start(index, 'a', 'm'); /* `amp;`, see url_skip_entity */
	for (int c = 0; index->tracker->other && c < 32; c++)
		add_start(index, 'p', (char)c);
}

static void
add_name(struct tracker_index *index, struct slice name, uint8_t key)
{
	name_add(index->slots, TRACKER_BITS, name.p, name.n, key);
	add_start(index, name.p[0], name.n > 1 ? name.p[1] : '=');
}

static void
add_names(struct tracker_index *index)
{
	const struct tracker *t = index->tracker;
	for (size_t i = 0; i < t->n_keys; i++)
		add_name(index, slice_of(t->keys[i].name), (uint8_t)i);
	add_other_starts(index);
}

static void
add_letters(struct trackers *t, const char *letters, uint32_t bit)
{
	for (; *letters; letters++) {
		unsigned char c = (unsigned char)*letters;
		if (c == ' ')
			c = 0;
		t->by_first[c] |= bit;
		if (c >= 'a' && c <= 'z')
			t->by_first[c - 32] |= bit;
	}
}

static struct tracker_index *
index_new(const struct tracker *tracker)
{
	struct tracker_index *index = mem_zero(1, sizeof(*index));
	index->tracker = tracker;
	return index;
}

void
trackers_init(struct trackers *t)
{
	memset(t, 0, sizeof(*t));
	t->pixel.tracker = tracker_pixel;
	t->pixel.tracker.keys = t->pixel.keys;
	for (; registry[t->n]; t->n++)
		add_letters(t, registry[t->n]->first, 1u << t->n);
}

void
trackers_release(struct trackers *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->at[i]);
	free(t->pixel.index);
}

/* The names of a tracker are made ready behind its first hit: most logs have
 * one tracker's, or none. */
static struct tracker_index *
index_of(struct trackers *t, unsigned i)
{
	if (!t->at[i]) {
		t->at[i] = index_new(registry[i]);
		add_names(t->at[i]);
	}
	return t->at[i];
}

struct tracker_index *
trackers_find_pixel(const struct trackers *t, struct slice path)
{
	struct url url;
	if (path.n > 0 && path.p[0] != '/') {
		url_split_target(path, &url);
		path = url.path;
	}
	for (size_t i = 0; i < t->pixel.n; i++)
		if (slice_equal(path, t->pixel.paths[i]))
			return t->pixel.index;
	return NULL;
}

struct tracker_index *
trackers_find(
    struct trackers *t, struct slice path, struct slice query, bool *body)
{
	const char *slash = path.n > 0 ? memrchr(path.p, '/', path.n) : NULL;
	if (!slash)
		return NULL;
	if (t->pixel.n > 0 && trackers_find_pixel(t, path))
		return t->pixel.index;
	struct slice last = slice_between(slash + 1, path.p + path.n);
	uint32_t bits = t->by_first[last.n > 0 ? (unsigned char)last.p[0] : 0];
	for (; bits; bits &= bits - 1) {
		unsigned i = (unsigned)__builtin_ctz(bits);
		const struct tracker *tracker = registry[i];
		*body =
		    tracker->has_body && tracker->has_body(path, last, query);
		if (*body || tracker->owns(path, last, query))
			return index_of(t, i);
	}
	return NULL;
}

static void
take_hits(struct tracker_index *index, uint64_t *hits)
{
	*hits = index ? index->hits : 0;
	if (index)
		index->hits = 0;
}

void
trackers_take_hits(struct trackers *t, uint64_t hits[TRACKERS_HITS])
{
	for (size_t i = 0; i < t->n; i++)
		take_hits(t->at[i], &hits[i]);
	take_hits(t->pixel.index, &hits[TRACKERS_MAX]);
}

void
trackers_add_hits(struct trackers *t, const uint64_t hits[TRACKERS_HITS])
{
	for (unsigned i = 0; i < t->n; i++)
		if (hits[i] > 0)
			index_of(t, i)->hits += hits[i];
	if (hits[TRACKERS_MAX] > 0)
		t->pixel.index->hits += hits[TRACKERS_MAX];
}

bool
trackers_add_pixel(struct trackers *t, struct slice path)
{
	struct pixel *p = &t->pixel;
	if (p->n == PIXELS_MAX || path.n < 2 || path.p[0] != '/')
		return false;
	p->paths[p->n++] = path;
	return true;
}

static bool
add_key(struct pixel *p, struct slice name, int field)
{
	if (p->tracker.n_keys == PIXEL_KEYS_MAX || field < 0 || name.n == 0 ||
	    name.n > UINT8_MAX)
		return false;
	uint8_t key = (uint8_t)p->tracker.n_keys++;
	p->keys[key] = (struct tracker_key){name.p, (uint8_t)field};
	if (!p->index)
		p->index = index_new(&p->tracker);
	add_name(p->index, name, key);
	return true;
}

bool
trackers_map(struct trackers *t, struct slice map)
{
	struct slice column = map;
	struct slice name = slice_cut(&column, '=');
	return column.n > 0 && add_key(&t->pixel, name, pixel_field(column));
}

void
trackers_ready(struct trackers *t)
{
	struct pixel *p = &t->pixel;
	const char *column;
	if (p->n == 0)
		return;
	for (size_t i = 0; (column = pixel_column(i)); i++)
		add_key(p, slice_of(column), pixel_field(slice_of(column)));
	add_other_starts(p->index);
}

bool
tracker_query_has(struct slice query, const char *name, const char *value)
{
	struct slice found, rest = query, n = slice_of(name);
	/* nearly always the first one */
	if (slice_starts(rest, n)) {
		rest = slice_skip(rest, n.n);
		struct slice v = slice_of(value);
		if (rest.n > v.n && rest.p[0] == '=' &&
		    memcmp(rest.p + 1, v.p, v.n) == 0 &&
		    (rest.n == v.n + 1 || rest.p[v.n + 1] == '&'))
			return true;
	}
	return url_find_param(query, n, &found) && slice_is(found, value);
}

struct slice
tracker_text(struct tracker_hit *hit, unsigned field)
{
	char plus = hit->tracker->escaped ? '+' : ' ';
	return tracker_has(hit, field)
	    ? track_text(hit->reader, hit->raw[field], plus)
	    : SLICE("");
}

int64_t
tracker_amount(struct tracker_hit *hit, unsigned field)
{
	struct slice text = tracker_text(hit, field);
	return text.n > 0 ? track_amount(hit->reader, text) : ITEM_NONE;
}

struct slice
tracker_base64(struct tracker_hit *hit, unsigned field)
{
	struct slice raw = tracker_raw(hit, field);
	struct buf *text = &hit->reader->text;
	char *to = buf_need(text, raw.n + SIMD_PAD);
	size_t n = base64_decode(to, raw);
	text->n += n;
	return (struct slice){to, n};
}

int64_t
tracker_milliseconds(const struct tracker_hit *hit, unsigned field)
{
	uint64_t v;
	return num_read_u64(tracker_raw(hit, field), INT64_MAX / 1000, &v)
	    ? (int64_t)v * 1000
	    : 0;
}

void
tracker_add_campaign(
    struct tracker_hit *hit, struct track *t, const char *name, unsigned field)
{
	if (tracker_has(hit, field))
		track_add_campaign(
		    hit->reader, t, name, tracker_text(hit, field));
}

/* The key of that name; NULL when there is none. */
static const struct tracker_key *
find_key(const struct tracker_index *index, struct slice name)
{
	const struct name_slot *slot = name_find(
	    index->slots, TRACKER_BITS, name_ends(name.p, name.n), name.n);
	if (slot->n == 0)
		return NULL;
	const struct tracker_key *key = &index->tracker->keys[slot->value];
	if (name.n > NAME_WHOLE && strncasecmp(name.p, key->name, name.n) != 0)
		return NULL;
	return key;
}

/* Nearly all names are short. */
static inline const char *
find_equals(const struct simd *simd, struct slice piece)
{
	const char *end = piece.p + piece.n;
	uint64_t found = word_has(word_load(piece.p), '=');
	const char *at = found ? piece.p + word_first(found)
			       : simd->find(piece.p, end, '=', '=');
	return at < end ? at : NULL;
}

/* A piece of the query, as url_next_param cuts it. */
static void
take(struct tracker_hit *hit, const struct tracker_index *index,
    struct slice piece)
{
	if (piece.n > 3 && piece.p[0] == 'a')
		piece = url_skip_entity(piece);
	const char *equals = find_equals(hit->reader->simd, piece);
	if (!equals || equals + 1 == piece.p + piece.n)
		return;
	struct slice name = slice_between(piece.p, equals);
	struct slice value = slice_between(equals + 1, piece.p + piece.n);
	const struct tracker_key *key = find_key(index, name);
	if (!key) {
		if (hit->tracker->other && name.n > 2 && name.p[0] == 'p')
			hit->tracker->other(hit, name, value);
		return;
	}
	if (tracker_has(hit, key->field))
		return;
	hit->seen |= 1ull << key->field;
	hit->raw[key->field] = value;
	if (key->field == TRACK_URL)
		hit->page_asked = url_memo_ask(&hit->reader->pages, value);
	else if (key->field == TRACK_REFERRER)
		hit->referrer_asked =
		    url_memo_ask(&hit->reader->referrers, value);
}

/* The pieces of the query that may be of use, by number: *ends has where each
 * piece ends. */
static size_t
find_pieces(const struct tracker_hit *hit, const struct tracker_index *index,
    const uint32_t **ends, const uint32_t **pieces)
{
	struct track_reader *r = hit->reader;
	struct slice query = hit->query;
	size_t room = query.n + PLACES_PAD;
	r->places.n = 0;
	uint32_t *at =
	    (uint32_t *)(void *)buf_need(&r->places, 2 * room * sizeof(*at));
	uint32_t *useful = at + room, from = 0;
	size_t n = r->simd->places(query.p, query.n, '&', '&', at), found = 0;
	at[n] = (uint32_t)query.n;
	for (uint32_t i = 0; i <= n; i++) {
		/* put down in any case: no branch foretells which are */
		useful[found] = i;
		found += index->starts[start_of(query.p + from)];
		from = at[i] + 1;
	}
	*ends = at;
	*pieces = useful;
	return found;
}

/* A hit has 30 parameters, of which its tracker's keys are a quarter: all are
 * found at once, and most are passed by their first two bytes. */
static void
walk(struct tracker_hit *hit, const struct tracker_index *index)
{
	const uint32_t *ends, *pieces;
	const char *p = hit->query.p;
	if (hit->query.n == 0) /* a posted hit may have none */
		return;
	size_t n = find_pieces(hit, index, &ends, &pieces);
	for (size_t k = 0; k < n; k++) {
		uint32_t i = pieces[k];
		const char *from = i > 0 ? p + ends[i - 1] + 1 : p;
		take(hit, index, slice_between(from, p + ends[i]));
	}
}

static struct slice
read_text(struct tracker_hit *hit, struct track *t, unsigned field)
{
	char plus = hit->tracker->escaped ? '+' : ' ';
	if (field == TRACK_URL)
		return track_decode_page(
		    hit->reader, t, hit->page_asked, hit->raw[field], plus);
	if (field == TRACK_REFERRER)
		return track_decode_referrer(
		    hit->reader, hit->referrer_asked, hit->raw[field], plus);
	return tracker_text(hit, field);
}

void
trackers_read(const struct tracker_index *index, struct slice path,
    struct slice query, struct track_reader *r, struct track *out)
{
	struct tracker_hit hit;
	hit.reader = r;
	hit.tracker = index->tracker;
	hit.path = path;
	hit.query = query;
	hit.seen = 0;
	hit.page_asked = hit.referrer_asked = 0;
	track_begin(r, out, query.n);
	r->amounts = index->tracker->amounts;
	walk(&hit, index);
	uint64_t texts = hit.seen & r->wants;
	for (; texts; texts &= texts - 1) {
		unsigned field = (unsigned)__builtin_ctzll(texts);
		out->texts[field] = read_text(&hit, out, field);
	}
	index->tracker->read(&hit, out);
	track_finish(r, out);
}

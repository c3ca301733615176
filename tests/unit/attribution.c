/* SPDX-License-Identifier: MIT */
/* Attribution against a slow twin that keeps every row, searches all of them
 * for each conversion, and shares no code below the rows but the decimals. */
#include "journey/attribution.h"

#include "journey/halving.h"
#include "unit/tap.h"

enum { ROWS = 400, PERSONS = 5, KEYS = 6, CURRENCIES = 4, MODELS = 6 };

/* Sorted as the result is; the first three stand for what is printed. */
static const char *const key_names[KEYS] = {
    "(none)", "(unattributed)", "A", "B", "C", "Direct"};
enum { NONE = 0, NOTHING = 1, DIRECT = 5 };
static const char *const currency_names[CURRENCIES] = {"", "KRW", "KWD", "USD"};
static const unsigned currency_decimals[CURRENCIES] = {0, 0, 3, 2};
static const char *const revenues[] = {
    "", "0", "7", "10.00", "9.99", "1234.5", "100", "x", "-5", "0.001"};
static const char *const orders[] = {"", "", "o1", "o2", "o3", "o4", "o5"};

static uint64_t state = 1;

static unsigned
random_below(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((state >> 33) % n);
}

/* One row by numbers, and what the twin works out about it. */
struct fact {
	int64_t time;
	unsigned person, key, sources, revenue, currency, order;
	enum attribution_kind kind;
	bool begins, touch;
};

static struct fact facts[ROWS];
static const struct credits_columns only_credits;

struct twin_order {
	bool seen, counted;
	unsigned n, keys[ROWS], currency, digits;
	uint64_t weights[MODELS][ROWS];
	int64_t left;
};

struct twin {
	const struct attribution_options *options;
	struct twin_order orders[sizeof(orders) / sizeof(*orders)];
	struct credit sums[KEYS][CURRENCIES][MODELS];
	bool there[KEYS][CURRENCIES];
	int64_t units[CURRENCIES]; /* millionths of the last digit paid */
	int64_t latest[PERSONS + 1];
	size_t restart[PERSONS + 1];
};

static void
make_facts(void)
{
	int64_t now = 1000 * DAY;
	for (size_t i = 0; i < ROWS; i++) {
		struct fact *f = &facts[i];
		now += random_below(3) * random_below(2000) * MINUTE;
		*f = (struct fact){.time = now,
		    .person = random_below(PERSONS + 1),
		    .key = random_below(5) == 0 ? NONE : 2 + random_below(4),
		    .begins = random_below(4) == 0,
		    .revenue = random_below(10),
		    .order = random_below(7),
		    .currency = random_below(3) ? 3 : random_below(CURRENCIES)};
		f->sources = f->key == NONE ? 0 : f->key;
		if (random_below(20) == 0)
			f->time -= random_below(5000) * MINUTE;
		unsigned kind = random_below(5);
		f->kind = kind == 0 ? ROW_CONVERSION
		    : kind == 1     ? ROW_REFUND
				    : ROW_OTHER;
	}
}

static void
run_tool(const struct attribution_options *options, struct buf *result)
{
	static const char *const people[] = {"", "p1", "p2", "p3", "p4", "p5"};
	static struct attribution_row rows[ROWS];
	struct attribution a;
	attribution_init(&a, options);
	for (size_t i = 0; i < ROWS; i++) {
		const struct fact *f = &facts[i];
		const char *name = f->key == NONE ? "" : key_names[f->key];
		rows[i] = (struct attribution_row){.time = f->time,
		    .person = hash_key(slice_of(people[f->person])),
		    .nobody = f->person == 0,
		    .keys = {slice_of(name), slice_of("")},
		    .sources = f->sources,
		    .kind = f->kind,
		    .begins = f->begins,
		    .channel = slice_of(name),
		    .order = slice_of(orders[f->order]),
		    .revenue = slice_of(revenues[f->revenue]),
		    .currency = slice_of(currency_names[f->currency])};
	}
	for (size_t i = 0; i < ROWS;) {
		size_t n = 1 + random_below(ATTRIBUTION_BATCH);
		n = n > ROWS - i ? ROWS - i : n;
		for (size_t k = i; k < i + n; k++)
			attribution_meet(&a, &rows[k]);
		attribution_add(&a, rows + i, n);
		i += n;
	}
	attribution_end_pass(&a);
	attribution_settle(&a);
	credits_round(&a.credits, &a.keys, &a.currencies);
	ok(!credits_audit(&a.credits), "the credits are the conversions");
	credits_print(&a.credits, &only_credits, result);
	ok(credits_audit_text(&a.credits, buf_slice(result), 1),
	    "and so are the rows");
	attribution_release(&a);
}

/* Whether row i is a touch, by looking at every row before it. */
static bool
find_touch(const struct attribution_options *options, size_t i)
{
	const struct fact *f = &facts[i];
	unsigned so_far = 0;
	if (!options->has_hit)
		return f->kind == ROW_OTHER && f->key != NONE;
	for (size_t k = 0; k < i; k++)
		if (facts[k].person == f->person && f->person != 0 &&
		    (facts[k].begins || facts[k].sources != 0))
			so_far = facts[k].sources;
	return f->begins || (f->sources != 0 && f->sources != so_far);
}

static size_t
find_path(const struct twin *t, size_t i, unsigned *keys, int64_t *times)
{
	const struct fact *f = &facts[i];
	size_t n = 0;
	for (size_t k = t->restart[f->person]; k <= i; k++) {
		const struct fact *g = &facts[k];
		if (g->person != f->person || (f->person == 0 && k < i) ||
		    !g->touch || g->time > f->time ||
		    t->latest[f->person] - g->time > t->options->lookback)
			continue;
		if (t->options->transforms.at[0].kind == TRANSFORM_EXPOSURE &&
		    n > 0 && keys[n - 1] == g->key) {
			times[n - 1] = g->time;
			continue;
		}
		keys[n] = g->key;
		times[n++] = g->time;
	}
	return n;
}

static void
weigh(const struct twin *t, struct twin_order *o, const int64_t *times)
{
	size_t n = o->n, last = n - 1, known = n - 1;
	int64_t newest = times[0];
	for (size_t i = 0; i < n; i++) {
		if (o->keys[i] != DIRECT && o->keys[i] != NONE)
			known = i;
		newest = times[i] > newest ? times[i] : newest;
	}
	for (size_t i = 0; i < n; i++) {
		bool end = i == 0 || i == last;
		o->weights[0][i] = i == 0;
		o->weights[1][i] = i == last;
		o->weights[2][i] = i == known;
		o->weights[3][i] = 1;
		o->weights[4][i] = n <= 2 ? 1 : end ? 2 * (n - 2) : 1;
		o->weights[5][i] = halving((uint64_t)(newest - times[i]),
		    (uint64_t)t->options->model.half_life);
	}
}

/* To those who are owed most, one unit after the other. */
static void
hand_out(int128 *parts, uint128 *rests, size_t n, uint64_t left, int128 unit)
{
	for (; left > 0; left--) {
		size_t most = 0;
		for (size_t i = 1; i < n; i++)
			if (rests[i] > rests[most])
				most = i;
		parts[most] += unit;
		rests[most] = 0;
	}
}

/* Parts of an amount in units of 2^-32, by division on paper, a bit a line. */
static void
share(const uint64_t *weights, size_t n, uint64_t amount, int128 *parts)
{
	uint128 sum = 0, rests[ROWS];
	int128 left = (int128)amount << 32;
	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	for (size_t i = 0; i < n; i++) {
		uint128 product = (uint128)amount * weights[i];
		parts[i] = (int128)(product / sum);
		rests[i] = product % sum;
		for (int bit = 0; bit < 32; bit++) {
			rests[i] *= 2;
			bool more = rests[i] >= sum;
			parts[i] = parts[i] * 2 + more;
			rests[i] -= more ? sum : 0;
		}
		left -= parts[i];
	}
	hand_out(parts, rests, n, (uint64_t)left, 1);
}

static void
give(struct twin *t, const struct twin_order *o, int64_t money, int sign)
{
	int64_t *unit = &t->units[o->currency], own = 1;
	int128 parts[ROWS];
	for (unsigned d = o->digits; d < 6; d++)
		own *= 10;
	*unit = *unit == 0 || own < *unit ? own : *unit;
	for (unsigned m = 0; m < MODELS; m++) {
		share(o->weights[m], o->n, (uint64_t)money, parts);
		for (size_t i = 0; i < o->n; i++) {
			t->there[o->keys[i]][o->currency] = true;
			t->sums[o->keys[i]][o->currency][m].revenue +=
			    parts[i] * sign;
		}
		if (sign < 0)
			continue;
		share(o->weights[m], o->n, CONVERSION_UNITS, parts);
		for (size_t i = 0; i < o->n; i++)
			t->sums[o->keys[i]][o->currency][m].conversions +=
			    parts[i];
	}
}

static unsigned
decimals_of(const char *number, bool currency)
{
	const char *point = strchr(number, '.');
	size_t n = point ? strlen(point + 1) : 0;
	while (currency && n > 0 && point[n] == '0')
		n--;
	return (unsigned)n;
}

static void
take_back(struct twin *t, const struct fact *f)
{
	struct twin_order *o = &t->orders[f->order];
	const char *revenue = revenues[f->revenue];
	int64_t money = 0;
	if (f->order < 2 || !o->seen || !o->counted || *revenue == 'x' ||
	    (f->currency != 0 && f->currency != o->currency))
		return;
	decimal_read(slice_of(revenue), &money);
	money = money < 0 ? -money : money;
	if (*revenue == '\0')
		money = o->left > 0 ? o->left : 0;
	unsigned digits = decimals_of(revenue, o->currency != 0);
	o->digits = digits > o->digits ? digits : o->digits;
	o->left -= money;
	give(t, o, money, -1);
}

static void
take_conversion(struct twin *t, size_t i)
{
	static struct twin_order loose;
	static int64_t times[ROWS];
	const struct fact *f = &facts[i];
	const char *revenue = revenues[f->revenue];
	struct twin_order *o = f->order < 2 ? &loose : &t->orders[f->order];
	if (*revenue == '-') {
		take_back(t, f);
		return;
	}
	if (f->order >= 2 && o->seen)
		return;
	o->seen = true;
	if (f->time >= t->options->since && f->time < t->options->until) {
		o->counted = true;
		o->n = (unsigned)find_path(t, i, o->keys, times);
		if (o->n == 0) {
			o->keys[0] = NOTHING;
			times[0] = f->time;
			o->n = 1;
		}
		weigh(t, o, times);
		o->currency = f->currency;
		o->digits = decimals_of(revenue, f->currency != 0);
		if (o->digits < currency_decimals[f->currency])
			o->digits = currency_decimals[f->currency];
		o->left = 0;
		decimal_read(slice_of(revenue), &o->left);
		give(t, o, o->left, 1);
	}
	if (t->options->since_conversion)
		t->restart[f->person] = i + 1;
}

/* Where a single currency occurs, what has none belongs to it. */
static void
settle(struct twin *t)
{
	unsigned n = 0, only = 0;
	for (unsigned c = 1; c < CURRENCIES; c++)
		for (unsigned k = 0; k < KEYS; k++)
			if (t->there[k][c] && only != c) {
				only = c;
				n++;
			}
	if (n == 1 && t->units[0] > 0 &&
	    (t->units[only] == 0 || t->units[0] < t->units[only]))
		t->units[only] = t->units[0];
	for (unsigned k = 0; n == 1 && k < KEYS; k++) {
		if (!t->there[k][0])
			continue;
		t->there[k][0] = false;
		t->there[k][only] = true;
		for (unsigned m = 0; m < MODELS; m++) {
			struct credit *to = &t->sums[k][only][m];
			to->conversions += t->sums[k][0][m].conversions;
			to->revenue += t->sums[k][0][m].revenue;
		}
	}
}

/* Rounds a sum down to whole units; gives what was lost. */
static int128
round_down(int128 *sum, int64_t unit, uint128 *rest)
{
	int128 step = (int128)unit << 32, down = *sum / step;
	while (down * step > *sum)
		down--;
	int128 lost = *sum - down * step, grain = step >> 20;
	/* compared as whole grains, the nearest */
	*rest = (uint128)(lost / grain + (lost % grain * 2 >= grain));
	*sum = down * step;
	return lost;
}

/* A model's column of a currency: down, then what is left to who lost most. */
static void
round_column(struct twin *t, unsigned m, unsigned c, bool revenue)
{
	int128 sums[KEYS], left = 0;
	uint128 rests[KEYS];
	int64_t unit = revenue && t->units[c] > 0 ? t->units[c] : 1;
	for (unsigned k = 0; k < KEYS; k++) {
		const struct credit *s = &t->sums[k][c][m];
		sums[k] = revenue ? s->revenue : s->conversions;
		left += round_down(&sums[k], unit, &rests[k]);
	}
	int128 step = (int128)unit << 32;
	hand_out(sums, rests, KEYS, (uint64_t)(left / step), step);
	for (unsigned k = 0; k < KEYS; k++) {
		struct credit *s = &t->sums[k][c][m];
		*(revenue ? &s->revenue : &s->conversions) =
		    sums[k] / step * unit;
	}
}

static void
round_twin(struct twin *t)
{
	for (unsigned m = 0; m < MODELS; m++)
		for (unsigned c = 0; c < CURRENCIES; c++) {
			round_column(t, m, c, false);
			round_column(t, m, c, true);
		}
}

static void
print_twin(const struct twin *t, struct buf *out)
{
	char number[NUM_MAX_TEXT];
	for (unsigned k = 0; k < KEYS; k++)
		for (unsigned c = 0; c < CURRENCIES; c++)
			for (unsigned m = 0; m < MODELS && t->there[k][c];
			     m++) {
				const struct credit *s = &t->sums[k][c][m];
				buf_printf(out, "%s\t%s\t", key_names[k],
				    t->options->models.at[m]->name);
				buf_put(out, number,
				    decimal_put_scaled(
					number, s->conversions, 12));
				buf_put_byte(out, '\t');
				buf_put(out, number,
				    decimal_put(number, s->revenue));
				buf_printf(out, "\t%s\n", currency_names[c]);
			}
}

static void
run_twin(const struct attribution_options *options, struct buf *result)
{
	static struct twin t;
	t = (struct twin){.options = options};
	for (unsigned p = 0; p <= PERSONS; p++)
		t.latest[p] = WHEN_NONE;
	for (size_t i = 0; i < ROWS; i++) {
		struct fact *f = &facts[i];
		if (f->time > t.latest[f->person] || f->person == 0)
			t.latest[f->person] = f->time;
		f->touch = find_touch(options, i);
		if (f->kind == ROW_CONVERSION)
			take_conversion(&t, i);
		else if (f->kind == ROW_REFUND)
			take_back(&t, f);
	}
	settle(&t);
	round_twin(&t);
	print_twin(&t, result);
}

static void
compare(unsigned round)
{
	struct attribution_options options = ATTRIBUTION_OPTIONS_INIT;
	struct slice unknown;
	struct buf got = BUF_INIT, want = BUF_INIT;
	models_choose(&options.models,
	    "first,last,last-non-direct,linear,position,decay", &unknown);
	options.has_hit = round & 1;
	if (round & 2)
		options.transforms.n = 1;
	else
		transforms_read(&options.transforms, "none", &unknown);
	options.since_conversion = round & 4;
	options.lookback = round & 8 ? 30 * DAY : 4 * DAY;
	if (round & 16) {
		options.since = 1060 * DAY;
		options.until = 1180 * DAY;
	}
	make_facts();
	run_tool(&options, &got);
	run_twin(&options, &want);
	is(buf_slice(&got), buf_slice(&want), "the result is the twin's");
	buf_release(&got);
	buf_release(&want);
}

static void
test_sources(void)
{
	struct slice span = SLICE("a\tb\t\t\t\t"), empty = SLICE("\t\t\t\t\t");
	struct slice split[6] = {
	    SLICE("a"), SLICE("b"), SLICE(""), SLICE(""), SLICE(""), SLICE("")};
	struct slice moved[6] = {
	    SLICE("a"), SLICE(""), SLICE("b"), SLICE(""), SLICE(""), SLICE("")};
	struct slice nothing[2] = {SLICE(""), SLICE("")};
	ok(attribution_sources(&span, 1) != 0 &&
		attribution_sources(&empty, 1) == 0,
	    "columns side by side: empty ones are 0");
	ok(attribution_sources(nothing, 2) == 0, "columns apart too");
	ok(attribution_sources(split, 6) != attribution_sources(moved, 6),
	    "the same word in another column is another source");
}

int
main(void)
{
	test_sources();
	for (unsigned round = 0; round < 96; round++)
		compare(round);
	return tap_done();
}

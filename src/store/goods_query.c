/*
 * goods_query: the line she types, taken apart into words and filters. One row of the table is one
 * filter; help is made from it. Read next: words.c, answer.c.
 */
#include <string.h>
#include <strings.h>
#include "base/words.h"
#include "store/goods_store.h"

/* Prices are typed in yuan (or what the goods cost in) and rates in percent: both are read with two
 * decimals. */
struct range {
	int64_t from, to;
	bool above, below; /* typed with > or < */
};

static bool parse_amount(struct arena *arena, const char *text, size_t length, int64_t *amount)
{
	struct money money;

	if (!money_parse(arena_bytes(arena, text, length), CURRENCY_CNY, &money) || money.minor < 0)
		return false;
	*amount = money.minor;
	return true;
}

/* <50 <=50 >20 >=20 20-50 20; a bound of nought would mean no bound. */
static bool parse_range(struct arena *arena, const char *value, struct range *range)
{
	const char *dash = strchr(value, '-');
	bool less = *value == '<', more = *value == '>', equal;
	int64_t amount;

	if (dash && !less && !more)
		return parse_amount(arena, value, (size_t)(dash - value), &range->from) &&
		       parse_amount(arena, dash + 1, strlen(dash + 1), &range->to) &&
		       range->to > 0 && range->from <= range->to;
	value += less || more;
	equal = *value == '=';
	value += equal;
	if (!parse_amount(arena, value, strlen(value), &amount))
		return false;
	if (more) {
		range->from = amount + !equal;
		range->above = !equal;
		return true;
	}
	range->to = less ? amount - !equal : amount;
	range->below = less && !equal;
	if (!less)
		range->from = amount;
	return range->to > 0;
}

static bool take_price(struct arena *arena, const char *value, struct goods_query *query)
{
	struct range range = { query->price_from, query->price_to, query->price_above,
		query->price_below };

	if (!parse_range(arena, value, &range))
		return false;
	query->price_from = range.from;
	query->price_to = range.to;
	query->price_above = range.above;
	query->price_below = range.below;
	return true;
}

static bool take_rate(struct arena *arena, const char *value, struct goods_query *query)
{
	struct range range = { query->rate_from_bp, query->rate_to_bp, false, false };

	if (!parse_range(arena, value, &range) || range.from > INT32_MAX || range.to > INT32_MAX)
		return false;
	query->rate_from_bp = (int32_t)range.from;
	query->rate_to_bp = (int32_t)range.to;
	return true;
}

static bool take_category(struct arena *arena, const char *value, struct goods_query *query)
{
	query->category = arena_text(arena, value);
	return true;
}

static bool take_supplier(struct arena *arena, const char *value, struct goods_query *query)
{
	query->supplier = arena_text(arena, value);
	return true;
}

static bool take_has(struct arena *arena, const char *value, struct goods_query *query)
{
	(void)arena;
	query->has_coupon = true;
	return strcasecmp(value, "coupon") == 0;
}

static bool take_in(struct arena *arena, const char *value, struct goods_query *query)
{
	(void)arena;
	query->in_stock = true;
	return strcasecmp(value, "stock") == 0;
}

static bool take_on(struct arena *arena, const char *value, struct goods_query *query)
{
	(void)arena;
	query->on_shelf = true;
	return strcasecmp(value, "shelf") == 0;
}

const struct goods_filter goods_filters[] = {
	{ "price", "price:<50", N_("price after coupon: <50 >20 20-50") },
	{ "rate", "rate:>20", N_("commission rate, in percent: <5 >20 10-15") },
	{ "cat", "cat:food", N_("one category, by its id") },
	{ "has", "has:coupon", N_("a coupon that can be used now") },
	{ "in", "in:stock", N_("in stock") },
	{ "on", "on:shelf", N_("on your shelf") },
	{ "from", "from:demo", N_("one supplier account") },
	{ NULL, NULL, NULL },
};
/* In the order of goods_filters. */
static bool (*const takers[])(struct arena *, const char *, struct goods_query *) = {
	take_price, take_rate, take_category, take_has, take_in, take_on, take_supplier,
};

/* Full-width signs, digits and the ideographic space as an input method types them, to their plain
 * forms; letters keep their case, since ids have one. */
static char *narrow_forms(struct arena *arena, const char *line)
{
	char *text = arena_text(arena, line), *to = text;
	const unsigned char *at = (const unsigned char *)line;

	while (*at) {
		if (at[0] == 0xEF && (at[1] == 0xBC || at[1] == 0xBD) && at[2] >= 0x80 &&
			(at[1] == 0xBC ? at[2] >= 0x81 : at[2] <= 0x9E)) {
			*to++ = (char)(at[1] == 0xBC ? at[2] - 0x80 + 0x20 : at[2] - 0x80 + 0x60);
			at += 3;
		} else if (at[0] == 0xE3 && at[1] == 0x80 && at[2] == 0x80) {
			*to++ = ' ';
			at += 3;
		} else {
			*to++ = (char)*at++;
		}
	}
	*to = '\0';
	return text;
}

static enum err unknown_filter(
	struct arena *arena, const char *word, size_t name, struct fault *fault)
{
	char *known = arena_text(arena, "");
	size_t i;

	for (i = 0; goods_filters[i].name; i++)
		known = arena_print(arena, "%s%s%s:", known, i ? " " : "", goods_filters[i].name);
	return fault_set(fault, ERR_USAGE, _("There is no filter “%.*s:”; the filters are %s"),
		(int)(name > 40 ? 40 : name), word, known);
}

/* ERR_NOTHING: the word is no filter. */
static enum err take_filter(
	struct arena *arena, const char *word, struct goods_query *query, struct fault *fault)
{
	size_t name = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), i;
	struct goods_query taken = *query;

	if (name == 0 || word[name] != ':')
		return ERR_NOTHING;
	for (i = 0; goods_filters[i].name; i++)
		if (strncasecmp(goods_filters[i].name, word, name) == 0 &&
			goods_filters[i].name[name] == '\0')
			break;
	if (!goods_filters[i].name)
		return unknown_filter(arena, word, name, fault);
	if (word[name + 1] == '\0' || !takers[i](arena, word + name + 1, &taken))
		return fault_set(fault, ERR_USAGE, _("“%.60s” cannot be understood; for example %s"), word,
			goods_filters[i].example);
	*query = taken;
	return OK;
}

static const char *joined(struct arena *arena, const char *words, const char *word)
{
	return *words ? arena_print(arena, "%s %s", words, word) : arena_text(arena, word);
}

enum err goods_query_read(
	const char *line, struct arena *arena, struct goods_query *query, struct fault *fault)
{
	char *rest = narrow_forms(arena, line), *word;
	enum err err = OK, one;

	*query = (struct goods_query){ .words = "", .without = "" };
	while (*(rest += strspn(rest, " \t"))) {
		word = rest;
		rest += strcspn(rest, " \t");
		if (*rest)
			*rest++ = '\0';
		/* The first thing wrong is told. */
		one = take_filter(arena, word, query, err ? NULL : fault);
		if (one == ERR_NOTHING && word[0] == '-' && word[1])
			query->without = joined(arena, query->without, word + 1);
		else if (one == ERR_NOTHING)
			query->words = joined(arena, query->words, word);
		else if (one)
			err = one;
	}
	return err;
}

/* ---- sorts */

static const struct {
	const char *id, *name;
} sorts[] = {
	[SORT_RELEVANCE] = { "found", N_("as found") },
	[SORT_PRICE] = { "price", N_("price") },
	[SORT_COMMISSION] = { "commission", N_("commission") },
	[SORT_RATE] = { "rate", N_("rate") },
	[SORT_SALES] = { "sales", N_("sales") },
	[SORT_NEWEST] = { "newest", N_("newest") },
	[SORT_SCORE] = { "score", N_("shop score") },
};

const char *goods_sort_id(enum goods_sort sort)
{
	return sorts[(size_t)sort < SORT_COUNT ? (size_t)sort : SORT_RELEVANCE].id;
}

const char *goods_sort_name(enum goods_sort sort)
{
	return _(sorts[(size_t)sort < SORT_COUNT ? (size_t)sort : SORT_RELEVANCE].name);
}

enum goods_sort goods_sort_find(const char *id)
{
	int i;

	for (i = 0; id && i < SORT_COUNT; i++)
		if (strcmp(sorts[i].id, id) == 0)
			return (enum goods_sort)i;
	return SORT_COUNT;
}

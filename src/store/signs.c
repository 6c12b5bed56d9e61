/* signs: see signs.h. A sign is a number that only goods of the same barcode, model or words have. */
#include "store/signs.h"

#include <string.h>

#include "base/text.h"
#include "store/table.h"
#include "store/words.h"

static uint64_t mix(uint64_t print, const char *text)
{
	for (; *text; text++)
		print = (print ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return print;
}

/* Letters and digits alone: "RT-AX 86u" and "rtax86U" are one model. */
static const char *bare(struct arena *arena, const char *text)
{
	char *folded = text_fold(arena, text), *to = folded;
	const char *from;

	for (from = folded; *from; from++)
		if (!strchr(" -_./·()（）", *from) || (unsigned char)*from >= 0x80)
			*to++ = *from;
	*to = '\0';
	return folded;
}

static int64_t sign_of_model(struct arena *arena, const struct identity *goods)
{
	const char *brand = goods->brand ? bare(arena, goods->brand) : "";
	const char *model = goods->model ? bare(arena, goods->model) : "";
	uint64_t print;

	/* One letter is a size, no model. */
	if (!*brand || strlen(model) < 3)
		return 0;
	print = mix(mix(UINT64_C(14695981039346656037), brand) * 31, model);
	return (int64_t)(print ? print : 1);
}

static int64_t sign_of_gtin(const struct identity *goods)
{
	char gtin[GTIN_BYTES];

	return goods_gtin(goods->gtin, gtin) ?
		(int64_t)mix(UINT64_C(0x2545F4914F6CDD1D), gtin) : 0;
}

void signs_make(
	struct arena *arena, const struct identity *goods, int64_t signs[SIGN_KINDS])
{
	signs[SIGN_TITLE] = words_sign(arena, goods->title);
	signs[SIGN_MODEL] = sign_of_model(arena, goods);
	signs[SIGN_GTIN] = sign_of_gtin(goods);
}

struct identity identity_read(struct sql_query *query, struct arena *arena)
{
	return (struct identity){ sql_whole(query, 0), sql_whole(query, 1), sql_whole(query, 2),
		store_text(query, 3, arena), store_text(query, 4, arena),
		store_text(query, 5, arena), store_text(query, 6, arena),
		store_text(query, 7, arena) };
}

bool identity_get(
	struct store *store, struct arena *arena, int64_t number, struct identity *goods)
{
	struct sql_query *query =
		store_ask(store, READ_IDENTITY " FROM goods g WHERE g.number = ?1", SQL_WHOLE(number));
	bool found = store_next(query);

	if (found)
		*goods = identity_read(query, arena);
	sql_done(query);
	return found;
}

bool signs_differ(const struct identity *a, const struct identity *b)
{
	char first[GTIN_BYTES], second[GTIN_BYTES];

	return goods_gtin(a->gtin, first) && goods_gtin(b->gtin, second) &&
		strcmp(first, second) != 0;
}

static bool on_one_platform(struct store *store, const struct identity *a, const struct identity *b)
{
	return a->supplier != b->supplier && !strcmp(a->id, b->id) &&
		store_number(store,
			"SELECT 1 FROM supplier a, supplier b WHERE a.number = ?1 AND b.number = ?2"
			" AND a.platform = b.platform", SQL_WHOLE(a->supplier), SQL_WHOLE(b->supplier)) != 0;
}

enum likeness signs_compare(struct store *store, const struct identity *a, const struct identity *b)
{
	int64_t first[SIGN_KINDS], second[SIGN_KINDS];
	struct arena arena = { 0 };
	enum likeness like = LIKE_NOT;
	int kind;

	signs_make(&arena, a, first);
	signs_make(&arena, b, second);
	for (kind = 0; kind < SIGN_KINDS; kind++)
		if (first[kind] && first[kind] == second[kind])
			like = (enum likeness)(LIKE_TITLE + kind);
	if (like == LIKE_TITLE && signs_differ(a, b))
		like = LIKE_NOT;
	if (on_one_platform(store, a, b))
		like = LIKE_ID;
	arena_clear(&arena);
	return like;
}

size_t thing_load(
	struct store *store, struct arena *arena, int64_t thing, int64_t **numbers)
{
	size_t most = (size_t)store_number(store,
		       "SELECT count(*) FROM goods WHERE thing = ?1 AND thing > 0", SQL_WHOLE(thing)),
	       count = 0;
	struct sql_query *query = store_ask(store,
		"SELECT number FROM goods WHERE thing = ?1 AND thing > 0 ORDER BY number",
		SQL_WHOLE(thing));

	*numbers = arena_take_array(arena, most + 1, sizeof **numbers);
	while (count < most && store_next(query))
		(*numbers)[count++] = sql_whole(query, 0);
	sql_done(query);
	return count;
}

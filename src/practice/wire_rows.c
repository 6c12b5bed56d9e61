/* wire_rows: goods, links, orders and refunds as rows, for the platforms to put into their words.
 */
#include <stdlib.h>
#include <string.h>
#include "model/earning.h"
#include "practice/life.h"
#include "practice/link.h"
#include "practice/wire.h"

enum { WORDS = 4, TOTAL_MOST = 10000 };

/* ---- goods */

/* LIKE folds the case of ASCII only; % and _ stand for themselves. A word that is not there fits
 * all. */
static const char *like(struct call *call, const char **words)
{
	*words += strspn(*words, " \t\r\n");
	size_t length = strcspn(*words, " \t\r\n");
	char *pattern = arena_take(&call->arena, 2 * length + 3), *at = pattern;
	*at++ = '%';
	for (size_t i = 0; i < length; i++) {
		if (strchr("%_\\", (*words)[i]))
			*at++ = '\\';
		*at++ = (*words)[i];
	}
	if (length > 0)
		*at++ = '%';
	*words += length;
	return pattern;
}

#define WISH                                                                                       \
	" FROM goods g CROSS JOIN merchant m ON m.n = g.merchant WHERE g.title LIKE ?1 ESCAPE "    \
	"'\\'"                                                                                     \
	" AND g.title LIKE ?2 ESCAPE '\\' AND g.title LIKE ?3 ESCAPE '\\'"                         \
	" AND g.title LIKE ?4 ESCAPE '\\' AND (?5 = 0 OR (?5 >> g.category) & 1)"                  \
	" AND g.final >= ?6 AND (?7 = 0 OR g.final <= ?7)"                                         \
	" AND g.rate_bp >= ?8 AND (?9 = 0 OR g.rate_bp <= ?9) AND (?10 = 0 OR g.final < g.price)"  \
	" AND g.n > ?11 AND g.n < ?12 AND g.updated_at >= ?13"                                     \
	" AND (?14 IS NULL OR instr(?14, ',' || g.n || ','))"
enum { WISH_VALUES = 14 };

static void fill_values(struct call *call, const struct wire_wish *wish, struct sql_value *values)
{
	const char *words = wish->words ? wish->words : "";
	const int64_t rest[] = { wish->categories, wish->price_from, wish->price_to,
		wish->rate_from_bp, wish->rate_to_bp, wish->has_coupon, call->stall,
		call->stall + STALL_GOODS, wish->changed_since };
	for (int i = 0; i < WORDS; i++)
		values[i] = SQL_TEXT(like(call, &words));
	for (int i = WORDS; i < WISH_VALUES - 1; i++)
		values[i] = SQL_WHOLE(rest[i - WORDS]);
	values[WISH_VALUES - 1] = SQL_TEXT(wish->only);
}

static const char *order_of(struct call *call, const struct wire_wish *wish)
{
	static const char *const columns[] = { "g.sales", "g.final", "g.commission", "g.rate_bp",
		"g.n" };
	return arena_print(
		&call->arena, "%s %s, g.n", columns[wish->sort], wish->upwards ? "ASC" : "DESC");
}

enum err wire_search(struct call *call, const struct wire_wish *wish, struct wire_page *page)
{
	struct sql_value values[WISH_VALUES + 2];
	struct sql *sql = call->practice->sql;
	bool row;
	fill_values(call, wish, values);
	*page = (struct wire_page){ .rows = arena_take_array(&call->arena, (size_t)wish->size,
					    sizeof(*page->rows)) };
	values[WISH_VALUES] = SQL_WHOLE(wish->counts_all ? -1 : TOTAL_MOST);
	enum err err = sql_number_values(sql, &call->fault, &page->total,
		"SELECT count(*) FROM (SELECT 1" WISH " LIMIT ?15)", values, WISH_VALUES + 1);
	values[WISH_VALUES] = SQL_WHOLE(wish->size);
	values[WISH_VALUES + 1] = SQL_WHOLE((wish->page - 1) * wish->size);
	if (err != OK)
		return err;
	struct sql_query *query = sql_ask_values(sql, &call->fault,
		arena_print(&call->arena,
			"SELECT " GOODS_COLUMNS WISH " ORDER BY %s LIMIT ?15 OFFSET ?16",
			order_of(call, wish)),
		values, WISH_VALUES + 2);
	if (!query)
		return ERR_STORE;
	while ((err = sql_step(query, &row, &call->fault)) == OK && row)
		goods_read(query, &call->arena, &page->rows[page->count++]);
	sql_done(query);
	return err;
}

uint32_t wire_categories(const char *list, const int64_t ids[CATEGORIES])
{
	uint32_t found = UINT32_C(1) << CATEGORIES;
	if (!list)
		return 0;
	for (const char *at = list; at; at = strchr(at, ',')) {
		at += *at == ',';
		int64_t id = strtoll(at, NULL, 10);
		for (int i = 0; i < CATEGORIES; i++)
			found |= ids[i] == id ? UINT32_C(1) << i : 0;
	}
	return found;
}

enum err wire_load(struct call *call, enum platform platform, const char *id, struct wares *wares)
{
	int64_t n = wire_goods_find(platform, id);
	*wares = (struct wares){ 0 };
	if (!n)
		return ERR_NOTHING;
	return goods_load(call->practice, n, &call->arena, wares, &call->fault);
}

bool wire_coupon_works(struct call *call, const struct wares *wares)
{
	return wares->coupon.id && goods_final(wares, call->now_s) < wares->price;
}

/* ---- the shop and its links */

/* Its token is the platform's secret. */
static enum err open_shop(struct call *call, const struct wire_platform *platform)
{
	struct sql *sql = call->practice->sql;
	const struct stall stall = { call->stall, platform->name, platform->percent,
		platform != &wire_platforms[PLATFORM_WOO] };
	enum err err = sql_begin(sql, &call->fault);
	if (err == OK)
		err = generate_offers(call->practice, &stall, &call->fault);
	if (err == OK)
		err = sql_do(sql, &call->fault,
			"INSERT INTO shop(name, token, created_at, stall) VALUES (?1, ?2, ?3, ?4)",
			SQL_TEXT(platform->name), SQL_TEXT(platform->secret),
			SQL_WHOLE(call->now_s), SQL_WHOLE(call->stall));
	call->shop = sql_last_id(sql);
	if (err == OK)
		err = life_begin_shop(call->practice, call->shop, call->now_s, &call->fault);
	if (err == OK)
		err = sql_commit(sql, &call->fault);
	sql_rollback(sql);
	call->practice->revision++;
	return err;
}

enum err wire_shop(struct call *call, enum platform platform)
{
	call->stall = wire_stall(platform);
	enum err err = sql_number(call->practice->sql, &call->fault, &call->shop,
		"SELECT n FROM shop WHERE token = ?1", SQL_TEXT(wire_platforms[platform].secret));
	return err == ERR_NOTHING ? open_shop(call, &wire_platforms[platform]) : err;
}

static enum err read_link(struct call *call, int64_t n, struct wire_link *link)
{
	const char *base = call->practice->base;
	bool row;
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT code, short FROM link WHERE n = ?1", SQL_WHOLE(n));
	if (!query)
		return ERR_STORE;
	enum err err = sql_step(query, &row, &call->fault);
	if (err == OK && row) {
		link->code = arena_text(&call->arena, sql_text(query, 0));
		link->url = arena_print(&call->arena, "%s/s/%s", base, link->code);
		link->brief = arena_print(&call->arena, "%s/t/%s", base, sql_text(query, 1));
	}
	sql_done(query);
	return err;
}

enum err wire_link(struct call *call, int64_t goods, const char *channel, struct wire_link *link)
{
	struct new_link row = { call->shop, goods, call->now_s,
		channel && channel_is_good(channel) ? channel : "other", "web" };
	struct sql *sql = call->practice->sql;
	int64_t n;
	enum err err = sql_begin(sql, &call->fault);
	if (err == OK)
		err = link_new(call->practice, &row, &n, &call->fault);
	if (err == OK)
		err = sql_commit(sql, &call->fault);
	sql_rollback(sql);
	call->practice->revision++;
	return err == OK ? read_link(call, n, link) : err;
}

/* ---- orders */

static const char *const columns[] = { [WIRE_CREATED] = "created_at",
	[WIRE_PAID] = "paid_at",
	[WIRE_SETTLED] = "settled_at",
	[WIRE_UPDATED] = "updated_at" };

static enum err read_sales(struct call *call, struct sql_query *query, struct wire_sales *sales)
{
	bool row;
	enum err err;
	while ((err = sql_step(query, &row, &call->fault)) == OK && row) {
		struct wire_sale *sale = &sales->rows[sales->count++];
		const char *channel = sql_text(query, 3);
		sale->at = sql_whole(query, 1);
		sale->title = arena_text(&call->arena, sql_text(query, 2));
		sale->channel = arena_text(&call->arena, channel ? channel : "other");
		err = sale_load(call->practice, sql_whole(query, 0), &sale->sale, &call->fault);
		if (err != OK)
			return err;
	}
	return err;
}

enum err wire_sales(struct call *call, const struct wire_span *span, struct wire_sales *sales)
{
	const char *column = columns[span->when];
	struct sql *sql = call->practice->sql;
	const char *way = span->downwards ? "DESC" : "ASC";
	const char *where = arena_print(&call->arena,
		"FROM sale WHERE shop = ?1 AND %s >= ?2 AND %s < ?3 AND (?4 = 0 OR n = ?4)%s",
		column, column, span->punished ? " AND punished_at IS NOT NULL" : "");
	const struct sql_value values[] = { SQL_WHOLE(call->shop), SQL_WHOLE(span->from),
		SQL_WHOLE(span->until), SQL_WHOLE(span->only), SQL_WHOLE(span->after_at),
		SQL_WHOLE(span->after_n), SQL_WHOLE(span->most), SQL_WHOLE(span->skip) };
	*sales = (struct wire_sales){ .rows = arena_take_array(&call->arena, (size_t)span->most + 1,
					      sizeof(*sales->rows)) };
	enum err err = sql_number_values(sql, &call->fault, &sales->total,
		arena_print(&call->arena, "SELECT count(*) %s", where), values, 4);
	if (err != OK)
		return err;
	struct sql_query *query = sql_ask_values(sql, &call->fault,
		arena_print(&call->arena,
			"SELECT n, %s, title, channel %s AND (%s, n) > (?5, ?6)"
			" ORDER BY %s %s, n %s LIMIT ?7 OFFSET ?8",
			column, where, column, span->by_number ? "n" : column, way, way),
		values, sizeof(values) / sizeof(values[0]));
	if (!query)
		return ERR_STORE;
	err = read_sales(call, query, sales);
	sql_done(query);
	return err;
}

enum err wire_refunds(struct call *call, const struct wire_span *span, struct wire_refunds *refunds)
{
	bool row;
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT n, sale, at, -amount, ref FROM line WHERE shop = ?1 AND at >= ?2 AND at < "
		"?3"
		" AND (at, n) > (?4, ?5) AND kind = ?7 AND bucket = ?8 AND amount < 0"
		" ORDER BY at, n LIMIT ?6",
		SQL_WHOLE(call->shop), SQL_WHOLE(span->from), SQL_WHOLE(span->until),
		SQL_WHOLE(span->after_at), SQL_WHOLE(span->after_n), SQL_WHOLE(span->most),
		SQL_TEXT(line_kind_id(LINE_CLAWBACK)), SQL_TEXT(bucket_id(BUCKET_CLAWBACK)));
	*refunds = (struct wire_refunds){ .rows = arena_take_array(&call->arena,
						  (size_t)span->most + 1, sizeof(*refunds->rows)) };
	if (!query)
		return ERR_STORE;
	enum err err;
	while ((err = sql_step(query, &row, &call->fault)) == OK && row)
		refunds->rows[refunds->count++] = (struct wire_refund){ sql_whole(query, 0),
			sql_whole(query, 1), sql_whole(query, 2), sql_whole(query, 3),
			arena_text(&call->arena, sql_text(query, 4)) };
	sql_done(query);
	return err;
}

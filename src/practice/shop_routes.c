/* shop_routes: opening a shop, its rules and tier, the categories, and the shelf. */
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include "practice/categories.h"
#include "practice/goods_json.h"
#include "practice/life.h"

enum { TOKEN_BYTES = 16, NAME_MOST = 80, TIER_NEED = 5 };

static void put_rules(const struct practice *practice, struct json *object)
{
	const struct practice_rules *rules = &practice_rules;
	json_put_text(object, "currency", "CNY");
	json_put_whole(object, "protection_window_s", rules->protection_s);
	json_put_whole(object, "fee_bp", rules->fee_bp);
	json_put_whole(object, "bonus_bp", rules->bonus_bp);
	json_put_whole(object, "payout_minimum_minor", rules->payout_minimum_minor);
	json_put_null(object, "payout_most_minor");
	json_put_whole(object, "payout_fee_bp", rules->payout_fee_bp);
	json_put_whole(object, "payout_fee_least_minor", rules->payout_fee_least_minor);
	json_put_whole(object, "payout_fee_most_minor", rules->payout_fee_most_minor);
	json_put_whole(object, "link_lifetime_s", rules->link_lifetime_s);
	json_put_whole(object, "attribution_s", rules->attribution_s);
	json_put_bool(object, "self_purchase", true);
	json_put_text(object, "settlement", practice->options.monthly ? "monthly" : "daily");
	json_put_text(object, "automatic_payout",
		practice->options.no_automatic_payout ? "off" : "weekly");
	json_put_whole(object, "calls_per_minute", practice->options.calls_per_minute);
}

/* The shop's own completed orders; never people brought in (R31). */
static enum err put_tier(struct call *call, int64_t shop, struct json *object)
{
	int64_t have = 0;
	enum err err = sql_number(call->practice->sql, &call->fault, &have,
		"SELECT count(*) FROM sale WHERE shop = ?1 AND approved_at IS NOT NULL",
		SQL_WHOLE(shop));
	json_put_text(object, "level", have >= TIER_NEED ? "owner" : "experiencer");
	json_put_text(object, "unit", "own_orders");
	json_put_whole(object, "have", have);
	json_put_whole(object, "need", TIER_NEED);
	return err;
}

static enum err answer_shop(struct call *call, int status, int64_t shop, const char *token)
{
	bool row;
	char id[24];
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT name, created_at FROM shop WHERE n = ?1", SQL_WHOLE(shop));
	if (!query)
		return ERR_STORE;
	enum err err = sql_step(query, &row, &call->fault);
	struct json *json = json_object();
	snprintf(id, sizeof(id), "S%06lld", (long long)shop);
	json_put_text(json, "shop_id", id);
	json_put_text(json, "name", err == OK && row ? sql_text(query, 0) : NULL);
	json_put_text(json, "currency", "CNY");
	json_put_whole(json, "created_at", err == OK && row ? sql_whole(query, 1) : 0);
	sql_done(query);
	if (err == OK)
		err = put_tier(call, shop, json_put_object(json, "tier"));
	put_rules(call->practice, json_put_object(json, "rules"));
	json_put_whole(json, "now_at", call->now_s);
	if (token)
		json_put_text(json, "token", token);
	if (err == OK)
		return answer_json(call, status, json);
	json_free(json);
	return err;
}

enum err shop_get(struct call *call)
{
	return answer_shop(call, 200, call->shop, NULL);
}

static enum err make_token(char token[64], struct fault *fault)
{
	unsigned char bytes[TOKEN_BYTES];
	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return fault_set(fault, ERR_FAILED, "The system gives no random numbers");
	int length = snprintf(token, 64, "practice-");
	for (int i = 0; i < TOKEN_BYTES; i++)
		length += snprintf(token + length, 64 - (size_t)length, "%02x", bytes[i]);
	return OK;
}

struct opening {
	const char *invite, *name;
};

enum err shop_open(struct call *call)
{
	static const struct json_field fields[] = {
		{ "invite_code", JSON_TEXT, NEEDED, offsetof(struct opening, invite), 1, 64 },
		{ "name", JSON_TEXT, NEEDED, offsetof(struct opening, name), 1, NAME_MOST },
	};
	struct opening opening;
	char token[64];
	if (!call_read(call, fields, 2, &opening))
		return OK;
	if (strcmp(opening.invite, call->practice->options.invite) != 0)
		return answer_problem(call, 403, "invite_unknown", "This invite code is not known",
			"Check the code or ask for a new one");
	enum err err = make_token(token, &call->fault);
	if (err == OK)
		err = sql_do(call->practice->sql, &call->fault,
			"INSERT INTO shop(name, token, created_at) VALUES (?1, ?2, ?3)",
			SQL_TEXT(opening.name), SQL_TEXT(token), SQL_WHOLE(call->now_s));
	int64_t shop = sql_last_id(call->practice->sql);
	if (err == OK)
		err = life_begin_shop(call->practice, shop, call->now_s, &call->fault);
	return err == OK ? answer_shop(call, 201, shop, token) : err;
}

enum err category_list(struct call *call)
{
	struct json *json = json_object(), *items = json_put_array(json, "items");
	for (int i = 0; i < CATEGORIES; i++) {
		struct json *object = json_add_object(items);
		json_put_text(object, "id", categories[i].id);
		json_put_text(object, "name", categories[i].name);
		json_put_text(object, "name_en", categories[i].name_en);
		json_put_null(object, "parent_id");
		json_put_whole(object, "goods_count", call->practice->category_counts[i]);
	}
	json_put_null(json, "next_cursor");
	json_put_whole(json, "now_at", call->now_s);
	json_put_whole(json, "total", CATEGORIES);
	return answer_json(call, 200, json);
}

/* ---- the shelf: tags are kept as they are told, separated by line feeds */

enum { TAGS_MOST = 20, TAG_MOST = 40, NOTE_MOST = 1000 };

static void put_entry(struct call *call, struct sql_query *query, struct json *object)
{
	char id[GOODS_ID];
	struct wares wares;
	const char *tag = sql_text(query, 3);
	json_put_text(object, "goods_id", goods_id(sql_whole(query, 2), id));
	struct json *tags = json_put_array(object, "tags");
	while (*tag) {
		size_t length = strcspn(tag, "\n");
		json_add_text(tags, arena_bytes(&call->arena, tag, length));
		tag += length + (tag[length] == '\n');
	}
	json_put_text(object, "note", sql_text(query, 4));
	json_put_whole(object, "added_at", sql_whole(query, 5));
	json_put_whole(object, "updated_at", sql_whole(query, 6));
	if (goods_load(call->practice, sql_whole(query, 2), &call->arena, &wares, &call->fault) ==
		OK)
		goods_put(call, &wares, json_put_object(object, "goods"));
}

enum err shelf_list(struct call *call)
{
	static const struct list list = {
		.rows = "SELECT n, 0, goods, tags, note, added_at, updated_at FROM shelf"
			" WHERE shop = ?1 AND (0, n) > (?2, ?3) ORDER BY n LIMIT ?4",
		.count = "SELECT count(*) FROM shelf WHERE shop = ?1",
		.kind = 'h',
		.put = put_entry,
	};
	return list_answer(call, &list);
}

static bool read_tags(struct call *call, const char **tags)
{
	const struct json *array = json_at(call->body, "tags");
	size_t count = json_count(array);
	*tags = "";
	bool good = (!array || json_is_array(array)) && count <= TAGS_MOST;
	for (size_t i = 0; good && i < count; i++) {
		const char *tag = json_text(json_item(array, i), &call->arena, TAG_MOST);
		good = tag && tag[0];
		if (good)
			*tags = arena_print(&call->arena, "%s%s%s", *tags, i ? "\n" : "", tag);
	}
	if (!good)
		answer_problem(call, 400, "bad_field", "A field is missing or not valid",
			"tags must be at most %d texts of 1 to %d characters", TAGS_MOST, TAG_MOST);
	return good;
}

static enum err answer_entry(struct call *call, int64_t goods)
{
	bool row;
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT n, 0, goods, tags, note, added_at, updated_at FROM shelf"
		" WHERE shop = ?1 AND goods = ?2",
		SQL_WHOLE(call->shop), SQL_WHOLE(goods));
	if (!query)
		return ERR_STORE;
	enum err err = sql_step(query, &row, &call->fault);
	struct json *json = json_object();
	if (err == OK && row)
		put_entry(call, query, json);
	sql_done(query);
	return answer_json(call, 200, json);
}

enum err shelf_put(struct call *call)
{
	static const struct json_field fields[] = {
		{ "note", JSON_LINES, OPTIONAL, 0, 0, NOTE_MOST },
	};
	struct wares wares;
	const char *tags, *note = "";
	int64_t goods = goods_find(call->piece);
	enum err err = ERR_NOTHING;
	if (goods)
		err = goods_load(call->practice, goods, &call->arena, &wares, &call->fault);
	if (err == ERR_NOTHING)
		return answer_problem(call, 404, "goods_not_found", "There is no such goods",
			"%.60s is not offered here", call->piece);
	if (err != OK)
		return err;
	if (!read_tags(call, &tags) || !call_read(call, fields, 1, &note))
		return OK;
	err = sql_do(call->practice->sql, &call->fault,
		"INSERT INTO shelf(shop, goods, tags, note, added_at, updated_at)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?5)"
		" ON CONFLICT DO UPDATE SET tags = ?3, note = ?4, updated_at = ?5",
		SQL_WHOLE(call->shop), SQL_WHOLE(goods), SQL_TEXT(tags), SQL_TEXT(note),
		SQL_WHOLE(call->now_s));
	return err == OK ? answer_entry(call, goods) : err;
}

enum err shelf_drop(struct call *call)
{
	enum err err = sql_do(call->practice->sql, &call->fault,
		"DELETE FROM shelf WHERE shop = ?1 AND goods = ?2", SQL_WHOLE(call->shop),
		SQL_WHOLE(goods_find(call->piece)));
	return err == OK ? answer_empty(call, 204) : err;
}

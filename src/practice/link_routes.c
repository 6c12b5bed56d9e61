/* link_routes: see link.h. */
#include <stdio.h>
#include <string.h>
#include "practice/goods_json.h"
#include "practice/link.h"

/* Without the letters and digits that are mistaken for one another (Crockford's thirty-two). */
static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void make_code(uint64_t dice, char code[CODE_BYTES])
{
	int length = 0;
	for (; length < CODE_LENGTH; length++)
		code[length] = letters[dice >> (5 * length) & 31];
	/* One in three ends in an underscore: a tool that loses it loses the commission. */
	if ((dice >> 40) % 3 == 0)
		code[length++] = '_';
	code[length] = '\0';
}

/* "T" and the number in the same letters, at least four. */
static void make_short(int64_t n, char code[CODE_BYTES])
{
	char reversed[CODE_BYTES];
	int length = 0, at = 0;
	for (; n > 0 || length < 4; n /= 32)
		reversed[length++] = letters[n % 32];
	code[at++] = 'T';
	while (length > 0)
		code[at++] = reversed[--length];
	code[at] = '\0';
}

enum err link_new(
	struct practice *practice, const struct new_link *link, int64_t *n, struct fault *fault)
{
	char code[CODE_BYTES], brief[CODE_BYTES];
	int64_t taken = 1;
	enum err err = sql_number(
		practice->sql, fault, n, "SELECT coalesce(max(n), 0) + ?1 FROM link", SQL_WHOLE(1));
	for (int64_t salt = 0; err == OK && taken; salt++) {
		make_code(chance(practice->options.seed, "code", *n + salt * 1000000007), code);
		err = sql_number(practice->sql, fault, &taken,
			"SELECT count(*) FROM link WHERE code = ?1", SQL_TEXT(code));
	}
	make_short(*n, brief);
	if (err != OK)
		return err;
	return sql_do(practice->sql, fault,
		"INSERT INTO link(n, shop, goods, channel, kind, code, short, created_at, "
		"expires_at,"
		" updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?8)",
		SQL_WHOLE(*n), SQL_WHOLE(link->shop), SQL_WHOLE(link->goods),
		SQL_TEXT(link->channel), SQL_TEXT(link->kind), SQL_TEXT(code), SQL_TEXT(brief),
		SQL_WHOLE(link->at), SQL_WHOLE(link->at + practice_rules.link_lifetime_s));
}

#define LINK_COLUMNS                                                                               \
	"n, updated_at, goods, channel, kind, code, short, clicks, created_at, expires_at, shop"

static void put_link(struct call *call, struct sql_query *query, struct json *object)
{
	struct arena *arena = &call->arena;
	char id[GOODS_ID];
	const char *channel = sql_text(query, 3), *kind = sql_text(query, 4),
		   *code = sql_text(query, 5);
	json_put_text(object, "id", arena_print(arena, "L%06lld", (long long)sql_whole(query, 0)));
	json_put_text(object, "goods_id", goods_id(sql_whole(query, 2), id));
	json_put_text(object, "channel", channel);
	json_put_text(object, "kind", kind);
	json_put_text(object, "position_id",
		arena_print(arena, "mm_%lld_%s", (long long)sql_whole(query, 10), channel));
	json_put_text(object, "url", arena_print(arena, "%s/s/%s", call->practice->base, code));
	json_put_text(object, "short_url",
		arena_print(arena, "%s/t/%s", call->practice->base, sql_text(query, 6)));
	json_put_text(object, "pass_code",
		strcmp(kind, "pass_code") == 0 ? arena_print(arena, "￥%s￥", code) : NULL);
	json_put_whole(object, "clicks", sql_whole(query, 7));
	json_put_whole(object, "created_at", sql_whole(query, 8));
	json_put_whole(object, "expires_at", sql_whole(query, 9));
	json_put_whole(object, "updated_at", sql_whole(query, 1));
}

const struct list links = {
	.rows = "SELECT " LINK_COLUMNS " FROM link"
		" WHERE shop = ?1 AND (updated_at, n) > (?2, ?3) ORDER BY updated_at, n LIMIT ?4",
	.count = "SELECT count(*) FROM link WHERE shop = ?1",
	.one = "SELECT " LINK_COLUMNS " FROM link WHERE n = ?1 AND (?2 = 0 OR shop = ?2)",
	.noun = "link",
	.since = "updated_since",
	.kind = 'l',
	.put = put_link,
};

enum err link_list(struct call *call)
{
	return list_answer(call, &links);
}

bool channel_is_good(const char *channel)
{
	size_t length = strlen(channel);
	return length >= 1 && length <= 32 && channel[0] >= 'a' && channel[0] <= 'z' &&
	       strspn(channel, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

struct link_wish {
	const char *goods, *channel, *kind;
};

enum err link_make(struct call *call)
{
	static const struct json_field fields[] = {
		{ "goods_id", JSON_ID, NEEDED, offsetof(struct link_wish, goods), 1, 64 },
		{ "channel", JSON_ID, NEEDED, offsetof(struct link_wish, channel), 1, 32 },
		{ "kind", JSON_ID, OPTIONAL, offsetof(struct link_wish, kind), 1, 16 },
	};
	struct link_wish wish = { .kind = "web" };
	struct wares wares;
	if (!call_read(call, fields, 3, &wish))
		return OK;
	if (!channel_is_good(wish.channel) ||
		(strcmp(wish.kind, "web") != 0 && strcmp(wish.kind, "pass_code") != 0))
		return answer_problem(call, 400, "bad_field", "A field is missing or not valid",
			"channel must be a lower-case word, kind must be web or pass_code");
	int64_t goods = goods_find(wish.goods), n;
	enum err err = ERR_NOTHING;
	if (goods)
		err = goods_load(call->practice, goods, &call->arena, &wares, &call->fault);
	if (err == ERR_NOTHING)
		return answer_problem(call, 404, "goods_not_found", "There is no such goods",
			"%.60s is not offered here", wish.goods);
	struct new_link link = { call->shop, goods, call->now_s, wish.channel, wish.kind };
	if (err == OK)
		err = link_new(call->practice, &link, &n, &call->fault);
	return err == OK ? list_answer_one(call, &links, 201, n, call->shop) : err;
}

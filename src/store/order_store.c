/*
 * order_store: orders as the suppliers report them, newest first. Ledger lines and balances: line_store.c;
 * the running sums of orders: earning_store.c.
 */
#include "store/order_store.h"

#include <string.h>
#include "base/log.h"
#include "base/text.h"
#include "base/words.h"
#include "store/earning_total.h"
#include "store/order_total.h"
#include "store/sql.h"
#include "store/table.h"

/* Up to SKIP_MOST rows are passed by one by one; up to FEW_TITLED orders of a title are sorted. */
enum { DIGITS_LEAST = 4, DIGITS_MOST = 64, PAGE_MOST = 256, SKIP_MOST = 1000, FEW_TITLED = 5000 };

#define ORDER_COLUMNS \
	"supplier, id, sub_id, goods, title, kind, state, state_word, reason, channel, link, quantity," \
	" currency, paid, base, estimate, settled, fee, rate_bp, created_at, paid_at, received_at," \
	" approved_at, settled_at, updated_at"

/* ---- putting */

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_texts(const struct order *a, const struct order *b)
{
	return same_text(a->id, b->id) && same_text(a->goods, b->goods) &&
		same_text(a->title, b->title) && same_text(a->state_word, b->state_word) &&
		same_text(a->reason, b->reason) && same_text(a->channel, b->channel) &&
		same_text(a->link, b->link);
}

static bool same_amounts(const struct order *a, const struct order *b)
{
	return a->paid.minor == b->paid.minor && a->paid.currency == b->paid.currency &&
		a->base.minor == b->base.minor && a->estimate.minor == b->estimate.minor &&
		a->settled.minor == b->settled.minor && a->fee.minor == b->fee.minor &&
		a->rate_bp == b->rate_bp && a->quantity == b->quantity;
}

static bool same_times(const struct order *a, const struct order *b)
{
	return a->created_at == b->created_at && a->paid_at == b->paid_at &&
		a->received_at == b->received_at && a->approved_at == b->approved_at &&
		a->settled_at == b->settled_at && a->updated_at == b->updated_at;
}

static bool is_same(const struct order *a, const struct order *b)
{
	return a->kind == b->kind && a->state == b->state && same_texts(a, b) &&
		same_amounts(a, b) && same_times(a, b);
}

static bool has_one_currency(const struct order *order)
{
	const struct money *const amounts[] = { &order->base, &order->estimate, &order->settled,
		&order->fee };
	size_t i;

	for (i = 0; i < sizeof amounts / sizeof *amounts; i++)
		if (amounts[i]->minor != 0 && amounts[i]->currency != order->paid.currency)
			return false;
	return true;
}

/* Ids are found by their last digits, so the index has them backwards. */
static char *backwards(struct arena *arena, const char *text)
{
	size_t length = strlen(text), i;
	char *turned = arena_take(arena, length + 1);

	for (i = 0; i < length; i++)
		turned[i] = text[length - 1 - i];
	return turned;
}

static enum err write_row(
	struct store *store, const struct order *order, struct arena *arena, struct fault *fault)
{
	enum err err = sql_do(store->sql, fault,
		"INSERT INTO order_title(text) VALUES (?1) ON CONFLICT DO NOTHING",
		SQL_TEXT(order->title ? order->title : ""));

	return err ? err : sql_do(store->sql, fault,
		"INSERT INTO orders(" ORDER_COLUMNS ", id_backwards, title_number) VALUES (?1, ?2, ?3, ?4, ?5,"
		" ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,"
		" ?25, ?26, (SELECT number FROM order_title WHERE text = ?5))"
		" ON CONFLICT(supplier, sub_id) DO UPDATE SET id = ?2, goods = ?4, title = ?5, kind = ?6,"
		" state = ?7, state_word = ?8, reason = ?9, channel = ?10, link = ?11, quantity = ?12,"
		" currency = ?13, paid = ?14, base = ?15, estimate = ?16, settled = ?17, fee = ?18,"
		" rate_bp = ?19, created_at = ?20, paid_at = ?21, received_at = ?22, approved_at = ?23,"
		" settled_at = ?24, updated_at = ?25, id_backwards = ?26, title_number = excluded.title_number",
		SQL_TEXT(order->supplier), SQL_TEXT(order->id), SQL_TEXT(order->sub_id),
		SQL_TEXT(order->goods ? order->goods : ""), SQL_TEXT(order->title ? order->title : ""),
		SQL_TEXT(order_kind_id(order->kind)), SQL_TEXT(order_state_id(order->state)),
		SQL_TEXT(order->state_word ? order->state_word : ""), SQL_TEXT(order->reason),
		SQL_TEXT(order->channel), SQL_TEXT(order->link), SQL_WHOLE(order->quantity),
		SQL_TEXT(currency_code(order->paid.currency)), SQL_WHOLE(order->paid.minor),
		SQL_WHOLE(order->base.minor), SQL_WHOLE(order->estimate.minor),
		SQL_WHOLE(order->settled.minor), SQL_WHOLE(order->fee.minor),
		SQL_WHOLE(order->rate_bp), SQL_WHOLE(order->created_at), SQL_WHOLE(order->paid_at),
		SQL_WHOLE(order->received_at), SQL_WHOLE(order->approved_at),
		SQL_WHOLE(order->settled_at), SQL_WHOLE(order->updated_at),
		SQL_TEXT(backwards(arena, order->id)));
}

/* What is refused is heard all the same: an answer from before it will not be news, so that the same
 * answers, whatever their order, change nothing the second time. */
static enum err refuse(
	struct store *store, const struct order *old, const struct order *order, struct fault *fault)
{
	log_line(LOG_WARNING, "order-back", "%s %s: %s after %s was not taken", order->supplier,
		order->sub_id, order_state_id(order->state), order_state_id(old->state));
	if (order->updated_at <= old->updated_at)
		return OK;
	return sql_do(store->sql, fault,
		"UPDATE orders SET updated_at = ?3 WHERE supplier = ?1 AND sub_id = ?2",
		SQL_TEXT(order->supplier), SQL_TEXT(order->sub_id), SQL_WHOLE(order->updated_at));
}

static enum err count_in(struct store *store, const struct order *order, int sign, struct fault *fault)
{
	enum err err = order_total_add(store, order, sign, fault);

	return err ? err : earning_total_add(store, order, sign, fault);
}

static enum err put_one(
	struct store *store, const struct order *order, struct arena *arena, struct fault *fault)
{
	struct order *old;
	enum err err = OK;

	if (!order->id || !order->sub_id || !has_one_currency(order))
		return fault_set(fault, ERR_DECODE,
			_("Order %s mixes two currencies or has no number; it was not taken"),
			order->id ? order->id : "?");
	old = order_get(store, arena, order->supplier, order->sub_id);
	if (old && is_same(old, order))
		return OK;
	if (old && !order_may_follow(old, order))
		return refuse(store, old, order, fault);
	store->changed |= TOPIC_ORDERS;
	if (old)
		err = count_in(store, old, -1, fault);
	if (!err)
		err = write_row(store, order, arena, fault);
	return err ? err : count_in(store, order, 1, fault);
}

enum err order_put(
	struct store *store, const struct order *orders, size_t count, struct fault *fault)
{
	struct arena arena = { 0 };
	enum err err = store_begin_hasty(store, fault);
	size_t i;

	if (err)
		return err;
	for (i = 0; i < count && !err; i++) {
		err = put_one(store, &orders[i], &arena, fault);
		if (i % 64 == 63)
			arena_clear(&arena);
	}
	arena_clear(&arena);
	return store_finish(store, err, fault);
}

/* ---- reading */

static struct order read_order(struct sql_query *query, struct arena *arena)
{
	enum currency currency = currency_find(sql_text(query, 12));

	return (struct order){ .supplier = store_text(query, 0, arena),
		.id = store_text(query, 1, arena),
		.sub_id = store_text(query, 2, arena),
		.goods = store_text(query, 3, arena),
		.title = store_text(query, 4, arena),
		.kind = order_kind_find(sql_text(query, 5)),
		.state = order_state_find(sql_text(query, 6)),
		.state_word = store_text(query, 7, arena),
		.reason = store_text(query, 8, arena),
		.channel = store_text(query, 9, arena),
		.link = store_text(query, 10, arena),
		.quantity = sql_whole(query, 11),
		.paid = store_money(sql_whole(query, 13), currency),
		.base = store_money(sql_whole(query, 14), currency),
		.estimate = store_money(sql_whole(query, 15), currency),
		.settled = store_money(sql_whole(query, 16), currency),
		.fee = store_money(sql_whole(query, 17), currency),
		.rate_bp = (int32_t)sql_whole(query, 18),
		.created_at = sql_whole(query, 19),
		.paid_at = sql_whole(query, 20),
		.received_at = sql_whole(query, 21),
		.approved_at = sql_whole(query, 22),
		.settled_at = sql_whole(query, 23),
		.updated_at = sql_whole(query, 24) };
}

struct order *order_get(
	struct store *store, struct arena *arena, const char *supplier, const char *sub_id)
{
	struct sql_query *query = store_ask(store,
		"SELECT " ORDER_COLUMNS " FROM orders WHERE supplier = ?1 AND sub_id = ?2",
		SQL_TEXT(supplier), SQL_TEXT(sub_id));
	struct order *order = NULL;

	if (store_next(query)) {
		order = arena_take(arena, sizeof *order);
		*order = read_order(query, arena);
	}
	sql_done(query);
	return order;
}

size_t order_find(struct store *store, const char *number, size_t most, struct arena *arena,
	struct order **rows)
{
	char *from = backwards(arena, number), *until = arena_text(arena, from);
	size_t length = strlen(number), found = 0;
	struct sql_query *query;

	*rows = arena_take_array(arena, most, sizeof **rows);
	if (!length)
		return 0;
	if (length >= DIGITS_LEAST)
		until[length - 1]++;
	/* A line's number begins with its order's in most places, but need not: it is asked for apart, by the
	 * index that begins with the supplier. */
	query = store_ask(store,
		"WITH RECURSIVE name(name) AS (SELECT min(supplier) FROM orders UNION ALL"
		" SELECT (SELECT min(supplier) FROM orders WHERE supplier > name.name) FROM name"
		" WHERE name.name IS NOT NULL)"
		" SELECT " ORDER_COLUMNS " FROM orders WHERE number IN (SELECT number FROM orders"
		" WHERE id_backwards = ?1 OR (id_backwards > ?1 AND id_backwards < ?2)"
		" UNION SELECT o.number FROM name JOIN orders o ON o.supplier = name.name AND o.sub_id = ?3)"
		" ORDER BY created_at DESC, number DESC LIMIT ?4",
		SQL_TEXT(from), SQL_TEXT(until), SQL_TEXT(number), SQL_WHOLE((int64_t)most));
	while (found < most && store_next(query))
		(*rows)[found++] = read_order(query, arena);
	sql_done(query);
	return found;
}

/* A question about orders: its conditions, and their values ?1 … ?6. */
struct asked {
	const char *where;
	struct sql_value values[6];
	bool is_titled; /* by words of the title */
};

static bool are_digits(const char *words)
{
	size_t length = strspn(words, "0123456789");

	return words[length] == '\0' && length >= DIGITS_LEAST && length <= DIGITS_MOST;
}

/* Each combination is a statement of its own, so that each has its index. */
static struct asked ask_where(const struct order_query *query, struct arena *arena)
{
	struct asked asked = { .where = "" };
	const char *words = query->words ? query->words : "";
	char *from;

	if (are_digits(words)) {
		from = backwards(arena, words);
		asked.where = " AND id_backwards >= ?1 AND id_backwards < ?2";
		asked.values[0] = SQL_TEXT(from);
		/* ':' is the character behind '9'. */
		from = arena_text(arena, from);
		from[strlen(from) - 1]++;
		asked.values[1] = SQL_TEXT(from);
	} else if (*words) {
		asked.where = ORDERS_TITLED;
		asked.values[0] = SQL_TEXT(order_total_pattern(arena, text_fold(arena, words)));
		asked.is_titled = true;
	}
	if (query->state >= 0) {
		asked.where = arena_print(arena, "%s AND state = ?3", asked.where);
		asked.values[2] = SQL_TEXT(order_state_id((enum order_state)query->state));
	}
	if (query->kind >= 0) {
		asked.where = arena_print(arena, "%s AND kind = ?4", asked.where);
		asked.values[3] = SQL_TEXT(order_kind_id((enum order_kind)query->kind));
	}
	if (query->since) {
		asked.where = arena_print(arena, "%s AND created_at >= ?5", asked.where);
		asked.values[4] = SQL_WHOLE(query->since);
	}
	if (query->until) {
		asked.where = arena_print(arena, "%s AND created_at < ?6", asked.where);
		asked.values[5] = SQL_WHOLE(query->until);
	}
	return asked;
}

static struct sql_query *ask(
	struct store *store, const struct asked *asked, const char *text, size_t offset, size_t count)
{
	struct sql_query *query = sql_prepare(store->sql, text, NULL);
	int i;

	for (i = 0; query && i < 6; i++)
		if (asked->values[i].kind != SQL_IS_NULL)
			sql_bind(query, i + 1, asked->values[i]);
	if (query && count > 0) {
		sql_bind(query, 7, SQL_WHOLE((int64_t)count));
		sql_bind(query, 8, SQL_WHOLE((int64_t)offset));
	}
	return query;
}

/* Are there sums for such a question? They know nothing of periods and of numbers. */
static bool has_total(const struct order_query *query, const struct asked *asked)
{
	return !query->since && !query->until &&
		(asked->is_titled || asked->values[0].kind == SQL_IS_NULL);
}

static size_t total_of(struct store *store, const struct order_query *query, const struct asked *asked)
{
	return asked->is_titled ? order_total_titled(store, query->state, query->kind, asked->values[0].bytes)
				: order_total_count(store, query->state, query->kind);
}

/* Few orders of a title are found by it and sorted; many are met soon on the way back through time. */
static const char *way_through(struct store *store, const struct order_query *query, const struct asked *asked)
{
	if (!asked->is_titled)
		return "";
	if (has_total(query, asked) && total_of(store, query, asked) <= FEW_TITLED)
		return " INDEXED BY orders_by_title";
	return query->state >= 0 ? " INDEXED BY orders_by_state" : " INDEXED BY orders_by_time";
}

size_t order_load(struct store *store, const struct order_query *order_query, size_t offset,
	size_t count, struct arena *arena, struct order **rows)
{
	struct asked asked = ask_where(order_query, arena);
	struct sql_query *query;
	size_t found = 0, all;

	/* Counting may cost more than a page: only who asks for very many needs it. */
	if (count > PAGE_MOST) {
		all = order_count(store, order_query);
		count = offset >= all ? 0 : count < all - offset ? count : all - offset;
	}
	if (offset > SKIP_MOST && has_total(order_query, &asked) && !asked.is_titled) {
		asked.values[5] = SQL_WHOLE(
			order_total_place(store, order_query->state, order_query->kind, &offset));
		asked.where = arena_print(arena, "%s AND created_at < ?6", asked.where);
	}
	*rows = arena_take_array(arena, count, sizeof **rows);
	query = ask(store, &asked,
		arena_print(arena,
			"SELECT " ORDER_COLUMNS " FROM orders%s WHERE 1%s"
			" ORDER BY created_at DESC, number DESC LIMIT ?7 OFFSET ?8",
			way_through(store, order_query, &asked), asked.where),
		offset, count);
	while (found < count && store_next(query))
		(*rows)[found++] = read_order(query, arena);
	sql_done(query);
	return found;
}

size_t order_count(struct store *store, const struct order_query *order_query)
{
	struct arena arena = { 0 };
	struct asked asked = ask_where(order_query, &arena);
	struct sql_query *query;
	size_t count;

	if (has_total(order_query, &asked)) {
		count = total_of(store, order_query, &asked);
		arena_clear(&arena);
		return count;
	}
	query = ask(store, &asked, arena_print(&arena, "SELECT count(*) FROM orders WHERE 1%s", asked.where),
		0, 0);
	count = store_next(query) ? (size_t)sql_whole(query, 0) : 0;
	sql_done(query);
	arena_clear(&arena);
	return count;
}

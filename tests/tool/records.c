/*
 * records: one line for each field that says something, so that a want file shows what was
 * understood and a change shows as a changed line.
 */
#include "tool/records.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

extern const struct supplier sample;

/* Suppliers that are in no table of the program. */
static const struct supplier *const guests[] = { &sample, &sixth };

static const struct supplier *find(const char *id)
{
	size_t i;

	for (i = 0; i < sizeof guests / sizeof *guests; i++)
		if (!strcmp(guests[i]->id, id))
			return guests[i];
	return supplier_find(id);
}

static FILE *file;

static void text(const char *name, const char *value)
{
	if (value)
		fprintf(file, "  %s: %s\n", name, value);
}

static void number(const char *name, int64_t value, int64_t unsaid)
{
	if (value != unsaid)
		fprintf(file, "  %s: %" PRId64 "\n", name, value);
}

static void money(const char *name, struct money value)
{
	char plain[MONEY_TEXT];

	fprintf(file, "  %s: %s %s\n", name, money_plain(value, plain),
		currency_code(value.currency));
}

static void print_coupon(const struct coupon *coupon)
{
	if (!coupon->id)
		return;
	text("coupon", coupon->id);
	money("coupon face", coupon->face);
	money("coupon threshold", coupon->threshold);
	number("coupon left", coupon->left, UNKNOWN);
	number("coupon total", coupon->total, UNKNOWN);
	number("coupon starts", coupon->starts_at, 0);
	number("coupon ends", coupon->ends_at, 0);
}

static void print_goods(const struct goods *goods)
{
	fprintf(file, "goods %s of %s\n", goods->id, goods->supplier);
	text("title", goods->title);
	text("gtin", goods->gtin);
	text("brand", goods->brand);
	text("model", goods->model);
	text("origin", goods->origin);
	text("shop", goods->shop);
	text("category", goods->category);
	text("picture", goods->picture);
	text("description", goods->description);
	money("price", goods->price);
	money("list price", goods->list_price);
	money("final", goods->final);
	if (goods->group_price.minor)
		money("group price", goods->group_price);
	number("group size", goods->group_size, 0);
	money("commission", goods->commission);
	money("commission before", goods->commission_before);
	number("rate bp", goods->rate_bp, -1);
	print_coupon(&goods->coupon);
	number("lock ends", goods->lock_ends_at, 0);
	number("sales", goods->sales_30d, UNKNOWN);
	number("stock", goods->stock, UNKNOWN);
	number("score", goods->shop_score, UNKNOWN);
	text("self purchase", goods->self_purchase ? "yes" : "no");
	number("updated", goods->updated_at, 0);
	number("seen", goods->seen_at, 0);
}

static void print_order(const struct order *order)
{
	fprintf(file, "order %s / %s of %s\n", order->id, order->sub_id, order->supplier);
	text("goods", order->goods);
	text("title", order->title);
	text("kind", order_kind_id(order->kind));
	text("state", order_state_id(order->state));
	text("state word", order->state_word);
	text("reason", order->reason);
	text("channel", order->channel);
	text("link", order->link);
	number("quantity", order->quantity, -1);
	money("paid", order->paid);
	money("base", order->base);
	money("estimate", order->estimate);
	money("settled", order->settled);
	money("fee", order->fee);
	number("rate bp", order->rate_bp, -1);
	number("created", order->created_at, 0);
	number("paid at", order->paid_at, 0);
	number("received at", order->received_at, 0);
	number("approved at", order->approved_at, 0);
	number("settled at", order->settled_at, 0);
	number("updated", order->updated_at, 0);
}

static void print_line(const struct line *line)
{
	fprintf(file, "line %s of %s\n", line->id, line->supplier);
	text("kind", line_kind_id(line->kind));
	text("bucket", bucket_id(line->bucket));
	text("order", line->order);
	text("ref", line->ref);
	money("amount", line->amount);
	number("at", line->at, 0);
}

static void print_link(const struct link *link)
{
	fprintf(file, "link %s of %s\n", link->id, link->supplier);
	text("goods", link->goods);
	text("channel", channel_id(link->channel));
	text("url", link->url);
	text("short url", link->short_url);
	text("app url", link->app_url);
	text("mini path", link->mini_path);
	text("pass code", link->pass_code);
	text("position", link->position);
	number("created", link->created_at, 0);
	number("expires", link->expires_at, 0);
}

static void print_end(const char *next, int64_t now_at, int64_t total, size_t hidden)
{
	fprintf(file, "end\n");
	text("next", next);
	number("now", now_at, 0);
	number("total", total, UNKNOWN);
	number("hidden", (int64_t)hidden, 0);
}

/* ---- the calls */

static enum err page(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct goods_page goods;
	enum err err = supplier->goods->read_page(reading, &goods, fault);
	size_t i;

	for (i = 0; err == OK && i < goods.count; i++)
		print_goods(&goods.rows[i]);
	if (err == OK)
		print_end(goods.next, goods.now_at, goods.total, 0);
	return err;
}

static enum err detail(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct goods goods;
	enum err err = supplier->goods->read_detail(reading, &goods, fault);

	if (err == OK)
		print_goods(&goods);
	return err;
}

static void print_categories(const struct category_page *page)
{
	size_t i;

	for (i = 0; i < page->count; i++)
		fprintf(file, "category %s %s %" PRId64 "\n", page->rows[i].id, page->rows[i].name,
			page->rows[i].goods);
}

static enum err categories(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct category_page rows;
	enum err err = supplier->goods->read_categories(reading, &rows, fault);

	if (err == OK)
		print_categories(&rows);
	return err;
}

static enum err coupon(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct coupon row;
	enum err err = supplier->goods->read_coupon(reading, &row, fault);

	if (err == OK)
		print_coupon(&row);
	return err;
}

static enum err topics(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct category_page rows;
	enum err err = supplier->goods->read_topics(reading, &rows, fault);

	if (err == OK)
		print_categories(&rows);
	return err;
}

static enum err orders(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct order_page rows;
	enum err err = supplier->orders->read_orders(reading, &rows, fault);
	size_t i;

	for (i = 0; err == OK && i < rows.count; i++)
		print_order(&rows.rows[i]);
	if (err == OK)
		print_end(rows.next, rows.now_at, UNKNOWN, rows.hidden);
	return err;
}

static enum err lines(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct line_page rows;
	enum err err = supplier->orders->read_lines(reading, &rows, fault);
	size_t i;

	for (i = 0; err == OK && i < rows.count; i++)
		print_line(&rows.rows[i]);
	if (err == OK)
		print_end(rows.next, rows.now_at, UNKNOWN, rows.hidden);
	return err;
}

static enum err penalties(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct penalty_page rows;
	enum err err = supplier->orders->read_penalties(reading, &rows, fault);
	size_t i;

	for (i = 0; err == OK && i < rows.count; i++) {
		fprintf(file, "penalty on %s of %s\n", rows.rows[i].order, rows.rows[i].supplier);
		text("word", rows.rows[i].word);
		text("lifted", rows.rows[i].lifted ? "yes" : "no");
		number("ordered", rows.rows[i].ordered_at, 0);
	}
	if (err == OK)
		print_end(rows.next, 0, UNKNOWN, 0);
	return err;
}

static enum err link_made(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct link link;
	enum err err = supplier->links->read_link(reading, &link, fault);

	if (err == OK)
		print_link(&link);
	return err;
}

static enum err links(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct link_page rows;
	enum err err = supplier->links->read_links(reading, &rows, fault);
	size_t i;

	for (i = 0; err == OK && i < rows.count; i++)
		print_link(&rows.rows[i]);
	if (err == OK)
		print_end(NULL, 0, UNKNOWN, 0);
	return err;
}

static enum err opened(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	const char *token;
	enum err err = supplier->shop->read_opened(reading, &token, fault);

	if (err == OK)
		fprintf(file, "token %s\n", token);
	return err;
}

static enum err registered(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	bool yes;
	enum err err = supplier->shop->read_registered(reading, &yes, fault);

	if (err == OK)
		fprintf(file, "registered %s\n", yes ? "yes" : "no");
	return err;
}

static enum err registration(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	const char *url;
	enum err err = supplier->shop->read_register(reading, &url, fault);

	if (err == OK)
		fprintf(file, "register %s\n", url);
	return err;
}

static void print_payout(const struct payout *payout)
{
	fprintf(file, "payout %s of %s\n", payout->id, payout->supplier);
	text("state", payout_state_id(payout->state));
	text("reason", payout->reason);
	money("amount", payout->amount);
	money("fee", payout->fee);
	text("automatic", payout->automatic ? "yes" : "no");
	number("requested", payout->requested_at, 0);
	number("expected", payout->expected_at, 0);
	number("finished", payout->finished_at, 0);
	number("updated", payout->updated_at, 0);
}

static enum err payouts(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct payout_page rows;
	enum err err = supplier->payouts->read_payouts(reading, &rows, fault);
	size_t i;

	for (i = 0; err == OK && i < rows.count; i++)
		print_payout(&rows.rows[i]);
	if (err == OK)
		print_end(rows.next, 0, UNKNOWN, 0);
	return err;
}

static enum err payout_asked(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct payout row;
	enum err err = supplier->payouts->read_request(reading, &row, fault);

	if (err == OK)
		print_payout(&row);
	return err;
}

static enum err rules(
	const struct supplier *supplier, const struct reading *reading, struct fault *fault)
{
	struct payout_rules row;
	enum err err = supplier->payouts->read_rules(reading, &row, fault);

	if (err != OK)
		return err;
	fprintf(file, "payout rules in %s\n", currency_code(row.currency));
	money("minimum", row.minimum);
	money("most", row.most);
	number("fee bp", row.fee_bp, -1);
	money("least fee", row.fee_least);
	money("most fee", row.fee_most);
	return OK;
}

/* A call's names, the one of tests/answers first, and the pair that reads it: where its group stands in
 * a supplier, and it in the group. The first row that the supplier offers is taken. */
#define PAIR(group, type, pair) \
	offsetof(struct supplier, group), offsetof(struct type##_calls, pair)
static const struct call {
	const char *names;
	size_t group, pair;
	enum err (*read)(const struct supplier *, const struct reading *, struct fault *);
} calls[] = {
	{ "goods page search list items products", PAIR(goods, goods, read_page), page },
	{ "detail details item product", PAIR(goods, goods, read_detail), detail },
	{ "categories category cats labels", PAIR(goods, goods, read_categories), categories },
	{ "topics topic channels", PAIR(goods, goods, read_topics), topics },
	{ "coupon coupons", PAIR(goods, goods, read_coupon), coupon },
	{ "orders order", PAIR(orders, order, read_orders), orders },
	{ "lines refunds refund ledger clawbacks", PAIR(orders, order, read_lines), lines },
	{ "penalties penalty punish", PAIR(orders, order, read_penalties), penalties },
	{ "link convert promotion", PAIR(links, link, read_link), link_made },
	{ "links urls", PAIR(links, link, read_links), links },
	{ "links urls", PAIR(links, link, read_link), link_made },
	{ "payouts", PAIR(payouts, payout, read_payouts), payouts },
	{ "payout", PAIR(payouts, payout, read_request), payout_asked },
	{ "rules", PAIR(payouts, payout, read_rules), rules },
	{ "opened open", PAIR(shop, shop, read_opened), opened },
	{ "registered authority", PAIR(shop, shop, read_registered), registered },
	{ "register registration", PAIR(shop, shop, read_register), registration },
};

static bool is_offered(const struct supplier *supplier, const struct call *call)
{
	const char *group;
	void (*pair)(void);

	memcpy(&group, (const char *)supplier + call->group, sizeof group);
	if (!group)
		return false;
	memcpy(&pair, group + call->pair, sizeof pair);
	return pair != NULL;
}

static bool is_named(const char *names, const char *name)
{
	size_t length = strlen(name);
	const char *at;

	for (at = names; length > 0 && (at = strstr(at, name)); at++)
		if ((at == names || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

/* What may be asked for instead. */
static enum err say_names(
	const struct supplier *supplier, const char *id, const char *name, struct fault *fault)
{
	char known[sizeof fault->text] = "";
	size_t i, used = 0;

	for (i = 0; !supplier && suppliers[i]; i++)
		used += (size_t)snprintf(known + used, sizeof known - used, " %s", suppliers[i]->id);
	for (i = 0; supplier && i < sizeof calls / sizeof *calls; i++)
		if (is_offered(supplier, &calls[i]) && used < sizeof known &&
			!(i > 0 && !strcmp(calls[i].names, calls[i - 1].names)))
			used += (size_t)snprintf(known + used, sizeof known - used, " %.*s",
				(int)strcspn(calls[i].names, " "), calls[i].names);
	if (!supplier)
		return fault_set(fault, ERR_USAGE, "no supplier \"%s\"; there are:%s", id, known);
	return fault_set(fault, ERR_USAGE, "%s answers no call \"%s\"; it has:%s", id, name, known);
}

/* As it would be when it came with status 200: refusals in the body are the adapter's to see. */
static enum err judge(const struct supplier *row, const struct reading *reading, struct fault *fault)
{
	const char *start = reading->bytes + strspn(reading->bytes, " \t\r\n");
	const struct http_answer answer = { .status = 200,
		.body = reading->bytes,
		.length = reading->length,
		.json = *start != '<',
		.etag = "" };

	return row->verdict ? supplier_verdict(row, reading->account, &answer, fault) : OK;
}

enum err records_print(const char *supplier, const char *call, const char *bytes, size_t length,
	FILE *out, struct fault *fault)
{
	/* Her own shop: what records cannot say themselves. */
	static const struct account shop = { .name = "mine", .address = "https://shop.example",
		.currency = "USD", .commission = "12%" };
	static const struct account platform = { .name = "mine",
		.address = "https://shop.example.com" };
	const struct account *account = strcmp(supplier, "woocommerce") ? &platform : &shop;
	const struct supplier *row = find(supplier);
	struct arena arena = { 0 };
	struct reading reading = { .account = account, .bytes = bytes, .length = length,
		.now_s = 1795392060, .arena = &arena };
	enum err err = ERR_USAGE;
	size_t i;

	file = out;
	for (i = 0; row && i < sizeof calls / sizeof *calls; i++) {
		if (!is_named(calls[i].names, call) || !is_offered(row, &calls[i]))
			continue;
		err = judge(row, &reading, fault);
		if (err == OK)
			err = calls[i].read(row, &reading, fault);
		break;
	}
	arena_clear(&arena);
	return err == ERR_USAGE ? say_names(row, supplier, call, fault) : err;
}

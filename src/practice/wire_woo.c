/*
 * wire_woo: a shop with WooCommerce: the door, and goods. Its habits: real statuses, refusals told
 * apart by a code beside words in the shop's language; money as text, "" where there is no price;
 * titles with entities and tags; totals in the head; unknown parameters ignored in silence. Values
 * and lists are in wire_woo_values.c, orders in wire_woo_orders.c, the buyer's page in
 * wire_woo_page.c.
 */
#include "practice/wire_woo.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { UNSORTED = 15, CATEGORY = 16, VARIATION = 900000000, VARIATIONS = 2 };

/* ---- goods */

static bool is_variable(const struct wares *wares)
{
	return wares->n % 11 == 0;
}

/* Some are only shown: nobody entered a price. */
static bool has_price(const struct wares *wares)
{
	return wares->n % 101 != 50;
}

/* A variable product's own prices are empty: they stand with its variations. */
static void put_prices(
	struct call *call, const struct wares *wares, bool variable, struct json *item)
{
	int64_t final = goods_final(wares, call->now_s);
	int64_t usual = wares->list_price > wares->price ? wares->list_price : wares->price;
	bool on_sale = has_price(wares) && final < usual, bare = !has_price(wares);
	woo_text(call, item, "price", bare ? "" : wire_yuan(call, final));
	woo_text(call, item, "regular_price", bare || variable ? "" : wire_yuan(call, usual));
	woo_text(call, item, "sale_price", on_sale && !variable ? wire_yuan(call, final) : "");
	if (woo_wants(call, "on_sale"))
		json_put_bool(item, "on_sale", on_sale);
	if (woo_wants(call, "purchasable"))
		json_put_bool(item, "purchasable", !bare);
}

static void put_stock(struct call *call, const struct wares *wares, struct json *item)
{
	bool managed = wares->stock != UNKNOWN;
	if (woo_wants(call, "manage_stock"))
		json_put_bool(item, "manage_stock", managed);
	if (managed)
		woo_whole(call, item, "stock_quantity", wares->stock);
	else if (woo_wants(call, "stock_quantity"))
		json_put_null(item, "stock_quantity");
	woo_text(call, item, "stock_status", wares->stock == 0 ? "outofstock" : "instock");
	woo_whole(call, item, "total_sales", wares->sales);
}

static void put_category(struct call *call, int64_t category, struct json *row)
{
	const struct category_words *words = &categories[category % CATEGORIES];
	woo_whole(call, row, "id", CATEGORY + category);
	woo_text(call, row, "name", words->name);
	woo_text(call, row, "slug", words->id);
}

static void put_inside(struct call *call, const struct wares *wares, struct json *item)
{
	const struct category_words *words = &categories[wares->category % CATEGORIES];
	struct json *row;
	if (woo_wants(call, "categories")) {
		row = json_add_object(json_put_array(item, "categories"));
		json_put_whole(row, "id", CATEGORY + wares->category);
		json_put_text(row, "name", words->name);
		json_put_text(row, "slug", words->id);
	}
	if (woo_wants(call, "images")) {
		row = json_add_object(json_put_array(item, "images"));
		json_put_whole(row, "id", wares->n);
		json_put_text(row, "src",
			arena_print(&call->arena,
				"https://shop.example/wp-content/uploads/%" PRId64 ".jpg",
				wares->n));
	}
	if (woo_wants(call, "brands")) {
		struct json *rows = json_put_array(item, "brands");
		if (goods_brand(wares))
			json_put_text(json_add_object(rows), "name", goods_brand(wares));
	}
	if (woo_wants(call, "meta_data"))
		json_put_array(item, "meta_data");
}

static void put_goods(struct call *call, const struct wares *wares, struct json *item)
{
	const char *text = descriptions[wares->n % DESCRIPTIONS];
	woo_whole(call, item, "id", wares->n);
	woo_text(call, item, "name", woo_title(call, wares->n, goods_title(call, wares)));
	woo_text(call, item, "slug", wire_number(call, wares->n));
	woo_text(call, item, "permalink", woo_permalink(call, wares->n));
	woo_moment(call, item, "date_created", wares->updated_at - 30 * DAY_S);
	woo_moment(call, item, "date_modified", wares->updated_at);
	woo_text(call, item, "type", is_variable(wares) ? "variable" : "simple");
	woo_text(call, item, "status", "publish");
	woo_text(call, item, "description", arena_print(&call->arena, "<p>%s</p>\n", text));
	woo_text(call, item, "short_description", "");
	woo_text(call, item, "sku", arena_print(&call->arena, "W-%" PRId64, wares->n));
	woo_text(call, item, "global_unique_id", goods_barcode(wares, &call->arena));
	put_prices(call, wares, is_variable(wares), item);
	put_stock(call, wares, item);
	put_inside(call, wares, item);
}

/* "16,17" → a bit for each. */
static uint32_t read_categories(struct call *call)
{
	int64_t ids[CATEGORIES];
	for (int i = 0; i < CATEGORIES; i++)
		ids[i] = CATEGORY + i;
	return wire_categories(request_query(call->request, "category"), ids);
}

static enum wire_sort sort_of(const char *order_by)
{
	return strcmp(order_by, "price") == 0	     ? WIRE_BY_PRICE
	       : strcmp(order_by, "popularity") == 0 ? WIRE_BY_SALES
						     : WIRE_BY_AGE;
}

static enum err goods_page(struct call *call)
{
	static const char *const orders[] = { "date", "id", "title", "slug", "include", "modified",
		"price", "popularity", "rating", "menu_order", NULL };
	static const char *const states[] = { "any", "future", "trash", "draft", "pending",
		"private", "publish", NULL };
	const char *include = request_query(call->request, "include");
	struct woo_page page;
	struct wire_page found;
	if (!woo_read_page(call, orders, &page) || !woo_read_words(call, "status", states))
		return OK;
	struct wire_wish wish = { .words = request_query(call->request, "search"),
		.categories = read_categories(call),
		.price_from = wire_minor(request_query(call->request, "min_price")),
		.price_to = wire_minor(request_query(call->request, "max_price")),
		.only = include ? arena_print(&call->arena, ",%s,", include) : NULL,
		.changed_since = woo_read_moment(call, "modified_after"),
		.counts_all = true,
		.sort = sort_of(page.order_by),
		.upwards = page.upwards,
		.page = page.page,
		.size = page.size };
	enum err err = wire_search(call, &wish, &found);
	if (err != OK)
		return err;
	struct json *rows = json_array();
	for (size_t i = 0; i < found.count; i++)
		put_goods(call, &found.rows[i], json_add_object(rows));
	return woo_answer_list(call, rows, &page, found.total);
}

/* ERR_NOTHING = refused already. */
static enum err load(struct call *call, struct wares *wares)
{
	enum err err = wire_load(call, PLATFORM_WOO, call->piece, wares);
	if (err == ERR_NOTHING)
		woo_refuse(call, 404, "woocommerce_rest_product_invalid_id", "无效的ID。");
	return err;
}

static enum err goods_one(struct call *call)
{
	struct wares wares;
	enum err err = load(call, &wares);
	if (err != OK)
		return err == ERR_NOTHING ? OK : err;
	struct json *root = json_object();
	put_goods(call, &wares, root);
	return answer_json(call, 200, root);
}

static enum err variations(struct call *call)
{
	static const char *const orders[] = { "date", "id", "include", "title", "slug", "modified",
		"menu_order", NULL };
	static const char *const sizes[VARIATIONS] = { "大", "小" };
	struct wares wares;
	struct woo_page page;
	if (!woo_read_page(call, orders, &page))
		return OK;
	enum err err = load(call, &wares);
	if (err != OK)
		return err == ERR_NOTHING ? OK : err;
	struct json *rows = json_array();
	for (int i = 0; is_variable(&wares) && i < VARIATIONS; i++) {
		struct json *row = json_add_object(rows);
		woo_whole(call, row, "id", VARIATION + (wares.n % STALL_GOODS) * VARIATIONS + i);
		woo_text(call, row, "name", sizes[i]);
		put_prices(call, &wares, false, row);
		put_stock(call, &wares, row);
	}
	return woo_answer_list(call, rows, &page, is_variable(&wares) ? VARIATIONS : 0);
}

static enum err put_categories(struct call *call, struct json *rows)
{
	bool row = false;
	enum err err = OK;
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT category, count(*) FROM goods WHERE n > ?1 AND n < ?2 GROUP BY category",
		SQL_WHOLE(call->stall), SQL_WHOLE(call->stall + STALL_GOODS));
	while (query && (err = sql_step(query, &row, &call->fault)) == OK && row) {
		struct json *item = json_add_object(rows);
		put_category(call, sql_whole(query, 0), item);
		woo_whole(call, item, "parent", 0);
		woo_whole(call, item, "count", sql_whole(query, 1));
	}
	sql_done(query);
	return query ? err : ERR_STORE;
}

static enum err category_page(struct call *call)
{
	static const char *const orders[] = { "name", "id", "include", "slug", "term_group",
		"description", "count", NULL };
	const char *hide = request_query(call->request, "hide_empty");
	struct woo_page page;
	if (!woo_read_page(call, orders, &page))
		return OK;
	struct json *rows = json_array();
	if (!hide || strcmp(hide, "true") != 0) {
		struct json *row = json_add_object(rows);
		woo_whole(call, row, "id", UNSORTED);
		woo_text(call, row, "name", "未分类");
		woo_whole(call, row, "count", 0);
	}
	enum err err = put_categories(call, rows);
	if (err == OK)
		return woo_answer_list(call, rows, &page, (int64_t)json_count(rows));
	json_free(rows);
	return err;
}

static enum err settings(struct call *call)
{
	struct json *rows = json_array(), *row = json_add_object(rows);
	json_put_text(row, "id", "woocommerce_currency");
	json_put_text(row, "value", "CNY");
	return answer_json(call, 200, rows);
}

/* ---- the door */

/* What stands before WordPress answers in pages of its own. */
static enum err answer_of_host(struct call *call, int status, const char *title, int again_s)
{
	const char *page = arena_print(&call->arena,
		"<html>\r\n<head><title>%d %s</title></head>\r\n<body><center><h1>%d "
		"%s</h1></center>"
		"<hr><center>nginx</center></body>\r\n</html>\r\n",
		status, title, status, title);
	call->response->retry_after_s = again_s;
	return answer_html(call, status, strdup(page), strlen(page));
}

static bool is_in_trouble(struct call *call)
{
	enum wire_fault fault = wire_trouble(call);
	if (fault == WIRE_QUOTA)
		answer_of_host(call, 429, "Too Many Requests", 20);
	else if (fault == WIRE_BUSY)
		answer_of_host(call, 503, "Service Temporarily Unavailable", 0);
	else if (call->request->twist == FAULT_500)
		woo_refuse(call, 500, "internal_server_error",
			"<p>此站点遇到了致命错误。</p><p><a href=\"https://wordpress.org/\">"
			"了解有关WordPress故障排查的更多信息。</a></p>");
	else if (fault == WIRE_EXPIRED || !wire_basic_is_right(call, &wire_platforms[PLATFORM_WOO]))
		/* A key that was revoked, one that is wrong and none at all are told alike. */
		woo_refuse(call, 401, "woocommerce_rest_cannot_view", "抱歉，您不能列出资源。");
	else if (strcmp(call->request->method, "GET") != 0 &&
		 strcmp(call->request->method, "HEAD") != 0)
		woo_refuse(call, 401, "woocommerce_rest_authentication_error",
			"提供的API密钥没有写入权限。");
	else
		return false;
	return true;
}

enum err wire_woo(struct call *call)
{
	static const struct wire_method methods[] = {
		{ "wc/v3/products", goods_page },
		{ "wc/v3/products/categories", category_page },
		{ "wc/v3/products/{}", goods_one },
		{ "wc/v3/products/{}/variations", variations },
		{ "wc/v3/orders", woo_orders },
		{ "wc/v3/orders/{}", woo_order },
		{ "wc/v3/orders/{}/refunds", woo_refunds },
		{ "wc/v3/settings/general", settings },
		{ NULL, NULL },
	};
	/* With plain permalinks the path stands in the query, from its slash on. */
	const char *plain = request_query(call->request, "rest_route");
	const char *path = *call->piece ? call->piece : plain && *plain == '/' ? plain + 1 : "";
	const struct wire_method *method = methods;
	while (method->name && !route_matches(call, path, method->name))
		method++;
	if (!method->name)
		return woo_refuse(call, 404, "rest_no_route", "未找到匹配URL和请求方式的路由。");
	if (is_in_trouble(call))
		return OK;
	enum err err = wire_shop(call, PLATFORM_WOO);
	return err == OK ? method->answer(call) : err;
}

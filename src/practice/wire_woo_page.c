/*
 * wire_woo_page: the page of a product in the WooCommerce shop. The tags behind its address go with
 * the order as far as the buyer's browser keeps them; here it always does. What is sold is
 * page.c's.
 */
#include <string.h>
#include "practice/link.h"
#include "practice/page.h"
#include "practice/wire_woo.h"

const char *woo_permalink(struct call *call, int64_t n)
{
	return arena_print(
		&call->arena, "%s/woo/product/%s/", call->practice->base, wire_number(call, n));
}

/* The channel of one of our own links; NULL for other tags or none. */
static const char *channel_of(struct call *call)
{
	const char *source = request_query(call->request, "utm_source"),
		   *campaign = request_query(call->request, "utm_campaign");
	const char *code = wire_platforms[PLATFORM_WOO].pid;
	size_t length = strlen(code);
	if (!source || !campaign || strcmp(source, "shopkeeper") != 0 ||
		strncmp(campaign, code, length) != 0 || campaign[length] != '-')
		return NULL;
	campaign += length + 1;
	return channel_is_good(campaign) ? campaign : "other";
}

/* Links are made by adding tags, which the shop never hears of: one is known from its first visit
 * on. */
static enum err find_link(struct call *call, const char *channel, struct landing *landing)
{
	struct wire_link ignored;
	enum err err = ERR_NOTHING;
	for (int i = 0; i < 2 && err == ERR_NOTHING; i++) {
		err = sql_number(call->practice->sql, &call->fault, &landing->link,
			"SELECT n FROM link WHERE shop = ?1 AND goods = ?2 AND channel = ?3"
			" AND expires_at > ?4 LIMIT 1",
			SQL_WHOLE(call->shop), SQL_WHOLE(landing->goods), SQL_TEXT(channel),
			SQL_WHOLE(call->now_s));
		if (err == ERR_NOTHING && wire_link(call, landing->goods, channel, &ignored) != OK)
			return ERR_STORE;
	}
	return err;
}

/* ERR_NOTHING = refused already. */
static enum err find_landing(struct call *call, struct landing *landing)
{
	const char *channel = channel_of(call);
	*landing = (struct landing){ .channel = channel ? channel : "other" };
	enum err err = wire_shop(call, PLATFORM_WOO);
	if (err == OK)
		err = wire_load(call, PLATFORM_WOO, call->piece, &landing->wares);
	if (err == ERR_NOTHING)
		answer_problem(call, 404, "not_found", "There is no such page",
			"%.60s is not sold here", call->piece);
	if (err != OK)
		return err;
	landing->goods = landing->wares.n;
	landing->shop = call->shop;
	landing->action = arena_print(&call->arena, "/woo/product/%s/order", call->piece);
	if (!channel)
		return OK;
	landing->action = arena_print(&call->arena, "%s?utm_source=shopkeeper&utm_campaign=%s-%s",
		landing->action, wire_platforms[PLATFORM_WOO].pid, channel);
	return find_link(call, channel, landing);
}

enum err woo_page_show(struct call *call)
{
	struct landing landing;
	enum err err = find_landing(call, &landing);
	return err == OK ? page_show_goods(call, &landing) : err == ERR_NOTHING ? OK : err;
}

enum err woo_page_order(struct call *call)
{
	struct landing landing;
	struct sql *sql = call->practice->sql;
	enum err err = find_landing(call, &landing);
	if (err != OK)
		return err == ERR_NOTHING ? OK : err;
	err = sql_begin(sql, &call->fault);
	if (err == OK)
		err = page_order_goods(call, &landing);
	if (err == OK && call->response->status < 400)
		err = sql_commit(sql, &call->fault);
	sql_rollback(sql);
	call->practice->revision++;
	return err;
}

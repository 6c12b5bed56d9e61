/*
 * page: where a shared link leads: plain HTML without JavaScript that shows the goods and takes an
 * order. Everything from outside is escaped. A hidden word in the form makes a second press
 * harmless.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "practice/page.h"
#include "practice/people.h"
#include "practice/sale.h"

enum { QUANTITY_MOST = 99 };

static void put_escaped(FILE *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (c == '<' || c == '>' || c == '&' || c == '"' || c == '\'')
			fprintf(out, "&#%d;", c);
		else if (c >= ' ' && c != 0x7f)
			fputc(c, out);
	}
}

static void begin_page(FILE *out, const char *title)
{
	fputs("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
	      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
	      "<meta name=\"robots\" content=\"noindex\"><title>",
		out);
	put_escaped(out, title);
	fputs("</title></head><body style=\"max-width:32em;margin:1em auto;padding:0 1em;"
	      "font-family:sans-serif;line-height:1.6\">\n<h1>",
		out);
	put_escaped(out, title);
	fputs("</h1>\n", out);
}

static enum err finish_page(struct call *call, int status, FILE *out, char **html, size_t *length)
{
	fputs("</body></html>\n", out);
	if (fclose(out) != 0)
		arena_out_of_memory();
	return answer_html(call, status, *html, *length);
}

static enum err say(struct call *call, int status, const char *title, const char *sentence)
{
	char *html;
	size_t length;
	FILE *out = open_memstream(&html, &length);
	if (!out)
		arena_out_of_memory();
	begin_page(out, title);
	fprintf(out, "<p>%s</p>\n", sentence);
	return finish_page(call, status, out, &html, &length);
}

/* ERR_NOTHING = answered already: no such link, or it has expired. */
static enum err find_landing(struct call *call, struct landing *landing)
{
	bool row = false;
	*landing =
		(struct landing){ .action = arena_print(&call->arena, "/s/%s/order", call->piece) };
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT n, shop, goods, expires_at, channel FROM link WHERE code = ?1",
		SQL_TEXT(call->piece));
	if (!query)
		return ERR_STORE;
	enum err err = sql_step(query, &row, &call->fault);
	if (err == OK && row) {
		landing->link = sql_whole(query, 0);
		landing->shop = sql_whole(query, 1);
		landing->goods = sql_whole(query, 2);
		landing->expires_at = sql_whole(query, 3);
		landing->channel = arena_text(&call->arena, sql_text(query, 4));
	}
	sql_done(query);
	if (err == OK && row)
		err = goods_load(call->practice, landing->goods, &call->arena, &landing->wares,
			&call->fault);
	else if (err == OK)
		err = ERR_NOTHING;
	if (err == ERR_NOTHING)
		say(call, 404, "没有这个链接 / No such link",
			"请检查链接是否完整。 Check that the link is complete.");
	if (err == OK && landing->expires_at <= call->now_s) {
		say(call, 410, "链接已过期 / This link has expired",
			"请向分享人要一个新链接。 Ask for a new one.");
		err = ERR_NOTHING;
	}
	return err;
}

static void put_price(FILE *out, const struct wares *wares, int64_t now)
{
	char price[MONEY_TEXT], final[MONEY_TEXT], face[MONEY_TEXT];
	int64_t piece = goods_final(wares, now);
	money_shown((struct money){ wares->price, CURRENCY_CNY }, price);
	money_shown((struct money){ piece, CURRENCY_CNY }, final);
	if (piece == wares->price) {
		fprintf(out, "<p>价格 Price: <strong>%s</strong></p>\n", price);
		return;
	}
	money_shown(wares->coupon.face, face);
	fprintf(out,
		"<p>券后价 Price after coupon: <strong>%s</strong><br>"
		"原价 %s，优惠券 coupon −%s</p>\n",
		final, price, face);
}

static void put_form(FILE *out, const struct landing *landing, uint64_t once)
{
	fputs("<form method=\"post\" action=\"", out);
	put_escaped(out, landing->action);
	fprintf(out,
		"\"><input type=\"hidden\" name=\"once\" value=\"%016" PRIx64 "\">"
		"<p><label>数量 Quantity <input name=\"quantity\" type=\"number\" min=\"1\" "
		"max=\"%d\""
		" value=\"1\" required></label></p>"
		"<p><button name=\"pay\" value=\"now\">下单并付款 Order and pay</button> "
		"<button name=\"pay\" value=\"later\">下单，稍后付款 Order, pay later</button></p>"
		"</form>\n<p><small>演示店铺，不会真的收款。 A practice shop: no money changes "
		"hands."
		"</small></p>\n",
		once, QUANTITY_MOST);
}

enum err page_show_goods(struct call *call, const struct landing *landing)
{
	enum err err = sql_do(call->practice->sql, &call->fault,
		"UPDATE link SET clicks = clicks + 1, updated_at = ?2 WHERE n = ?1",
		SQL_WHOLE(landing->link), SQL_WHOLE(call->now_s));
	char *html;
	size_t length;
	FILE *out = open_memstream(&html, &length);
	if (!out)
		arena_out_of_memory();
	begin_page(out, landing->wares.title);
	put_price(out, &landing->wares, call->now_s);
	fputs("<p>", out);
	put_escaped(out, landing->wares.merchant);
	fputs("</p>\n", out);
	/* The word differs with every showing of the page: revision rises with each. */
	if (landing->wares.stock == 0)
		fputs("<p><strong>已售完 Sold out</strong></p>\n", out);
	else
		put_form(out, landing,
			chance(call->practice->started, "once", (int64_t)call->practice->revision));
	finish_page(call, 200, out, &html, &length);
	return err;
}

enum err page_show(struct call *call)
{
	struct landing landing;
	enum err err = find_landing(call, &landing);
	return err == OK ? page_show_goods(call, &landing) : err == ERR_NOTHING ? OK : err;
}

static enum err order_made(
	struct call *call, const struct landing *landing, const struct sale *sale)
{
	char *html, amount[MONEY_TEXT];
	size_t length;
	FILE *out = open_memstream(&html, &length);
	if (!out)
		arena_out_of_memory();
	begin_page(out, sale->paid_at ? "已下单 / Ordered" : "待付款 / Waiting for payment");
	fputs("<p>", out);
	put_escaped(out, landing->wares.title);
	fprintf(out,
		" × %" PRId64 "</p>\n<p>%s</p>\n<p>订单号 Order: <code>O%07" PRId64 "</code></p>\n",
		sale->quantity,
		money_shown((struct money){ sale->due_minor, CURRENCY_CNY }, amount), sale->n);
	return finish_page(call, 200, out, &html, &length);
}

/* True = this form was sent before: its page is shown again. */
static bool shown_before(struct call *call, const char *once)
{
	bool row = false;
	if (!once || !once[0])
		return false;
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT body FROM kept_answer WHERE scope = 'page' AND key = ?1", SQL_TEXT(once));
	if (query && sql_step(query, &row, &call->fault) == OK && row) {
		char *html = strdup(sql_text(query, 0));
		if (!html)
			arena_out_of_memory();
		answer_html(call, 200, html, strlen(html));
	}
	sql_done(query);
	return row;
}

static enum err keep_page(struct call *call, const char *once)
{
	if (!once || !once[0])
		return OK;
	return sql_do(call->practice->sql, &call->fault,
		"INSERT INTO kept_answer(scope, key, content, status, body) VALUES ('page', ?1, 0, "
		"200, ?2)",
		SQL_TEXT(once), SQL_TEXT(call->response->body));
}

static enum err place_and_pay(
	struct call *call, const struct landing *landing, int64_t quantity, struct sale *sale)
{
	struct practice *practice = call->practice;
	const char *kind = request_query(call->request, "kind"),
		   *pay = request_query(call->request, "pay");
	struct wish wish = { .shop = landing->shop,
		.goods = landing->goods,
		.link = landing->link,
		.channel = landing->channel,
		.kind = order_kind_find(kind ? kind : "share"),
		.quantity = quantity,
		.fate = FATE_GOOD,
		.at = call->now_s };
	enum err err = sale_place(practice, &wish, sale, &call->fault);
	if (err == OK && !(pay && strcmp(pay, "later") == 0))
		err = sale_pay(practice, sale, call->now_s, &call->fault);
	if (err != OK)
		return err;
	int64_t due = fate_next_moment(practice, sale, call->now_s);
	return sql_do(practice->sql, &call->fault, "UPDATE sale SET due_at = ?2 WHERE n = ?1",
		SQL_WHOLE(sale->n), due ? SQL_WHOLE(due) : SQL_NULL);
}

enum err page_order_goods(struct call *call, const struct landing *landing)
{
	struct sale sale;
	const char *once = request_query(call->request, "once");
	const char *text = request_query(call->request, "quantity");
	if (shown_before(call, once))
		return OK;
	int64_t quantity = text && strlen(text) < 4 && strspn(text, "0123456789") == strlen(text)
				   ? strtoll(text, NULL, 10)
				   : 0;
	if (quantity < 1 || quantity > QUANTITY_MOST)
		return say(call, 422, "数量不对 / Not a quantity",
			"请填写 1 到 99。 Give a number from 1 to 99.");
	enum err err = place_and_pay(call, landing, quantity, &sale);
	if (err == ERR_LIMIT)
		return say(call, 409, "库存不足 / Not enough left",
			"请减少数量或改天再来。 Order fewer, or come again.");
	if (err == OK)
		err = order_made(call, landing, &sale);
	return err == OK ? keep_page(call, once) : err;
}

enum err page_order(struct call *call)
{
	struct landing landing;
	enum err err = find_landing(call, &landing);
	return err == OK ? page_order_goods(call, &landing) : err == ERR_NOTHING ? OK : err;
}

enum err page_short(struct call *call)
{
	bool row = false;
	struct sql_query *query = sql_ask(call->practice->sql, &call->fault,
		"SELECT code FROM link WHERE short = ?1", SQL_TEXT(call->piece));
	if (!query)
		return ERR_STORE;
	enum err err = sql_step(query, &row, &call->fault);
	if (err == OK && row) {
		snprintf(call->response->location, sizeof(call->response->location), "%s/s/%s",
			call->practice->base, sql_text(query, 0));
		answer_empty(call, 302);
	} else if (err == OK) {
		say(call, 404, "没有这个链接 / No such link",
			"请检查链接是否完整。 Check that the link is complete.");
	}
	sql_done(query);
	return err;
}

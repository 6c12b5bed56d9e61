/* goods_json: see goods_json.h; and the titles that only a hostile merchant would write. */
#include "practice/goods_json.h"

#include <stdio.h>
#include <string.h>
#include "practice/books.h"
#include "practice/categories.h"

enum { HUGE_TITLE_BYTES = 65536, MANY_MARKS = 200 };

static const char *repeated(struct arena *arena, const char *first, const char *again, size_t times)
{
	size_t start = strlen(first), length = strlen(again);
	char *text = arena_take(arena, start + times * length + 1);
	memcpy(text, first, start);
	for (size_t i = 0; i < times; i++)
		memcpy(text + start + i * length, again, length);
	return text;
}

/* One of each kind in turn, so that a page holds them all. */
static const char *hostile_title(struct arena *arena, int64_t n)
{
	static const char *const titles[] = {
		"\033[2J\033[H\033]0;owned\007毛巾 cleared screen",
		"\033]52;c;ZXZpbA==\007 clipboard \033[31mred",
		"\302\23331m C1 \302\205 next line",
		"abc\342\200\256gnp.exe\342\200\254 \342\201\246bidi\342\201\251",
		"zero\342\200\213width\342\200\215join\357\273\277bom\302\255",
		"tags \363\240\201\201\363\240\201\242 and \357\277\276 non-character",
		"line one\nline two\r\tand a tab",
		"=HYPERLINK(\"http://evil.example\",\"formula\")",
		"<script>alert(1)</script> & \"quotes\" 'too'",
		"👨‍👩‍👧‍👦🏳️‍🌈 family and flag ﷽ ",
		"%s%n%x ../../etc/passwd $(reboot) `id`",
		" ",
	};
	enum { TITLES = sizeof(titles) / sizeof(titles[0]) };
	int64_t which = n % (TITLES + 2);
	if (which == TITLES)
		return repeated(arena, "Z", "\314\201", MANY_MARKS);
	if (which == TITLES + 1 && n % 50 < 25)
		return repeated(arena, "", "长", HUGE_TITLE_BYTES / 3);
	return which > TITLES ? "plain" : titles[which];
}

const char *goods_title(struct call *call, const struct wares *wares)
{
	if (call->request->twist != FAULT_HOSTILE)
		return wares->title;
	return hostile_title(&call->arena, wares->n);
}

static void put_coupon(const struct coupon *coupon, struct json *object)
{
	json_put_text(object, "id", coupon->id);
	json_put_text(object, "currency", "CNY");
	json_put_whole(object, "face_minor", coupon->face.minor);
	json_put_whole(object, "threshold_minor", coupon->threshold.minor);
	json_put_whole(object, "left", coupon->left);
	json_put_whole(object, "total", coupon->total);
	json_put_whole(object, "starts_at", coupon->starts_at);
	json_put_whole(object, "ends_at", coupon->ends_at);
}

static void put_merchant(struct call *call, const struct wares *wares, struct json *object)
{
	json_put_text(
		object, "id", arena_print(&call->arena, "M%04lld", (long long)wares->merchant_n));
	json_put_text(object, "name", wares->merchant);
	if (wares->score == UNKNOWN)
		json_put_null(object, "score");
	else
		json_put_whole(object, "score", wares->score);
}

/* What tells that it is the same thing elsewhere; what it has not is left out. */
static void put_identity(struct call *call, const struct wares *wares, struct json *object)
{
	const char *barcode = goods_barcode(wares, &call->arena), *brand = goods_brand(wares);
	if (*barcode)
		json_put_text(object, "gtin", barcode);
	if (!brand)
		return;
	json_put_text(object, "brand", brand);
	json_put_text(object, "model", goods_model(wares, &call->arena));
}

static void put_whole_or_null(struct json *object, const char *name, bool known, int64_t number)
{
	if (known)
		json_put_whole(object, name, number);
	else
		json_put_null(object, name);
}

void goods_put(struct call *call, const struct wares *wares, struct json *object)
{
	char id[GOODS_ID];
	int64_t final = goods_final(wares, call->now_s);
	json_put_text(object, "id", goods_id(wares->n, id));
	json_put_text(object, "title", goods_title(call, wares));
	put_merchant(call, wares, json_put_object(object, "shop"));
	json_put_text(object, "category_id", categories[wares->category].id);
	json_put_text(object, "currency", "CNY");
	json_put_whole(object, "price_minor", wares->price);
	put_whole_or_null(object, "list_price_minor", wares->list_price != 0, wares->list_price);
	if (wares->coupon.id)
		put_coupon(&wares->coupon, json_put_object(object, "coupon"));
	else
		json_put_null(object, "coupon");
	json_put_whole(object, "final_price_minor", final);
	json_put_whole(object, "rate_bp", wares->rate_bp);
	json_put_whole(object, "commission_minor", books_share(final, wares->rate_bp));
	json_put_whole(
		object, "commission_before_minor", books_share(wares->price, wares->rate_bp));
	put_whole_or_null(object, "lock_ends_at", wares->lock_ends_at != 0, wares->lock_ends_at);
	json_put_whole(object, "sales_30d", wares->sales);
	put_whole_or_null(object, "stock", wares->stock != UNKNOWN, wares->stock);
	json_put_bool(object, "self_purchase", wares->self_purchase);
	json_put_null(object, "picture_url");
	json_put_text(object, "description", descriptions[wares->n % DESCRIPTIONS]);
	put_identity(call, wares, object);
	json_put_whole(object, "updated_at", wares->updated_at);
}

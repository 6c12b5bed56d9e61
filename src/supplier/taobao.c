/*
 * taobao: Taobao Union (淘宝联盟) over the Taobao Open Platform: its questions and its signature.
 * Walks through orders are asked in taobao_walk.c, refusals judged in taobao_judge.c, goods read in
 * taobao_read.c. Only methods that need no user session are used.
 */
#include "supplier/taobao.h"

#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "supplier/form.h"

#define GATEWAY "https://eco.taobao.com/router/rest"

/* ---- the account */

/* Length of "mm_<member>_<site>_<position>" up to its last number, 0 if it is no PID. */
static size_t pid_head(const char *pid)
{
	size_t length = strlen("mm"), part, digits;

	if (!pid || strncmp(pid, "mm_", 3) != 0)
		return 0;
	for (part = 1; pid[length] == '_'; part++) {
		digits = strspn(pid + length + 1, "0123456789");
		if (digits == 0 || digits > 18)
			return 0;
		if (part == 3)
			return pid[length + 1 + digits] == '\0' ? length + 1 : 0;
		length += 1 + digits;
	}
	return 0;
}

static const char *position(const struct account *account)
{
	size_t head = pid_head(account->pid);

	return head > 0 ? account->pid + head : NULL;
}

static const struct {
	const char *name;
	enum digest_kind kind;
} sign_methods[] = {
	{ "hmac-sha256", DIGEST_HMAC_SHA256 }, /* the usual one: no machine's rules switch it off */
	{ "md5", DIGEST_MD5 },
	{ "hmac", DIGEST_HMAC_MD5 },
};
enum { SIGN_METHODS = sizeof sign_methods / sizeof *sign_methods };

static size_t sign_method(const char *name)
{
	size_t i = 0;

	while (name && *name && i < SIGN_METHODS && strcmp(sign_methods[i].name, name) != 0)
		i++;
	return i;
}

static const char *wrong_key(const char *key)
{
	return key[strspn(key, "0123456789")] ? N_("it is a number such as 12345678.") : NULL;
}

static const char *wrong_pid(const char *pid)
{
	return pid_head(pid) ? NULL : N_("it is mm_ and three numbers, like mm_11_22_33.");
}

static const char *wrong_method(const char *name)
{
	return sign_method(name) < SIGN_METHODS ? NULL : N_("it is hmac-sha256, md5 or hmac.");
}

#define BESIDE_APP N_("It stands in the Alimama console, under your app, AppKey and AppSecret side by side.")

static const struct account_need needs[] = {
	{ "key", "AppKey", BESIDE_APP, "12345678", .wrong = wrong_key },
	{ "secret", "AppSecret", BESIDE_APP, "", .wrong = form_wrong_secret },
	{ "pid", N_("PID, promotion position"),
		N_("Alimama (pub.alimama.com) shows it under promotion management, positions."),
		"mm_11_22_33", .wrong = wrong_pid },
	{ "sign_method", N_("way of signing"), N_("Leave it out unless Taobao asks for another."), "md5", .wrong = wrong_method, .is_optional = true, .is_rare = true },
	{ .name = NULL },
};

/* ---- signing: name, value, name, value … by the bytes of the names; upper-case hex */

static enum err signature(const struct signing *signing, struct arena *arena, const char **text,
	struct fault *fault)
{
	size_t method = sign_method(signing->method);

	if (method == SIGN_METHODS)
		return fault_set(fault, ERR_CONF,
			_("sign_method of a Taobao account must be hmac-sha256, md5 or hmac."));
	return form_checksum(signing, sign_methods[method].kind, arena, text, fault);
}

static enum err sign(const struct access *access, struct arena *arena,
	struct http_question *question, struct fault *fault)
{
	const struct account *account = access->account;
	struct signing signing = { .fields = question->form };
	const char *text;
	enum err err = supplier_check_account(&taobao, account, NULL, fault);

	if (err == OK)
		err = form_need_secret(access, fault);
	if (err != OK)
		return err;
	form_put(question, "app_key", account->key);
	form_put(question, "timestamp", form_beijing(arena, access->now_s));
	form_put(question, "v", "2.0");
	form_put(question, "format", "json");
	signing.method = sign_methods[sign_method(account->sign_method)].name;
	if (!account->sign_method || !*account->sign_method)
		signing.method = sign_methods[0].name;
	form_put(question, "sign_method", signing.method);
	signing.count = question->form_count;
	signing.secret = access->secret->value;
	err = signature(&signing, arena, &text, fault);
	if (err == OK)
		form_put(question, "sign", text);
	return err;
}

/* ---- asking */

void taobao_begin(const struct access *access, const char *method, struct arena *arena,
	struct http_question *question)
{
	form_begin(access, GATEWAY, arena, question);
	form_put(question, "method", method);
}

enum err taobao_put_page(
	const char *cursor, struct arena *arena, struct http_question *question)
{
	int page = form_page(cursor);

	if (page == 0 || page > TAOBAO_PAGES_MOST)
		return ERR_USAGE;
	form_put_number(question, arena, "page_no", page);
	form_put_number(question, arena, "page_size", TAOBAO_PAGE);
	return OK;
}

/* Descending unless it is a price; the platform sorts by what fits best when it is not told. */
static const struct {
	const char *key;
	bool down;
} sorts[SORT_COUNT] = {
	[SORT_PRICE] = { "final_promotion_price", false },
	[SORT_COMMISSION] = { "tk_total_commi", true },
	[SORT_RATE] = { "tk_rate", true },
	[SORT_SALES] = { "total_sales", true },
};

/* The roots of the platform's own tree that sell most; a search needs words or categories. */
#define ALL_CATEGORIES "16,30,50006843,50011740,50006842,1801,50010788,50002766,21,50008165"

static void put_filters(
	const struct goods_query *query, struct arena *arena, struct http_question *question)
{
	/* Whole yuan: wide enough, the store looks again. */
	if (query->price_from > 0)
		form_put_number(question, arena, "start_price", query->price_from / 100);
	if (query->price_to > 0)
		form_put_number(question, arena, "end_price",
			query->price_to / 100 + (query->price_to % 100 > 0));
	if (query->rate_from_bp > 0)
		form_put_number(question, arena, "start_tk_rate", query->rate_from_bp);
	if (query->rate_to_bp > 0)
		form_put_number(question, arena, "end_tk_rate", query->rate_to_bp);
	form_put(question, "has_coupon", query->has_coupon ? "true" : NULL);
}

static enum err ask_search(const struct access *access, const struct goods_query *query,
	const char *cursor, struct arena *arena, struct http_question *question)
{
	bool has_words = query->words && *query->words;
	enum err err;

	taobao_begin(access, "taobao.tbk.dg.material.optional.upgrade", arena, question);
	err = taobao_put_page(cursor, arena, question);
	if (err != OK)
		return err;
	form_put(question, "adzone_id", position(access->account));
	form_put(question, "q", has_words ? query->words : NULL);
	form_put(question, "cat", query->category);
	if (!has_words && !(query->category && *query->category))
		form_put(question, "cat", ALL_CATEGORIES);
	put_filters(query, arena, question);
	if ((size_t)query->sort < SORT_COUNT && sorts[query->sort].key)
		form_put(question, "sort",
			arena_print(arena, "%s_%s", sorts[query->sort].key,
				sorts[query->sort].down != query->reverse ? "des" : "asc"));
	return OK;
}

static enum err ask_detail(const struct access *access, const char *id, struct arena *arena,
	struct http_question *question)
{
	taobao_begin(access, "taobao.tbk.item.info.upgrade.get", arena, question);
	form_put(question, "item_id", id);
	return OK;
}

static enum err ask_categories(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	taobao_begin(access, "taobao.itemcats.get", arena, question);
	form_put(question, "parent_cid", "0");
	form_put(question, "fields", "cid,parent_cid,name,is_parent,status");
	return OK;
}

static enum err ask_topics(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	struct json *query = json_object();

	taobao_begin(access, "taobao.tbk.optimus.tou.material.ids.get", arena, question);
	json_put_whole(query, "page_no", 1);
	json_put_whole(query, "page_size", TAOBAO_PAGE);
	json_put_whole(query, "material_type", 1); /* goods */
	form_put_json(question, arena, "material_query", query);
	return OK;
}

static enum err ask_topic(const struct access *access, const char *topic, const char *cursor,
	struct arena *arena, struct http_question *question)
{
	taobao_begin(access, "taobao.tbk.dg.material.recommend", arena, question);
	form_put(question, "adzone_id", position(access->account));
	form_put(question, "material_id", topic);
	return taobao_put_page(cursor, arena, question);
}

static enum err ask_coupon(const struct access *access, const char *goods, const char *coupon,
	struct arena *arena, struct http_question *question)
{
	taobao_begin(access, "taobao.tbk.coupon.get", arena, question);
	form_put(question, "item_id", goods);
	form_put(question, "activity_id", coupon);
	return OK;
}

/* Who buys through which channel is told apart by the positions' own reports, not here. */
static enum err ask_links(const struct access *access, const char *const *ids, size_t count,
	enum channel channel, struct arena *arena, struct http_question *question)
{
	const char *list = "";
	size_t i;

	(void)channel;
	taobao_begin(access, "taobao.tbk.dg.general.link.convert", arena, question);
	for (i = 0; i < count; i++)
		list = arena_print(arena, "%s%s%s", list, i > 0 ? "," : "", ids[i]);
	form_put(question, "adzone_id", position(access->account));
	form_put(question, "item_id_list", list);
	return OK;
}

static enum err ask_link(const struct access *access, const char *id, enum channel channel,
	struct arena *arena, struct http_question *question)
{
	return ask_links(access, &id, 1, channel, arena, question);
}

static enum err ask_test(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	/* Touches all that can be wrong: key, secret, clock, permission and position. */
	return ask_search(access, &(const struct goods_query){ .words = "毛巾" }, NULL, arena, question);
}

enum { HOUR_S = 3600, DAY_S = 24 * HOUR_S };

static const struct account_blame blames[] = {
	{ "26/*", NULL },
	{ "27/*", NULL },
	{ "28/*", "key" },
	{ "29/*", "key" },
	{ NULL, NULL },
};

const struct supplier taobao = {
	.id = "taobao",
	.name = N_("Taobao Union"),
	/* The gateway, and the hosts of links that earn; plain pages of goods do not. */
	.hosts = (const char *const[]){ "eco.taobao.com", "s.click.taobao.com", "uland.taobao.com",
		"ai.taobao.com", "temai.taobao.com", "m.tb.cn", NULL },
	.address = GATEWAY,
	.calls_per_minute = 200,
	.needs = needs,
	.blames = blames,
	.signature = signature,
	.sign = sign,
	.verdict = taobao_verdict,
	.goods =
		&(const struct goods_calls){
			.ask_search = ask_search,
			.read_page = taobao_read_page,
			.ask_detail = ask_detail,
			.read_detail = taobao_read_detail,
			.ask_categories = ask_categories,
			.read_categories = taobao_read_categories,
			.ask_topics = ask_topics,
			.read_topics = taobao_read_topics,
			.ask_topic = ask_topic,
			.ask_coupon = ask_coupon,
			.read_coupon = taobao_read_coupon,
		},
	.links =
		&(const struct link_calls){
			.kinds = 1u << LINK_WEB | 1u << LINK_SHORT | 1u << LINK_PASS_CODE,
			.ask_link = ask_link,
			.read_link = taobao_read_link,
			.at_once = 20,
			.ask_links = ask_links,
			.read_links = taobao_read_links,
		},
	.orders =
		&(const struct order_calls){
			.feeds = TAOBAO_SCENES,
			.window_s = 3 * HOUR_S,
			.window_peak_s = HOUR_S / 3,
			.days_back = 90,
			.lag_s = 180,
			.overlap_s = 6 * HOUR_S,
			.ask_orders = taobao_ask_orders,
			.read_orders = taobao_read_orders,
			.ask_lines = taobao_ask_refunds,
			.read_lines = taobao_read_refunds,
			.line_feeds = TAOBAO_SCENES,
			.line_window_s = 3 * HOUR_S,
			.line_days_back = 90,
			.penalty_window_s = 30 * DAY_S,
			.ask_penalties = taobao_ask_penalties,
			.read_penalties = taobao_read_penalties,
		},
	.shop = &(const struct shop_calls){ .ask_test = ask_test },
};

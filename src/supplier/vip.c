/*
 * vip: VIPshop's union (唯享客): its questions, its signature, its account. What is asked is a JSON body;
 * who asks stands in the query, and both are signed together. Until then the query waits as fields of a
 * form. Read next: vip_answer.c (the envelope, refusals), vip_read.c (goods, links), vip_orders.c.
 */
#include "supplier/vip.h"

#include <inttypes.h>
#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "supplier/ask.h"
#include "supplier/form.h"

#define VERSION "1.0.0"
#define SERVICE(name) "com.vip.adp.api.open.service." name

enum {
	DAY_S = 24 * 3600,
	LINES_DAYS = 60, /* the longest span of refunds */
	BEST_SELLERS = 1,
	CHANNEL_LIST = 0,
	SELECTION_LIST = 1,
	FINISHED = 1, /* refunds that are decided */
	GRADE = 1,
};

/* ---- questions */

struct call {
	const char *service, *method;
	const char *argument; /* the only member of the body that the rest stands in; NULL: none */
};

/* The body's object to be filled. The body itself comes back in *body. */
static struct json *begin(const struct access *access, struct call call, struct arena *arena,
	struct http_question *question, struct json **body)
{
	struct json *request;

	form_begin(access, vip.address, arena, question);
	form_put(question, "service", call.service);
	form_put(question, "method", call.method);
	form_put(question, "version", VERSION);
	form_put(question, "format", "JSON");
	*body = json_object();
	request = call.argument ? json_put_object(*body, call.argument) : *body;
	json_put_text(request, "requestId",
		arena_print(arena, "%s-%" PRId64, call.method, access->now_s));
	return request;
}

static void put_text(struct json *request, const char *name, const char *text)
{
	if (text && *text)
		json_put_text(request, name, text);
}

static void put_price(struct json *request, const char *name, int64_t minor, struct arena *arena)
{
	char text[MONEY_TEXT];

	if (minor > 0)
		json_put_text(request, name,
			arena_text(arena,
				money_plain((struct money){ minor, CURRENCY_CNY }, text)));
}

static void put_asker(const struct access *access, struct json *request)
{
	put_text(request, "chanTag", access->account->pid);
	json_put_bool(request, "realCall", true);
}

/* What lists are sorted by; the search does not promise commission or rate, the store sorts by these
 * itself. */
static const struct {
	const char *search, *list;
	bool rises;
} sorts[SORT_COUNT] = {
	[SORT_PRICE] = { "PRICE", "PRICE", true },
	[SORT_COMMISSION] = { NULL, "COMMISSION", false },
	[SORT_RATE] = { NULL, "COMM_RATIO", false },
};

static void put_sort(struct json *request, const struct goods_query *query, const char *field)
{
	if (!field)
		return;
	json_put_text(request, "fieldName", field);
	json_put_whole(request, "order", sorts[query->sort].rises == query->reverse);
}

/* Without words VIPshop searches nothing: it shows what sells best. A cursor is "page batch". */
static enum err ask_best(const struct access *access, const struct goods_query *query,
	const char *cursor, struct arena *arena, struct http_question *question)
{
	const char *batch = cursor ? strchr(cursor, ' ') : NULL;
	int page = form_page(cursor);
	struct json *body, *request = begin(access,
				   (struct call){ SERVICE("UnionGoodsService"), "goodsList", "request" },
				   arena, question, &body);

	json_put_whole(request, "sourceType", CHANNEL_LIST);
	json_put_whole(request, "channelType", BEST_SELLERS);
	json_put_whole(request, "page", page > 0 ? page : 1);
	json_put_whole(request, "pageSize", VIP_PAGE);
	put_text(request, "batchNo", batch ? batch + 1 : NULL);
	if (query)
		put_sort(request, query, sorts[query->sort].list);
	put_asker(access, request);
	ask_body(question, arena, body);
	return OK;
}

static enum err ask_search(const struct access *access, const struct goods_query *query,
	const char *cursor, struct arena *arena, struct http_question *question)
{
	int page = form_page(cursor);
	struct json *body, *request;

	if (!*query->words)
		return ask_best(access, query, cursor, arena, question);
	request = begin(access, (struct call){ SERVICE("UnionGoodsService"), "query", "request" },
		arena, question, &body);
	json_put_text(request, "keyword", query->words);
	json_put_whole(request, "page", page > 0 ? page : 1);
	json_put_whole(request, "pageSize", VIP_PAGE);
	put_sort(request, query, sorts[query->sort].search);
	put_price(request, "priceStart", query->price_from, arena);
	put_price(request, "priceEnd", query->price_to, arena);
	put_asker(access, request);
	ask_body(question, arena, body);
	return OK;
}

/* A topic is a selection's code, or the number of a channel. A cursor is "offset batch". */
static enum err ask_topic(const struct access *access, const char *topic, const char *cursor,
	struct arena *arena, struct http_question *question)
{
	const char *batch = cursor ? strchr(cursor, ' ') : NULL;
	int offset = cursor ? form_page(cursor) : 0;
	struct json *body, *request = begin(access,
				   (struct call){ SERVICE("UnionGoodsService"), "goodsListV2", "request" },
				   arena, question, &body);

	if (form_is_key(topic)) {
		json_put_whole(request, "sourceType", SELECTION_LIST);
		json_put_text(request, "jxCode", topic);
	} else {
		json_put_whole(request, "sourceType", CHANNEL_LIST);
		json_put_whole(request, "channelType", *topic == '1');
	}
	json_put_whole(request, "offset", offset);
	json_put_whole(request, "pageSize", VIP_PAGE);
	put_text(request, "batchNo", batch ? batch + 1 : NULL);
	put_asker(access, request);
	ask_body(question, arena, body);
	return OK;
}

static enum err ask_detail(const struct access *access, const char *id, struct arena *arena,
	struct http_question *question)
{
	struct json *body,
		*request = begin(access,
			(struct call){ SERVICE("UnionGoodsService"), "getByGoodsIdsV2", "request" },
			arena, question, &body);

	json_add_text(json_put_array(request, "goodsIds"), id);
	json_put_bool(request, "queryDetail", true);
	json_put_bool(request, "queryStock", true);
	json_put_bool(request, "queryStoreServiceCapability", true);
	put_asker(access, request);
	ask_body(question, arena, body);
	return OK;
}

static enum err ask_categories(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	struct json *body,
		*request = begin(access,
			(struct call){ SERVICE("UnionGoodsService"), "getCategorys", "request" },
			arena, question, &body);

	json_put_whole(request, "parentId", 0);
	json_put_whole(request, "grade", GRADE);
	ask_body(question, arena, body);
	return OK;
}

/* The channel goes along as statParam and comes back with the orders. */
static enum err ask_links(const struct access *access, const char *const *ids, size_t count,
	enum channel channel, struct arena *arena, struct http_question *question)
{
	struct json *body, *list, *more,
		*request = begin(access,
			(struct call){ SERVICE("UnionUrlService"), "genByGoodsId", NULL }, arena,
			question, &body);
	size_t i;

	list = json_put_array(request, "goodsIdList");
	for (i = 0; i < count; i++)
		json_add_text(list, ids[i]);
	put_text(request, "chanTag", access->account->pid);
	json_put_text(request, "statParam", channel_id(channel));
	json_put_bool(request, "genShortUrl", true);
	more = json_put_object(request, "urlGenByGoodsIdRequest");
	json_put_bool(more, "realCall", true);
	put_text(more, "adCode", access->goods ? access->goods->origin : NULL);
	ask_body(question, arena, body);
	return OK;
}

static enum err ask_link(const struct access *access, const char *id, enum channel channel,
	struct arena *arena, struct http_question *question)
{
	return ask_links(access, &id, 1, channel, arena, question);
}

/* Pages of a span that is over: until < now, so that no row moves from page to page. */
static void put_span(const struct walk *walk, const char *from, const char *until,
	struct json *request)
{
	int page = form_page(walk->cursor);

	json_put_whole(request, from, walk->from * 1000);
	json_put_whole(request, until, walk->until * 1000 - 1);
	json_put_whole(request, "page", page > 0 ? page : 1);
	json_put_whole(request, "pageSize", VIP_PAGE);
}

static enum err ask_orders(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question)
{
	struct json *body,
		*request = begin(access,
			(struct call){ SERVICE("UnionOrderService"), "orderList", "queryModel" },
			arena, question, &body);

	put_span(walk, "updateTimeStart", "updateTimeEnd", request);
	ask_body(question, arena, body);
	return OK;
}

static enum err ask_refunds(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question)
{
	struct json *body,
		*request = begin(access,
			(struct call){ SERVICE("UnionOrderService"), "refundOrderList", "request" },
			arena, question, &body);

	json_put_whole(request, "searchType", FINISHED);
	put_span(walk, "searchTimeStart", "searchTimeEnd", request);
	ask_body(question, arena, body);
	return OK;
}

static enum err ask_test(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	return ask_best(access, NULL, NULL, arena, question);
}

/* ---- the account and its signature */

/* What is optional and empty is not signed. */
static enum err signature(
	const struct signing *signing, struct arena *arena, const char **text, struct fault *fault)
{
	struct http_field *said = arena_take_array(arena, signing->count + 1, sizeof *said);
	struct signing fewer = *signing;
	size_t i;

	fewer.fields = said;
	fewer.count = 0;
	for (i = 0; i < signing->count; i++)
		if (*signing->fields[i].value || (strcmp(signing->fields[i].name, "accessToken") != 0 &&
							 strcmp(signing->fields[i].name, "language") != 0))
			said[fewer.count++] = signing->fields[i];
	return form_checksum(&fewer, DIGEST_HMAC_MD5, arena, text, fault);
}

static const char *wrong_pid(const char *pid)
{
	static const char tag[] =
		"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.:";

	return pid[strspn(pid, tag)] || strlen(pid) > 64 ?
		N_("it has at most 64 letters, digits, - and _.") : NULL;
}

#define BESIDE_APP N_("It stands on vop.vip.com, under your application, appKey and appSecret side by side.")

static const struct account_need needs[] = {
	{ "key", "appKey", BESIDE_APP, "a876c4cc", .wrong = form_wrong_key },
	{ "secret", "appSecret", BESIDE_APP, "", .wrong = form_wrong_secret },
	{ "pid", N_("promotion position"), N_("union.vip.com shows it under promotion positions."), "shop_1", .wrong = wrong_pid, .is_optional = true },
	{ .name = NULL },
};

static enum err sign(const struct access *access, struct arena *arena,
	struct http_question *question, struct fault *fault)
{
	struct signing signing = { .fields = question->form, .body = question->body };
	const char *text;
	enum err err = supplier_check_account(&vip, access->account, NULL, fault);
	size_t i;

	if (err == OK)
		err = form_need_secret(access, fault);
	if (err != OK)
		return err;
	form_put(question, "appKey", access->account->key);
	form_put_number(question, arena, "timestamp", access->now_s);
	signing.count = question->form_count;
	signing.secret = access->secret->value;
	err = signature(&signing, arena, &text, fault);
	if (err != OK)
		return err;
	form_put(question, "sign", text);
	for (i = 0; i < question->form_count; i++)
		ask_with(question, arena, question->form[i].name, question->form[i].value);
	question->form_count = 0;
	return OK;
}

/* m.vip.com is left out on purpose: the plain pages there earn nothing. */
static const char *const hosts[] = { "vop.vipapis.com", "gw.vipapis.com", "t.vip.com",
	"click.union.vip.com", NULL };

static const struct account_blame blames[] = {
	{ "vipapis.appkey-not-exist", "key" },
	{ "vipapis.oauth-*", NULL },
	{ "vipapis.white-ip-*", NULL },
	{ NULL, NULL },
};

const struct supplier vip = {
	.id = "vip",
	.name = N_("VIPshop"),
	.hosts = hosts,
	.address = "https://vop.vipapis.com/",
	.calls_per_minute = 50, /* 60 are promised */
	.needs = needs,
	.blames = blames,
	.signature = signature,
	.sign = sign,
	.verdict = vip_verdict,
	.goods =
		&(const struct goods_calls){
			.ask_search = ask_search,
			.read_page = vip_read_page,
			.ask_detail = ask_detail,
			.read_detail = vip_read_detail,
			.ask_categories = ask_categories,
			.read_categories = vip_read_categories,
			.read_topics = vip_read_topics,
			.ask_topic = ask_topic,
		},
	.links =
		&(const struct link_calls){
			.kinds = 1u << LINK_WEB | 1u << LINK_SHORT | 1u << LINK_MINI | 1u << LINK_APP | 1u << LINK_PASS_CODE,
			.ask_link = ask_link,
			.read_link = vip_read_link,
			.at_once = VIP_LINKS,
			.ask_links = ask_links,
			.read_links = vip_read_links,
		},
	.orders =
		&(const struct order_calls){
			.window_s = 10 * DAY_S,
			.days_back = 90,
			.lag_s = 60,
			.overlap_s = 600,
			.ask_orders = ask_orders,
			.read_orders = vip_read_orders,
			.ask_lines = ask_refunds,
			.read_lines = vip_read_refunds,
			.line_window_s = LINES_DAYS * DAY_S,
			.line_days_back = 180,
		},
	.shop = &(const struct shop_calls){ .ask_test = ask_test },
};

/*
 * pdd: Pinduoduo's Duoduo Jinbao (多多进宝): its questions, its signature, its account. A
 * position must be registered once (备案) and then be sent with everything, together with the
 * same custom parameters. Read next: pdd_answer.c (the envelope, refusals), pdd_read.c (goods),
 * pdd_link.c (links, registration), pdd_orders.c.
 */
#include "supplier/pdd.h"

#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "supplier/form.h"

enum {
	HOT = 5,	   /* channel_type "hot now" */
	REGISTRATION = 10, /* channel_type of the link to register a position with */
	UID_BYTES = 24,	   /* custom_parameters take 64 bytes in all */
	DAY_S = 24 * 3600,
	DAYS_BACK = 90,
	BOUND_MOST = 1000000000,
};

/* ---- questions */

static void begin(const struct access *access, const char *method, struct arena *arena,
	struct http_question *question)
{
	form_begin(access, pdd.address, arena, question);
	form_put(question, "type", arena_print(arena, "pdd.%s", method));
}

/* uid is who was registered and stays the same everywhere; sid is the occasion, and
 * comes back with the orders. */
static char *custom(const struct access *access, const char *occasion, struct arena *arena)
{
	static const char letters[] =
		"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
	const char *name = access->account->name;
	size_t length = strspn(name, letters);

	if (name[length] || length == 0 || length > UID_BYTES)
		name = "shop";
	if (!occasion)
		return arena_print(arena, "{\"uid\":\"%s\"}", name);
	return arena_print(arena, "{\"uid\":\"%s\",\"sid\":\"%s\"}", name, occasion);
}

static void put_position(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	form_put(question, "pid", access->account->pid);
	form_put(question, "custom_parameters", custom(access, NULL, arena));
}

static void put_list(struct http_question *question, struct arena *arena, const char *name,
	const char *const *texts, size_t count)
{
	struct json *list = json_array();
	size_t i;

	for (i = 0; i < count; i++)
		json_add_text(list, texts[i]);
	form_put_json(question, arena, name, list);
}

/* The search that found it: without it the same link earns less. */
static void put_search(const struct access *access, struct http_question *question)
{
	form_put(question, "search_id", access->goods ? access->goods->origin : NULL);
}

/* A cursor is "page list_id". */
static int put_page(struct http_question *question, const char *cursor)
{
	const char *list = cursor ? strchr(cursor, ' ') : NULL;
	int page = form_page(cursor);

	if (list)
		form_put(question, "list_id", list + 1);
	return page > 0 ? page : 1;
}

/* sort_type: odd is upwards, even downwards. By commission and by date are not in the newer lists
 * of what is taken; the store sorts by these itself. */
static const struct {
	const char *usual, *other;
} sorts[SORT_COUNT] = {
	[SORT_RELEVANCE] = { "0", "0" },
	[SORT_PRICE] = { "9", "10" },
	[SORT_COMMISSION] = { "2", "2" },
	[SORT_RATE] = { "2", "2" },
	[SORT_SALES] = { "6", "6" },
	[SORT_NEWEST] = { "0", "0" },
	[SORT_SCORE] = { "0", "0" },
};

static void add_range(struct json *list, int id, int64_t from, int64_t to)
{
	struct json *range;

	if (from <= 0 && to <= 0)
		return;
	range = json_add_object(list);
	json_put_whole(range, "range_id", id);
	json_put_whole(range, "range_from", from > 0 ? from : 0);
	json_put_whole(range, "range_to", to > 0 ? to : BOUND_MOST);
}

/* Price after coupon in fen, rate in per mille. */
static void put_ranges(
	const struct goods_query *query, struct arena *arena, struct http_question *question)
{
	struct json *list = json_array();

	add_range(list, 1, query->price_from, query->price_to);
	add_range(list, 2, query->rate_from_bp / 10, (query->rate_to_bp + 9) / 10);
	if (json_count(list) > 0)
		form_put_json(question, arena, "range_list", list);
	else
		json_free(list);
}

static enum err ask_channel(const struct access *access, const char *channel, const char *cursor,
	struct arena *arena, struct http_question *question)
{
	begin(access, "ddk.goods.recommend.get", arena, question);
	form_put(question, "channel_type", channel);
	form_put_number(
		question, arena, "offset", (int64_t)(put_page(question, cursor) - 1) * PDD_PAGE);
	form_put_number(question, arena, "limit", PDD_PAGE);
	put_position(access, arena, question);
	return OK;
}

/* Pinduoduo searches by words, by label or both; without either it shows what is hot. */
static enum err ask_search(const struct access *access, const struct goods_query *query,
	const char *cursor, struct arena *arena, struct http_question *question)
{
	if (!*query->words && !query->category)
		return ask_channel(access, arena_print(arena, "%d", HOT), cursor, arena, question);
	if (query->category && !form_is_numbers(query->category, 1))
		return ERR_NOTHING;
	begin(access, "ddk.goods.search", arena, question);
	form_put(question, "keyword", query->words);
	form_put(question, "opt_id", query->category);
	form_put_number(question, arena, "page", put_page(question, cursor));
	form_put_number(question, arena, "page_size", PDD_PAGE);
	form_put(question, "sort_type",
		query->reverse ? sorts[query->sort].other : sorts[query->sort].usual);
	form_put(question, "with_coupon", query->has_coupon ? "true" : NULL);
	put_ranges(query, arena, question);
	/* The same pages for everybody, or they would not fit together. */
	form_put(question, "use_customized", "false");
	put_position(access, arena, question);
	return OK;
}

static enum err ask_topic(const struct access *access, const char *topic, const char *cursor,
	struct arena *arena, struct http_question *question)
{
	return form_is_numbers(topic, 1) ? ask_channel(access, topic, cursor, arena, question)
					 : ERR_NOTHING;
}

static enum err ask_detail(const struct access *access, const char *id, struct arena *arena,
	struct http_question *question)
{
	begin(access, "ddk.goods.detail", arena, question);
	form_put(question, "goods_sign", id);
	put_search(access, question);
	put_position(access, arena, question);
	return OK;
}

/* Labels: fewer than categories, and what a shop owner calls things. */
static enum err ask_categories(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	begin(access, "goods.opt.get", arena, question);
	form_put(question, "parent_opt_id", "0");
	return OK;
}

/* Up to PDD_LINKS goods that one search found. */
static enum err ask_links(const struct access *access, const char *const *ids, size_t count,
	enum channel channel, struct arena *arena, struct http_question *question)
{
	begin(access, "ddk.goods.promotion.url.generate", arena, question);
	form_put(question, "p_id", access->account->pid);
	put_list(question, arena, "goods_sign_list", ids, count);
	put_search(access, question);
	form_put(question, "custom_parameters", custom(access, channel_id(channel), arena));
	form_put(question, "generate_short_url", "true");
	form_put(question, "generate_we_app", "true");
	form_put(question, "generate_schema_url", "true");
	/* Who opens the group and who joins it both count. */
	form_put(question, "multi_group", "true");
	return OK;
}

static enum err ask_link(const struct access *access, const char *id, enum channel channel,
	struct arena *arena, struct http_question *question)
{
	return ask_links(access, &id, 1, channel, arena, question);
}

static enum err ask_registered(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	begin(access, "ddk.member.authority.query", arena, question);
	put_position(access, arena, question);
	return OK;
}

static enum err ask_register(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	const char *pid = access->account->pid ? access->account->pid : "";

	begin(access, "ddk.rp.prom.url.generate", arena, question);
	form_put_number(question, arena, "channel_type", REGISTRATION);
	put_list(question, arena, "p_id_list", &pid, 1);
	form_put(question, "custom_parameters", custom(access, NULL, arena));
	form_put(question, "generate_short_url", "true");
	return OK;
}

/* Touches all that can be wrong: key, secret, clock, right and position. */
static enum err ask_test(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	return ask_channel(access, arena_print(arena, "%d", HOT), NULL, arena, question);
}

/* Pages go backwards: a row that changes meanwhile moves to the end and pushes the others towards
 * page one. pdd_orders.c makes the cursors. */
static enum err ask_orders(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question)
{
	int64_t oldest = access->now_s - (int64_t)DAYS_BACK * DAY_S + 60;
	int64_t from = walk->from > oldest ? walk->from : oldest;
	int page = form_page(walk->cursor);

	begin(access, "ddk.order.list.increment.get", arena, question);
	form_put_number(question, arena, "start_update_time", from);
	form_put_number(
		question, arena, "end_update_time", walk->until > from ? walk->until : from + 1);
	form_put_number(question, arena, "page", page > 0 ? page : 1);
	form_put_number(question, arena, "page_size", PDD_PAGE);
	form_put(question, "return_count", "true");
	return OK;
}

/* ---- the account and its signature */

static const char *wrong_pid(const char *pid)
{
	return form_is_numbers(pid, 2) ? NULL : N_("it is two numbers like 1000001_200000001.");
}

#define BESIDE_APP \
	N_("It stands on open.pinduoduo.com, under your application, client_id and client_secret side by side.")

static const struct account_need needs[] = {
	{ "key", "client_id", BESIDE_APP, "0123456789abcdef0123456789abcdef", .wrong = form_wrong_key },
	{ "secret", "client_secret", BESIDE_APP, "", .wrong = form_wrong_secret },
	{ "pid", N_("PID, promotion position"), N_("jinbao.pinduoduo.com shows it under promotion, positions."),
		"1000001_200000001", .wrong = wrong_pid },
	{ .name = NULL },
};

static enum err sign(const struct access *access, struct arena *arena,
	struct http_question *question, struct fault *fault)
{
	enum err err = supplier_check_account(&pdd, access->account, NULL, fault);

	if (err != OK)
		return err;
	form_put(question, "client_id", access->account->key);
	form_put_number(question, arena, "timestamp", access->now_s);
	form_put(question, "data_type", "JSON");
	form_put(question, "version", "V1");
	return form_sign(access, form_md5, arena, question, fault);
}

static const char *const hosts[] = { "gw-api.pinduoduo.com", "p.pinduoduo.com",
	"mobile.yangkeduo.com", NULL };

static const struct account_blame blames[] = {
	{ "10010", "key" },
	{ "10019", NULL },
	{ "member", NULL },
	{ NULL, NULL },
};

const struct supplier pdd = {
	.id = "pdd",
	.name = N_("Pinduoduo"),
	.hosts = hosts,
	.address = "https://gw-api.pinduoduo.com/api/router",
	.calls_per_minute = 240, /* its limits are for all callers together; this is far below */
	.needs = needs,
	.blames = blames,
	.signature = form_md5,
	.sign = sign,
	.verdict = pdd_verdict,
	.goods =
		&(const struct goods_calls){
			.ask_search = ask_search,
			.read_page = pdd_read_page,
			.ask_detail = ask_detail,
			.read_detail = pdd_read_detail,
			.ask_categories = ask_categories,
			.read_categories = pdd_read_categories,
			.read_topics = pdd_read_topics,
			.ask_topic = ask_topic,
		},
	.links =
		&(const struct link_calls){
			.kinds = 1u << LINK_WEB | 1u << LINK_SHORT | 1u << LINK_MINI | 1u << LINK_APP,
			.ask_link = ask_link,
			.read_link = pdd_read_link,
			.at_once = PDD_LINKS,
			.ask_links = ask_links,
			.read_links = pdd_read_links,
		},
	.orders =
		&(const struct order_calls){
			.window_s = DAY_S,
			.days_back = DAYS_BACK,
			.lag_s = 60,
			.overlap_s = 300,
			.ask_orders = ask_orders,
			.read_orders = pdd_read_orders,
		},
	.shop =
		&(const struct shop_calls){
			.ask_test = ask_test,
			.ask_registered = ask_registered,
			.read_registered = pdd_read_registered,
			.ask_register = ask_register,
			.read_register = pdd_read_register,
		},
};

/*
 * woocommerce: her own shop by WooCommerce's REST API v3: its questions, its key. Nothing is ever written
 * there. There is no commission in WooCommerce: the rate is the account's, and all that comes from it is
 * an estimate. Read next: woocommerce_answer.c (refusals), woocommerce_read.c (goods, links),
 * woocommerce_orders.c.
 */
#include "supplier/woocommerce.h"

#include <string.h>
#include <time.h>

#include "base/words.h"
#include "net/digest.h"
#include "net/json.h"
#include "net/url.h"
#include "supplier/answer.h"
#include "supplier/ask.h"
#include "supplier/form.h"

enum {
	DAY_S = 24 * 3600,
	LINKS_AT_ONCE = 20,
	CODE_BYTES = 40,
	KEY_BYTES = 64,
};

#define GOODS_FIELDS \
	"id,name,price,regular_price,sale_price,sku,stock_status,stock_quantity,images,categories," \
	"permalink,date_modified_gmt,type,status,global_unique_id,brands"
/* ---- questions */

/* Where permalinks are plain the address ends in ?rest_route=, and no /wp-json leads there. */
static enum err begin(const struct access *access, const char *path, const char *fields,
	struct arena *arena, struct http_question *question)
{
	const char *address = access->account->address;
	bool is_plain = address && strstr(address, "rest_route=");
	enum err err = ask_begin(access, "GET",
		arena_print(arena, "%s/wc/v3/%s", is_plain ? "" : "/wp-json", path), arena, question);

	if (err == OK)
		ask_with(question, arena, "_fields", fields);
	return err;
}

/* The usual order is by date, and what was made in the same second changes pages. */
static void put_page(struct http_question *question, struct arena *arena, const char *cursor)
{
	int page = form_page(cursor);

	ask_with(question, arena, "orderby", "id");
	ask_with(question, arena, "order", "asc");
	ask_with_number(question, arena, "per_page", WOOCOMMERCE_PAGE);
	ask_with_number(question, arena, "page", page > 0 ? page : 1);
}

/* Some take the moment in the shop's own zone in spite of dates_are_gmt: a day more is asked, and what
 * is known already changes nothing. */
static void put_since(struct http_question *question, struct arena *arena, int64_t since)
{
	time_t moment = (time_t)(since - DAY_S);
	struct tm parts;
	char text[32];

	if (since <= DAY_S || !gmtime_r(&moment, &parts) ||
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts) == 0)
		return;
	ask_with(question, arena, "modified_after", text);
	ask_with(question, arena, "dates_are_gmt", "true");
}

static enum err ask_goods(const struct access *access, const char *cursor, struct arena *arena,
	struct http_question *question)
{
	enum err err = begin(access, "products", GOODS_FIELDS, arena, question);

	if (err != OK)
		return err;
	ask_with(question, arena, "status", "publish");
	put_page(question, arena, cursor);
	return OK;
}

static enum err ask_search(const struct access *access, const struct goods_query *query,
	const char *cursor, struct arena *arena, struct http_question *question)
{
	enum err err;

	if (query->category && !form_is_numbers(query->category, 1))
		return ERR_NOTHING;
	err = ask_goods(access, cursor, arena, question);
	if (err != OK)
		return err;
	ask_with(question, arena, "search", query->words);
	ask_with(question, arena, "category", query->category);
	return OK;
}

static enum err ask_walk(const struct access *access, const struct walk *walk, struct arena *arena,
	struct http_question *question)
{
	enum err err = ask_goods(access, walk->cursor, arena, question);

	if (err == OK)
		put_since(question, arena, walk->since);
	return err;
}

static enum err ask_one(const struct access *access, const char *id, const char *fields,
	struct arena *arena, struct http_question *question)
{
	const char *path = arena_print(arena, "products/%s", id);

	return form_is_numbers(id, 1) ? begin(access, path, fields, arena, question) : ERR_NOTHING;
}

static enum err ask_detail(const struct access *access, const char *id, struct arena *arena,
	struct http_question *question)
{
	return ask_one(access, id, GOODS_FIELDS ",short_description,description", arena, question);
}

static enum err ask_categories(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	enum err err = begin(
		access, "products/categories", "id,name,slug,parent,count", arena, question);

	if (err != OK)
		return err;
	ask_with_number(question, arena, "per_page", WOOCOMMERCE_PAGE);
	ask_with(question, arena, "hide_empty", "true");
	return OK;
}

/* A link is the shop's own address of the goods with marks added here; that address is all that is
 * asked, so that a link never leads to goods that went off sale. */
static enum err ask_link(const struct access *access, const char *id, enum channel channel,
	struct arena *arena, struct http_question *question)
{
	(void)channel;
	return ask_one(access, id, "id,permalink,status", arena, question);
}

static enum err ask_links(const struct access *access, const char *const *ids, size_t count,
	enum channel channel, struct arena *arena, struct http_question *question)
{
	enum err err = begin(access, "products", "id,permalink,status", arena, question);
	const char *list = "";
	size_t i;

	(void)channel;
	for (i = 0; i < count && err == OK; i++) {
		list = arena_print(arena, "%s%s%s", list, i ? "," : "", ids[i]);
		err = form_is_numbers(ids[i], 1) ? OK : ERR_NOTHING;
	}
	if (err != OK)
		return err;
	ask_with(question, arena, "include", list);
	ask_with_number(question, arena, "per_page", WOOCOMMERCE_PAGE);
	return OK;
}

/* Orders cannot be asked for by their marks: all that changed come, and are told apart here. */
static enum err ask_orders(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question)
{
	enum err err = begin(access, "orders",
		"id,number,status,currency,total,date_created_gmt,date_modified_gmt,date_paid_gmt,"
		"date_completed_gmt,line_items,refunds,meta_data",
		arena, question);

	if (err != OK)
		return err;
	put_page(question, arena, walk->cursor);
	put_since(question, arena, walk->since);
	return OK;
}

/* Orders need more rights than goods. */
static enum err ask_test(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	enum err err = begin(access, "orders", "id", arena, question);

	if (err == OK)
		ask_with_number(question, arena, "per_page", 1);
	return err;
}

/* ---- the account */

bool woocommerce_rate(const struct account *account, int32_t *rate_bp)
{
	const char *said = account->commission ? account->commission : "";
	size_t length = strlen(said);
	struct money hundredths;
	char digits[16];

	*rate_bp = 0;
	if (length == 0)
		return true;
	length -= said[length - 1] == '%';
	if (length >= sizeof digits)
		return false;
	memcpy(digits, said, length);
	digits[length] = '\0';
	if (!money_parse(digits, CURRENCY_CNY, &hundredths) || hundredths.minor < 0 ||
		hundredths.minor > 10000)
		return false;
	*rate_bp = (int32_t)hundredths.minor;
	return true;
}

static const char *wrong_half(const char *text, const char *prefix, const char *words)
{
	static const char letters[] =
		"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
	size_t length = strspn(text, letters);

	return !strncmp(text, prefix, 3) && !text[length] && length > 8 && length <= KEY_BYTES ? NULL
											       : words;
}

static const char *wrong_key(const char *key)
{
	return wrong_half(key, "ck_", N_("it begins with ck_."));
}

static const char *wrong_secret(const char *secret)
{
	return wrong_half(secret, "cs_", N_("it begins with cs_."));
}

static const char *wrong_code(const char *code)
{
	static const char letters[] =
		"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";

	return !code[strspn(code, letters)] && strlen(code) <= CODE_BYTES ? NULL :
		N_("it has at most 40 letters, digits, - and _.");
}

static const char *wrong_address(const char *address)
{
	if (!strncmp(address, "http://", 7) && !url_is_loopback(address))
		return N_("it begins with http://, over which WooCommerce takes no key (401). Write "
			  "https://.");
	return url_check(address, NULL, NULL) == OK ? NULL : N_("it is no address.");
}

static const char *wrong_currency(const char *currency)
{
	return currency_find(currency) == CURRENCY_NONE ? N_("it is a code of three letters like CNY.")
							: NULL;
}

static const char *wrong_share(const char *share)
{
	int32_t rate_bp;

	return woocommerce_rate(&(const struct account){ .commission = share }, &rate_bp) ? NULL :
		N_("it is a share like 12%.");
}

#define BESIDE_KEY \
	N_("Make one that may only read: WooCommerce, Settings, Advanced, REST API. It is shown once.")

static const struct account_need needs[] = {
	{ "address", N_("address of your shop"), N_("It is what buyers type, with https:// in front."),
		"https://shop.example", .wrong = wrong_address },
	{ "key", N_("consumer key"), BESIDE_KEY, "ck_…", .wrong = wrong_key },
	{ "secret", N_("consumer secret"), BESIDE_KEY, "cs_…", .wrong = wrong_secret },
	{ "currency", N_("currency of its prices"), N_("WooCommerce shows it under Settings, General."),
		"CNY", .wrong = wrong_currency },
	{ "commission", N_("your share of a sale"),
		N_("WooCommerce knows no commission: what you write counts, as an estimate."), "12%", .wrong = wrong_share, .is_optional = true },
	{ "pid", N_("code in your links"), N_("You choose it; orders come back with it."), "team-1", .wrong = wrong_code, .is_optional = true },
	{ .name = NULL },
};

/* The pair goes into the head, never into the address, which ends in logs. */
static enum err sign(const struct access *access, struct arena *arena,
	struct http_question *question, struct fault *fault)
{
	char pair[KEY_BYTES + SECRET_BYTES + 2];
	enum err err = supplier_check_account(&woocommerce, access->account, NULL, fault);
	char *basic;

	if (err == OK)
		err = form_need_secret(access, fault);
	if (err != OK)
		return err;
	stpcpy(stpcpy(stpcpy(pair, access->account->key), ":"), access->secret->value);
	err = digest_base64(pair, strlen(pair), arena, &basic, fault);
	explicit_bzero(pair, sizeof pair);
	if (err == OK)
		ask_header(question, arena, "Authorization", arena_print(arena, "Basic %s", basic));
	return err;
}

static const struct account_blame blames[] = {
	{ SUPPLIER_NO_API, "address" },
	{ "woocommerce_rest_*", "key" },
	{ "rest_no_route", "address" },
	{ NULL, NULL },
};

const struct supplier woocommerce = {
	.id = "woocommerce",
	.name = N_("WooCommerce"),
	.calls_per_minute = 120,
	.needs = needs,
	.blames = blames,
	.sign = sign,
	.no_api = N_("There is no WooCommerce API at %.60s: a web page (%d) came. Is it the shop's address, with "
		     "https? Are permalinks not “Plain”? Does a security plug-in block /wp-json?"),
	.elsewhere = N_("%.60s sends us elsewhere (%d). That is not followed: the key would go along. Write the "
			"address as the browser shows it in the end, with https. Is the shop behind a login?"),
	.verdict = woocommerce_verdict,
	.goods =
		&(const struct goods_calls){
			.walk_parts = 1,
			.ask_search = ask_search,
			.ask_walk = ask_walk,
			.read_page = woocommerce_read_page,
			.ask_detail = ask_detail,
			.read_detail = woocommerce_read_detail,
			.ask_categories = ask_categories,
			.read_categories = woocommerce_read_categories,
		},
	.links =
		&(const struct link_calls){
			.kinds = 1u << LINK_WEB,
			.ask_link = ask_link,
			.read_link = woocommerce_read_link,
			.at_once = LINKS_AT_ONCE,
			.ask_links = ask_links,
			.read_links = woocommerce_read_links,
		},
	.orders =
		&(const struct order_calls){
			.is_own_shop = true,
			.ask_orders = ask_orders,
			.read_orders = woocommerce_read_orders,
		},
	.shop = &(const struct shop_calls){ .ask_test = ask_test },
};

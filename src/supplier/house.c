/*
 * house: shopkeeper's own supplier API, as assets/api/shopkeeper.openapi.yaml describes it: its
 * questions and its refusals. What its answers hold is read in house_read.c. sample.c is the
 * smallest adapter.
 */
#include "supplier/house.h"

#include <string.h>

#include "base/words.h"
#include "net/json.h"
#include "net/url.h"
#include "supplier/ask.h"

enum { PAGE = 100 };

/* ---- asking */

static enum err begin(const struct access *access, const char *method, const char *path,
	struct arena *arena, struct http_question *question)
{
	struct account account = *access->account;
	struct access root = *access;
	size_t length = account.address ? strlen(account.address) : 0;

	/* Some write the address with the /v1 that every path begins with. */
	while (length > 0 && account.address[length - 1] == '/')
		length--;
	if (length > 3 && !strncmp(account.address + length - 3, "/v1", 3))
		account.address = arena_bytes(arena, account.address, length - 3);
	root.account = &account;
	if (ask_begin(&root, method, path, arena, question) != OK)
		return ERR_CONF;
	if (access->key)
		ask_header(question, arena, "Idempotency-Key", access->key);
	return OK;
}

static enum err sign(const struct access *access, struct arena *arena,
	struct http_question *question, struct fault *fault)
{
	if (!access->secret || !access->secret->value[0])
		return fault_set(fault, ERR_LOGIN,
			_("There is no token for \"%s\" yet. Run shopkeeper setup."),
			access->account->name);
	ask_header(question, arena, "Authorization",
		arena_print(arena, "Bearer %s", access->secret->value));
	return OK;
}

static const char *path_of(struct arena *arena, const char *folder, const char *id)
{
	return arena_print(arena, "/v1/%s/%s", folder, url_encode(arena, id));
}

/* The API's words; without one it sorts by relevance. */
static const char *const sort_words[SORT_COUNT] = {
	[SORT_PRICE] = "price",
	[SORT_COMMISSION] = "commission",
	[SORT_RATE] = "rate",
	[SORT_SALES] = "sales",
	[SORT_NEWEST] = "newest",
};

static enum err ask_search(const struct access *access, const struct goods_query *query,
	const char *cursor, struct arena *arena, struct http_question *question)
{
	enum err err = begin(access, "GET", "/v1/goods", arena, question);

	if (err != OK)
		return err;
	ask_with(question, arena, "q", query->words);
	ask_with(question, arena, "category", query->category);
	if (query->price_from > 0)
		ask_with_number(question, arena, "price_min", query->price_from);
	if (query->price_to > 0)
		ask_with_number(question, arena, "price_max", query->price_to);
	if (query->rate_from_bp > 0)
		ask_with_number(question, arena, "rate_min", query->rate_from_bp);
	ask_with(question, arena, "has_coupon", query->has_coupon ? "true" : NULL);
	ask_with(question, arena, "in_stock", query->in_stock ? "true" : NULL);
	ask_with(question, arena, "sort", sort_words[query->sort]);
	ask_with_number(question, arena, "limit", PAGE);
	ask_with(question, arena, "cursor", cursor);
	return OK;
}

struct list_names {
	const char *path, *since;
};

static enum err ask_list(const struct access *access, struct list_names names,
	const struct walk *walk, struct arena *arena, struct http_question *question)
{
	enum err err = begin(access, "GET", names.path, arena, question);

	if (err != OK)
		return err;
	if (walk->parts > 1)
		ask_with(question, arena, "part",
			arena_print(arena, "%d/%d", walk->part, walk->parts));
	if (walk->since > 0)
		ask_with_number(question, arena, names.since, walk->since);
	ask_with_number(question, arena, "limit", PAGE);
	ask_with(question, arena, "cursor", walk->cursor);
	return OK;
}

static enum err ask_walk(const struct access *access, const struct walk *walk, struct arena *arena,
	struct http_question *question)
{
	return ask_list(
		access, (struct list_names){ "/v1/goods", "updated_since" }, walk, arena, question);
}

static enum err ask_orders(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question)
{
	return ask_list(access, (struct list_names){ "/v1/orders", "updated_since" }, walk, arena,
		question);
}

static enum err ask_lines(const struct access *access, const struct walk *walk, struct arena *arena,
	struct http_question *question)
{
	return ask_list(
		access, (struct list_names){ "/v1/ledger", "since" }, walk, arena, question);
}

static enum err ask_detail(const struct access *access, const char *id, struct arena *arena,
	struct http_question *question)
{
	return begin(access, "GET", path_of(arena, "goods", id), arena, question);
}

static enum err ask_categories(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	return begin(access, "GET", "/v1/categories", arena, question);
}

static enum err ask_test(
	const struct access *access, struct arena *arena, struct http_question *question)
{
	return begin(access, "GET", "/v1/shop", arena, question);
}

static void add_tags(struct json *body, const char *tags, struct arena *arena)
{
	enum { TAGS_MOST = 20 };
	struct json *array = json_put_array(body, "tags");
	size_t count, length;

	for (count = 0; count < TAGS_MOST; count++) {
		tags += strspn(tags, " ");
		length = strcspn(tags, " ");
		if (length == 0)
			break;
		json_add_text(array, arena_bytes(arena, tags, length));
		tags += length;
	}
}

static enum err ask_put(const struct access *access, const struct shelf_entry *entry,
	struct arena *arena, struct http_question *question)
{
	enum err err =
		begin(access, "PUT", path_of(arena, "shelf", entry->goods.id), arena, question);
	struct json *body;

	if (err != OK)
		return err;
	body = json_object();
	add_tags(body, entry->tags ? entry->tags : "", arena);
	json_put_text(body, "note", entry->note ? entry->note : "");
	ask_body(question, arena, body);
	return OK;
}

static enum err ask_drop(const struct access *access, const char *id, struct arena *arena,
	struct http_question *question)
{
	return begin(access, "DELETE", path_of(arena, "shelf", id), arena, question);
}

static enum err ask_link(const struct access *access, const char *id, enum channel channel,
	struct arena *arena, struct http_question *question)
{
	enum err err = begin(access, "POST", "/v1/links", arena, question);
	struct json *body;

	if (err != OK)
		return err;
	body = json_object();
	json_put_text(body, "goods_id", id);
	json_put_text(body, "channel", channel_id(channel));
	ask_body(question, arena, body);
	return OK;
}

static enum err ask_payouts(const struct access *access, const char *cursor, struct arena *arena,
	struct http_question *question)
{
	enum err err = begin(access, "GET", "/v1/payouts", arena, question);

	if (err != OK)
		return err;
	ask_with_number(question, arena, "limit", PAGE);
	ask_with(question, arena, "cursor", cursor);
	return OK;
}

static enum err ask_payout(const struct access *access, struct money amount, struct arena *arena,
	struct http_question *question)
{
	enum err err = begin(access, "POST", "/v1/payouts", arena, question);
	struct json *body;

	if (err != OK)
		return err;
	body = json_object();
	json_put_whole(body, "amount_minor", amount.minor);
	json_put_text(body, "currency", currency_code(amount.currency));
	ask_body(question, arena, body);
	return OK;
}

static enum err ask_open(const struct access *access, const char *invite, const char *name,
	struct arena *arena, struct http_question *question)
{
	enum err err = begin(access, "POST", "/v1/shops", arena, question);
	struct json *body;

	if (err != OK)
		return err;
	body = json_object();
	json_put_text(body, "invite_code", invite);
	json_put_text(body, "name", name);
	ask_body(question, arena, body);
	return OK;
}

/* ---- problem answers (RFC 9457) */

static enum err verdict(const struct http_answer *answer, struct fault *fault)
{
	struct arena arena = { 0 };
	struct json *json = NULL;
	const char *detail = NULL, *code = NULL;
	enum err err;

	if (answer->err == OK && answer->status >= 400 && answer->json &&
		json_parse(answer->body, answer->length, &json, NULL) == OK) {
		detail = json_text(json_at(json, "detail"), &arena, 100);
		code = json_text(json_at(json, "code"), &arena, sizeof fault->server - 1);
	}
	err = verdict_by_status(answer, detail, fault);
	/* The cleaned text may be longer in bytes than in graphemes. */
	if (err != OK && fault && code && strlen(code) < sizeof fault->server)
		memcpy(fault->server, code, strlen(code) + 1);
	json_free(json);
	arena_clear(&arena);
	return err;
}

/* ---- the account */

static const char *wrong_address(const char *address)
{
	return url_check(address, NULL, NULL) == OK ? NULL : N_("it is no address that begins with https://.");
}

static const struct account_need needs[] = {
	{ "address", N_("address of its API"), N_("The supplier tells you."), "https://api.example.com",
		.wrong = wrong_address },
	{ "token", N_("token"), N_("An invite code brings it; shopkeeper keeps it in a file of its own."), "",
		.wrong = NULL },
	{ .name = NULL },
};

static const struct account_blame blames[] = {
	{ SUPPLIER_NO_API, "address" },
	{ NULL, NULL },
};

const struct supplier house = {
	.id = "house",
	.name = N_("shopkeeper supplier API"),
	.needs = needs,
	.blames = blames,
	.sign = sign,
	.no_api = N_("There is no supplier API at %.60s: a web page (%d) came. Is the address the one that "
		     "the supplier told you? Does this network want you to sign in (open a browser)?"),
	.verdict = verdict,
	.goods =
		&(const struct goods_calls){
			.walk_parts = 16,
			.ask_search = ask_search,
			.ask_walk = ask_walk,
			.read_page = house_read_page,
			.ask_detail = ask_detail,
			.read_detail = house_read_detail,
			.ask_categories = ask_categories,
			.read_categories = house_read_categories,
		},
	.shelf = &(const struct shelf_calls){ .ask_put = ask_put, .ask_drop = ask_drop },
	.links =
		&(const struct link_calls){
			.kinds = 1u << LINK_WEB | 1u << LINK_SHORT | 1u << LINK_PASS_CODE,
			.ask_link = ask_link,
			.read_link = house_read_link,
		},
	.orders =
		&(const struct order_calls){
			.ask_orders = ask_orders,
			.read_orders = house_read_orders,
			.has_ledger = true,
			.ask_lines = ask_lines,
			.read_lines = house_read_lines,
		},
	.shop =
		&(const struct shop_calls){
			.ask_open = ask_open,
			.read_opened = house_read_opened,
			.ask_test = ask_test,
		},
	.payouts =
		&(const struct payout_calls){
			.ask_rules = ask_test,
			.read_rules = house_read_rules,
			.ask_payouts = ask_payouts,
			.read_payouts = house_read_payouts,
			.ask_request = ask_payout,
			.read_request = house_read_payout,
		},
};

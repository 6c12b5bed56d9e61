/*
 * wire_pdd_links: positions, which must be registered once (备案) before anything is answered, and
 * links. A position is registered as soon as somebody opens the link for it.
 */
#include <string.h>
#include "practice/wire_pdd.h"

enum { CUSTOM_BYTES = 64 };

/* A position that is known but was never registered, to see what happens then. */
#define NEW_PID "1000001_200000002"
#define REGISTERED_FACT "pdd_registered"

/* ---- the position */

static bool is_known(const char *pid)
{
	return pid &&
	       (strcmp(pid, wire_platforms[PLATFORM_PDD].pid) == 0 || strcmp(pid, NEW_PID) == 0);
}

static bool is_registered(struct call *call, const char *pid)
{
	return is_known(pid) &&
	       (strcmp(pid, NEW_PID) != 0 || db_get(call->practice->sql, REGISTERED_FACT) > 0);
}

/* As a JSON it must have a uid; any other text may be anything. */
static bool names_a_user(const char *custom)
{
	struct json *json;
	if (*custom != '{')
		return true;
	if (json_parse(custom, strlen(custom), &json, NULL) != OK)
		return false;
	bool named = json_raw(json_at(json, "uid")) != NULL;
	json_free(json);
	return named;
}

bool pdd_position(struct call *call, const char *name)
{
	const char *pid = request_query(call->request, name);
	const char *custom = request_query(call->request, "custom_parameters");
	if (!is_known(pid))
		pdd_refuse_parameter(call, name);
	else if (custom && (strlen(custom) > CUSTOM_BYTES || !names_a_user(custom)))
		pdd_refuse_parameter(call, "custom_parameters");
	else if (!is_registered(call, pid))
		pdd_refuse(call, PDD_BUSINESS, "60001",
			"未传入已经授权备案过的相关参数(pid/custom_parameters)");
	else
		return true;
	return false;
}

enum err pdd_registered(struct call *call)
{
	const char *pid = request_query(call->request, "pid");
	if (!is_known(pid))
		return pdd_refuse_parameter(call, "pid");
	struct json *root = json_object();
	struct json *body = json_put_object(root, "authority_query_response");
	json_put_whole(body, "bind", is_registered(call, pid));
	return pdd_answer(call, root, body);
}

enum err pdd_register_link(struct call *call)
{
	enum { REGISTRATION = 10 };
	struct json *whole;
	const struct json *list = pdd_list(call, "p_id_list", &whole);
	const char *pid = json_raw(json_item(list, 0));
	if (!is_known(pid) || wire_whole(call, "channel_type", -1) != REGISTRATION) {
		json_free(whole);
		return pdd_refuse_parameter(call, "p_id_list");
	}
	struct json *root = json_object();
	struct json *body = json_put_object(root, "rp_promotion_url_generate_response");
	json_put_array(body, "resource_list");
	struct json *row = json_add_object(json_put_array(body, "url_list"));
	const char *url =
		arena_print(&call->arena, "%s/pdd/register/%s", call->practice->base, pid);
	json_put_text(row, "url", url);
	json_put_text(row, "mobile_url", url);
	json_put_text(row, "mobile_short_url", url);
	json_put_null(row, "multi_group_url");
	json_free(whole);
	return pdd_answer(call, root, body);
}

enum err wire_pdd_register(struct call *call)
{
	static const char page[] =
		"<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
		"<title>备案</title></head><body><h1>备案成功 / Registered</h1>"
		"</body></html>\n";
	if (!is_known(call->piece))
		return answer_problem(call, 404, "not_found", "There is no such position",
			"%.60s is not known here", call->piece);
	enum err err = OK;
	if (strcmp(call->piece, NEW_PID) == 0)
		err = db_put(call->practice->sql, REGISTERED_FACT, 1, &call->fault);
	return err == OK ? answer_html(call, 200, strdup(page), sizeof(page) - 1) : err;
}

/* ---- links */

/* The occasion in the custom parameters is the channel. */
static const char *occasion(struct call *call)
{
	const char *text = request_query(call->request, "custom_parameters");
	struct json *json;
	if (!text || json_parse(text, strlen(text), &json, NULL) != OK)
		return NULL;
	const char *word = json_raw(json_at(json, "sid"));
	word = word ? arena_text(&call->arena, word) : NULL;
	json_free(json);
	return word;
}

/* What stands behind the page of an address: whose goods it is, by whom, and in cpsSign how it was found. */
static const char *parameters(struct call *call, const char *id, const struct wire_link *link)
{
	const char *search = request_query(call->request, "search_id");
	return arena_print(&call->arena, "?goods_sign=%s&pid=%s&cpsSign=CC_%s_%s", id,
		request_query(call->request, "p_id"), search ? search : "none", link->code);
}

static enum err put_link(struct call *call, const char *id, struct json *row)
{
	struct wares wares;
	struct wire_link link = { 0 };
	enum err err = wire_load(call, PLATFORM_PDD, id, &wares);
	if (err == OK)
		err = wire_link(call, wares.n, occasion(call), &link);
	if (err != OK)
		return err;
	json_put_text(row, "url", link.url);
	json_put_text(row, "mobile_url", link.url);
	bool brief = pdd_true(call, "generate_short_url");
	json_put_text(row, "short_url", brief ? link.brief : NULL);
	json_put_text(row, "mobile_short_url", brief ? link.brief : NULL);
	json_put_text(row, "schema_url",
		pdd_true(call, "generate_schema_url")
			? arena_print(&call->arena,
				  "pinduoduo://com.xunmeng.pinduoduo/duo_coupon_landing.html%s",
				  parameters(call, id, &link))
			: NULL);
	if (!pdd_true(call, "generate_we_app")) {
		json_put_null(row, "we_app_info");
		return OK;
	}
	struct json *app = json_put_object(row, "we_app_info");
	json_put_text(app, "page_path",
		arena_print(&call->arena, "/package_a/welfare_coupon/welfare_coupon%s",
			parameters(call, id, &link)));
	return OK;
}

enum err pdd_convert(struct call *call)
{
	struct json *whole;
	if (!pdd_position(call, "p_id") || !pdd_search_is_ours(call))
		return OK;
	const struct json *list = pdd_list(call, "goods_sign_list", &whole);
	size_t count = json_count(list);
	enum err err = count > 0 ? OK : ERR_NOTHING;
	struct json *root = json_object();
	struct json *body = json_put_object(root, "goods_promotion_url_generate_response");
	struct json *rows = json_put_array(body, "goods_promotion_url_list");
	/* In no promised order: the last one first. */
	for (size_t i = count; i-- > 0 && err == OK;)
		err = put_link(call, json_raw(json_item(list, i)), json_add_object(rows));
	json_free(whole);
	if (err == OK)
		return pdd_answer(call, root, body);
	json_free(root);
	return err == ERR_NOTHING ? pdd_refuse_parameter(call, "goods_sign_list") : err;
}

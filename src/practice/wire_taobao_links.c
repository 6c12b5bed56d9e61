/*
 * wire_taobao_links: goods converted to tracked links, as Taobao Union does it: several at once,
 * each with its own success or complaint; links with a coupon under other names than links without;
 * texts to paste.
 */
#include "practice/wire_taobao.h"

enum { NO_SUCH_LINK = 1001 };

static enum err put_link(struct call *call, const char *id, struct json *row)
{
	struct wares wares;
	struct wire_link link = { 0 };
	enum err err = wire_load(call, PLATFORM_TAOBAO, id, &wares);
	json_put_text(row, "input_item_id", id);
	json_put_whole(row, "code", err == OK ? 200 : NO_SUCH_LINK);
	json_put_text(row, "msg", err == OK ? "success" : "商品不在推广中");
	if (err == OK)
		err = wire_link(call, wares.n, "taobao", &link);
	if (err != OK)
		return err == ERR_NOTHING ? OK : err;
	struct json *info = json_put_object(row, "link_info_dto");
	bool works = wire_coupon_works(call, &wares);
	json_put_text(info, works ? "coupon_long_url" : "cps_long_url", link.url);
	json_put_text(info, works ? "coupon_short_url" : "cps_short_url", link.brief);
	json_put_text(info, works ? "coupon_short_tpwd" : "cps_short_tpwd",
		arena_print(&call->arena, "￥%s￥", link.code));
	json_put_text(info, works ? "coupon_full_tpwd" : "cps_full_tpwd",
		arena_print(&call->arena, "48￥ CZ3457 %s￥ %s  %s", link.code, link.brief,
			wares.title));
	json_put_text(info, "item_id", id);
	struct json *said = json_put_object(row, "promotion_info_dto");
	json_put_text(said, "commission_rate", wire_percent(call, wares.rate_bp));
	json_put_whole(said, "promotion_price", goods_final(&wares, call->now_s)); /* fen */
	return OK;
}

enum err taobao_convert(struct call *call)
{
	const char *list = request_query(call->request, "item_id_list"), *id;
	enum err err = OK;
	int count = 0;
	if (!taobao_position(call))
		return OK;
	if (!list)
		return taobao_lacks(call, "item_id_list");
	struct json *root = json_object();
	struct json *data = json_put_object(
		json_put_object(root, "tbk_dg_general_link_convert_response"), "data");
	struct json *rows = json_put_array(json_put_object(data, "item_url_list"), "item_url_list");
	json_put_object(data, "material_url_list");
	while (err == OK && (id = taobao_next_id(call, &list, &count)))
		err = put_link(call, id, json_add_object(rows));
	if (err == OK)
		return answer_json(call, 200, root);
	json_free(root);
	return err;
}

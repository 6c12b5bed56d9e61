/*
 * wire_jd_links: tracked links as JD Union makes them: one method for registered sites and apps,
 * another one for chats, which knows short links and texts to paste.
 */
#include <stdlib.h>
#include <string.h>
#include "practice/wire_jd.h"

#define SITE "4100000001" /* the only site that is registered */

/* The goods of "https://jingfen.jd.com/detail/<itemId>.html"; a bare number is refused. */
static enum err goods_of(struct call *call, const struct json *asked, struct wares *wares)
{
	static const char before[] = "https://jingfen.jd.com/detail/";
	const char *material = json_raw(json_at(asked, "materialId"));
	size_t length = material ? strlen(material) : 0, start = sizeof(before) - 1;
	if (length < start + 5 || strncmp(material, before, start) != 0 ||
		strcmp(material + length - 5, ".html") != 0)
		return ERR_NOTHING;
	return wire_load(call, PLATFORM_JD,
		arena_bytes(&call->arena, material + start, length - start - 5), wares);
}

/* For a site or an app the long link only; for chats the one or the other or both. */
static enum err answer_link(struct call *call, const struct json *asked, bool site, int64_t goods)
{
	int64_t chain = wire_member(asked, "chainType", 2);
	struct wire_link link = { 0 };
	enum err err = wire_link(
		call, goods, site ? "other" : json_raw(json_at(asked, "subUnionId")), &link);
	if (err != OK)
		return err;
	struct json *inner = jd_inner(200, "success"), *data = json_put_object(inner, "data");
	if (site || chain == 1 || chain == 3)
		json_put_text(data, "clickURL", link.url);
	if (!site && chain != 1)
		json_put_text(data, "shortURL", link.brief);
	if (!site && wire_member(asked, "command", 0) == 1)
		json_put_text(
			data, "jCommand", arena_print(&call->arena, "￥%s￥ 打开京东", link.code));
	return jd_answer(call, inner);
}

/* The free tag: not together with a pid, and of few characters. False = refused already. */
static bool tag_is_good(struct call *call, const struct json *asked)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
	enum { TAG_LONGEST = 80 };
	const char *tag = json_raw(json_at(asked, "subUnionId"));
	if (!tag)
		return true;
	if (json_at(asked, "pid"))
		jd_refuse(call, 2001214, "pid和subUnionId不能同时传入");
	else if (strlen(tag) > TAG_LONGEST)
		jd_refuse(call, 2001230, "subUnionId超过最大长度");
	else if (tag[strspn(tag, letters)])
		jd_refuse(call, 2001208, "subUnionId格式错误");
	else
		return true;
	return false;
}

/* A coupon that goes along must be the goods' own and still work. */
static bool coupon_works(struct call *call, const struct json *asked, const struct wares *wares)
{
	const char *url = json_raw(json_at(asked, "couponUrl"));
	return !url || (wire_coupon_works(call, wares) && strstr(url, wares->coupon.id));
}

static enum err link_by(struct call *call, const struct json *asked, bool site)
{
	int64_t own = strtoll(wire_platforms[PLATFORM_JD].pid, NULL, 10);
	struct wares wares;
	const char *site_id = json_raw(json_at(asked, "siteId"));
	if (site && !site_id)
		return jd_refuse(call, 1002024, "siteId不能为空");
	if (site && strcmp(site_id, SITE) != 0)
		return jd_refuse(call, 2001501, "网站ID或APP ID不存在");
	if (wire_member(asked, "positionId", own) != own)
		return jd_refuse(call, 2001213, "推广位不存在");
	if (!tag_is_good(call, asked))
		return OK;
	enum err err = goods_of(call, asked, &wares);
	if (err == OK && !coupon_works(call, asked, &wares))
		return jd_refuse(call, 2001905, "优惠券已失效");
	if (err == ERR_NOTHING)
		return jd_refuse(call, json_raw(json_at(asked, "materialId")) ? 2001104 : 2001101,
			"该商品未加入联盟推广");
	return err == OK ? answer_link(call, asked, site, wares.n) : err;
}

static enum err link_for(struct call *call, bool site)
{
	struct json *whole;
	const struct json *asked = jd_open(call, "promotionCodeReq", &whole);
	if (!asked)
		return OK;
	enum err err = link_by(call, asked, site);
	json_free(whole);
	return err;
}

enum err jd_link_for_site(struct call *call)
{
	return link_for(call, true);
}

enum err jd_link_for_chat(struct call *call)
{
	return link_for(call, false);
}

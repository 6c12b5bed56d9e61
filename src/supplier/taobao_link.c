/*
 * taobao_link: tracked links as Taobao Union makes them, by each of its methods. Their bytes are
 * kept as they come; one that leads elsewhere is refused.
 */
#include <string.h>

#include "base/words.h"
#include "supplier/answer.h"
#include "supplier/taobao.h"

enum { ID = 64, PASS_CODE = 300 };

/* What stands where in an element; the first link that leads to the supplier is taken. */
struct link_shape {
	const char *frame, *lists[4]; /* lists[0] = "": the frame itself is the only element */
	const char *goods[2];
	const char *urls[4], *short_urls[2], *pass_codes[4];
	const char *complaint; /* why an element has none */
};

static const struct link_shape link_shapes[] = {
	{ .frame = "tbk_dg_general_link_convert_response.data",
		.lists = { "item_url_list", "material_url_list", "shop_url_list", "event_url_list" },
		.goods = { "link_info_dto.item_id", "input_item_id" },
		.urls = { "link_info_dto.coupon_long_url", "link_info_dto.coupon_short_url",
			"link_info_dto.cps_long_url", "link_info_dto.cps_short_url" },
		.short_urls = { "link_info_dto.coupon_short_url", "link_info_dto.cps_short_url" },
		.pass_codes = { "link_info_dto.coupon_full_tpwd", "link_info_dto.cps_full_tpwd",
			"link_info_dto.coupon_short_tpwd", "link_info_dto.cps_short_tpwd" },
		.complaint = "msg" },
	{ .frame = "tbk_coupon_convert_response.result.results",
		.lists = { "" },
		.goods = { "item_id" },
		.urls = { "coupon_click_url", "item_url" },
		.complaint = "result_msg" },
	{ .frame = "tbk_spread_get_response",
		.lists = { "results" },
		.urls = { "content" },
		.short_urls = { "content" },
		.complaint = "err_msg" },
	/* Only a text to paste: its address is inside. */
	{ .frame = "tbk_tpwd_create_response.data",
		.lists = { "" },
		.pass_codes = { "model", "password_simple" },
		.complaint = "msg" },
};

enum { LINK_SHAPES = sizeof link_shapes / sizeof *link_shapes };

/* Taobao leaves "https:" out of many addresses; nothing else of one is ever mended. */
static const char *whole(const struct reading *reading, const char *bytes)
{
	return bytes && !strncmp(bytes, "//", 2) ? arena_print(reading->arena, "https:%s", bytes) : bytes;
}

static const char *first_link(const struct reading *reading, const struct json *element,
	const char *const *paths, size_t count)
{
	const char *url;
	size_t i;

	for (i = 0; i < count && paths[i]; i++) {
		url = whole(reading, json_raw(json_at(element, paths[i])));
		if (url && supplier_check_link(&taobao, reading->account, url, NULL) == OK)
			return arena_text(reading->arena, url);
	}
	return NULL;
}

/* A code works only as it was given: one that had to be cleaned of
 * more than white space is none. */
static bool is_exact(const char *bytes, const char *cleaned)
{
	static const char blanks[] = " \t\r\n";

	for (;; bytes++, cleaned++) {
		bytes += strspn(bytes, blanks);
		cleaned += strspn(cleaned, blanks);
		if (*bytes != *cleaned || !*bytes)
			return *bytes == *cleaned;
	}
}

/* Addresses inside a text to paste lead to the supplier, too. */
static bool leads_home(const struct reading *reading, const char *text)
{
	const char *at;

	for (at = text; (at = strstr(at, "://")); at += 3) {
		const char *start = at;

		while (start > text && start[-1] > ' ' && start[-1] < 0x7F)
			start--;
		if (supplier_check_link(&taobao, reading->account,
			    arena_bytes(reading->arena, start,
				    (size_t)(at - start) + strcspn(at, " ")),
			    NULL) != OK)
			return false;
	}
	return true;
}

static const char *pass_code(const struct reading *reading, const struct json *element,
	const struct link_shape *shape)
{
	const char *bytes, *text;
	size_t i;

	for (i = 0; i < 4 && shape->pass_codes[i]; i++) {
		bytes = json_raw(json_at(element, shape->pass_codes[i]));
		text = json_text(json_at(element, shape->pass_codes[i]), reading->arena, PASS_CODE);
		if (bytes && *text && strcmp(text, "--") != 0 && is_exact(bytes, text) &&
			leads_home(reading, text))
			return text;
	}
	return NULL;
}

static const char *goods_of(const struct reading *reading, const struct json *element,
	const struct link_shape *shape)
{
	const char *id = reading->goods;
	size_t i;

	for (i = 0; !id && i < 2 && shape->goods[i]; i++) {
		id = json_literal(json_at(element, shape->goods[i]));
		if (id && (!*id || strlen(id) > ID || strspn(id, "abcdefghijklmnopqrstuvwxyz"
								 "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
								 "0123456789-_") != strlen(id)))
			id = NULL;
	}
	return arena_text(reading->arena, id ? id : "");
}

static enum err say_none(const struct reading *reading, const struct json *element,
	const struct link_shape *shape, struct fault *fault)
{
	const char *said = json_text(json_at(element, shape->complaint), reading->arena, 60);
	size_t i;

	/* Something was given, but it leads elsewhere: that is told first. */
	for (i = 0; i < 4 && shape->urls[i]; i++) {
		const char *url = whole(reading, json_raw(json_at(element, shape->urls[i])));

		if (url && *url)
			return supplier_check_link(&taobao, reading->account, url, fault);
	}
	if (said && *said && strcmp(said, "success") != 0 && strcmp(said, "OK") != 0)
		return fault_set(fault, ERR_REFUSED,
			_("Taobao made no link for this goods. The supplier says: %s"), said);
	return fault_set(fault, ERR_REFUSED, _("Taobao made no link for this goods."));
}

static enum err read_element(const struct reading *reading, const struct json *element,
	const struct link_shape *shape, struct link *link, struct fault *fault)
{
	*link = answer_begin_link(reading);
	link->goods = goods_of(reading, element, shape);
	link->url = first_link(reading, element, shape->urls, 4);
	link->short_url = first_link(reading, element, shape->short_urls, 2);
	link->pass_code = pass_code(reading, element, shape);
	if (!link->url && !(link->pass_code && !shape->urls[0]))
		return say_none(reading, element, shape, fault);
	link->id = arena_print(reading->arena, "%s-%s-%lld", link->goods,
		channel_id(link->channel), (long long)reading->now_s);
	return OK;
}

/* All elements of all lists; those without a link are left out and the
 * first one's fault is kept. */
static enum err read_elements(const struct reading *reading, const struct json *frame,
	const struct link_shape *shape, struct link_page *page, struct fault *first)
{
	struct fault ignored;
	size_t list, i;

	for (list = 0; list < 4 && shape->lists[list]; list++) {
		const struct json *rows = frame;

		if (*shape->lists[list])
			rows = answer_list(json_at(frame, shape->lists[list]));
		if (page->count + answer_count(rows) > ANSWER_ROWS_MOST)
			return answer_wrong(NULL, first);
		for (i = 0; i < answer_count(rows); i++)
			if (read_element(reading, answer_item(rows, i), shape,
				    &page->rows[page->count],
				    first->code == OK ? first : &ignored) == OK)
				page->count++;
	}
	return OK;
}

/* Under the method's name, or at the root of a simplified answer, where its own members tell it. */
static const struct json *find_frame(const struct json *json, const struct link_shape *shape)
{
	const char *const members[] = { *shape->lists[0] ? shape->lists[0] : shape->pass_codes[0],
		*shape->lists[0] ? shape->lists[1] : shape->pass_codes[1], shape->urls[0] };
	const char *inner = strchr(shape->frame, '.');
	const struct json *frame = json_at(json, shape->frame);
	size_t i;

	if (json_is_object(frame))
		return frame;
	frame = json_at(json, inner ? inner + 1 : "");
	for (i = 0; i < sizeof members / sizeof *members; i++)
		if (members[i] && json_is_object(frame) && json_at(frame, members[i]))
			return frame;
	return NULL;
}

enum err taobao_read_links(
	const struct reading *reading, struct link_page *page, struct fault *fault)
{
	const struct json *json, *frame = NULL;
	const struct link_shape *shape = link_shapes;
	struct fault first = { 0 };
	enum err err = taobao_open(reading, &json, fault);

	page->rows = arena_take_array(reading->arena, ANSWER_ROWS_MOST + 1, sizeof *page->rows);
	page->count = 0;
	if (err != OK)
		return err;
	while (shape < link_shapes + LINK_SHAPES && !(frame = find_frame(json, shape)))
		shape++;
	if (!frame)
		return answer_wrong(NULL, fault);
	err = read_elements(reading, frame, shape, page, &first);
	if (err == OK && page->count == 0 && first.code == OK)
		err = fault_set(&first, ERR_NOTHING, _("Taobao made no link for this goods."));
	if (err == OK && page->count > 0)
		return OK;
	if (fault)
		*fault = first;
	return first.code;
}

enum err taobao_read_link(const struct reading *reading, struct link *link, struct fault *fault)
{
	struct link_page page;
	enum err err = taobao_read_links(reading, &page, fault);

	*link = err == OK ? page.rows[0] : (struct link){ 0 };
	return err;
}

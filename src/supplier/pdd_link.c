/*
 * pdd_link: links of goods, and the registration of a position (a link, too), as Pinduoduo's answers
 * describe them. What is asked: pdd.c.
 */
#include "supplier/pdd.h"

#include <stddef.h>
#include <string.h>

#include "net/json.h"
#include "net/url.h"
#include "supplier/answer.h"

enum { PATH = 1000 };

/* ---- links */

/* The later of two for the same place is the better one. */
static const struct json_field link_fields[] = {
	{ "url", JSON_LINK, OPTIONAL, offsetof(struct link, url), 1, URL_MOST_BYTES },
	{ "mobile_url", JSON_LINK, OPTIONAL, offsetof(struct link, url), 1, URL_MOST_BYTES },
	{ "short_url", JSON_LINK, OPTIONAL, offsetof(struct link, short_url), 1, URL_MOST_BYTES },
	{ "mobile_short_url", JSON_LINK, OPTIONAL, offsetof(struct link, short_url), 1, URL_MOST_BYTES },
	{ "schema_url", JSON_LINK, OPTIONAL, offsetof(struct link, app_url), 1, URL_MOST_BYTES },
	{ "we_app_info.page_path", JSON_LINK, OPTIONAL, offsetof(struct link, mini_path), 1, PATH },
};

static enum err read_url(const struct reading *reading, const struct json *row, struct link *link,
	struct fault *fault)
{
	enum err err = answer_read_kindly(
		row, FIELDS(link_fields), CURRENCY_NONE, link, reading->arena, fault);

	if (err == OK)
		err = answer_judge_link(&pdd, reading, "url", link, fault);
	if (link->app_url && strncmp(link->app_url, "pinduoduo://", 12) != 0)
		link->app_url = NULL;
	return err;
}

/* The first link of a list, judged. */
static enum err read_urls(const struct reading *reading, const struct json *rows, struct link *link,
	struct fault *fault)
{
	const struct json *list = answer_list(rows);

	return answer_count(list) > 0 ? read_url(reading, answer_item(list, 0), link, fault)
				       : answer_lacks("url", fault);
}

/* The goods_sign among the parameters of an address, which may itself be one of another's. */
static const char *sign_in(const char *url, struct arena *arena)
{
	static const char letters[] =
		"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
	const char *at = url ? strstr(url, "goods_sign") : NULL;

	if (!at)
		return NULL;
	at += strlen("goods_sign");
	if (strncmp(at, "=", 1) != 0 && strncmp(at, "%3D", 3) != 0)
		return NULL;
	at += *at == '=' ? 1 : 3;
	return arena_bytes(arena, at, strspn(at, letters));
}

static const char *const link_keys[] = { "goods_promotion_url_generate_response", NULL };
#define LINKS "goods_promotion_url_list"

/* Neither an order nor a name is promised: whose link it is stands in the addresses alone. A row in which
 * it does not is left out. */
enum err pdd_read_links(const struct reading *reading, struct link_page *page, struct fault *fault)
{
	struct pdd_answer answer;
	const struct json *list;
	enum err err = pdd_open(reading, link_keys, &answer, fault);
	size_t i, count;

	*page = (struct link_page){ 0 };
	if (err != OK)
		return err;
	list = answer_list(json_at(answer.body, LINKS));
	count = answer_count(list);
	page->rows = arena_take_array(reading->arena, count + 1, sizeof *page->rows);
	for (i = 0; i < count; i++) {
		struct link *link = &page->rows[page->count];
		const char *goods;

		*link = answer_begin_link(reading);
		if (read_url(reading, answer_item(list, i), link, NULL) != OK)
			continue;
		goods = sign_in(link->url, reading->arena);
		if (!goods)
			goods = sign_in(link->app_url, reading->arena);
		if (!goods)
			goods = sign_in(link->mini_path, reading->arena);
		if (!goods || !*goods)
			continue;
		answer_name_link(reading, goods, link);
		page->count++;
	}
	return OK;
}

enum err pdd_read_link(const struct reading *reading, struct link *link, struct fault *fault)
{
	struct pdd_answer answer;
	enum err err = pdd_open(reading, link_keys, &answer, fault);

	*link = answer_begin_link(reading);
	if (err != OK)
		return err;
	answer_name_link(reading, reading->goods, link);
	return read_urls(reading, json_at(answer.body, LINKS), link, fault);
}

/* ---- registration of a position */

enum err pdd_read_registered(const struct reading *reading, bool *registered, struct fault *fault)
{
	static const char *const keys[] = { "authority_query_response", NULL };
	static const struct json_field fields[] = { { "bind", JSON_BOOL, NEEDED, 0, 0, 0 } };
	struct pdd_answer answer;
	enum err err = pdd_open(reading, keys, &answer, fault);

	*registered = false;
	if (err != OK)
		return err;
	return json_read(
		answer.body, FIELDS(fields), CURRENCY_NONE, registered, reading->arena, fault);
}

enum err pdd_read_register(const struct reading *reading, const char **url, struct fault *fault)
{
	static const char *const keys[] = { "rp_promotion_url_generate_response", NULL };
	struct link link = { 0 };
	struct pdd_answer answer;
	enum err err = pdd_open(reading, keys, &answer, fault);

	*url = NULL;
	if (err != OK)
		return err;
	err = read_urls(reading, json_at(answer.body, "url_list"), &link, fault);
	if (err == OK)
		*url = link.short_url ? link.short_url : link.url;
	return err;
}

/*
 * taobao_walk: walks through orders, refunds and penalties: what is asked for each page. A cursor
 * is "<page> <position_index>". The answers are read in taobao_order.c.
 */
#include "supplier/taobao.h"

#include <string.h>

#include "net/json.h"
#include "supplier/form.h"

enum { DAY_S = 24 * 3600 };
enum { CREATED = 1, UPDATED = 4, REFUND_UPDATED = 5 };

static const char *index_of(const char *cursor)
{
	const char *space = cursor ? strchr(cursor, ' ') : NULL;

	return space ? space + 1 : NULL;
}

/* Plain orders, those of channels and those of members are three lists. */
static int scene(const struct walk *walk)
{
	return walk->feed >= 1 && walk->feed <= TAOBAO_SCENES ? walk->feed : 1;
}

enum err taobao_ask_orders(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question)
{
	enum err err;

	taobao_begin(access, "taobao.tbk.order.details.get", arena, question);
	err = taobao_put_page(walk->cursor, arena, question);
	if (err != OK)
		return err;
	form_put(question, "start_time", form_beijing(arena, walk->from));
	form_put(question, "end_time", form_beijing(arena, walk->until));
	form_put_number(question, arena, "query_type", walk->since > 0 ? UPDATED : CREATED);
	form_put_number(question, arena, "order_scene", scene(walk));
	if (walk->cursor) {
		form_put(question, "position_index", index_of(walk->cursor));
		form_put(question, "jump_type", "1");
	}
	return OK;
}

enum err taobao_ask_refunds(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question)
{
	int page = form_page(walk->cursor);
	struct json *option;

	if (page == 0 || page > TAOBAO_PAGES_MOST)
		return ERR_USAGE;
	option = json_object();
	taobao_begin(access, "taobao.tbk.order.refund.get", arena, question);
	json_put_whole(option, "query_type", REFUND_UPDATED);
	json_put_text(option, "start_time", form_beijing(arena, walk->from));
	json_put_text(option, "end_time", form_beijing(arena, walk->until));
	json_put_whole(option, "page_no", page);
	json_put_whole(option, "page_size", TAOBAO_PAGE);
	json_put_whole(option, "order_scene", scene(walk));
	json_put_whole(option, "member_type", 4); /* as first and as third party */
	if (walk->cursor) {
		json_put_whole(option, "jump_type", 1);
		json_put_text(option, "position_index", index_of(walk->cursor));
	}
	form_put_json(question, arena, "publisher_refund_order_query_option", option);
	return OK;
}

enum err taobao_ask_penalties(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question)
{
	int page = form_page(walk->cursor);
	struct json *option;

	if (page == 0 || page > TAOBAO_PAGES_MOST)
		return ERR_USAGE;
	option = json_object();
	taobao_begin(access, "taobao.tbk.dg.punish.order.get", arena, question);
	json_put_text(option, "start_time", form_beijing(arena, walk->from));
	/* Whole days, begun ones too. */
	json_put_whole(option, "span", (walk->until - walk->from + DAY_S - 1) / DAY_S);
	json_put_whole(option, "page_no", page);
	json_put_whole(option, "page_size", TAOBAO_PENALTIES);
	form_put_json(question, arena, "af_order_option", option);
	return OK;
}

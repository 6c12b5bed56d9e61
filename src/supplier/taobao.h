/* taobao: Taobao Union over the Taobao Open Platform; one row of suppliers.c. The rest is for
 * taobao.c and taobao_read.c alone. */
#ifndef SUPPLIER_TAOBAO_H
#define SUPPLIER_TAOBAO_H

#include "supplier/supplier.h"

extern const struct supplier taobao;

/* The longest pages the platform gives, and how many of them; lists of orders that share none. */
enum { TAOBAO_PAGE = 100, TAOBAO_PAGES_MOST = 100, TAOBAO_PENALTIES = 20, TAOBAO_SCENES = 3 };

/* A question for one of the platform's methods. */
void taobao_begin(const struct access *access, const char *method, struct arena *arena,
	struct http_question *question);
/* The page that `cursor` begins with; ERR_USAGE if it is none. */
MUST_USE enum err taobao_put_page(
	const char *cursor, struct arena *arena, struct http_question *question);
enum err taobao_ask_orders(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question);
enum err taobao_ask_refunds(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question);
enum err taobao_ask_penalties(const struct access *access, const struct walk *walk,
	struct arena *arena, struct http_question *question);

struct json;
/* What a method answers, under its name; the root itself where the answer is simplified, which then has
 * `member` there. NULL if it is neither. */
const struct json *taobao_frame(const struct json *json, const char *name, const char *member);
/* The whole answer, NULL if it only says that nothing was found; or what Taobao refused. */
MUST_USE enum err taobao_open(
	const struct reading *reading, const struct json **json, struct fault *fault);
enum err taobao_verdict(const struct http_answer *answer, struct fault *fault);

enum err taobao_read_page(
	const struct reading *reading, struct goods_page *page, struct fault *fault);
enum err taobao_read_detail(
	const struct reading *reading, struct goods *goods, struct fault *fault);
enum err taobao_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err taobao_read_topics(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err taobao_read_coupon(
	const struct reading *reading, struct coupon *coupon, struct fault *fault);
enum err taobao_read_link(const struct reading *reading, struct link *link, struct fault *fault);
enum err taobao_read_links(
	const struct reading *reading, struct link_page *page, struct fault *fault);
enum err taobao_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault);
enum err taobao_read_refunds(
	const struct reading *reading, struct line_page *page, struct fault *fault);
enum err taobao_read_penalties(
	const struct reading *reading, struct penalty_page *page, struct fault *fault);

#endif

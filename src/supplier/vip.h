/* vip: VIPshop's union (唯享客); one row of suppliers.c. The readers are for vip.c alone. */
#ifndef SUPPLIER_VIP_H
#define SUPPLIER_VIP_H

#include "supplier/supplier.h"

extern const struct supplier vip;

enum {
	VIP_PAGE = 50,	      /* rows of a page: the most that search gives */
	VIP_LINKS = 10,	      /* goods in one question for links */
	VIP_PAGES_MOST = 1000 /* of one window; a longer list is a wrong one */
};

struct json;
/* An answer without its envelope, NULL when VIPshop says "nothing"; or what it refused. */
MUST_USE enum err vip_open(
	const struct reading *reading, const struct json **body, struct fault *fault);
/* How many rows a page has, and *total all together (may be UNKNOWN). */
int64_t vip_page_size(const struct json *body, int64_t *total);
/* The number of the page after the one that was read, as the answer counts its rows; 0 if that was the
 * last. *total may be UNKNOWN. */
int vip_next_page(
	const struct reading *reading, const struct json *body, size_t count, int64_t *total);

enum err vip_verdict(const struct http_answer *answer, struct fault *fault);
enum err vip_read_page(const struct reading *reading, struct goods_page *page, struct fault *fault);
enum err vip_read_detail(const struct reading *reading, struct goods *goods, struct fault *fault);
enum err vip_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err vip_read_topics(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err vip_read_link(const struct reading *reading, struct link *link, struct fault *fault);
enum err vip_read_links(const struct reading *reading, struct link_page *page, struct fault *fault);
enum err vip_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault);
enum err vip_read_refunds(
	const struct reading *reading, struct line_page *page, struct fault *fault);

#endif

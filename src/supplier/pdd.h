/* pdd: Pinduoduo's Duoduo Jinbao; one row of suppliers.c. The readers are for pdd.c alone. */
#ifndef SUPPLIER_PDD_H
#define SUPPLIER_PDD_H

#include "supplier/supplier.h"

extern const struct supplier pdd;

enum { PDD_PAGE = 50 }; /* rows of a page of goods or orders: 40 to 50 is what Pinduoduo advises */
enum { PDD_LINKS = 20 }; /* goods of one question for links: a list is offered, no bound is told */

struct json;
/* An answer without its envelope, whose name is one of `keys` (NULL-terminated; NULL: any). */
struct pdd_answer {
	const struct json *body;
	size_t key; /* which it was */
};
MUST_USE enum err pdd_open(const struct reading *reading, const char *const *keys,
	struct pdd_answer *answer, struct fault *fault);

enum err pdd_verdict(const struct http_answer *answer, struct fault *fault);
enum err pdd_read_page(const struct reading *reading, struct goods_page *page, struct fault *fault);
enum err pdd_read_detail(const struct reading *reading, struct goods *goods, struct fault *fault);
enum err pdd_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err pdd_read_topics(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err pdd_read_link(const struct reading *reading, struct link *link, struct fault *fault);
enum err pdd_read_links(const struct reading *reading, struct link_page *page, struct fault *fault);
enum err pdd_read_registered(const struct reading *reading, bool *registered, struct fault *fault);
enum err pdd_read_register(const struct reading *reading, const char **url, struct fault *fault);
enum err pdd_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault);

#endif

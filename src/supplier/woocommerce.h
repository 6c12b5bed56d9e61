/* woocommerce: her own shop by WooCommerce's REST API v3; one row of suppliers.c. */
#ifndef SUPPLIER_WOOCOMMERCE_H
#define SUPPLIER_WOOCOMMERCE_H

#include "supplier/supplier.h"

extern const struct supplier woocommerce;

enum { WOOCOMMERCE_PAGE = 100 }; /* the most it gives; totals stand in the head and are not needed */
/* How orders say that they came through a link of ours. */
#define WOOCOMMERCE_SOURCE "shopkeeper"

struct json;
/* The whole answer, or the refusal in it. */
MUST_USE enum err woocommerce_open(
	const struct reading *reading, const struct json **json, struct fault *fault);
/* The same of a list. */
MUST_USE enum err woocommerce_open_list(
	const struct reading *reading, const struct json **json, struct fault *fault);
/* "12%", "12.5" → basis points; false if it cannot be a share. NULL or "" is none. */
MUST_USE bool woocommerce_rate(const struct account *account, int32_t *rate_bp);

enum err woocommerce_verdict(const struct http_answer *answer, struct fault *fault);
enum err woocommerce_read_page(
	const struct reading *reading, struct goods_page *page, struct fault *fault);
enum err woocommerce_read_detail(
	const struct reading *reading, struct goods *goods, struct fault *fault);
enum err woocommerce_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err woocommerce_read_link(
	const struct reading *reading, struct link *link, struct fault *fault);
enum err woocommerce_read_links(
	const struct reading *reading, struct link_page *page, struct fault *fault);
enum err woocommerce_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault);

#endif

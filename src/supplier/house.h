/* house: shopkeeper's own supplier API; one row of suppliers.c. The readers are for house.c alone.
 */
#ifndef SUPPLIER_HOUSE_H
#define SUPPLIER_HOUSE_H

#include "supplier/supplier.h"

extern const struct supplier house;

struct json;
/* The whole answer; nothing in it is mended. */
MUST_USE enum err house_open(
	const struct reading *reading, const struct json **json, struct fault *fault);

enum err house_read_page(
	const struct reading *reading, struct goods_page *page, struct fault *fault);
enum err house_read_detail(const struct reading *reading, struct goods *goods, struct fault *fault);
enum err house_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err house_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault);
enum err house_read_lines(
	const struct reading *reading, struct line_page *page, struct fault *fault);
enum err house_read_link(const struct reading *reading, struct link *link, struct fault *fault);
enum err house_read_rules(
	const struct reading *reading, struct payout_rules *rules, struct fault *fault);
enum err house_read_payouts(
	const struct reading *reading, struct payout_page *page, struct fault *fault);
enum err house_read_payout(const struct reading *reading, struct payout *payout, struct fault *fault);
enum err house_read_opened(const struct reading *reading, const char **token, struct fault *fault);

#endif

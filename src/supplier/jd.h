/* jd: JD Union; one row of suppliers.c. The readers are for jd.c alone. */
#ifndef SUPPLIER_JD_H
#define SUPPLIER_JD_H

#include "supplier/supplier.h"

extern const struct supplier jd;

struct json;

/* An answer without its envelopes (with "data", unless there was nothing to find), or what JD refused, by the
 * codes of its gateway and of its methods. */
MUST_USE enum err jd_open(
	const struct reading *reading, const struct json **body, struct fault *fault);
enum err jd_verdict(const struct http_answer *answer, struct fault *fault);

enum err jd_read_page(const struct reading *reading, struct goods_page *page, struct fault *fault);
enum err jd_read_detail(const struct reading *reading, struct goods *goods, struct fault *fault);
enum err jd_read_categories(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err jd_read_topics(
	const struct reading *reading, struct category_page *page, struct fault *fault);
enum err jd_read_link(const struct reading *reading, struct link *link, struct fault *fault);
enum err jd_read_orders(
	const struct reading *reading, struct order_page *page, struct fault *fault);
enum err jd_read_lines(const struct reading *reading, struct line_page *page, struct fault *fault);

#endif

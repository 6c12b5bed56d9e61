/* wire_woo: what the files that play a WooCommerce shop share. */
#ifndef PRACTICE_WIRE_WOO_H
#define PRACTICE_WIRE_WOO_H

#include "practice/wire.h"

/* {"code": …, "message": …, "data": {"status": …}} */
enum err woo_refuse(struct call *call, int status, const char *code, const char *message);
/* rest_invalid_param: which one, and what it must be. */
enum err woo_refuse_parameter(struct call *call, const char *name, const char *must);

/* Members are written unless _fields leaves them out. */
bool woo_wants(struct call *call, const char *name);
void woo_text(struct call *call, struct json *object, const char *name, const char *text);
void woo_whole(struct call *call, struct json *object, const char *name, int64_t number);
/* name in the shop's zone, name_gmt without one; null for 0. Neither names its zone. */
void woo_moment(struct call *call, struct json *object, const char *name, int64_t at);
/* With HTML entities, as WordPress keeps titles. */
const char *woo_title(struct call *call, int64_t n, const char *title);

struct woo_page {
	int64_t page, size;
	bool upwards;
	const char *order_by;
};
/* page, per_page, order and orderby (one of `orders`, the first is usual); false = refused already.
 */
bool woo_read_page(struct call *call, const char *const *orders, struct woo_page *page);
/* The value's words, split at commas, are all among `words`; false = refused already. */
bool woo_read_words(struct call *call, const char *name, const char *const *words);
/* An ISO 8601 moment: in the shop's zone, or with dates_are_gmt=true in none; 0 if absent. */
int64_t woo_read_moment(struct call *call, const char *name);
/* Takes the array; the totals go into the head. */
enum err woo_answer_list(
	struct call *call, struct json *rows, const struct woo_page *page, int64_t total);

enum err woo_orders(struct call *call);
enum err woo_order(struct call *call);
enum err woo_refunds(struct call *call);

/* Where a product's permalink leads; not part of the API. */
const char *woo_permalink(struct call *call, int64_t n);
enum err woo_page_show(struct call *call);
enum err woo_page_order(struct call *call);

#endif

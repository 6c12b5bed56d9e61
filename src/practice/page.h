/* page: what a page that sells one goods needs to know; each kind of link finds it in its own way.
 */
#ifndef PRACTICE_PAGE_H
#define PRACTICE_PAGE_H

#include "practice/goods.h"
#include "practice/route.h"

struct landing {
	int64_t link, shop, goods, expires_at; /* link 0: nobody's */
	const char *channel, *action;	       /* action: the address that takes the order */
	struct wares wares;
};
enum err page_show_goods(struct call *call, const struct landing *landing);
/* Inside a transaction. */
enum err page_order_goods(struct call *call, const struct landing *landing);

#endif

/*
 * goods_category: the chooser that lies over the goods list: categories, and lists that suppliers make
 * themselves (topics).
 */
#ifndef SCREEN_GOODS_CATEGORY_H
#define SCREEN_GOODS_CATEGORY_H

#include "paint/list.h"
#include "screen/empty.h"
#include "screen/screen.h"

enum { CATEGORY_BYTES = 200 };
struct goods_category {
	bool open;
	struct list list;
	struct empty empty;
	bool several;              /* suppliers: whose it is stands beside it */
	bool is_topic;             /* the chosen one, and whose it is */
	char supplier[CATEGORY_BYTES];
	char id[CATEGORY_BYTES];   /* the chosen one, "" = all */
	char name[CATEGORY_BYTES]; /* its name */
};

void goods_category_show(struct goods_category *category, const struct face *face); /* opens it, asks once */
void goods_category_load(
	struct goods_category *category, const struct face *face, struct arena *arena);
void goods_category_draw(struct goods_category *category, struct area area);
/* While it is open every list action and BACK is its own; REACT_RELOAD when one was chosen. */
struct reaction goods_category_act(struct goods_category *category, enum action action);

#endif

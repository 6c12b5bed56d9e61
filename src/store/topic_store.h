/* topic_store: lists that suppliers make themselves (hot, new, 9.9 …), and which goods stood in them last. */
#ifndef STORE_TOPIC_STORE_H
#define STORE_TOPIC_STORE_H

#include "store/goods_store.h"

struct goods_topic {
	const char *supplier, *id, *name;
};

/* In the place of those of this supplier that are here. */
MUST_USE enum err topic_put(struct store *store, const char *supplier, const struct category *rows,
	size_t count, struct fault *fault);
size_t topic_load(struct store *store, struct arena *arena, struct goods_topic **rows);
/* Goods that were put stand in this list; `first`: and none else (the first page came). */
MUST_USE enum err topic_goods_put(struct store *store, const struct goods_topic *topic,
	const struct goods *goods, size_t count, bool first, struct fault *fault);

#endif

/* goods_json: a goods as the API tells it; used wherever a goods stands inside an answer. */
#ifndef PRACTICE_GOODS_JSON_H
#define PRACTICE_GOODS_JSON_H

#include "practice/goods.h"
#include "practice/route.h"

/* As it is to be told now: a hostile one if that was asked for. */
const char *goods_title(struct call *call, const struct wares *wares);
void goods_put(struct call *call, const struct wares *wares, struct json *object);

#endif

/* goods_status: what became of a search at each supplier, in a few words beside the count of goods. */
#ifndef SCREEN_GOODS_STATUS_H
#define SCREEN_GOODS_STATUS_H

#include "screen/screen.h"

/* " · demo 340 · jd busy 12 s"; "" with one supplier only, which has banners of its own. */
const char *goods_status(const struct face *face, struct arena *arena);

#endif

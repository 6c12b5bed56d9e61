/*
 * made: goods and orders by number, always the same ones: titles of a few words as they are, 70 % under 100
 * yuan, every 40th title with a character of its own. For benches only.
 */
#ifndef BENCH_MADE_H
#define BENCH_MADE_H

#include "base/arena.h"
#include "model/goods.h"
#include "model/order.h"

/* The moment all of it was made; SHOPKEEPER_NOW stops the program's clock there. */
enum { MADE_NOW = 1764000000, MADE_PAGE = 100 };
#define MADE_SUPPLIER "demo"

/* Starts the sequence again. */
void made_again(void);
/* The next goods and orders of the sequence; `i` is only for their ids. */
struct goods made_goods(struct arena *arena, int64_t i);
/* The i-th of `count` orders of the last year, evenly spread, so that screens show as much of few as of many. */
struct order made_order(struct arena *arena, int64_t i, int64_t count);

#endif

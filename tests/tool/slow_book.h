/*
 * slow_book: the books a second time, slow and simple: everything that was told, from the beginning, each
 * time anew, in 128 bits. Written from the rules R3 and R8 to R14, with nothing of src/model but the words.
 */
#ifndef TESTS_TOOL_SLOW_BOOK_H
#define TESTS_TOOL_SLOW_BOOK_H

#include "tool/history.h"

__extension__ typedef __int128 wide;

struct slow_book {
	wide minor[CURRENCY_COUNT][BUCKET_COUNT];
	wide paid_out[HISTORY_ORDERS];             /* of each order */
	enum order_state state[HISTORY_ORDERS];    /* as it is to be shown; CREATED before anything is told */
	bool is_known[HISTORY_ORDERS];             /* anything was told */
	size_t lines;                              /* the supplier's own, each once */
};
/* Reads the first `count` things of a history. */
void slow_book_read(const struct history *history, size_t count, struct slow_book *book);

#endif

/* shelf_store: what she picked, with tags, a note, and the goods as they were when picked. */
#ifndef STORE_SHELF_STORE_H
#define STORE_SHELF_STORE_H

#include "model/goods.h"
#include "store/store.h"

struct shelf_entry {
	struct goods goods; /* as it is now */
	struct money final_then;
	int32_t rate_then_bp;
	bool coupon_then, stock_then; /* a usable coupon, in stock, when picked */
	const char *tags;             /* separated by spaces, "" = none */
	const char *note;             /* "" = none */
	int64_t picked_at, posted_at; /* posted_at: newest link made; 0: never */
};

/* What changed since picked; several can hold at once. */
enum shelf_change {
	CHANGE_PRICE_UP = 1 << 0,
	CHANGE_PRICE_DOWN = 1 << 1,
	CHANGE_RATE_UP = 1 << 2,
	CHANGE_RATE_DOWN = 1 << 3,
	CHANGE_COUPON_GONE = 1 << 4,
	CHANGE_COUPON_NEW = 1 << 5,
	CHANGE_STOCK_GONE = 1 << 6,
	CHANGE_STOCK_BACK = 1 << 7,
};
unsigned shelf_changes(const struct shelf_entry *entry, int64_t now);
/* Changes that hurt what was posted: price up, rate down, coupon gone, stock gone. */
bool shelf_is_problem(const struct shelf_entry *entry, int64_t now);

/* ERR_NOTHING if the goods was never seen. Picking twice changes nothing. */
MUST_USE enum err shelf_pick(struct store *store, const char *supplier, const char *id, int64_t now,
	struct fault *fault);
MUST_USE enum err shelf_drop(
	struct store *store, const char *supplier, const char *id, struct fault *fault);
MUST_USE enum err shelf_note(struct store *store, const char *supplier, const char *id, const char *tags,
	const char *note, struct fault *fault);
/* Puts an entry back exactly as it was (undo of a drop or a note). */
MUST_USE enum err shelf_put(
	struct store *store, const struct shelf_entry *entry, struct fault *fault);
bool shelf_has(struct store *store, const char *supplier, const char *id);
struct shelf_entry *shelf_get(
	struct store *store, struct arena *arena, const char *supplier, const char *id);
/* Newest first; `words` (or NULL) must occur in title, tags or note. */
size_t shelf_load(struct store *store, const char *words, struct arena *arena, struct shelf_entry **rows);

#endif

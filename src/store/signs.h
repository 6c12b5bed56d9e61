/*
 * signs: what a goods is known by, and how like two goods are. For offers.c and offers_join.c only.
 */
#ifndef STORE_SIGNS_H
#define STORE_SIGNS_H

#include "store/offers.h"
#include "store/sql.h"

enum sign_kind { SIGN_TITLE, SIGN_MODEL, SIGN_GTIN, SIGN_KINDS };

struct identity {
	int64_t number, supplier, thing;
	const char *id, *title, *gtin, *brand, *model;
};
#define READ_IDENTITY "SELECT g.number, g.supplier, g.thing, g.id, g.title, g.gtin, g.brand, g.model"
struct identity identity_read(struct sql_query *query, struct arena *arena);
bool identity_get(
	struct store *store, struct arena *arena, int64_t number, struct identity *goods);

/* One number for each kind; 0: it has none. */
void signs_make(struct arena *arena, const struct identity *goods, int64_t signs[SIGN_KINDS]);
/* Two barcodes that differ are two things, whatever the titles say. */
bool signs_differ(const struct identity *a, const struct identity *b);
enum likeness signs_compare(
	struct store *store, const struct identity *a, const struct identity *b);

/* The numbers of all goods of a thing, in the arena. */
size_t thing_load(struct store *store, struct arena *arena, int64_t thing, int64_t **numbers);

#endif

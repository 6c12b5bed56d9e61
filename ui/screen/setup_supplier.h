/*
 * setup_supplier: the set-up's third step: which supplier, its address, an invite code, the shop's
 * name. The shop is opened there at once; the token lands in the data folder, the supplier's
 * section at the end of the configuration.
 */
#ifndef SCREEN_SETUP_SUPPLIER_H
#define SCREEN_SETUP_SUPPLIER_H

#include "paint/prompt.h"
#include "screen/screen.h"

enum setup_field { ASK_ADDRESS, ASK_NAME, ASK_INVITE, ASK_SHOP, ASK_NOTHING };
enum { SETUP_TEXT = 256 };

struct setup_supplier {
	enum setup_field field; /* what is being asked */
	bool started;           /* the first field is on the screen */
	bool is_new;            /* not in the configuration file yet */
	struct prompt prompt;
	char answers[ASK_NOTHING][SETUP_TEXT];
	int job;               /* opening the shop; 0 = not asked */
	bool done;             /* it is set up */
	char result[SETUP_TEXT]; /* what went wrong or well */
};

enum setup_step { SUPPLIER_STAY, SUPPLIER_BACK, SUPPLIER_NEXT };

void setup_supplier_load(struct setup_supplier *supplier, const struct face *face);
void setup_supplier_draw(struct setup_supplier *supplier, const struct face *face, struct area area);
enum setup_step setup_supplier_key(struct setup_supplier *supplier, const struct face *face,
	const struct key *key, struct reaction *reaction);

#endif

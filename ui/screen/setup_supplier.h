/*
 * setup_supplier: the set-up's third step: her suppliers and what each still lacks; the form of one
 * (account_form.c); a test call; the code that registers a position, until it is confirmed. What was tried
 * and answered is kept at once, nothing before. One is switched off or removed here, too.
 */
#ifndef SCREEN_SETUP_SUPPLIER_H
#define SCREEN_SETUP_SUPPLIER_H

#include "screen/account_form.h"
#include "screen/share_code.h"

enum { SETUP_TEXT = 256 };

/* A supplier with one of her accounts, or with none. */
struct setup_row {
	const struct supplier *supplier;
	const char *account; /* NULL: not set up */
	const char *text;    /* how it stands, in the screen's arena */
	enum style style;
};

enum setup_page { PAGE_LIST, PAGE_FORM, PAGE_ASKING, PAGE_VERDICT, PAGE_CODE, PAGE_REMOVE };

struct setup_supplier {
	enum setup_page page;
	bool is_alone; /* opened for suppliers alone, not as a step of the first minutes */
	struct setup_row *rows;
	size_t count, selected, top;
	struct account_form form;
	bool only_tests; /* the account is tried as it is: nothing is kept or undone */
	int job;
	bool is_fine;
	const struct account_need *blamed; /* what the verdict is about, or NULL */
	char verdict[SETUP_TEXT], clock[SETUP_TEXT];
	struct share_code code;
	const char *url; /* of the code, in the screen's arena */
};

enum setup_step { SUPPLIER_STAY, SUPPLIER_BACK, SUPPLIER_NEXT };

/* `subject`: an account's name or a kind to begin with; "" = the first. */
void setup_supplier_open(struct setup_supplier *supplier, const struct face *face, const char *subject);
void setup_supplier_load(struct setup_supplier *supplier, const struct face *face, struct arena *arena);
void setup_supplier_draw(struct setup_supplier *supplier, const struct face *face, struct area area);
enum setup_step setup_supplier_key(struct setup_supplier *supplier, const struct face *face,
	const struct key *key, struct reaction *reaction);
/* The code has the whole screen. */
bool setup_supplier_whole(const struct setup_supplier *supplier);

#endif

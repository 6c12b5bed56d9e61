/*
 * screen: what every room of the face has in common. A screen loads rows out of the store, draws them
 * (pure: state to canvas) and turns actions into a reaction. Screens know neither each other nor the app:
 * they return where to go. Copy goods.c.
 */
#ifndef SCREEN_SCREEN_H
#define SCREEN_SCREEN_H

#include "desk/desk.h"
#include "input/action.h"
#include "paint/canvas.h"

/* What all screens may look at. */
struct face {
	struct desk *desk;
	struct conf *conf; /* only the set-up changes it: it adds a supplier */
	const struct keymap *keymap;
	bool privacy;       /* hide income */
	bool half_blocks;   /* ▀ is one column here and the font has it */
	int cell_width_px, cell_height_px; /* 0 = unknown */
	bool slow;          /* the line to the terminal is slow: nothing moves by itself */
	int colors;         /* 0, 8, 16, 256: what the terminal shows */
};

/* One row per screen: id, name in conf and scripts, title. screens.c joins each with its ops. */
#define SCREENS(X) \
	X(TODAY, "today", N_("Today")) \
	X(GOODS, "goods", N_("Goods")) \
	X(DETAIL, "detail", N_("Goods detail")) \
	X(COMPARE, "compare", N_("Compare")) \
	X(SHELF, "shelf", N_("Shelf")) \
	X(SHARE, "share", N_("Share")) \
	X(LINKS, "links", N_("Links")) \
	X(ORDERS, "orders", N_("Orders")) \
	X(ORDER, "order", N_("Order")) \
	X(EARNINGS, "earnings", N_("Earnings")) \
	X(HELP, "help", N_("Help")) \
	X(MESSAGES, "messages", N_("Messages")) \
	X(JOBS, "jobs", N_("Jobs and outbox")) \
	X(PALETTE, "palette", N_("Actions")) \
	X(SETUP, "setup", N_("Set-up")) \
	X(WITHDRAW, "withdraw", N_("Withdraw")) \
	X(PAYOUTS, "payouts", N_("Payouts"))

enum screen_id {
#define X(id, name, title) SCREEN_##id,
	SCREENS(X)
#undef X
	SCREEN_COUNT
};

enum reaction_kind {
	REACT_STAY,   /* nothing to draw */
	REACT_REDRAW, /* own state changed */
	REACT_RELOAD, /* load again, then draw */
	REACT_GO,     /* push `screen` with `subject` */
	REACT_LEAVE,  /* pop this one */
	REACT_NOT_MINE, /* let the app try its general meaning */
	REACT_COPY,   /* text to the clipboard */
	REACT_BARE,   /* show text from column 0 without frame, mouse off, any key returns */
	REACT_BROWSE, /* `text` is an address for her browser; without one it is shown bare */
	REACT_ACT,    /* pop this one, then `action` for the screen below (palette) */
	REACT_ASK,    /* `say` is a question; after "y" ops->yes is called, after any other key nothing is */
	REACT_QUIT,
};
struct reaction {
	enum reaction_kind kind;
	enum screen_id screen;
	char subject[240]; /* REACT_GO: "supplier\tid" or what that screen's header says */
	const char *text;  /* REACT_COPY/BARE: in the screen's arena */
	char say[256];     /* a line for the bottom bar, "" = none; with any kind */
	enum action action; /* REACT_ACT */
};

struct screen; /* ops + state + arenas; made by screen_new */

struct screen_ops {
	unsigned where;    /* bits of enum where whose actions are its own */
	uint32_t topics;   /* enum topic bits that make it load again */
	size_t state_bytes;
	enum action hints[8]; /* for the bottom bar, most useful first; ACTION_NONE ends */
	/* Called once; `subject` as in reaction. May be NULL. */
	void (*open)(void *state, const struct face *face, const char *subject);
	/* Rows from the store into `arena`, which is cleared before each load. */
	void (*load)(void *state, const struct face *face, struct arena *arena);
	/* Pure; the area is the screen without top and bottom bar. Layouts by area.cols: ≥ 100, 60–99, 40–59. */
	void (*draw)(void *state, const struct face *face, struct area area);
	struct reaction (*act)(void *state, const struct face *face, enum action action);
	/* The answer to the last REACT_ASK was yes. Needed by screens that ask. */
	struct reaction (*yes)(void *state, const struct face *face);
	/* The mouse: a place inside the area draw had. May be NULL. */
	struct reaction (*click)(void *state, const struct face *face, int row, int col);
	/* While this returns true, keys come here as text first (prompts, composer). May be NULL. */
	bool (*typing)(const void *state);
	struct reaction (*key)(void *state, const struct face *face, const struct key *key);
	/* Why this action cannot be done now (a translated sentence); NULL = it can. May be NULL. */
	const char *(*unavailable)(const void *state, const struct face *face, enum action action);
	/* One line for the top bar's right side: "12 of 340 match · 3 marked · 5 min ago". May be NULL. */
	const char *(*status)(const void *state, const struct face *face, struct arena *arena);
	/* A screen that waits for a pause (search asks the supplier 300 ms after the last key): the steady
	 * clock's ms when `tick` shall be called, 0 = never. Asked after each key, load and tick. Both may
	 * be NULL. */
	int64_t (*tick_at)(const void *state);
	struct reaction (*tick)(void *state, const struct face *face);
	/* True: draw has every row of the terminal, the app draws no bars (a QR code full screen). May be
	 * NULL. */
	bool (*whole)(const void *state);
	void (*close)(void *state);
};

extern const struct screen_ops *const screens[SCREEN_COUNT]; /* screens.c */
const char *screen_name(enum screen_id id);  /* "goods" */
const char *screen_title(enum screen_id id); /* translated */
enum screen_id screen_find(const char *name); /* SCREEN_COUNT if unknown */

#endif

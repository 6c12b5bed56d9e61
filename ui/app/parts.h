/*
 * parts: what the files of the app share: its state and the verbs between app.c (keys), stack.c
 * (screens), general.c (general actions) and bars.c (drawing). No other room includes this.
 */
#ifndef APP_PARTS_H
#define APP_PARTS_H

#include "app/app.h"

enum { STACK_MOST = 16, LEAST_ROWS = 10, LEAST_COLS = 40 };

struct screen {
	enum screen_id id;
	const struct screen_ops *ops;
	void *state;
	struct arena arena; /* rows of the last load */
	bool needs_load;
	int rows, cols; /* as last drawn */
	char subject[sizeof((struct reaction *)0)->subject];
};

enum question { ASK_NOTHING, ASK_QUIT, ASK_SCREEN, ASK_PASTE };

struct app {
	struct face *face;
	const struct app_terminal *terminal;
	struct screen *stack[STACK_MOST];
	int depth;
	struct screen *kept[SCREEN_COUNT]; /* the five main screens stay open, with place and filter */
	enum screen_id before;             /* SCREEN_COUNT = none */
	char before_subject[sizeof((struct reaction *)0)->subject];
	char keys[2 * KEY_NAME]; /* pressed so far of a sequence ("g") */
	char key[KEY_NAME];      /* the key being handled */
	char say[256], banner[320];
	int64_t say_until_ms; /* 0: until the next key */
	enum question question;
	char *pasted;
	int64_t cancel_ms;     /* the last <C-c> that found nothing to stop */
	int64_t busy_since_ms; /* 0: nothing in flight */
	int64_t age_shown_s;   /* when the age in the top bar was drawn */
	int last_failed;       /* number of the last job whose failure was said */
	int banner_rows;       /* as last drawn */
	int spinner;           /* frame on screen, -1 = none */
	struct arena frame;    /* texts of one repaint */
	bool dirty, ended, mouse, banner_is_bad;
};

/* stack.c */
struct screen *app_top(const struct app *app);
const char *screen_ready(struct app *app, enum screen_id id); /* NULL, or why it cannot open */
void app_push(struct app *app, enum screen_id id, const char *subject);
void app_pop(struct app *app);
void screen_load(struct app *app, struct screen *screen); /* if it needs it */
void app_close_all(struct app *app);

/* app.c */
void app_ask(struct app *app, enum question question, const char *text);
void app_react(struct app *app, struct screen *screen, const struct reaction *reaction);
void app_act(struct app *app, enum action action);

/* general.c: an action that no screen took. */
void app_general(struct app *app, enum action action);

/* bars.c */
int app_banner_rows(const struct app *app);

#endif

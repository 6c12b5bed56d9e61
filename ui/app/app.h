/*
 * app: the stack of screens, who gets a key, the bars around a screen, and the loop. Only the app pushes and
 * pops. No curses here but in loop.c, so that tests and scripts drive it without a terminal. Read next:
 * app.c, then stack.c, general.c, bars.c; then any screen.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "screen/screen.h"

/* What the app wants from a terminal; loop.c gives term's functions, scripts none (NULL). */
struct app_terminal {
	const char *(*copy)(const char *text); /* how it was copied, NULL = no way */
	/* Started her browser on this address? `command`: hers, or "". */
	bool (*browse)(const char *command, const char *address);
	void (*bare)(const char *text);
	void (*set_mouse)(bool on);
	void (*suspend)(void);
	void (*redraw)(void);
	void (*bell)(void);
};

struct app;
struct app *app_new(struct face *face, enum screen_id first);
void app_free(struct app *app);
void app_set_terminal(struct app *app, const struct app_terminal *terminal);
/* One key through the whole path; false when the program shall end. */
bool app_key(struct app *app, const struct key *key);
/* All keys that were waiting: a burst of text outside a field is one paste, never hot keys. `paste` only in
 * the last. */
bool app_keys(struct app *app, const struct key *keys, size_t count);
void app_news(struct app *app, uint32_t topics); /* loads again what depends on them */
bool app_is_dirty(const struct app *app);
void app_draw(struct app *app, struct canvas *canvas);
/* Ambient work between keys (spinner after 300 ms, message line ends, a screen's pause is over): does what
 * is due; ms until the next, -1 none. */
int app_timer_ms(struct app *app);
/* A screen that waits for a pause in typing does now what it waits with (scripts). */
void app_end_pause(struct app *app);
/* Opens a screen by name as its key would (scripts). */
void app_go(struct app *app, enum screen_id id, const char *subject);
struct face *app_face(const struct app *app);
void app_say(struct app *app, const char *text); /* the bottom bar, for 5 s */
const char *app_title(struct app *app);          /* for the terminal's window; lent until the next call */

/* loop.c: until the owner leaves. script.c: keys from a file, canvases to stdout, no terminal; "-" = stdin:
 *   :size 80x24   :keys j j <Enter>   :type words   :paste text   :wait   :show   :styles   :go orders
 *   :clock +3600   # comment
 * A key is written as in [keys]; `:keys` takes them separated by spaces. */
MUST_USE enum err app_loop(struct app *app, struct fault *fault);
MUST_USE enum err app_script(struct app *app, const char *path, struct fault *fault);

#endif

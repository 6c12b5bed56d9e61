/*
 * app: the stack of screens, who gets a key, the bars around a screen, and the loop. Only the app pushes and
 * pops. Read next: loop.c, then any screen.
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "screen/screen.h"

struct app;
struct app *app_new(struct face *face, enum screen_id first);
void app_free(struct app *app);
/* One key through the whole path; false when the program shall end. */
bool app_key(struct app *app, const struct key *key);
void app_news(struct app *app, uint32_t topics); /* loads again what depends on them */
bool app_is_dirty(const struct app *app);
void app_draw(struct app *app, struct canvas *canvas);
/* Ambient work between keys (spinner after 300 ms, message line ends): ms until the next, -1 none. */
int app_timer_ms(struct app *app);

/* loop.c: until the owner leaves. script.c: keys from a file, canvases to stdout, no terminal:
 *   :size 80x24   :keys j j <Enter>   :type words   :wait   :show   :clock +3600   # comment */
MUST_USE enum err app_loop(struct app *app, struct fault *fault);
MUST_USE enum err app_script(struct app *app, const char *path, struct fault *fault);

#endif

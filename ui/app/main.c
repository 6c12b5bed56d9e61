/*
 * main: from argv to the screens or to a command. The first thing is to keep secrets
 * out of core files; libcurl is loaded only when something is asked, so that the
 * first screen does not wait for it.
 */
#include <stdio.h>
#include <string.h>
#include "app/app.h"
#include "base/log.h"
#include "base/words.h"
#include "command/command.h"
#include "command/language.h"
#include "conf/secret.h"
#include "store/outbox.h"
#include "term/term.h"

static int complain(const struct fault *fault)
{
	fprintf(stderr, "shopkeeper: %s\n", fault->text);
	return err_exit_code(fault->code);
}

/* What was wrong in the configuration stands among the messages. */
static struct keymap *load_keys(struct face *face, struct arena *arena)
{
	const char **lines;
	size_t count;
	struct store *store = &face->desk->store;
	struct keymap *keymap = keymap_new(face->conf, arena, &lines, &count);
	for (size_t i = 0; i < count; i++)
		note_put(store, LOG_WARNING, lines[i]);
	for (size_t i = 0; i < face->conf->warning_count; i++)
		note_put(store, LOG_WARNING, face->conf->warnings[i]);
	return keymap;
}

/* What she chose in the set-up holds where configuration and command line leave it open. */
static void take_choices(struct conf *conf, struct store *store)
{
	const char *language = store_get(store, &conf->arena, "setup.language");
	const char *ascii = store_get(store, &conf->arena, "setup.ascii");
	if (language && strcmp(conf->language, "auto") == 0)
		language_start(language);
	if (ascii && strcmp(conf->ascii, "auto") == 0)
		conf->ascii = ascii;
}

static enum screen_id first_screen(const struct conf *conf)
{
	enum screen_id screen = screen_find(conf->first_screen);
	if (conf->account_count == 0)
		return SCREEN_SETUP;
	return screen == SCREEN_COUNT ? SCREEN_TODAY : screen;
}

static enum err in_terminal(struct face *face, struct fault *fault)
{
	const struct conf *conf = face->conf;
	enum err err = term_open(conf, fault);
	if (err != OK)
		return err;
	const struct term_facts *facts = term_facts();
	face->half_blocks = facts->half_blocks;
	face->colors = facts->colors;
	face->cell_width_px = facts->cell_width_px;
	face->cell_height_px = facts->cell_height_px;
	struct app *app = app_new(face, first_screen(conf));
	err = app_loop(app, fault);
	app_free(app);
	term_close();
	return err;
}

static enum err in_script(struct face *face, const char *path, struct fault *fault)
{
	face->half_blocks = true;
	face->colors = 256;
	glyphs_set_ascii(strcmp(face->conf->ascii, "yes") == 0);
	struct app *app = app_new(face, first_screen(face->conf));
	enum err err = app_script(app, path, fault);
	app_free(app);
	return err;
}

static int show_screens(struct conf *conf, const struct command_wish *wish)
{
	struct desk desk;
	struct arena arena = { 0 };
	struct fault fault = { 0 };
	struct face face = { .desk = &desk, .conf = conf, .privacy = conf->privacy };
	if (command_open_desk(conf, &desk, &fault) != OK)
		return complain(&fault);
	if (fault.text[0])
		note_put(&desk.store, LOG_WARNING, fault.text);
	desk.has_screen = true;
	take_choices(conf, &desk.store);
	struct keymap *keymap = load_keys(&face, &arena);
	face.keymap = keymap;
	fault = (struct fault){ 0 };
	enum err err =
		wish->script ? in_script(&face, wish->script, &fault) : in_terminal(&face, &fault);
	keymap_free(keymap);
	desk_close(&desk);
	arena_clear(&arena);
	return err == OK ? 0 : complain(&fault);
}

int main(int argc, char **argv)
{
	struct conf conf = { 0 };
	struct command_wish wish;
	secret_harden();
	arena_on_out_of_memory(term_close);
	int code = command_main(argc, argv, &conf, &wish);
	if (code == COMMAND_SCREENS)
		code = show_screens(&conf, &wish);
	log_close();
	conf_clear(&conf);
	return code;
}

/*
 * option: what may be set, to what, and where files are kept when nothing is said (XDG).
 * options.def holds the rows; conf.c reads the owner's file with them.
 */
#include "conf/option.h"

#include <ctype.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/words.h"

const struct conf_option conf_options[] = {
#define OPTION(name, kind, standard, allowed, sentence)                                            \
	{ #name, CONF_##kind, standard, allowed, sentence, offsetof(struct conf, name) },
#include "conf/options.def"
#undef OPTION
	{ .name = NULL },
};

/* ---- folders */

static const char *home(void)
{
	const char *folder = getenv("HOME");
	const struct passwd *user;

	if (folder && folder[0] == '/')
		return folder;
	user = getpwuid(geteuid());
	return user && user->pw_dir && user->pw_dir[0] == '/' ? user->pw_dir : "/tmp";
}

static char *xdg_folder(struct arena *arena, const char *variable, const char *below_home)
{
	const char *folder = getenv(variable);

	/* The specification: a relative path is to be ignored. */
	if (folder && folder[0] == '/')
		return arena_print(arena, "%s/shopkeeper", folder);
	return arena_print(arena, "%s/%s/shopkeeper", home(), below_home);
}

static char *standard_folder(struct arena *arena, size_t offset)
{
	if (offset == offsetof(struct conf, data_folder))
		return xdg_folder(arena, "XDG_DATA_HOME", ".local/share");
	return xdg_folder(arena, "XDG_STATE_HOME", ".local/state");
}

const char *path_without_tilde(struct arena *arena, const char *path)
{
	return path[0] == '~' && path[1] == '/' ? arena_print(arena, "%s%s", home(), path + 1)
						: path;
}

char *conf_path(struct arena *arena)
{
	const char *path = getenv("SHOPKEEPER_CONFIG");

	if (path && path[0])
		return arena_text(arena, path);
	return arena_print(
		arena, "%s/shopkeeper.conf", xdg_folder(arena, "XDG_CONFIG_HOME", ".config"));
}

/* ---- values */

static bool is_one_of(const char *value, const char *words)
{
	size_t length = strlen(value);
	const char *at = words;

	while (length > 0 && (at = strstr(at, value))) {
		if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return true;
		at += length;
	}
	return false;
}

static bool read_number(const char *text, const char *bounds, int *number)
{
	char *end, *end_of_least;
	long least = strtol(bounds, &end_of_least, 10), most = strtol(end_of_least, NULL, 10),
	     value;

	if (!isdigit((unsigned char)text[0]) || strlen(text) > 9)
		return false;
	value = strtol(text, &end, 10);
	*number = (int)value;
	return *end == '\0' && value >= least && value <= most;
}

static bool read_yes_no(const char *text, bool *value)
{
	*value = is_one_of(text, "yes true on 1");
	return *value || is_one_of(text, "no false off 0");
}

bool option_set(struct conf *conf, const struct conf_option *option, const char *text)
{
	void *field = (char *)conf + option->offset;
	bool yes;
	int number;

	switch (option->kind) {
	case CONF_YES_NO:
		if (!read_yes_no(text, &yes))
			return false;
		*(bool *)field = yes;
		return true;
	case CONF_NUMBER:
		if (!read_number(text, option->allowed, &number))
			return false;
		*(int *)field = number;
		return true;
	case CONF_WORD:
		if (!is_one_of(text, option->allowed) || strchr(text, ' '))
			return false;
		*(const char **)field = arena_text(&conf->arena, text);
		return true;
	case CONF_FOLDER:
		text = text[0] ? path_without_tilde(&conf->arena, text)
			       : standard_folder(&conf->arena, option->offset);
		if (text[0] != '/' || strlen(text) > PATH_MAX / 2)
			return false;
		*(const char **)field = arena_text(&conf->arena, text);
		return true;
	case CONF_TEXT:
	default:
		*(const char **)field = arena_text(&conf->arena, text);
		return true;
	}
}

const struct conf_option *conf_option(const char *name)
{
	const struct conf_option *option = conf_options;

	while (option->name && strcmp(option->name, name) != 0)
		option++;
	return option->name ? option : NULL;
}

bool conf_set(struct conf *conf, const char *name, const char *text)
{
	const struct conf_option *option = conf_option(name);

	return option && option_set(conf, option, text);
}

char *conf_value(const struct conf *conf, const struct conf_option *option, struct arena *arena)
{
	const void *field = (const char *)conf + option->offset;

	if (option->kind == CONF_YES_NO)
		return arena_text(arena, *(const bool *)field ? "yes" : "no");
	if (option->kind == CONF_NUMBER)
		return arena_print(arena, "%d", *(const int *)field);
	return arena_text(arena, *(const char *const *)field);
}

void option_set_standards(struct conf *conf)
{
	const struct conf_option *option;

	for (option = conf_options; option->name; option++)
		if (!option_set(conf, option, option->standard))
			abort(); /* options.def contradicts itself; a test would have told */
}

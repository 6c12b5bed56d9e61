/*
 * language: gettext's catalogues lie beside the program (build/locale) or where it was installed
 * (../share/locale). Many machines lack the locale zh_CN.UTF-8; the translation does not need it:
 * with C.UTF-8 gettext obeys LANGUAGE.
 */
#include "command/language.h"
#include <langinfo.h>
#include <libgen.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/words.h"

static void find_catalogues(void)
{
	static const char *const places[] = { "locale", "../locale", "../share/locale" };
	char self[PATH_MAX], path[PATH_MAX + 32];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	if (length <= 0)
		return;
	self[length] = '\0';
	const char *folder = dirname(self);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, places[i]);
		if (access(path, R_OK) == 0) {
			(void)bindtextdomain("shopkeeper", path);
			return;
		}
	}
}

/* "zh_CN.UTF-8" → "zh_CN": what LANGUAGE holds. */
static void speak_environment(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < 3; i++) {
		const char *value = getenv(names[i]);
		if (!value || !*value)
			continue;
		char *language = strndup(value, strcspn(value, ".@"));
		if (language && strcmp(language, "C") && strcmp(language, "POSIX"))
			(void)setenv("LANGUAGE", language, 0);
		free(language);
		return;
	}
}

void language_start(const char *wish)
{
	if (wish && strcmp(wish, "auto") != 0)
		(void)setenv("LANGUAGE", wish, 1);
	else
		speak_environment();
	/* Amounts are written with a point everywhere. */
	if (!setlocale(LC_ALL, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0 ||
		strcmp(setlocale(LC_MESSAGES, NULL), "C") == 0)
		(void)setlocale(LC_ALL, "C.UTF-8");
	(void)setlocale(LC_NUMERIC, "C");
	find_catalogues();
	(void)bind_textdomain_codeset("shopkeeper", "UTF-8");
	(void)textdomain("shopkeeper");
}

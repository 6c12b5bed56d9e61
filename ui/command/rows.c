/*
 * rows: which goods the words of a command mean, from the command line or from standard input.
 */
#include "command/rows.h"
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"

enum { MOST_WORDS = 100000, MOST_ID_STEPS = 300 };

const char *row_ref(struct arena *arena, const char *supplier, const char *id)
{
	if (!supplier || !id)
		return NULL;
	return arena_print(arena, "%s/%s", supplier, id);
}

static const char *cleaned(struct arena *arena, const char *words, size_t length)
{
	return text_take(arena, words, length, MOST_ID_STEPS, NULL);
}

enum err row_find(struct command_call *call, const char *words, const char **supplier, const char **id,
	struct fault *fault)
{
	const struct conf *conf = call->conf;
	const char *slash = strchr(words, '/');
	if (slash) {
		const char *name = arena_bytes(&call->arena, words, (size_t)(slash - words));
		if (conf_account(conf, name) && slash[1]) {
			*supplier = name;
			*id = cleaned(&call->arena, slash + 1, strlen(slash + 1));
			return OK;
		}
	}
	const char *wanted = cleaned(&call->arena, words, strlen(words));
	*supplier = NULL;
	*id = wanted;
	for (size_t i = 0; i < conf->account_count; i++) {
		const char *name = conf->accounts[i].name;
		if (!goods_get(&call->desk->store, &call->arena, name, wanted))
			continue;
		if (*supplier)
			return fault_set(fault, ERR_USAGE,
				_("“%s” is known to several suppliers: write %s/%s or %s/%s."), wanted,
				*supplier, wanted, name, wanted);
		*supplier = name;
	}
	/* With one supplier there is nothing to choose: it may know what was never seen here. */
	if (!*supplier && conf->account_count == 1)
		*supplier = conf->accounts[0].name;
	if (!*supplier)
		return fault_set(fault, ERR_NOTHING,
			_("No goods “%s” was seen yet: search for it with “shopkeeper find”."), wanted);
	return OK;
}

static void add_word(struct arena *arena, char ***words, size_t *count, const char *word, size_t length)
{
	/* Powers of two: the arena keeps the shorter copies until it is cleared. */
	if ((*count & (*count - 1)) == 0) {
		char **more = arena_take_array(arena, *count ? *count * 2 : 1, sizeof(**words));
		if (*count)
			memcpy(more, *words, *count * sizeof(**words));
		*words = more;
	}
	(*words)[(*count)++] = arena_bytes(arena, word, length);
}

static void read_words(struct command_call *call, char ***words, size_t *count)
{
	char *line = NULL;
	size_t bytes = 0;
	ssize_t length;
	while (*count < MOST_WORDS && (length = getline(&line, &bytes, call->in)) >= 0) {
		size_t first = strcspn(line, "\t\r\n ");
		if (first)
			add_word(&call->arena, words, count, line, first);
	}
	free(line);
}

enum err row_words(struct command_call *call, char ***words, size_t *count, struct fault *fault)
{
	*words = NULL;
	*count = 0;
	for (int i = 0; i < call->count; i++) {
		if (strcmp(call->words[i], "-") == 0)
			read_words(call, words, count);
		else
			add_word(&call->arena, words, count, call->words[i], strlen(call->words[i]));
	}
	if (call->count == 0 && !call->in_is_terminal)
		read_words(call, words, count);
	if (*count == 0)
		return fault_set(fault, ERR_USAGE,
			_("Which goods? Give an ID, as “shopkeeper find” prints it."));
	return OK;
}

int rows_end(const struct command_call *call, enum err err, size_t shown, const char *nothing,
	struct fault *fault)
{
	if (err == OK && shown)
		return 0;
	if (shown) {
		command_warn(call, fault);
		return err_exit_code(err);
	}
	if (err == OK)
		(void)fault_set(fault, ERR_NOTHING, "%s", nothing);
	return command_fail(call, fault);
}

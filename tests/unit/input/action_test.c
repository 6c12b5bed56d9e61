/* input: keys have names, full-width forms are keys, and no two actions fight for a key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "input/action.h"

#define EACH(i, cases) for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)

static const struct {
	const char *text, *name, *typed;
	size_t length;
	bool input_method;
} keys[] = {
	{ "j", "j", "j", 1, false }, { "jk", "j", "j", 1, false }, { "<Enter>", "<Enter>", "", 7, false },
	{ "<enter>x", "<Enter>", "", 7, false }, { "<pagedown>", "<PageDown>", "", 10, false },
	{ "<C-S>", "<C-s>", "", 5, false }, { "<c-s>", "<C-s>", "", 5, false },
	{ "<C-m>", "<Enter>", "", 5, false }, { "<C-i>", "<Tab>", "", 5, false },
	{ "<C-h>", "<BackSpace>", "", 5, false }, { "<C-[>", "<Esc>", "", 5, false },
	{ "<F12>", "<F12>", "", 5, false }, { "<F13>", "<", "<", 1, false }, { "<", "<", "<", 1, false },
	{ " ", "<Space>", " ", 1, false }, { "<Space>", "<Space>", " ", 7, false },
	{ "？", "?", "？", 3, false }, { "：", ":", "：", 3, false }, { "／", "/", "／", 3, false },
	{ "！", "!", "！", 3, false }, { "，", ",", "，", 3, false }, { "。", ".", "。", 3, false },
	{ "、", "/", "、", 3, false }, { "１", "1", "１", 3, false }, { "ｂ", "b", "ｂ", 3, false },
	{ "Ｊ", "J", "Ｊ", 3, false }, { "～", "~", "～", 3, false }, { "·", "`", "·", 2, false },
	{ "\u3000", "<Space>", "\u3000", 3, false }, { "毛", "毛", "毛", 3, true },
	{ "한", "한", "한", 3, true }, { "ж", "ж", "ж", 2, false }, { "é", "é", "é", 2, false },
	{ "", "", "", 0, false }, { "\033", "", "", 0, false }, { "\xFF", "", "", 0, false },
	{ "\n", "", "", 0, false },
};

static void names_keys(void **unused)
{
	struct key key;

	(void)unused;
	EACH(i, keys) {
		size_t length = key_read(keys[i].text, &key);

		if (length != keys[i].length || strcmp(key.name, keys[i].name) != 0 ||
			strcmp(key.typed, keys[i].typed) != 0 || key.input_method != keys[i].input_method)
			fail_msg("'%s' is read as '%s' typed '%s', %zu bytes", keys[i].text, key.name,
				key.typed, length);
	}
}

static void every_action_can_be_reached(void **unused)
{
	struct keymap *keymap = keymap_new(NULL, NULL, NULL, NULL);

	(void)unused;
	for (int i = 1; i < ACTION_COUNT; i++) {
		enum action action = (enum action)i;

		assert_int_not_equal(action_where(action), 0);
		assert_true(action_name(action)[0] != '\0' && action_words(action)[0] != '\0');
		assert_int_equal(action_find(action_name(action)), action);
		/* Without a key it must be a general one: those are always in the palette. */
		if (keymap_keys(keymap, action)[0] == '\0' && !(action_where(action) & IN_ALL))
			fail_msg("%s has no key and is not general", action_name(action));
	}
	keymap_free(keymap);
}

static void no_two_actions_share_a_key(void **unused)
{
	struct keymap *keymap = keymap_new(NULL, NULL, NULL, NULL);
	bool pending;

	(void)unused;
	for (int i = 1; i < ACTION_COUNT; i++) {
		enum action action = (enum action)i, found;
		char words[200], *word, *rest;

		snprintf(words, sizeof words, "%s", keymap_keys(keymap, action));
		for (word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
			for (unsigned bit = 1; bit <= IN_PAYOUTS; bit <<= 1) {
				if (!(action_where(action) & bit))
					continue;
				found = keymap_action(keymap, bit, word, &pending);
				if (found != action)
					fail_msg("%s: %s is also %s", word, action_name(action), action_name(found));
			}
	}
	keymap_free(keymap);
}

/* Keys that other programs have for erasing, and that people press by mistake, change nothing. */
static void dangerous_keys_are_not_bound(void **unused)
{
	static const char *const never[] = { "<BackSpace>", "<Delete>", "<C-d>", "<C-k>", "<C-w>", "<C-x>" };
	struct keymap *keymap = keymap_new(NULL, NULL, NULL, NULL);
	bool pending;

	(void)unused;
	EACH(i, never) {
		enum action action = keymap_action(keymap, ~0U, never[i], &pending);

		if (action != ACTION_NONE && action != ACTION_HALF_DOWN)
			fail_msg("%s is bound to %s", never[i], action_name(action));
	}
	assert_int_equal(keymap_action(keymap, ~0U, "<C-r>", &pending), ACTION_REFRESH);
	keymap_free(keymap);
}

static void two_keys_in_a_row(void **unused)
{
	struct keymap *keymap = keymap_new(NULL, NULL, NULL, NULL);
	bool pending;

	(void)unused;
	assert_int_equal(keymap_action(keymap, IN_LIST, "g", &pending), ACTION_NONE);
	assert_true(pending);
	assert_int_equal(keymap_action(keymap, IN_LIST, "gg", &pending), ACTION_FIRST);
	assert_false(pending);
	assert_int_equal(keymap_action(keymap, IN_LIST, "gx", &pending), ACTION_NONE);
	assert_false(pending);
	assert_int_equal(keymap_action(keymap, IN_TODAY, "g", &pending), ACTION_NONE);
	assert_false(pending);
	keymap_free(keymap);
}

static void the_owner_sets_keys(void **unused)
{
	struct conf_key lines[] = { { "share", "S s <f2>", 3 }, { "no-such", "x", 4 }, { "pick", "<Nokey>", 5 },
		{ "quit", "<C-q>", 6 }, { "drop", "", 7 } };
	struct conf conf = { .file = "a.conf", .keys = lines, .key_count = 5 };
	struct arena arena = { 0 };
	const char **warnings;
	size_t count;
	bool pending;
	struct keymap *keymap = keymap_new(&conf, &arena, &warnings, &count);

	(void)unused;
	assert_int_equal(count, 2);
	assert_ptr_equal(strstr(warnings[0], "a.conf:4: "), warnings[0]);
	assert_non_null(strstr(warnings[0], "no-such"));
	assert_ptr_equal(strstr(warnings[1], "a.conf:5: "), warnings[1]);
	assert_string_equal(keymap_keys(keymap, ACTION_SHARE), "S s <F2>");
	assert_string_equal(keymap_first(keymap, ACTION_SHARE), "S");
	assert_int_equal(keymap_action(keymap, IN_GOODS | IN_LIST, "S", &pending), ACTION_SHARE);
	assert_string_equal(keymap_keys(keymap, ACTION_REVERSE), "");
	assert_string_equal(keymap_keys(keymap, ACTION_PICK), "p a");
	assert_int_equal(keymap_action(keymap, IN_GOODS, "<C-q>", &pending), ACTION_QUIT);
	assert_int_equal(keymap_action(keymap, IN_SHELF, "d", &pending), ACTION_NONE);
	keymap_free(keymap);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_keys),
		cmocka_unit_test(every_action_can_be_reached),
		cmocka_unit_test(no_two_actions_share_a_key),
		cmocka_unit_test(dangerous_keys_are_not_bound),
		cmocka_unit_test(two_keys_in_a_row),
		cmocka_unit_test(the_owner_sets_keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

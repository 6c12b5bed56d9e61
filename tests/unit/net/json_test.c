/* json: answers that are wrong, hostile or too exact for cJSON alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "json_sample.h"

static enum err refusal(const char *bytes, size_t length)
{
	struct json *json;
	enum err err = json_parse(bytes, length, &json, &fault);

	if (err == OK)
		json_free(json);
	return err;
}

static const char *const malformed[] = {
	"", " ", "{", "[", "{\"a\":1", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "nul", "tru1e", "true1",
	"{\"a\":1}garbage", "{\"a\":1} {}", "1 2", "007", "[007]", "0x10", "-", "[-]", "+1", ".5", "5.",
	"1e", "1e+", "1e999", "[-1e999]", "[1E400]", "1.e5", "NaN", "Infinity", "'a'", "\"a", "\"\\q\"",
	"\"\\u12\"", "\"\\u12G4\"", "\"\\u\"", "{1:2}", "{1 :2}", "{\"a\":1,\"a\":2}",
	"[{\"b\":{\"c\":1,\"d\":2,\"c\":3}}]", "{\"a\":1,\"\\u0061\":2}", "\"\\u0000\"",
	"{\"a\\u0000b\":1}", "\"a\tb\"", "\"a\033b\"", "\"a\nb\"", "\f[1]", "[1]\v", "]", "}", "[}", "{]",
	"\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "\"\xFF\"", "\"\xE6\xAF\"", "\xEF\xBB\xBF", "[1]//x",
};

static void refuses_what_is_not_json(void **unused)
{
	(void)unused;
	EACH(i, malformed)
		if (refusal(malformed[i], strlen(malformed[i])) != ERR_DECODE)
			fail_msg("accepted: %s", malformed[i]);
	assert_int_equal(refusal("[1]\0", 4), ERR_DECODE);
	assert_int_equal(refusal("[1,\0" "2]", 6), ERR_DECODE);
	assert_int_equal(refusal("\"a\0b\"", 5), ERR_DECODE);
}

static void accepts_every_cut_never(void **unused)
{
	static const char text[] = "{\"list\":[{\"id\":\"a\\u4e00\",\"price\":-12.50,\"ok\":true},null]}";
	size_t length;

	(void)unused;
	for (length = 0; length < sizeof text - 1; length++) {
		char *exact = malloc(length + 1);

		/* Exactly as large: a sanitiser sees each byte read too many. */
		memcpy(exact, text, length);
		exact = realloc(exact, length ? length : 1);
		assert_int_equal(refusal(exact, length), ERR_DECODE);
		free(exact);
	}
	assert_int_equal(refusal(text, sizeof text - 1), OK);
}

static void keeps_every_digit(void **unused)
{
	static const char *const numbers[] = { "1234567890123456789", "9007199254740993", "0.1", "12.30",
		"-0", "1e5", "1e+300", "1E-308", "123456789012345678901234567890", "0", "-9223372036854775808" };

	(void)unused;
	EACH(i, numbers) {
		char *text = arena_print(&arena, "{\"n\":%s}", numbers[i]), *again;
		struct json *json = parse(text);

		assert_string_equal(json_text(json_at(json, "n"), &arena, 100), numbers[i]);
		assert_null(json_raw(json_at(json, "n")));
		again = json_print(json);
		assert_string_equal(again, text);
		free(again);
		json_free(json);
	}
}

static void reads_whole_numbers_of_64_bits(void **unused)
{
	static const struct {
		const char *text;
		bool good;
		int64_t number;
	} cases[] = {
		{ "9223372036854775807", true, INT64_MAX }, { "-9223372036854775808", true, INT64_MIN },
		{ "\"9223372036854775807\"", true, INT64_MAX }, { "9223372036854775808", false, 0 },
		{ "-9223372036854775809", false, 0 }, { "\"12\"", true, 12 }, { "-0", true, 0 },
		{ "1.0", false, 0 }, { "1e2", false, 0 }, { "\"\"", false, 0 }, { "\"-\"", false, 0 },
		{ "\" 1\"", false, 0 }, { "\"+1\"", false, 0 }, { "\"1x\"", false, 0 }, { "true", false, 0 },
		{ "[]", false, 0 },
	};
	int64_t number;

	(void)unused;
	EACH(i, cases) {
		struct json *json = parse(cases[i].text);

		number = 0;
		if (json_whole(json, &number) != cases[i].good || number != cases[i].number)
			fail_msg("%s", cases[i].text);
		json_free(json);
	}
	assert_false(json_whole(NULL, &number));
}

static void bounds_depth_size_and_count(void **unused)
{
	static char text[JSON_MOST_BYTES + 2];
	int i;

	(void)unused;
	memset(text, '[', 32);
	memset(text + 32, ']', 32);
	assert_int_equal(refusal(text, 64), OK);
	memset(text, '[', 33);
	memset(text + 33, ']', 33);
	assert_int_equal(refusal(text, 66), ERR_LIMIT);
	memset(text, '[', sizeof text);
	assert_int_equal(refusal(text, 200000), ERR_LIMIT);
	memset(text, ' ', sizeof text);
	text[0] = '1';
	assert_int_equal(refusal(text, JSON_MOST_BYTES), OK);
	assert_int_equal(refusal(text, JSON_MOST_BYTES + 1), ERR_LIMIT);
	for (i = 0; i < JSON_MOST_NODES; i++)
		memcpy(text + 2 * i, i == 0 ? "[0" : ",0", 2);
	text[2 * (JSON_MOST_NODES - 1)] = ']';
	assert_int_equal(refusal(text, 2 * (JSON_MOST_NODES - 1) + 1), OK);
	memcpy(text + 2 * (JSON_MOST_NODES - 1), ",0]", 3);
	assert_int_equal(refusal(text, 2 * JSON_MOST_NODES + 1), ERR_LIMIT);
}

static void looks_up_with_case_and_paths(void **unused)
{
	struct json *json = parse(
		"\xEF\xBB\xBF{\"A\":1,\"data\":{\"list\":[10,20,30]},\"n\":null,\"s\":\"x\"}");

	(void)unused;
	assert_null(json_at(json, "a"));
	assert_non_null(json_at(json, "A"));
	assert_int_equal(json_count(json_at(json, "data.list")), 3);
	assert_string_equal(json_text(json_item(json_at(json, "data.list"), 2), &arena, 9), "30");
	assert_null(json_item(json_at(json, "data.list"), 3));
	assert_null(json_at(json, "data.list.x"));
	assert_null(json_at(json, "data.none.x"));
	assert_null(json_at(json, "s.x"));
	assert_null(json_at(json, "n"));
	assert_null(json_at(NULL, "n"));
	assert_int_equal(json_count(json_at(json, "s")), 0);
	assert_int_equal(json_count(NULL), 0);
	assert_null(json_item(NULL, 0));
	assert_true(json_is_object(json));
	assert_false(json_is_object(NULL));
	assert_true(json_is_array(json_at(json, "data.list")));
	json_free(json);
}

static void texts_are_cleaned_and_raw_ones_are_not(void **unused)
{
	struct json *json = parse("[\"a\\u001b[2J\\u202eb\", \"\\ud83d\\udc4d\", \"cut \\ud83d\","
				  " \"\\udc4d\\ud83d\\u0041\", \"\\/\\\"\\\\\"]");

	(void)unused;
	assert_string_equal(json_text(json_item(json, 0), &arena, 99), "a[2Jb");
	assert_string_equal(json_raw(json_item(json, 0)), "a\033[2J\u202Eb");
	assert_string_equal(json_text(json_item(json, 1), &arena, 99), "👍");
	assert_string_equal(json_text(json_item(json, 2), &arena, 99), "cut \uFFFD");
	assert_string_equal(json_text(json_item(json, 3), &arena, 99), "\uFFFD\uFFFDA");
	assert_string_equal(json_text(json_item(json, 4), &arena, 99), "/\"\\");
	assert_string_equal(json_text(json_item(json, 0), &arena, 2), "a…");
	json_free(json);
}

/* Sorting and an index: neither the names nor the items of a large answer cost their square. */
static void large_answers_are_quick(void **unused)
{
	char *text = malloc(JSON_MOST_BYTES), *at;
	int64_t start_ms = clock_steady_ms();
	struct json *json;
	size_t i, sum = 0;

	(void)unused;
	for (at = text, i = 0; i < JSON_MOST_NODES - 1; i++)
		at += snprintf(at, 32, "%c\"name%zu\":1", i ? ',' : '{', i);
	memcpy(at, "}", 2);
	json_free(parse(text));
	for (at = text, i = 0; i < JSON_MOST_NODES - 1; i++)
		at += snprintf(at, 32, "%c%zu", i ? ',' : '[', i);
	memcpy(at, "]", 2);
	json = parse(text);
	for (i = 0; i < json_count(json); i++)
		sum += json_item(json, i) != NULL;
	assert_int_equal(sum, JSON_MOST_NODES - 1);
	json_free(json);
	free(text);
	assert_in_range(clock_steady_ms() - start_ms, 0, 5000);
}

static void writes_what_it_reads(void **unused)
{
	struct json *json = json_object(), *list, *back;
	char *text;

	(void)unused;
	json_put_text(json, "t", "毛\"\\\n\033");
	json_put_text(json, "none", NULL);
	json_put_text(json, "broken", "a\xFF");
	json_put_whole(json, "most", INT64_MAX);
	json_put_whole(json, "least", INT64_MIN);
	json_put_bool(json, "b", true);
	json_put_null(json, "n");
	list = json_put_array(json, "l");
	json_add_text(list, "x");
	json_put_whole(json_add_object(list), "id", 1);
	json_put_bool(json_put_object(json, "o"), "p", false);
	assert_int_equal(json_count(list), 2);
	assert_non_null(json_item(list, 1));
	text = json_print(json);
	assert_string_equal(text, "{\"t\":\"毛\\\"\\\\\\n\\u001b\",\"none\":null,\"broken\":\"a\uFFFD\","
				  "\"most\":9223372036854775807,\"least\":-9223372036854775808,\"b\":true,"
				  "\"n\":null,\"l\":[\"x\",{\"id\":1}],\"o\":{\"p\":false}}");
	back = parse(text);
	assert_string_equal(json_raw(json_at(back, "t")), "毛\"\\\n\033");
	free(text);
	json_free(back);
	json_free(json);
}

static void members_come_with_their_names(void **unused)
{
	struct json *json;
	const char *name;

	(void)unused;
	json = parse("{\"a.b\":1,\"n\":null,\"c\":[2]}");
	assert_int_equal(json_member_count(json), 3);
	assert_string_equal(json_literal(json_member(json, 0, &name)), "1");
	assert_string_equal(name, "a.b");
	assert_null(json_member(json, 1, &name));
	assert_string_equal(name, "n");
	assert_int_equal(json_member_count(json_member(json, 2, &name)), 0);
	assert_string_equal(name, "c");
	assert_null(json_member(json, 3, &name));
	assert_string_equal(name, "");
	assert_null(json_member(NULL, 0, &name));
	json_free(json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(refuses_what_is_not_json, clear),
		cmocka_unit_test_teardown(accepts_every_cut_never, clear),
		cmocka_unit_test_teardown(keeps_every_digit, clear),
		cmocka_unit_test_teardown(reads_whole_numbers_of_64_bits, clear),
		cmocka_unit_test_teardown(bounds_depth_size_and_count, clear),
		cmocka_unit_test_teardown(looks_up_with_case_and_paths, clear),
		cmocka_unit_test_teardown(members_come_with_their_names, clear),
		cmocka_unit_test_teardown(texts_are_cleaned_and_raw_ones_are_not, clear),
		cmocka_unit_test_teardown(large_answers_are_quick, clear),
		cmocka_unit_test_teardown(writes_what_it_reads, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

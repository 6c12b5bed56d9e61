/* What answers of platforms have in common: lists, moments, thresholds, pictures, refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "supplier/answer.h"

#define EACH(i, rows) for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)

static struct arena arena;
static struct fault fault;

static int clear(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	return 0;
}

static const struct json *parse(const char *text)
{
	const struct reading reading = { .bytes = text, .length = strlen(text), .arena = &arena };
	const struct json *json;

	if (answer_parse(&reading, &json, &fault) != OK)
		fail_msg("%s: %s", text, fault.text);
	return json;
}

static void lists_are_found_in_every_wrapper(void **unused)
{
	static const struct {
		const char *text;
		size_t count;
		const char *first; /* its "a" */
	} rows[] = {
		{ "[{\"a\":1},{\"a\":2}]", 2, "1" },
		{ "{\"map_data\":[{\"a\":1}]}", 1, "1" },
		{ "{\"map_data\":{\"a\":7}}", 1, "7" },
		{ "{\"more\":3,\"map_data\":[{\"a\":1}]}", 1, "1" },
		{ "{\"map_data\":[]}", 0, NULL },
		{ "{\"map_data\":null}", 0, NULL },
		{ "{\"map_data\":\"x\"}", 0, NULL },
		{ "{}", 0, NULL },
		{ "null", 0, NULL },
		{ "\"--\"", 0, NULL },
		{ "5", 0, NULL },
	};

	(void)unused;
	EACH(i, rows)
	{
		const struct json *list = answer_list(parse(rows[i].text));
		const char *first = json_literal(json_at(answer_item(list, 0), "a"));

		if (answer_count(list) != rows[i].count)
			fail_msg("%s has %zu rows", rows[i].text, answer_count(list));
		if (rows[i].first)
			assert_string_equal(first, rows[i].first);
		assert_null(answer_item(list, rows[i].count));
	}
	assert_int_equal(answer_count(NULL), 0);
}

/* A list of two behind so many other members. */
static const struct json *list_behind(int others)
{
	const char *text = "{";

	for (int i = 0; i < others; i++)
		text = arena_print(&arena, "%s\"a%d\":1,", text, i);
	return answer_list(parse(arena_print(&arena, "%s\"b\":[1,2]}", text)));
}

/* Looking at each of very many would take seconds. */
static void wrappers_have_few_members(void **unused)
{
	(void)unused;
	assert_int_equal(answer_count(list_behind(15)), 2);
	assert_null(list_behind(16));
}

static void control_bytes_inside_texts_become_spaces(void **unused)
{
	(void)unused;
	assert_string_equal(json_raw(json_at(parse("{\"a\":\"b\033[7m\tc\"}"), "a")), "b [7m c");
}

static void a_document_inside_a_text_is_read_whole_or_refused(void **unused)
{
	const struct json *inner;
	const struct json *outer = parse("{\"a\":\"{\\\"b\\\":1}\",\"c\":\"{\",\"d\":1}");

	(void)unused;
	assert_int_equal(answer_parse_inner(json_at(outer, "a"), &arena, &inner, &fault), OK);
	assert_string_equal(json_literal(json_at(inner, "b")), "1");
	assert_int_equal(
		answer_parse_inner(json_at(outer, "c"), &arena, &inner, &fault), ERR_DECODE);
	assert_int_equal(
		answer_parse_inner(json_at(outer, "d"), &arena, &inner, &fault), ERR_DECODE);
	assert_int_equal(
		answer_parse_inner(json_at(outer, "e"), &arena, &inner, &fault), ERR_DECODE);
}

static void moments_come_in_five_forms(void **unused)
{
	static const struct {
		const char *text;
		int64_t start, end;
	} rows[] = {
		{ "\"2026-01-14 23:59:59\"", 1768406399, 1768406399 },
		{ "\"2026-01-14\"", 1768320000, 1768406399 },
		{ "\"1768406399000\"", 1768406399, 1768406399 },
		{ "1768406399000", 1768406399, 1768406399 },
		{ "1768406399", 1768406399, 1768406399 },
		{ "\"--\"", 0, 0 },
		{ "\"\"", 0, 0 },
		{ "\"2026-02-30\"", 0, 0 },
		{ "\"0960-01-14 23:59:59\"", 0, 0 }, /* before there were computers */
		{ "\"0960-01-14\"", 0, 0 },
		{ "\"2026-1-4\"", 0, 0 },
		{ "\"2026-01-14T23:59:59\"", 0, 0 },
		{ "99999999999999999999", 0, 0 },
		{ "true", 0, 0 },
		{ "-1", 0, 0 },
	};

	(void)unused;
	EACH(i, rows)
	{
		const struct json *json = parse(rows[i].text);

		if (answer_moment(json, false) != rows[i].start)
			fail_msg("%s is %lld", rows[i].text,
				(long long)answer_moment(json, false));
		assert_int_equal(answer_moment(json, true), rows[i].end);
	}
}

static void coupons_stand_in_words(void **unused)
{
	static const struct {
		const char *words;
		int64_t threshold, face; /* -1: not said */
	} rows[] = {
		{ "满99减10", 9900, 1000 },
		{ "满49.00元减10元", 4900, 1000 },
		{ "满299元减20元", 29900, 2000 },
		{ "满99减10,满199减25,满399减60", 19900, 2500 },
		{ "满499减10,满199减5", 19900, 500 },
		{ "满999减10,满1999减25", 99900, 1000 },
		{ "满99元可用", 9900, -1 },
		{ "满99减", 9900, -1 },
		{ "立减10元", -1, -1 },
		{ "满减", -1, -1 },
		{ "满1.2.3", -1, -1 },
		{ "", -1, -1 },
		{ NULL, -1, -1 },
	};
	const struct money price = { 20000, CURRENCY_CNY };
	struct money threshold, face;

	(void)unused;
	EACH(i, rows)
	{
		threshold.minor = face.minor = -1;
		if (answer_coupon_words(rows[i].words, price, &threshold, &face) !=
				(rows[i].threshold >= 0) ||
			threshold.minor != rows[i].threshold || face.minor != rows[i].face)
			fail_msg("%s is %lld off from %lld", rows[i].words, (long long)face.minor,
				(long long)threshold.minor);
	}
}

static void pictures_get_https_or_go(void **unused)
{
	static const struct {
		const char *text, *address;
	} rows[] = {
		{ "\"//img.alicdn.com/a.jpg\"", "https://img.alicdn.com/a.jpg" },
		{ "\"http://img.alicdn.com/a.jpg\"", "https://img.alicdn.com/a.jpg" },
		{ "\"https://img.alicdn.com/a.jpg\"", "https://img.alicdn.com/a.jpg" },
		{ "\"javascript:alert(1)\"", NULL },
		{ "\"//img.alicdn.com/a b.jpg\"", NULL },
		{ "\"\"", NULL },
		{ "1", NULL },
	};

	(void)unused;
	EACH(i, rows)
	{
		const char *address = answer_picture(parse(rows[i].text), &arena);

		if (rows[i].address)
			assert_string_equal(address, rows[i].address);
		else
			assert_null(address);
	}
}

static const struct refusal refusals[] = {
	{ "7", ERR_BUSY, 20, "Too many questions." },
	{ "50001", OK, 0, NULL },
	{ "isv.*", ERR_REFUSED, 0, "Not allowed." },
	{ NULL, ERR_REFUSED, 0, "Refused." },
};

static void refusals_are_found_by_code(void **unused)
{
	(void)unused;
	assert_int_equal(answer_refuse(refusals, "7", NULL, &fault), ERR_BUSY);
	assert_int_equal(fault.retry_s, 20);
	assert_string_equal(fault.server, "7");
	assert_string_equal(fault.text, "Too many questions.");
	assert_int_equal(answer_refuse(refusals, "50001", "x", &fault), OK);
	assert_int_equal(answer_refuse(refusals, "isv.pid", "不正确", &fault), ERR_REFUSED);
	assert_string_equal(fault.text, "Not allowed. The supplier says: 不正确");
	assert_int_equal(answer_refuse(refusals, "77", NULL, &fault), ERR_REFUSED);
	assert_string_equal(fault.text,
		"Refused. It gives no reason but the code 77; try again later, or ask its support.");
	assert_int_equal(answer_refuse(refusals, NULL, NULL, &fault), ERR_REFUSED);
	assert_string_equal(fault.text, "Refused. It gives no reason; try again later.");
	assert_int_equal(answer_refuse(refusals, NULL, NULL, NULL), ERR_REFUSED);
}

struct record {
	int64_t count, moment;
	const char *name;
};
static const struct json_field fields[] = {
	{ "name", JSON_TEXT, NEEDED, offsetof(struct record, name), 1, 20 },
	{ "count", JSON_INT, OPTIONAL, offsetof(struct record, count), 0, 10 },
	{ "moment", JSON_DATETIME, OPTIONAL, offsetof(struct record, moment), 0, 0 },
};

static enum err read_record(const char *text, bool kindly, struct record *record)
{
	*record = (struct record){ .count = -1 };
	return (kindly ? answer_read_kindly : answer_read)(
		parse(text), fields, 3, CURRENCY_NONE, record, &arena, &fault);
}

static void words_of_a_row_stand_with_spaces_between(void **unused)
{
	(void)unused;
	assert_true(answer_is_among("7 80 9", "7"));
	assert_true(answer_is_among("7 80 9", "80"));
	assert_true(answer_is_among("7 80 9", "9"));
	assert_false(answer_is_among("7 80 9", "8"));
	assert_false(answer_is_among("7 80 9", "90"));
	assert_false(answer_is_among("7 80 9", "7 80"));
	assert_false(answer_is_among("7 80 9", ""));
	assert_true(answer_is_among("1/paid 2/*", "2/"));
	assert_true(answer_is_among("1/paid 2/*", "2/anything"));
	assert_false(answer_is_among("1/paid 2/*", "1/"));
}

static void dashes_are_nothing(void **unused)
{
	struct record record;

	(void)unused;
	assert_int_equal(read_record("{\"name\":\"a\",\"moment\":\"--\"}", false, &record), OK);
	assert_int_equal(record.moment, 0);
	assert_int_equal(read_record("{\"name\":\"a\",\"count\":11}", false, &record), ERR_DECODE);
	assert_int_equal(read_record("{\"name\":\"a\",\"count\":11}", true, &record), OK);
	assert_int_equal(record.count, -1);
	assert_int_equal(read_record("{\"count\":1}", true, &record), ERR_DECODE);
	assert_non_null(strstr(fault.text, "name"));
	assert_int_equal(read_record("[]", true, &record), ERR_DECODE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(lists_are_found_in_every_wrapper, clear),
		cmocka_unit_test_teardown(wrappers_have_few_members, clear),
		cmocka_unit_test_teardown(control_bytes_inside_texts_become_spaces, clear),
		cmocka_unit_test_teardown(a_document_inside_a_text_is_read_whole_or_refused, clear),
		cmocka_unit_test_teardown(moments_come_in_five_forms, clear),
		cmocka_unit_test_teardown(coupons_stand_in_words, clear),
		cmocka_unit_test_teardown(pictures_get_https_or_go, clear),
		cmocka_unit_test_teardown(refusals_are_found_by_code, clear),
		cmocka_unit_test(words_of_a_row_stand_with_spaces_between),
		cmocka_unit_test_teardown(dashes_are_nothing, clear),
	};

	return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}

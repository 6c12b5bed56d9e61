/* json_read: one object into one record by a table of fields; each kind takes or refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "json_sample.h"

struct record {
	const char *text;
	int64_t number;
	int32_t rate_bp;
	bool truth;
	struct money money;
};

static const struct {
	enum json_kind kind;
	int64_t min, max;
	const char *value;
	const char *want; /* NULL: refused */
} reads[] = {
	{ JSON_ID, 1, 20, "\"a-1\"", "a-1" }, { JSON_ID, 1, 20, "1234567890123456789", "1234567890123456789" },
	{ JSON_ID, 1, 20, "12.5", NULL }, { JSON_ID, 1, 20, "1e5", NULL }, { JSON_ID, 1, 20, "\"\"", NULL },
	{ JSON_ID, 1, 20, "\"a b\"", NULL }, { JSON_ID, 1, 20, "\"毛\"", NULL },
	{ JSON_ID, 1, 3, "\"abcd\"", NULL }, { JSON_ID, 1, 3, "true", NULL }, { JSON_ID, 1, 3, "{}", NULL },
	{ JSON_ID, 1, 9, "\"a\\u001b\"", NULL },
	{ JSON_TEXT, 1, 3, "\"毛巾\\u001b\"", "毛巾" }, { JSON_TEXT, 1, 3, "\"abcd\"", "ab…" },
	{ JSON_TEXT, 1, 3, "\"\\u200b\"", NULL }, { JSON_TEXT, 0, 3, "\"\"", "" },
	{ JSON_TEXT, 1, 9, "15", "15" }, { JSON_TEXT, 1, 9, "false", NULL },
	{ JSON_LINES, 0, 9, "\"a\\r\\nb\"", "a\nb" },
	{ JSON_LINK, 1, 99, "\"https://a.b/_?c=%20_\"", "https://a.b/_?c=%20_" },
	{ JSON_LINK, 1, 9, "\"https://a.b/\"", NULL }, { JSON_LINK, 1, 99, "\"https://a b\"", NULL },
	{ JSON_LINK, 1, 99, "5", NULL }, { JSON_LINK, 1, 99, "\"\\u202ea\"", NULL },
	{ JSON_INT, 0, 9, "9", "9" }, { JSON_INT, 0, 9, "\"9\"", "9" }, { JSON_INT, 0, 9, "10", NULL },
	{ JSON_INT, 0, 9, "-1", NULL }, { JSON_INT, 0, 9, "1.0", NULL },
	{ JSON_INT, 0, 0, "-9223372036854775808", "-9223372036854775808" },
	{ JSON_BOOL, 0, 0, "true", "1" }, { JSON_BOOL, 0, 0, "0", "0" }, { JSON_BOOL, 0, 0, "\"1\"", "1" },
	{ JSON_BOOL, 0, 0, "\"false\"", "0" }, { JSON_BOOL, 0, 0, "2", NULL }, { JSON_BOOL, 0, 0, "[]", NULL },
	{ JSON_MINOR, 0, 10000, "1234", "12.34" }, { JSON_MINOR, 0, 10000, "\"1234\"", "12.34" },
	{ JSON_MINOR, 0, 10000, "12.34", NULL }, { JSON_MINOR, 0, 10000, "10001", NULL },
	{ JSON_MINOR, 0, 0, "9000000000000001", NULL },
	{ JSON_DECIMAL, 0, 0, "12.34", "12.34" }, { JSON_DECIMAL, 0, 0, "\"12.34\"", "12.34" },
	{ JSON_DECIMAL, 0, 0, "0.07", "0.07" }, { JSON_DECIMAL, 0, 0, "1.005", NULL },
	{ JSON_DECIMAL, 0, 0, "90071992547409.93", NULL }, { JSON_DECIMAL, 0, 0, "70071992547409.93", "70071992547409.93" },
	{ JSON_DECIMAL, 0, 0, "12.3400", "12.34" }, 
	{ JSON_DECIMAL, 0, 0, "\"12.\"", NULL }, { JSON_DECIMAL, 0, 0, "1e2", NULL },
	{ JSON_DECIMAL, 0, 0, "\"1,2\"", NULL }, { JSON_DECIMAL, 0, 1000, "10.01", NULL },
	{ JSON_BP, 0, 10000, "1550", "bp 1550" }, { JSON_BP, 0, 10000, "10001", NULL },
	{ JSON_BP, 0, 0, "2147483648", NULL },
	{ JSON_NEAREST, 0, MONEY_MOST, "39.899999999999999", "39.90" },
	{ JSON_NEAREST, 0, MONEY_MOST, "\"0.005\"", "0.01" },
	{ JSON_NEAREST, 0, MONEY_MOST, "0.0049999", "0.00" },
	{ JSON_NEAREST, 0, MONEY_MOST, "12.5", "12.50" },
	{ JSON_NEAREST, -1000, 0, "-1.999", "-2.00" },
	{ JSON_NEAREST, 0, MONEY_MOST, "12.345e2", NULL },
	{ JSON_NEAREST, 0, MONEY_MOST, "\"12.345x\"", NULL },
	{ JSON_NEAREST, 0, MONEY_MOST, "1e+300", NULL },
	{ JSON_PERMILLE, 0, 1000, "91", "bp 910" }, { JSON_PERMILLE, 0, 1000, "1001", NULL },
	{ JSON_PERCENT, 0, 10000, "\"9.10\"", "bp 910" }, { JSON_PERCENT, 0, 10000, "\"9.1%\"", "bp 910" },
	{ JSON_PERCENT, 0, 10000, "9.1", "bp 910" }, { JSON_PERCENT, 0, 10000, "\"9.105\"", NULL },
	{ JSON_PERCENT, 0, 10000, "\"9.100\"", "bp 910" }, { JSON_PERCENT, 0, 10000, "\"%\"", NULL },
	{ JSON_PERCENT, 0, 10000, "101", NULL }, { JSON_PERCENT, 0, 0, "\"\"", NULL },
	{ JSON_MILLIS, 0, 0, "1.5", NULL }, { JSON_DATETIME, 0, 0, "\"2026-11-23 15:04:05+0a:00\"", NULL }, { JSON_PERCENT, 0, 10000, "\"9%%\"", NULL },
	{ JSON_SECONDS, 0, 0, "1700000000", "1700000000" }, { JSON_MILLIS, 0, 0, "1700000000999", "1700000000" },
	{ JSON_MILLIS, 0, 0, "-1", "-1" }, { JSON_MILLIS, 0, 0, "\"1700000000000\"", "1700000000" },
	{ JSON_DATETIME, 0, 0, "\"1970-01-01 08:00:00\"", "0" },
	{ JSON_DATETIME, 0, 0, "\"2026-11-23 15:04:05\"", "1795417445" },
	{ JSON_DATETIME, 0, 0, "\"2026-11-23T15:04:05Z\"", "1795446245" },
	{ JSON_DATETIME, 0, 0, "\"2026-11-23T15:04:05.999+08:00\"", "1795417445" },
	{ JSON_DATETIME, 0, 0, "\"2026-11-23T15:04:05-00:30\"", "1795448045" },
	{ JSON_DATETIME, 0, 0, "\"2024-02-29 00:00:00\"", "1709136000" },
	{ JSON_DATETIME, 0, 0, "\"2026-02-29 00:00:00\"", NULL },
	{ JSON_DATETIME, 0, 0, "\"0000-00-00 00:00:00\"", NULL },
	{ JSON_DATETIME, 0, 0, "\"2026-13-01 00:00:00\"", NULL },
	{ JSON_DATETIME, 0, 0, "\"2026-11-23 24:00:00\"", NULL },
	{ JSON_DATETIME, 0, 0, "\"2026-11-23\"", NULL },
	{ JSON_DATETIME, 0, 0, "\"2026-11-23 15:04:05 \"", NULL },
	{ JSON_DATETIME, 0, 0, "\"2026-11-23T15:04:05+0800\"", NULL },
	{ JSON_DATETIME, 0, 0, "\"2026-11-23T15:04:05+24:00\"", NULL },
	{ JSON_DATETIME, 0, 0, "1700000000", NULL },
};

static size_t offset_of(enum json_kind kind)
{
	switch (kind) {
	case JSON_ID:
	case JSON_TEXT:
	case JSON_LINES:
	case JSON_LINK:
		return offsetof(struct record, text);
	case JSON_BOOL:
		return offsetof(struct record, truth);
	case JSON_MINOR:
	case JSON_DECIMAL:
	case JSON_NEAREST:
		return offsetof(struct record, money);
	case JSON_BP:
	case JSON_PERMILLE:
	case JSON_PERCENT:
		return offsetof(struct record, rate_bp);
	default:
		return offsetof(struct record, number);
	}
}

static const char *show(const struct record *record, enum json_kind kind)
{
	char text[MONEY_TEXT];

	switch (offset_of(kind)) {
	case offsetof(struct record, text):
		return record->text;
	case offsetof(struct record, truth):
		return record->truth ? "1" : "0";
	case offsetof(struct record, money):
		assert_int_equal(record->money.currency, CURRENCY_CNY);
		return arena_text(&arena, money_plain(record->money, text));
	case offsetof(struct record, rate_bp):
		return arena_print(&arena, "bp %d", record->rate_bp);
	default:
		return arena_print(&arena, "%lld", (long long)record->number);
	}
}

static void reads_fields_by_their_kind(void **unused)
{
	(void)unused;
	EACH(i, reads) {
		const struct json_field field = { "a.f", reads[i].kind, NEEDED, offset_of(reads[i].kind),
			reads[i].min, reads[i].max };
		struct json *json = parse(arena_print(&arena, "{\"a\":{\"f\":%s}}", reads[i].value));
		struct record record = { 0 };
		enum err err = json_read(json, &field, 1, CURRENCY_CNY, &record, &arena, &fault);

		json_free(json);
		if (!reads[i].want) {
			if (err != ERR_DECODE || !strstr(fault.text, "a.f"))
				fail_msg("row %zu accepted: %s", i, reads[i].value);
		} else if (err != OK || strcmp(show(&record, reads[i].kind), reads[i].want) != 0) {
			fail_msg("row %zu: %s: %s", i, reads[i].value,
				err ? fault.text : show(&record, reads[i].kind));
		}
	}
}

static void yen_have_no_decimals(void **unused)
{
	static const struct json_field field = { "f", JSON_DECIMAL, NEEDED,
		offsetof(struct record, money), 0, 0 };
	struct json *json = parse("{\"f\":\"500.00\"}"), *half = parse("{\"f\":500.50}");
	struct record record;

	(void)unused;
	assert_int_equal(json_read(json, &field, 1, CURRENCY_JPY, &record, &arena, &fault), OK);
	assert_int_equal(record.money.minor, 500);
	assert_int_equal(json_read(half, &field, 1, CURRENCY_JPY, &record, &arena, &fault), ERR_DECODE);
	json_free(json);
	json_free(half);
}

static void absent_fields(void **unused)
{
	struct json_field field = { "f", JSON_INT, OPTIONAL, offsetof(struct record, number), 1, 9 };
	static const char *const absent[] = { "{}", "{\"f\":null}", "{\"f\":\"\"}", "{\"F\":5}" };
	struct record record = { .number = 7 };

	(void)unused;
	EACH(i, absent) {
		struct json *json = parse(absent[i]);

		field.need = OPTIONAL;
		assert_int_equal(json_read(json, &field, 1, CURRENCY_CNY, &record, &arena, &fault), OK);
		assert_int_equal(record.number, 7);
		field.need = NEEDED;
		assert_int_equal(
			json_read(json, &field, 1, CURRENCY_CNY, &record, &arena, &fault), ERR_DECODE);
		json_free(json);
	}
	assert_int_equal(json_read(NULL, &field, 1, CURRENCY_CNY, &record, &arena, &fault), ERR_DECODE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(reads_fields_by_their_kind, clear),
		cmocka_unit_test_teardown(yen_have_no_decimals, clear),
		cmocka_unit_test_teardown(absent_fields, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

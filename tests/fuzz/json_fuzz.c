/* Any bytes as an answer: refused, or printed and read again to the very same text; a record read
 * from it holds only clean text and amounts within bounds. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "net/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

struct record {
	const char *id, *title, *lines, *link;
	int64_t count, second, milli, date;
	bool truth;
	struct money minor, decimal;
	int32_t bp, permille, percent;
};

#define FIELD(path, kind, member, max)                                                             \
	{                                                                                          \
		path, kind, OPTIONAL, offsetof(struct record, member), 0, max                      \
	}

static const struct json_field fields[] = {
	FIELD("id", JSON_ID, id, 20),
	FIELD("title", JSON_TEXT, title, 20),
	FIELD("lines", JSON_LINES, lines, 20),
	FIELD("link", JSON_LINK, link, 100),
	FIELD("count", JSON_INT, count, 100),
	FIELD("second", JSON_SECONDS, second, 0),
	FIELD("milli", JSON_MILLIS, milli, 0),
	FIELD("date", JSON_DATETIME, date, 0),
	FIELD("truth", JSON_BOOL, truth, 0),
	FIELD("minor", JSON_MINOR, minor, 0),
	FIELD("decimal", JSON_DECIMAL, decimal, 0),
	FIELD("bp", JSON_BP, bp, 10000),
	FIELD("permille", JSON_PERMILLE, permille, 1000),
	FIELD("percent", JSON_PERCENT, percent, 10000),
};

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void check_clean(struct arena *arena, const char *text, size_t most)
{
	bool changed;

	if (!text)
		return;
	text_take(arena, text, strlen(text), most, &changed);
	demand(!changed);
}

static void check_record(const struct json *json, struct arena *arena)
{
	struct record record = { 0 };
	struct fault fault = { 0 };
	size_t i;

	/* One by one: a wrong field must not hide those behind it. */
	for (i = 0; i < sizeof fields / sizeof *fields; i++)
		if (json_read(json, &fields[i], 1, CURRENCY_CNY, &record, arena, &fault) != OK)
			demand(fault.text[0] != '\0');
	check_clean(arena, record.id, 20);
	check_clean(arena, record.title, 20);
	check_clean(arena, record.link, 100);
	demand(record.count >= 0 && record.count <= 100 && record.bp >= 0 && record.bp <= 10000);
	demand(record.permille >= 0 && record.permille <= 10000);
	demand(record.percent >= 0 && record.percent <= 10000);
	demand(record.minor.minor <= MONEY_MOST && record.decimal.minor <= MONEY_MOST);
}

static void check_again(const struct json *json)
{
	char *first = json_print(json), *second;
	struct json *again;
	struct fault fault;

	/* Printing may escape more than the bytes did, but never changes what is read. */
	demand(json_parse(first, strlen(first), &again, &fault) == OK);
	second = json_print(again);
	demand(strcmp(first, second) == 0);
	free(first);
	free(second);
	json_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena arena = { 0 };
	struct fault fault = { 0 };
	struct json *json;
	size_t i;

	if (json_parse((const char *)bytes, length, &json, &fault) != OK) {
		demand(fault.code != OK && fault.text[0] != '\0');
		return 0;
	}
	check_again(json);
	check_record(json, &arena);
	for (i = 0; i < json_count(json); i++)
		check_record(json_item(json, i), &arena);
	arena_clear(&arena);
	json_free(json);
	return 0;
}

/*
 * json_read: one object of an answer into one record, by a table of fields. Each kind has a reader
 * that says yes or no; the sentence about the field is made in one place. No cJSON here.
 */
#include "net/json.h"

#include <string.h>
#include <time.h>

#include "base/text.h"
#include "base/words.h"

enum { SHANGHAI_S = 8 * 3600, NO_BOUND = 4096 };

/* What a reader sees: the field, its value and where it goes. */
struct reading {
	const struct json_field *field;
	const struct json *value;
	enum currency currency;
	char *target;
	struct arena *arena;
};

static bool put_bytes(const struct reading *reading, const void *value, size_t bytes)
{
	memcpy(reading->target, value, bytes);
	return true;
}

static bool within(const struct json_field *field, int64_t number)
{
	return (field->min == 0 && field->max == 0) ||
	       (number >= field->min && number <= field->max);
}

static size_t most(const struct json_field *field)
{
	return field->max > 0 ? (size_t)field->max : NO_BOUND;
}

/* ---- numbers */

static bool take_whole(const char *text, int64_t *number)
{
	bool negative = text && *text == '-';
	int64_t value = 0;

	if (!text || !text[negative])
		return false;
	for (text += negative; *text; text++) {
		int digit = *text - '0';

		/* Downwards: there is one negative number more than there are positive ones. */
		if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
			__builtin_sub_overflow(value, digit, &value))
			return false;
	}
	if (!negative && __builtin_sub_overflow(0, value, &value))
		return false;
	*number = value;
	return true;
}

bool json_whole(const struct json *json, int64_t *number)
{
	return take_whole(json_literal(json), number);
}

static bool read_whole(const struct reading *reading, int64_t *number)
{
	return json_whole(reading->value, number) && within(reading->field, *number);
}

static bool read_int(const struct reading *reading)
{
	int64_t number;

	return read_whole(reading, &number) && put_bytes(reading, &number, sizeof number);
}

static bool read_millis(const struct reading *reading)
{
	int64_t number;

	if (!json_whole(reading->value, &number))
		return false;
	number = number / 1000 - (number % 1000 < 0);
	return within(reading->field, number) && put_bytes(reading, &number, sizeof number);
}

static bool put_rate(const struct reading *reading, int64_t number, int64_t factor)
{
	int32_t rate_bp;

	return !__builtin_mul_overflow(number, factor, &rate_bp) &&
	       put_bytes(reading, &rate_bp, sizeof rate_bp);
}

static bool read_bp(const struct reading *reading)
{
	int64_t number;

	return read_whole(reading, &number) && put_rate(reading, number, 1);
}

static bool read_permille(const struct reading *reading)
{
	int64_t number;

	return read_whole(reading, &number) && put_rate(reading, number, 10);
}

/* money_parse, but "1980.00" is exact for yen, too: zeros behind the last decimal go. */
static bool take_decimal(const char *text, enum currency currency, struct money *money)
{
	const char *point = text ? strchr(text, '.') : NULL;
	size_t length = text ? strlen(text) : 0, kept;
	char copy[64];

	if (length == 0 || length >= sizeof copy)
		return false;
	memcpy(copy, text, length + 1);
	if (point && point[1] != '\0') {
		kept = (size_t)(point - text) + 1 + (size_t)currency_decimals(currency);
		while (length > kept && copy[length - 1] == '0')
			copy[--length] = '\0';
		if (copy[length - 1] == '.')
			copy[length - 1] = '\0';
	}
	return money_parse(copy, currency, money);
}

static bool read_percent(const struct reading *reading)
{
	const char *literal = json_literal(reading->value);
	size_t length = literal ? strlen(literal) : 0;
	struct money hundredths;
	char text[64];

	if (length == 0 || length >= sizeof text)
		return false;
	memcpy(text, literal, length + 1);
	if (text[length - 1] == '%')
		text[length - 1] = '\0';
	/* Percent with two decimals are basis points, as euros with two decimals are cents. */
	return take_decimal(text, CURRENCY_EUR, &hundredths) &&
	       within(reading->field, hundredths.minor) && put_rate(reading, hundredths.minor, 1);
}

static bool put_money(const struct reading *reading, struct money money)
{
	return within(reading->field, money.minor) && money.minor <= MONEY_MOST &&
	       money.minor >= -MONEY_MOST && put_bytes(reading, &money, sizeof money);
}

static bool read_minor(const struct reading *reading)
{
	struct money money = { 0, reading->currency };

	return json_whole(reading->value, &money.minor) && put_money(reading, money);
}

static bool read_decimal(const struct reading *reading)
{
	struct money money;

	return take_decimal(json_literal(reading->value), reading->currency, &money) &&
	       put_money(reading, money);
}

/* What stands behind the last decimal is cut off, and makes it one more from a half on. */
static bool read_nearest(const struct reading *reading)
{
	const char *text = json_literal(reading->value);
	const char *point = text ? strchr(text, '.') : NULL;
	size_t decimals = point ? strspn(point + 1, "0123456789") : 0;
	size_t kept = (size_t)currency_decimals(reading->currency);
	struct money money;
	char copy[64];
	bool up;

	if (decimals <= kept)
		return read_decimal(reading);
	if (point[1 + decimals] || strlen(text) >= sizeof copy)
		return false;
	memcpy(copy, text, strlen(text) + 1);
	copy[(size_t)(point - text) + (kept > 0 ? 1 + kept : 0)] = '\0';
	up = point[1 + kept] >= '5';
	if (!money_parse(copy, reading->currency, &money))
		return false;
	money.minor += !up ? 0 : *text == '-' ? -1 : 1;
	return put_money(reading, money);
}

static bool read_bool(const struct reading *reading)
{
	const char *text = json_literal(reading->value);
	bool value;

	if (!json_truth(reading->value, &value)) {
		value = text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
		if (!value && (!text || (strcmp(text, "0") != 0 && strcmp(text, "false") != 0)))
			return false;
	}
	return put_bytes(reading, &value, sizeof value);
}

/* ---- times */

static bool take_digits(const char **text, int count, int *number)
{
	for (*number = 0; count > 0; count--, (*text)++) {
		if (**text < '0' || **text > '9')
			return false;
		*number = *number * 10 + (**text - '0');
	}
	return true;
}

static bool take_sign(const char **text, const char *allowed)
{
	if (**text == '\0' || !strchr(allowed, **text))
		return false;
	(*text)++;
	return true;
}

/* "Z", "+08:00" or nothing, which is Shanghai; a fraction of a second before it is dropped. */
static bool take_zone(const char *text, int *offset_s)
{
	int hours, minutes;
	bool west;

	if (*text == '.')
		for (text++; *text >= '0' && *text <= '9';)
			text++;
	*offset_s = SHANGHAI_S;
	if (*text == '\0')
		return true;
	*offset_s = 0;
	if (*text == 'Z' || *text == 'z')
		return text[1] == '\0';
	west = *text == '-';
	if (!take_sign(&text, "+-") || !take_digits(&text, 2, &hours) || !take_sign(&text, ":") ||
		!take_digits(&text, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	*offset_s = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
	return *text == '\0';
}

static bool take_datetime(const char *text, int64_t *unix_s)
{
	struct tm parts = { 0 }, normal;
	int offset_s;

	if (!text || !take_digits(&text, 4, &parts.tm_year) || !take_sign(&text, "-") ||
		!take_digits(&text, 2, &parts.tm_mon) || !take_sign(&text, "-") ||
		!take_digits(&text, 2, &parts.tm_mday) || !take_sign(&text, " Tt") ||
		!take_digits(&text, 2, &parts.tm_hour) || !take_sign(&text, ":") ||
		!take_digits(&text, 2, &parts.tm_min) || !take_sign(&text, ":") ||
		!take_digits(&text, 2, &parts.tm_sec) || !take_zone(text, &offset_s))
		return false;
	parts.tm_year -= 1900;
	parts.tm_mon--;
	normal = parts;
	*unix_s = (int64_t)timegm(&normal) - offset_s;
	/* timegm carries the 31st of April into May: then the calendar does not know that day. */
	return normal.tm_mon == parts.tm_mon && normal.tm_mday == parts.tm_mday &&
	       parts.tm_hour <= 23 && parts.tm_min <= 59 && parts.tm_sec <= 60;
}

static bool read_datetime(const struct reading *reading)
{
	int64_t unix_s;

	return take_datetime(json_raw(reading->value), &unix_s) && within(reading->field, unix_s) &&
	       put_bytes(reading, &unix_s, sizeof unix_s);
}

/* ---- texts */

static bool is_printable(const char *text)
{
	for (; *text > ' ' && *text < 0x7F; text++)
		;
	return *text == '\0';
}

static bool put_text(const struct reading *reading, const char *text)
{
	return (reading->field->min <= 0 || *text) && put_bytes(reading, &text, sizeof text);
}

/* Bytes that are kept as they are must be harmless as they are. */
static bool put_exact(const struct reading *reading, const char *text)
{
	size_t length = text ? strlen(text) : 0;

	return length > 0 && length <= most(reading->field) &&
	       (int64_t)length >= reading->field->min && is_printable(text) &&
	       put_text(reading, arena_bytes(reading->arena, text, length));
}

static bool read_id(const struct reading *reading)
{
	const char *text = json_literal(reading->value);
	size_t digits;

	/* A number is an id only if it is whole: its text must not change between two answers. */
	if (text && !json_raw(reading->value)) {
		digits = strspn(text + (*text == '-'), "0123456789");
		if (text[(*text == '-') + digits] != '\0')
			return false;
	}
	return put_exact(reading, text);
}

static bool read_text(const struct reading *reading)
{
	const char *text = json_text(reading->value, reading->arena, most(reading->field));

	return text && put_text(reading, text);
}

static bool read_lines(const struct reading *reading)
{
	const char *text = json_literal(reading->value);

	return text && put_text(reading, text_take_lines(reading->arena, text, strlen(text),
						 most(reading->field)));
}

static bool read_link(const struct reading *reading)
{
	return put_exact(reading, json_raw(reading->value));
}

/* ---- the table */

static bool (*const readers[])(const struct reading *reading) = {
	[JSON_ID] = read_id,
	[JSON_TEXT] = read_text,
	[JSON_LINES] = read_lines,
	[JSON_LINK] = read_link,
	[JSON_INT] = read_int,
	[JSON_BOOL] = read_bool,
	[JSON_MINOR] = read_minor,
	[JSON_DECIMAL] = read_decimal,
	[JSON_NEAREST] = read_nearest,
	[JSON_BP] = read_bp,
	[JSON_PERMILLE] = read_permille,
	[JSON_PERCENT] = read_percent,
	[JSON_SECONDS] = read_int,
	[JSON_MILLIS] = read_millis,
	[JSON_DATETIME] = read_datetime,
};

static bool is_absent(const struct reading *reading)
{
	const char *text = json_raw(reading->value);

	/* Servers send "" for what they do not know. */
	return !reading->value || (reading->field->need == OPTIONAL && text && !*text);
}

enum err json_read(const struct json *object, const struct json_field *fields, size_t count,
	enum currency currency, void *record, struct arena *arena, struct fault *fault)
{
	const struct json_field *field;

	if (!json_is_object(object))
		return fault_set(fault, ERR_DECODE, _("The answer is not what was agreed on."));
	for (field = fields; field < fields + count; field++) {
		struct reading reading = { field, json_at(object, field->path), currency,
			(char *)record + field->offset, arena };

		if (is_absent(&reading)) {
			if (field->need == OPTIONAL)
				continue;
			return fault_set(fault, ERR_DECODE,
				_("The answer is not what was agreed on: \"%s\" is missing."),
				field->path);
		}
		if (!readers[field->kind](&reading))
			return fault_set(fault, ERR_DECODE,
				_("The answer is not what was agreed on: \"%s\" cannot be right."),
				field->path);
	}
	return OK;
}

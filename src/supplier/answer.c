/*
 * answer: reading what platforms send in their several ways. No platform is named here; read next:
 * taobao_read.c.
 */
#include "supplier/answer.h"

#include <string.h>
#include <time.h>

#include "base/words.h"
#include "model/earning.h"
#include "net/url.h"

enum { BEIJING_S = 8 * 3600, DAY_S = 24 * 3600 };

enum err answer_parse(const struct reading *reading, const struct json **json, struct fault *fault)
{
	char *bytes = arena_bytes(reading->arena, reading->bytes, reading->length);
	size_t i;

	for (i = 0; i < reading->length; i++) {
		if ((unsigned char)bytes[i] < ' ' && bytes[i]) {
			bytes[i] = ' ';
		} else if (bytes[i] == '\\') {
			/* One title with an escaped NUL must not cost the whole page. */
			if (!strncmp(bytes + i + 1, "u0000", 5))
				bytes[i + 4] = '2';
			i++;
		}
	}
	return json_parse_in(reading->arena, bytes, reading->length, json, fault);
}

enum err answer_parse_inner(
	const struct json *text, struct arena *arena, const struct json **json, struct fault *fault)
{
	const char *bytes = json_raw(text);
	const struct reading inner = { .bytes = bytes,
		.length = bytes ? strlen(bytes) : 0,
		.arena = arena };

	*json = NULL;
	if (!bytes)
		return answer_wrong(NULL, fault);
	return answer_parse(&inner, json, fault);
}

/* ---- lists */

size_t answer_members(const struct json *wrapper)
{
	enum { MOST = 16 };
	size_t count = json_member_count(wrapper);

	return count < MOST ? count : MOST;
}

const struct json *answer_list(const struct json *node)
{
	size_t i, count = answer_members(node);
	const struct json *member, *only = NULL;
	const char *name;

	if (json_is_array(node))
		return node;
	for (i = 0; i < count; i++) {
		member = json_member(node, i, &name);
		if (json_is_array(member))
			return member;
		if (i == 0 && json_is_object(member))
			only = member;
	}
	return only;
}

size_t answer_count(const struct json *list)
{
	return json_is_array(list) ? json_count(list) : list != NULL;
}

const struct json *answer_item(const struct json *list, size_t index)
{
	if (json_is_array(list))
		return json_item(list, index);
	return index == 0 ? list : NULL;
}

/* ---- records */

static bool is_nothing(const struct json *object, const struct json_field *field)
{
	const char *text = json_raw(json_at(object, field->path));

	return text && field->need == OPTIONAL && !strcmp(text, "--");
}

enum err answer_read(const struct json *object, const struct json_field *fields, size_t count,
	enum currency currency, void *record, struct arena *arena, struct fault *fault)
{
	enum err err = OK;
	size_t i;

	for (i = 0; i < count && err == OK; i++)
		if (!is_nothing(object, &fields[i]))
			err = json_read(object, &fields[i], 1, currency, record, arena, fault);
	return err;
}

enum err answer_read_kindly(const struct json *object, const struct json_field *fields,
	size_t count, enum currency currency, void *record, struct arena *arena,
	struct fault *fault)
{
	size_t i;

	for (i = 0; i < count; i++) {
		enum err err;

		if (is_nothing(object, &fields[i]))
			continue;
		err = json_read(object, &fields[i], 1, currency, record, arena, fault);
		if (err != OK && fields[i].need == NEEDED)
			return err;
	}
	return OK;
}

enum err answer_wrong(const char *name, struct fault *fault)
{
	if (!name)
		return fault_set(fault, ERR_DECODE, _("The answer is not what was agreed on."));
	return fault_set(fault, ERR_DECODE,
		_("The answer is not what was agreed on: \"%s\" cannot be right."), name);
}

enum err answer_lacks(const char *name, struct fault *fault)
{
	return fault_set(
		fault, ERR_DECODE, _("The answer is not what was agreed on: \"%s\" is missing."), name);
}

void answer_topics(const struct reading *reading, const struct answer_topic *topics, size_t count,
	struct category_page *page)
{
	size_t i;

	page->rows = arena_take_array(reading->arena, count + 1, sizeof *page->rows);
	page->count = count;
	for (i = 0; i < count; i++)
		page->rows[i] = (struct category){ .supplier = reading->account->name,
			.id = topics[i].id,
			.name = _(topics[i].name),
			.goods = UNKNOWN };
}

/* ---- values */

static bool take_date(const char *text, int64_t *unix_s)
{
	struct tm parts = { 0 }, normal;
	const char *end = strptime(text, "%Y-%m-%d", &parts);

	if (!end || *end || strlen(text) != 10)
		return false;
	normal = parts;
	*unix_s = (int64_t)timegm(&normal) - BEIJING_S;
	return normal.tm_mday == parts.tm_mday;
}

static bool take_date_and_time(const char *text, int64_t *unix_s)
{
	struct tm parts = { 0 }, normal;
	const char *end = strptime(text, "%Y-%m-%d %H:%M:%S", &parts);

	if (!end || *end || strlen(text) != 19)
		return false;
	normal = parts;
	*unix_s = (int64_t)timegm(&normal) - BEIJING_S;
	return normal.tm_mday == parts.tm_mday;
}

int64_t answer_moment(const struct json *json, bool is_end)
{
	const char *text = json_literal(json);
	size_t length = text ? strlen(text) : 0;
	int64_t moment = 0;

	if (length == 0)
		return 0;
	if (strspn(text, "0123456789") == length) {
		if ((length != 10 && length != 13) || !json_whole(json, &moment))
			return 0;
		return length == 13 ? moment / 1000 : moment;
	}
	if (take_date(text, &moment))
		moment += is_end ? DAY_S - 1 : 0;
	else if (!take_date_and_time(text, &moment))
		return 0;
	return moment > 0 ? moment : 0;
}

int64_t answer_gmt(const struct json *json)
{
	const char *text = json_raw(json), *end;
	struct tm parts = { 0 }, normal;
	int64_t moment;

	end = text ? strptime(text, "%Y-%m-%dT%H:%M:%S", &parts) : NULL;
	if (!end || *end || strlen(text) != 19)
		return 0;
	normal = parts;
	moment = (int64_t)timegm(&normal);
	return moment > 0 && normal.tm_mday == parts.tm_mday ? moment : 0;
}

const char *answer_picture(const struct json *json, struct arena *arena)
{
	const char *bytes = json_raw(json);

	if (!bytes)
		return NULL;
	if (!strncmp(bytes, "//", 2))
		bytes = arena_print(arena, "https:%s", bytes);
	else if (!strncmp(bytes, "http://", 7))
		bytes = arena_print(arena, "https://%s", bytes + 7);
	return url_check(bytes, NULL, NULL) == OK ? arena_text(arena, bytes) : NULL;
}

int64_t answer_sales(const char *text, struct arena *arena)
{
	size_t digits = text ? strspn(text, "0123456789.") : 0;
	const char *unit = text ? text + digits : "";
	struct money hundredths;
	int64_t factor = 1;

	if (!strncmp(unit, "万", strlen("万"))) {
		factor = 10000;
		unit += strlen("万");
	}
	if (digits == 0 || digits > 12 || (*unit && strcmp(unit, "+") != 0) ||
		!money_parse(arena_bytes(arena, text, digits), CURRENCY_CNY, &hundredths))
		return UNKNOWN;
	return hundredths.minor * factor / 100;
}

/* The amount behind `sign`, past a "元"; NULL if none stands there. */
static const char *take_amount(const char *at, const char *sign, struct money *amount)
{
	char digits[24];
	size_t length;

	if (strncmp(at, sign, strlen(sign)) != 0)
		return NULL;
	at += strlen(sign);
	length = strspn(at, "0123456789.");
	if (length == 0 || length >= sizeof digits)
		return NULL;
	memcpy(digits, at, length);
	digits[length] = '\0';
	if (!money_parse(digits, CURRENCY_CNY, amount))
		return NULL;
	at += length;
	return strncmp(at, "元", strlen("元")) ? at : at + strlen("元");
}

bool answer_coupon_words(
	const char *words, struct money price, struct money *threshold, struct money *face)
{
	struct money asked, off;
	const char *at, *after;
	bool found = false;

	for (at = words; at && (at = strstr(at, "满")); at += strlen("满")) {
		after = take_amount(at, "满", &asked);
		if (!after || (found && asked.minor > price.minor))
			continue;
		*threshold = asked;
		if (take_amount(after, "减", &off))
			*face = off;
		found = true;
	}
	return found;
}

const char *answer_link(
	const struct supplier *supplier, const struct reading *reading, const struct json *json)
{
	const char *bytes = json_raw(json);

	if (!bytes || !*bytes ||
		supplier_check_link(supplier, reading->account, bytes, NULL) != OK)
		return NULL;
	return arena_text(reading->arena, bytes);
}

/* ---- refusals */

bool answer_is_among(const char *words, const char *word)
{
	size_t length;

	for (; *words; words += length + (words[length] == ' ')) {
		length = strcspn(words, " ");
		if (words[length - 1] == '*' ? !strncmp(words, word, length - 1)
					     : !strncmp(words, word, length) && !word[length])
			return true;
	}
	return false;
}

static bool is_plain(const char *code)
{
	while (*code > ' ' && *code < 0x7F)
		code++;
	return *code == '\0';
}

enum err answer_refuse(const struct refusal *rows, const char *code, const char *detail,
	struct fault *fault)
{
	if (!code)
		code = "";
	while (rows->codes && !answer_is_among(rows->codes, code))
		rows++;
	if (rows->err == OK)
		return OK;
	if (detail && *detail)
		fault_set(fault, rows->err, _("%s The supplier says: %s"), _(rows->sentence), detail);
	else if (!rows->codes && *code && is_plain(code))
		fault_set(fault, rows->err,
			_("%s It gives no reason but the code %s; try again later, or ask its support."),
			_(rows->sentence), code);
	else if (!rows->codes)
		fault_set(fault, rows->err, _("%s It gives no reason; try again later."), _(rows->sentence));
	else
		fault_set(fault, rows->err, "%s", _(rows->sentence));
	if (fault) {
		fault->retry_s = rows->retry_s;
		if (is_plain(code) && strlen(code) < sizeof fault->server)
			memcpy(fault->server, code, strlen(code) + 1);
	}
	return rows->err;
}

/* ---- goods */

void answer_begin_goods(const struct reading *reading, enum currency currency, struct goods *goods)
{
	const struct money none = { 0, currency };

	*goods = (struct goods){ .supplier = reading->account->name,
		.price = none,
		.list_price = none,
		.final = none,
		.group_price = none,
		.commission = none,
		.commission_before = none,
		.coupon = { .face = none, .threshold = none, .left = UNKNOWN, .total = UNKNOWN },
		.sales_30d = UNKNOWN,
		.stock = UNKNOWN,
		.shop_score = UNKNOWN,
		.seen_at = reading->now_s };
}

void answer_share_goods(struct goods *goods)
{
	if (!commission_of(goods->final, goods->rate_bp, &goods->commission))
		goods->commission.minor = 0;
	if (!commission_of(goods->price, goods->rate_bp, &goods->commission_before))
		goods->commission_before.minor = 0;
}

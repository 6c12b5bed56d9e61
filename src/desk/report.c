/* report: see report.h. A new platform's words are rows of `names`. */
#include "desk/report.h"

#include <stdlib.h>
#include <string.h>
#include "base/charset.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/words.h"
#include "conf/file.h"

enum { MOST_BYTES = 1 << 28, MOST_STEPS = 300, HEAD_LINES = 20, AMOUNT_BYTES = 64 };

enum role { LINE_NUMBER, ORDER_NUMBER, ESTIMATE, SETTLED, COMMISSION, CURRENCY, ROLE_COUNT };

/* Heads as report_name makes them: folded, without spaces and what stands in brackets. The first row that a head
 * of the file fits decides, so special words come before general ones. `kind` NULL: every platform. */
static const struct {
	const char *kind, *name;
	enum role role;
} names[] = {
	/* Alimama's older report has both: what was expected when it was paid, and what it will be. */
	{ "taobao", "效果预估", ESTIMATE },
	{ "taobao", "预估收入", SETTLED },
	{ NULL, "子订单号", LINE_NUMBER },
	{ NULL, "子订单编号", LINE_NUMBER },
	{ NULL, "淘宝子订单号", LINE_NUMBER },
	{ NULL, "淘宝子订单编号", LINE_NUMBER },
	{ NULL, "sub_id", LINE_NUMBER },
	{ NULL, "suborder", LINE_NUMBER },
	{ NULL, "sub-order", LINE_NUMBER },
	{ NULL, "suborderid", LINE_NUMBER },
	{ NULL, "sub-orderid", LINE_NUMBER },
	{ NULL, "suborderno", LINE_NUMBER },
	{ NULL, "suborderno.", LINE_NUMBER },
	{ NULL, "suborder_id", LINE_NUMBER },
	{ NULL, "orderlineid", LINE_NUMBER },
	{ NULL, "订单号", ORDER_NUMBER },
	{ NULL, "订单编号", ORDER_NUMBER },
	{ NULL, "订单id", ORDER_NUMBER },
	{ NULL, "交易订单号", ORDER_NUMBER },
	{ NULL, "淘宝订单编号", ORDER_NUMBER },
	{ NULL, "淘宝父订单号", ORDER_NUMBER },
	{ NULL, "淘宝父订单编号", ORDER_NUMBER },
	{ NULL, "主订单号", ORDER_NUMBER },
	{ NULL, "父订单号", ORDER_NUMBER },
	{ NULL, "order", ORDER_NUMBER },
	{ NULL, "orderid", ORDER_NUMBER },
	{ NULL, "order_id", ORDER_NUMBER },
	{ NULL, "order_sn", ORDER_NUMBER },
	{ NULL, "orderno", ORDER_NUMBER },
	{ NULL, "orderno.", ORDER_NUMBER },
	{ NULL, "ordernumber", ORDER_NUMBER },
	{ NULL, "付款预估收入", ESTIMATE },
	{ NULL, "预估佣金", ESTIMATE },
	{ NULL, "预估佣金金额", ESTIMATE },
	{ NULL, "推广者预估佣金", ESTIMATE },
	{ NULL, "预估收入", ESTIMATE },
	{ NULL, "效果预估", ESTIMATE },
	{ NULL, "estimate", ESTIMATE },
	{ NULL, "estimatedcommission", ESTIMATE },
	{ NULL, "estimatedearnings", ESTIMATE },
	{ NULL, "结算预估收入", SETTLED },
	{ NULL, "结算佣金", SETTLED },
	{ NULL, "结算收入", SETTLED },
	{ NULL, "已结算佣金", SETTLED },
	{ NULL, "实际佣金", SETTLED },
	{ NULL, "实际佣金金额", SETTLED },
	{ NULL, "实际收入", SETTLED },
	{ NULL, "到账佣金", SETTLED },
	{ NULL, "settled", SETTLED },
	{ NULL, "settledcommission", SETTLED },
	{ NULL, "actualcommission", SETTLED },
	{ NULL, "佣金", COMMISSION },
	{ NULL, "佣金金额", COMMISSION },
	{ NULL, "commission", COMMISSION },
	{ NULL, "commissionfee", COMMISSION },
	{ NULL, "earnings", COMMISSION },
	{ NULL, "币种", CURRENCY },
	{ NULL, "货币", CURRENCY },
	{ NULL, "currency", CURRENCY },
};
enum { NAMES = sizeof names / sizeof *names };

struct reader {
	struct csv csv;
	const char *kind;
	enum currency currency;
	struct arena *arena;
	int columns[ROLE_COUNT]; /* -1: absent */
	size_t count;            /* columns of the head */
	struct report *report;
	size_t room;
};

/* ---- the head */

/* "预估佣金（元）" → "预估佣金", "Order ID" → "orderid". */
static char *report_name(struct arena *arena, const char *head)
{
	char *name = text_fold(arena, text_take(arena, head, strlen(head), MOST_STEPS, NULL)), *to = name;
	const char *from;

	for (from = name; *from && *from != '('; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	return name;
}

static void find_columns(struct reader *reader, const struct csv_row *row)
{
	struct arena arena = { 0 };
	size_t rank[ROLE_COUNT], i, name;

	for (i = 0; i < ROLE_COUNT; i++) {
		reader->columns[i] = -1;
		rank[i] = NAMES;
	}
	for (i = 0; i < row->count; i++) {
		const char *head = report_name(&arena, row->fields[i]);

		for (name = 0; name < NAMES; name++)
			if (strcmp(names[name].name, head) == 0 &&
				(!names[name].kind || strcmp(names[name].kind, reader->kind) == 0))
				break;
		if (name == NAMES || rank[names[name].role] <= name)
			continue;
		rank[names[name].role] = name;
		reader->columns[names[name].role] = (int)i;
	}
	reader->count = row->count;
	arena_clear(&arena);
}

static bool is_head(const struct reader *reader)
{
	const int *columns = reader->columns;

	return (columns[LINE_NUMBER] >= 0 || columns[ORDER_NUMBER] >= 0) &&
		(columns[ESTIMATE] >= 0 || columns[SETTLED] >= 0 || columns[COMMISSION] >= 0);
}

/* Some platforms write a title and the period above the head. */
static enum err read_head(struct reader *reader, struct fault *fault)
{
	struct csv_row row = { .count = 1 };
	enum err err = OK;
	int i;

	for (i = 0; i < HEAD_LINES && !err && row.count; i++) {
		err = csv_next(&reader->csv, reader->arena, &row, fault);
		if (err || !row.count)
			break;
		find_columns(reader, &row);
		if (is_head(reader))
			return OK;
	}
	return err ? err
		   : fault_set(fault, ERR_DECODE,
			     _("No line has heads like “订单号” and “佣金”, or “order” and “commission”"));
}

/* ---- rows */

/* The cell without what exports put around numbers so that spreadsheets leave them alone: a tab, ' or `. */
static char *bare(char *cell)
{
	size_t length;

	while (*cell && strchr(" \t'`", *cell))
		cell++;
	length = strlen(cell);
	while (length && strchr(" \t", cell[length - 1]))
		length--;
	cell[length] = '\0';
	return cell;
}

static bool skip_words(const char **at, const char *words)
{
	size_t length = strlen(words);

	if (strncmp(*at, words, length) != 0)
		return false;
	*at += length;
	return true;
}

/* "￥1,234.50元" → 1234.50. Zeros beyond the currency's decimals are no amount lost. */
static bool read_amount(char *cell, enum currency currency, struct money *money)
{
	static const char *const around[] = { "¥", "￥", "元", "$", "RMB", "CNY", "," , " " };
	char plain[AMOUNT_BYTES];
	const char *at = bare(cell);
	size_t used = 0, i;
	char *point;

	while (*at && used < sizeof plain - 1) {
		for (i = 0; i < sizeof around / sizeof *around; i++)
			if (skip_words(&at, around[i]))
				break;
		if (i == sizeof around / sizeof *around)
			plain[used++] = *at++;
	}
	plain[used] = '\0';
	point = strchr(plain, '.');
	while (point && plain[used - 1] == '0' && plain + used - 1 - point > currency_decimals(currency))
		plain[--used] = '\0';
	if (point && point[1] == '\0')
		*point = '\0';
	return !*at && money_parse(plain, currency, money);
}

static bool says_nothing(const char *cell)
{
	return !*cell || strcmp(cell, "-") == 0 || strcmp(cell, "--") == 0 || strcmp(cell, "—") == 0 ||
		strcmp(cell, "null") == 0;
}

static enum err take_amount(const struct reader *reader, const struct csv_row *row, enum role role,
	struct money *money, struct fault *fault)
{
	enum currency currency = reader->currency;
	int column = reader->columns[role], code = reader->columns[CURRENCY];

	*money = (struct money){ 0 };
	if (column < 0 || says_nothing(bare(row->fields[column])))
		return OK;
	if (code >= 0 && currency_find(bare(row->fields[code])) != CURRENCY_NONE)
		currency = currency_find(bare(row->fields[code]));
	if (read_amount(row->fields[column], currency, money))
		return OK;
	return fault_set(fault, ERR_DECODE, _("Line %zu: “%.60s” is no amount of %s"), row->line,
		row->fields[column], currency_code(currency));
}

static const char *take_key(const struct reader *reader, const struct csv_row *row)
{
	static const enum role roles[] = { LINE_NUMBER, ORDER_NUMBER };
	const char *cell = "";
	size_t i;

	for (i = 0; i < 2 && says_nothing(cell); i++)
		if (reader->columns[roles[i]] >= 0)
			cell = bare(row->fields[reader->columns[roles[i]]]);
	return says_nothing(cell) ? NULL
				  : text_take(reader->arena, cell, strlen(cell), MOST_STEPS, NULL);
}

static struct report_row *add(struct reader *reader)
{
	struct report *report = reader->report;

	if (report->count == reader->room) {
		size_t room = reader->room ? reader->room * 2 : 1024;
		struct report_row *rows = arena_take_array(reader->arena, room, sizeof *rows);

		if (report->count)
			memcpy(rows, report->rows, report->count * sizeof *rows);
		report->rows = rows;
		reader->room = room;
	}
	return &report->rows[report->count++];
}

static enum err take_row(struct reader *reader, const struct csv_row *row, struct fault *fault)
{
	struct report_row taken = { .line = row->line };
	enum err err;

	if (row->count != reader->count)
		return fault_set(fault, ERR_DECODE, _("Line %zu has %zu columns, the head has %zu"),
			row->line, row->count, reader->count);
	taken.key = take_key(reader, row);
	/* A line of sums below the rows has no number ("合计"). */
	if (!taken.key || !strpbrk(taken.key, "0123456789"))
		return OK;
	err = take_amount(reader, row, ESTIMATE, &taken.estimate, fault);
	if (!err)
		err = take_amount(reader, row, SETTLED, &taken.settled, fault);
	if (!err)
		err = take_amount(reader, row, COMMISSION, &taken.commission, fault);
	if (!err)
		*add(reader) = taken;
	return err;
}

static enum err take_rows(struct reader *reader, struct fault *fault)
{
	struct arena arena = { 0 };
	struct csv_row row;
	enum err err = csv_next(&reader->csv, &arena, &row, fault);

	while (!err && row.count) {
		err = take_row(reader, &row, fault);
		arena_clear(&arena);
		if (!err)
			err = csv_next(&reader->csv, &arena, &row, fault);
	}
	arena_clear(&arena);
	reader->report->lines = reader->report->count;
	return err;
}

/* ---- one entry for each key */

static int by_key(const void *a, const void *b)
{
	const struct report_row *one = a, *other = b;
	int order = strcmp(one->key, other->key);

	return order ? order : one->line < other->line ? -1 : one->line > other->line;
}

static enum err join(struct report *report, struct fault *fault)
{
	size_t kept = 0, i;

	qsort(report->rows, report->count, sizeof *report->rows, by_key);
	for (i = 0; i < report->count; i++) {
		struct report_row *row = &report->rows[i], *last = &report->rows[kept ? kept - 1 : 0];

		if (!kept || strcmp(last->key, row->key) != 0) {
			report->rows[kept++] = *row;
			continue;
		}
		if (!money_add(last->estimate, row->estimate, &last->estimate) ||
			!money_add(last->settled, row->settled, &last->settled) ||
			!money_add(last->commission, row->commission, &last->commission))
			return fault_set(fault, ERR_DECODE,
				_("Line %zu: its amount cannot be added to that of line %zu"), row->line,
				last->line);
	}
	report->count = kept;
	return OK;
}

enum err report_read(const struct report_file *file, struct arena *arena, struct report *report,
	struct fault *fault)
{
	static const struct file_rule rule = { .most_bytes = MOST_BYTES };
	struct reader reader = { .kind = file->kind ? file->kind : "",
		.currency = file->currency,
		.arena = arena,
		.report = report };
	struct charset_text text;
	struct file_text bytes;
	enum err err = file_read(file->path, &rule, arena, &bytes, fault);

	*report = (struct report){ 0 };
	if (!err)
		err = charset_take(arena, bytes.bytes, bytes.length, &text, fault);
	if (err)
		return err;
	csv_init(&reader.csv, text.bytes);
	err = read_head(&reader, fault);
	if (!err)
		err = take_rows(&reader, fault);
	if (!err && !report->count)
		err = fault_set(fault, ERR_NOTHING, _("%s has no rows below its head"), file->path);
	report->has_estimate = reader.columns[ESTIMATE] >= 0;
	return err ? err : join(report, fault);
}

static int find_key(const void *key, const void *row)
{
	return strcmp(key, ((const struct report_row *)row)->key);
}

struct report_row *report_find(const struct report *report, const char *key)
{
	return bsearch(key, report->rows, report->count, sizeof *report->rows, find_key);
}

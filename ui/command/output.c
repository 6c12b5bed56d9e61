/*
 * output: rows of records in the form the owner asked for. Values come from value.c, columns from nouns.c.
 * A pipe gets every text in full, separated by tabs, without heads; a terminal gets a table cut to its width.
 */
#include "command/output.h"
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "net/json.h"

enum { GAP_COLS = 2, REST_LEAST_COLS = 12 };

static bool is_right(const struct column *column)
{
	return column->kind == COLUMN_MONEY || column->kind == COLUMN_RATE ||
		column->kind == COLUMN_COUNT;
}

/* ---- table for a terminal */
static bool is_seen(const struct output_run *run, const struct column *column)
{
	return column->cols != COLS_NEVER && run->call->cols >= column->from_cols;
}

/* Columns for the one that takes the rest. */
static int rest_cols(const struct output_run *run)
{
	int used = 0;
	for (const struct column *column = run->noun->columns; column->name; column++)
		if (is_seen(run, column) && column->cols != COLS_REST)
			used += column->cols + GAP_COLS;
	int rest = run->call->cols - used;
	return rest < REST_LEAST_COLS ? REST_LEAST_COLS : rest;
}

static void spaces(FILE *to, int count)
{
	for (; count > 0; count--)
		putc(' ', to);
}

static void cell(struct output_run *run, const struct column *column, const char *text)
{
	int cols = column->cols == COLS_REST ? rest_cols(run) : column->cols;
	char *cut = text_cut(&run->arena, text, (size_t)cols);
	int used = (int)text_cols(cut);
	if (is_right(column))
		spaces(run->call->to, cols - used);
	fputs(cut, run->call->to);
	const struct column *after = column + 1;
	while (after->name && !is_seen(run, after))
		after++;
	if (after->name)
		spaces(run->call->to, GAP_COLS + (is_right(column) ? 0 : cols - used));
}

static void table_heads(struct output_run *run)
{
	FILE *to = run->call->to;
	if (run->call->colors)
		fputs("\033[1m", to);
	for (const struct column *column = run->noun->columns; column->name; column++)
		if (is_seen(run, column))
			cell(run, column, _(column->head));
	fputs(run->call->colors ? "\033[0m\n" : "\n", to);
}

static void table_row(struct output_run *run, const void *record)
{
	for (const struct column *column = run->noun->columns; column->name; column++)
		if (is_seen(run, column))
			cell(run, column, column_text(column, record, true, &run->arena));
	putc('\n', run->call->to);
}

/* ---- tabs for a pipe */
static void tab_row(struct output_run *run, const void *record)
{
	bool first = true;
	for (const struct column *column = run->noun->columns; column->name; column++) {
		if (column->cols == COLS_NEVER)
			continue;
		if (!first)
			putc('\t', run->call->to);
		first = false;
		fputs(column_text(column, record, false, &run->arena), run->call->to);
	}
	putc('\n', run->call->to);
}

/* ---- name: value */
static void plain_row(struct output_run *run, const void *record)
{
	if (run->rows)
		putc('\n', run->call->to);
	for (const struct column *column = run->noun->columns; column->name; column++) {
		const char *text = column_text(column, record, true, &run->arena);
		if (*text)
			fprintf(run->call->to, "%s: %s\n", _(column->head), text);
	}
}

/* ---- CSV: RFC 4180 */
static bool is_formula(const struct column *column, const char *text)
{
	bool is_words = column->kind == COLUMN_TEXT || column->kind == COLUMN_LINES ||
		column->kind == COLUMN_LINK;
	return is_words && *text && strchr("=+-@\t\r", *text);
}

static void csv_field(FILE *to, const char *text, bool guarded)
{
	if (!guarded && !strpbrk(text, ",\"\r\n") && text[0] != ' ') {
		fputs(text, to);
		return;
	}
	putc('"', to);
	if (guarded)
		putc('\'', to); /* a spreadsheet would run what begins like a formula */
	for (; *text; text++) {
		if (*text == '"')
			putc('"', to);
		putc(*text, to);
	}
	putc('"', to);
}

static const char *csv_name(const struct column *column)
{
	return column->kind == COLUMN_RATE ? "rate_percent" : column->name;
}

static void csv_row(struct output_run *run, const void *record)
{
	FILE *to = run->call->to;
	for (const struct column *column = run->noun->columns; column->name; column++) {
		const char *text = record ?
			column_text(column, record, false, &run->arena) : csv_name(column);
		if (column != run->noun->columns)
			putc(',', to);
		csv_field(to, text, record && is_formula(column, text));
	}
	fputs("\r\n", to);
}

/* ---- JSON lines */
const char *column_json_name(const struct column *column, struct arena *arena)
{
	const char *ending = column->kind == COLUMN_MONEY ? "_minor" :
		column->kind == COLUMN_RATE ? "_bp" : "";
	return arena_print(arena, "%s%s", column->name, ending);
}

static void json_value(struct json *object, const char *name, const struct column *column,
	const void *record, struct arena *arena)
{
	const void *at = (const char *)record + column->offset;
	const char *text;
	switch (column->kind) {
	case COLUMN_COUNT:
		if (*(const int64_t *)at == UNKNOWN)
			json_put_null(object, name);
		else
			json_put_whole(object, name, *(const int64_t *)at);
		return;
	case COLUMN_MONEY:
		if (((const struct money *)at)->currency == CURRENCY_NONE)
			json_put_null(object, name);
		else
			json_put_whole(object, name, ((const struct money *)at)->minor);
		return;
	case COLUMN_RATE:
		json_put_whole(object, name, *(const int32_t *)at);
		return;
	case COLUMN_FLAG:
		json_put_bool(object, name, *(const bool *)at);
		return;
	default:
		text = column_text(column, record, false, arena);
		json_put_text(object, name, *text ? text : NULL);
	}
}

static void json_row(struct output_run *run, const void *record)
{
	struct json *object = json_object();
	for (const struct column *column = run->noun->columns; column->name; column++)
		json_value(object, column_json_name(column, &run->arena), column, record, &run->arena);
	char *text = json_print(object);
	fprintf(run->call->to, "%s\n", text);
	free(text);
	json_free(object);
}

void output_begin(struct output_run *run, struct command_call *call, const struct noun *noun)
{
	*run = (struct output_run){ .call = call, .noun = noun };
	if (call->output == OUTPUT_CSV) {
		if (call->value[SWITCH_BOM])
			fputs("\xEF\xBB\xBF", call->to);
		csv_row(run, NULL);
	}
}

void output_row(struct output_run *run, const void *record)
{
	switch (run->call->output) {
	case OUTPUT_JSON:
		json_row(run, record);
		break;
	case OUTPUT_CSV:
		csv_row(run, record);
		break;
	case OUTPUT_PLAIN:
		plain_row(run, record);
		break;
	case OUTPUT_TABLE:
		if (!run->call->cols) {
			tab_row(run, record);
			break;
		}
		if (!run->rows)
			table_heads(run);
		table_row(run, record);
	}
	run->rows++;
	arena_clear(&run->arena);
}

void output_end(struct output_run *run)
{
	arena_clear(&run->arena);
}

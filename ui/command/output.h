/*
 * output: records as a table, "name: value" lines, JSON or CSV. One array of columns per noun is behind all
 * four, and behind the tables of the manual. Money is whole minor units in JSON ("price_minor") and decimal
 * elsewhere; moments are UTC (RFC 3339) for programs and local for people.
 */
#ifndef COMMAND_OUTPUT_H
#define COMMAND_OUTPUT_H

#include "command/command.h"

/* What is at `offset` in the record. */
enum column_kind {
	COLUMN_TEXT,  /* const char *; NULL = not said */
	COLUMN_LINES, /* const char * with line feeds; never in a table */
	COLUMN_LINK,  /* const char *, the exact bytes */
	COLUMN_COUNT, /* int64_t; UNKNOWN = not said */
	COLUMN_MONEY, /* struct money; CURRENCY_NONE = not said */
	COLUMN_CURRENCY,
	COLUMN_RATE, /* int32_t basis points */
	COLUMN_TIME, /* int64_t Unix seconds; 0 = not said */
	COLUMN_FLAG, /* bool */
	COLUMN_CHANNEL,
	COLUMN_COUPON,
	COLUMN_ORDER_STATE,
	COLUMN_ORDER_KIND,
	COLUMN_LINE_KIND,
	COLUMN_OUTBOX,
};

/* Where a column is seen. */
enum { COLS_REST = 0, COLS_NEVER = -1 };

struct column {
	const char *name; /* stable, for programs */
	const char *head; /* N_() words, for people */
	enum column_kind kind;
	short cols;      /* in the table; COLS_REST takes what is left; COLS_NEVER: not in the table */
	short from_cols; /* only in a terminal at least this wide */
	size_t offset;
};

/* One kind of record; `columns` ends with a NULL name. */
struct noun {
	const char *name;
	const struct column *columns;
};
extern const struct noun goods_noun, shelf_noun, link_noun, order_noun, balance_noun, earning_noun, line_noun,
	outbox_noun, job_noun, attention_noun, deed_noun, file_noun, reconciled_noun, step_noun, searched_noun, payout_noun,
	bridge_noun, forecast_noun, income_noun;
extern const struct noun offer_noun, topic_noun, converted_noun;
extern const struct noun finding_noun, doctor_noun;
extern const struct noun *const nouns[]; /* ends with NULL */

struct output_run {
	struct command_call *call;
	const struct noun *noun;
	size_t rows;
	struct arena arena; /* of one row */
};
void output_begin(struct output_run *run, struct command_call *call, const struct noun *noun);
void output_row(struct output_run *run, const void *record);
void output_end(struct output_run *run);

/* The name of a column in JSON ("price" → "price_minor", "rate" → "rate_bp"). */
const char *column_json_name(const struct column *column, struct arena *arena);
/* Its value for people (shown: translated, local) or for files. "" = not said. Cleaned. */
const char *column_text(
	const struct column *column, const void *record, bool shown, struct arena *arena);

#endif

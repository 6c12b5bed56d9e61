/* output: one record in each form; hostile words stay in their own field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/clock.h"
#include "base/text.h"
#include "command/output.h"
#include "command/rows.h"
#include "net/json.h"

struct sample {
	const char *name;
	struct money amount;
	int32_t rate_bp;
	int64_t count, at;
	const char *link;
	bool flag;
	enum order_state state;
};
#define AT(field) offsetof(struct sample, field)
static const struct column columns[] = {
	{ "name", "Name", COLUMN_TEXT, COLS_REST, 0, AT(name) },
	{ "amount", "Amount", COLUMN_MONEY, 10, 0, AT(amount) },
	{ "currency", "Currency", COLUMN_CURRENCY, COLS_NEVER, 0, AT(amount.currency) },
	{ "rate", "Rate", COLUMN_RATE, 6, 60, AT(rate_bp) },
	{ "count", "Count", COLUMN_COUNT, 5, 0, AT(count) },
	{ "at", "At", COLUMN_TIME, COLS_NEVER, 0, AT(at) },
	{ "link", "Link", COLUMN_LINK, COLS_NEVER, 0, AT(link) },
	{ "flag", "Flag", COLUMN_FLAG, COLS_NEVER, 0, AT(flag) },
	{ "state", "State", COLUMN_ORDER_STATE, COLS_NEVER, 0, AT(state) },
	{ 0 },
};
static const struct noun sample_noun = { "sample", columns };

static const struct sample towel = { "毛巾", { 1990, CURRENCY_CNY }, 1799, 3, 1795411200,
	"https://a.example/_", true, ORDER_ESTIMATED };

static char *written;

/* What a command prints for one record; `cols` 0 = a pipe. */
static const char *print(const struct sample *sample, enum output output, int cols, bool bom)
{
	size_t length;
	struct output_run run;
	struct command_call call = { .output = output, .cols = cols };
	free(written);
	written = NULL;
	call.to = open_memstream(&written, &length);
	assert_non_null(call.to);
	if (bom)
		call.value[SWITCH_BOM] = "";
	output_begin(&run, &call, &sample_noun);
	output_row(&run, sample);
	output_end(&run);
	fclose(call.to);
	return written;
}

static void json_has_whole_minor_units(void **state)
{
	(void)state;
	assert_string_equal(print(&towel, OUTPUT_JSON, 80, false),
		"{\"name\":\"毛巾\",\"amount_minor\":1990,\"currency\":\"CNY\",\"rate_bp\":1799,\"count\":3,"
		"\"at\":\"2026-11-23T05:20:00Z\",\"link\":\"https://a.example/_\",\"flag\":true,"
		"\"state\":\"estimated\"}\n");
}

static void json_says_null_for_what_is_not_known(void **state)
{
	(void)state;
	struct sample sample = { .count = UNKNOWN };
	assert_string_equal(print(&sample, OUTPUT_JSON, 80, false),
		"{\"name\":null,\"amount_minor\":null,\"currency\":null,\"rate_bp\":0,\"count\":null,"
		"\"at\":null,\"link\":null,\"flag\":false,\"state\":\"unknown\"}\n");
}

static void csv_ends_lines_as_rfc_4180_says(void **state)
{
	(void)state;
	assert_string_equal(print(&towel, OUTPUT_CSV, 0, false),
		"name,amount,currency,rate_percent,count,at,link,flag,state\r\n"
		"毛巾,19.90,CNY,17.99,3,2026-11-23T05:20:00Z,https://a.example/_,true,estimated\r\n");
}

static void csv_has_a_mark_only_when_asked(void **state)
{
	(void)state;
	assert_memory_equal(print(&towel, OUTPUT_CSV, 0, true), "\xEF\xBB\xBFname,", 8);
}

static void csv_quotes_commas_and_quotes(void **state)
{
	(void)state;
	struct sample sample = { .name = "a \"b\", c" };
	assert_non_null(strstr(print(&sample, OUTPUT_CSV, 0, false), "\r\n\"a \"\"b\"\", c\","));
}

static void csv_disarms_formulas(void **state)
{
	(void)state;
	static const char *const formulas[] = { "=1+1", "+1", "-1", "@x" };
	for (size_t i = 0; i < 4; i++) {
		struct sample sample = { .name = formulas[i] };
		char wanted[32];
		snprintf(wanted, sizeof(wanted), "\r\n\"'%s\",", formulas[i]);
		assert_non_null(strstr(print(&sample, OUTPUT_CSV, 0, false), wanted));
	}
}

static void csv_leaves_negative_amounts_numbers(void **state)
{
	(void)state;
	struct sample sample = { .name = "x", .amount = { -5, CURRENCY_CNY } };
	assert_non_null(strstr(print(&sample, OUTPUT_CSV, 0, false), "x,-0.05,CNY,"));
}

static void plain_names_each_value(void **state)
{
	(void)state;
	const char *text = print(&towel, OUTPUT_PLAIN, 80, false);
	assert_non_null(strstr(text, "Name: 毛巾\nAmount: ¥19.90\n"));
	assert_non_null(strstr(text, "Rate: 18.0%\n"));
}

static void a_pipe_gets_everything_between_tabs(void **state)
{
	(void)state;
	assert_string_equal(print(&towel, OUTPUT_TABLE, 0, false), "毛巾\t19.90\t17.99\t3\n");
}

static void no_line_of_a_table_is_wider_than_the_terminal(void **state)
{
	(void)state;
	struct sample sample = towel;
	sample.name = "很长很长很长很长很长很长很长很长很长很长很长很长很长很长的标题 with Latin words";
	for (int cols = 40; cols <= 120; cols++) {
		char *text = strdup(print(&sample, OUTPUT_TABLE, cols, false)), *rest = text, *line;
		size_t lines = 0;
		while ((line = strsep(&rest, "\n")) && *line) {
			assert_true(text_cols(line) <= (size_t)cols);
			lines++;
		}
		assert_int_equal(lines, 2);
		free(text);
	}
}

/* Escape sequences, line feeds, tabs, C1, bidi overrides. */
static const char hostile[] = "a\x1b[2J\tb\r\nc\xC2\x9B" "2J\xE2\x80\xAE" "d\x7f";

static void hostile_words_stay_harmless(void **state)
{
	(void)state;
	struct sample sample = { .name = hostile, .link = hostile };
	for (enum output output = OUTPUT_TABLE; output <= OUTPUT_CSV; output++)
		for (int cols = 0; cols <= 80; cols += 80) {
			const char *text = print(&sample, output, cols, false);
			assert_null(strchr(text, '\x1b'));
			assert_null(strchr(text, '\x7f'));
			assert_null(strstr(text, "\xC2\x9B"));
			assert_null(strstr(text, "\xE2\x80\xAE"));
		}
}

static void hostile_words_add_neither_lines_nor_columns(void **state)
{
	(void)state;
	struct sample sample = { .name = hostile };
	const char *text = print(&sample, OUTPUT_TABLE, 0, false);
	size_t tabs = 0;
	for (const char *byte = text; *byte; byte++)
		tabs += *byte == '\t';
	assert_int_equal(tabs, 3);
	assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
}

/* Scripts rely on these: a name stands for one thing in a noun, and every noun's JSON can be read back. */
static void names_are_unique_and_simple(void **state)
{
	(void)state;
	for (const struct noun *const *noun = nouns; *noun; noun++)
		for (const struct column *column = (*noun)->columns; column->name; column++) {
			assert_int_equal(
				strspn(column->name, "abcdefghijklmnopqrstuvwxyz_0123456789"),
				strlen(column->name));
			for (const struct column *other = (*noun)->columns; other != column; other++)
				assert_string_not_equal(other->name, column->name);
		}
}

static void lines_stay_out_of_tables(void **state)
{
	(void)state;
	for (const struct noun *const *noun = nouns; *noun; noun++)
		for (const struct column *column = (*noun)->columns; column->name; column++)
			if (column->kind == COLUMN_LINES)
				assert_int_equal(column->cols, COLS_NEVER);
}

/* Fixed columns leave at least 12 for the one that takes the rest, from 40 columns on. */
static void every_table_fits_from_40_columns_on(void **state)
{
	(void)state;
	for (const struct noun *const *noun = nouns; *noun; noun++)
		for (int cols = 40; cols <= 160; cols++) {
			int used = 0, rests = 0;
			for (const struct column *column = (*noun)->columns; column->name; column++) {
				if (column->cols == COLS_NEVER || column->from_cols > cols)
					continue;
				rests += column->cols == COLS_REST;
				used += column->cols + 2;
			}
			if (used - 2 + 12 * rests > cols)
				fail_msg("%s needs more than %d columns", (*noun)->name, cols);
			assert_in_range(rests, 0, 1);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_has_whole_minor_units),
		cmocka_unit_test(json_says_null_for_what_is_not_known),
		cmocka_unit_test(csv_ends_lines_as_rfc_4180_says),
		cmocka_unit_test(csv_has_a_mark_only_when_asked),
		cmocka_unit_test(csv_quotes_commas_and_quotes),
		cmocka_unit_test(csv_disarms_formulas),
		cmocka_unit_test(csv_leaves_negative_amounts_numbers),
		cmocka_unit_test(plain_names_each_value),
		cmocka_unit_test(a_pipe_gets_everything_between_tabs),
		cmocka_unit_test(no_line_of_a_table_is_wider_than_the_terminal),
		cmocka_unit_test(hostile_words_stay_harmless),
		cmocka_unit_test(hostile_words_add_neither_lines_nor_columns),
		cmocka_unit_test(lines_stay_out_of_tables),
		cmocka_unit_test(names_are_unique_and_simple),
		cmocka_unit_test(every_table_fits_from_40_columns_on),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(written);
	return failed;
}

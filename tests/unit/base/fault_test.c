/* fault: what failed is said in one cleaned sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/fault.h"
#include "base/text.h"

static void fills_and_returns_the_code(void **unused)
{
	struct fault fault = { .retry_s = 9, .server = "old" };

	(void)unused;
	assert_int_equal(fault_set(&fault, ERR_NET, "no route to %s", "shop"), ERR_NET);
	assert_int_equal(fault.code, ERR_NET);
	assert_string_equal(fault.text, "no route to shop");
	assert_int_equal(fault.retry_s, 0);
	assert_string_equal(fault.server, "");
	assert_int_equal(fault_set(NULL, ERR_STORE, "nobody listens"), ERR_STORE);
}

static void may_quote_itself(void **unused)
{
	struct fault fault;

	(void)unused;
	fault_set(&fault, ERR_NET, "cut");
	fault_set(&fault, ERR_PARTLY, "2 of 3 failed: %s", fault.text);
	assert_string_equal(fault.text, "2 of 3 failed: cut");
}

static void cuts_at_a_whole_character(void **unused)
{
	struct fault fault;
	char text[400] = "";
	size_t shift, i;

	(void)unused;
	for (shift = 0; shift < 4; shift++) {
		memset(text, 'x', shift);
		for (i = 0; i < 100; i++)
			memcpy(text + shift + 3 * i, "毛", 3);
		fault_set(&fault, ERR_NET, "%s", text);
		assert_true(text_is_utf8(fault.text, strlen(fault.text)));
		assert_null(strstr(fault.text, "\uFFFD"));
		assert_in_range(strlen(fault.text), sizeof fault.text - 4, sizeof fault.text - 1);
	}
}

static void cleans_what_it_quotes(void **unused)
{
	struct fault fault;

	(void)unused;
	fault_set(&fault, ERR_REFUSED, "the server says: %s", "\033[2Jno\r\nX: \u202Ey\xFF");
	assert_string_equal(fault.text, "the server says: [2Jno X: y\uFFFD");
}

static void every_code_has_a_word_and_an_exit_code(void **unused)
{
	static const int exits[] = { 0, 1, 2, 2, 3, 4, 5, 6, 7, 1, 1, 1, 1 };
	int code;

	(void)unused;
	for (code = OK; code <= ERR_REFUSED; code++) {
		assert_int_equal(err_exit_code((enum err)code), exits[code]);
		assert_true(strlen(err_name((enum err)code)) > 1);
	}
	assert_string_equal(err_name(ERR_NET), "network");
	assert_string_equal(err_name((enum err)99), "unknown");
	assert_int_equal(err_exit_code((enum err)99), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_and_returns_the_code),
		cmocka_unit_test(may_quote_itself),
		cmocka_unit_test(cuts_at_a_whole_character),
		cmocka_unit_test(cleans_what_it_quotes),
		cmocka_unit_test(every_code_has_a_word_and_an_exit_code),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * need: the rows that say what an account of each supplier needs hold together: each is an option of the
 * configuration, its example is right, its sentences fit, and a secret is in none of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "supplier/supplier.h"

static void each_need_is_an_option_with_words_and_an_example(void **unused)
{
	struct account account = { .name = "mine" };
	(void)unused;
	for (size_t i = 0; suppliers[i]; i++)
		for (const struct account_need *need = suppliers[i]->needs; need && need->name; need++) {
			if (!account_put_text(&account, need->name, "x"))
				fail_msg("%s: %s is no option", suppliers[i]->id, need->name);
			if (!*need->words || !*need->where)
				fail_msg("%s: %s has no words", suppliers[i]->id, need->name);
			if (*need->example && !strstr(need->example, "…") && need->wrong &&
				need->wrong(need->example))
				fail_msg("%s: the example of %s is wrong", suppliers[i]->id, need->name);
		}
}

static void each_supplier_has_a_secret_and_every_sentence_fits(void **unused)
{
	(void)unused;
	for (size_t i = 0; suppliers[i]; i++) {
		int secrets = 0;
		for (const struct account_need *need = suppliers[i]->needs; need && need->name; need++) {
			struct fault fault = { 0 };
			secrets += need_is_secret(need);
			if (!need->is_optional) {
				assert_int_equal(need_check(need, "a-name-of-twenty-signs", "", &fault), ERR_CONF);
				assert_in_range(strlen(fault.text), 1, sizeof fault.text - 2);
			}
			if (!need->wrong || !need->wrong("?!"))
				continue;
			assert_int_equal(need_check(need, "a-name-of-twenty-signs", "?!", &fault), ERR_CONF);
			assert_in_range(strlen(fault.text), 1, sizeof fault.text - 2);
			assert_null(strstr(fault.text, "?!"));
		}
		assert_int_equal(secrets, 1);
	}
}

static void the_row_in_question_is_told(void **unused)
{
	const struct account account = { .name = "t", .kind = "taobao", .key = "12345678", .pid = "mm_1" };
	const struct account_need *which = NULL;
	struct fault fault = { 0 };
	(void)unused;
	assert_int_equal(
		supplier_check_account(supplier_find("taobao"), &account, &which, &fault), ERR_CONF);
	assert_non_null(which);
	assert_string_equal(which->name, "pid");
}

static void no_secret_is_told_as_text(void **unused)
{
	const struct account account = { .name = "t", .token = "hidden", .key = "12345678" };
	(void)unused;
	assert_null(account_text(&account, "secret"));
	assert_null(account_text(&account, "token"));
	assert_null(account_text(&account, "nonsense"));
	assert_string_equal(account_text(&account, "key"), "12345678");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_need_is_an_option_with_words_and_an_example),
		cmocka_unit_test(each_supplier_has_a_secret_and_every_sentence_fits),
		cmocka_unit_test(the_row_in_question_is_told),
		cmocka_unit_test(no_secret_is_told_as_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

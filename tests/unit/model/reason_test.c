/* reason: every key of the API has a sentence; an unknown one is said to be unknown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/reason.h"

/* The Reason schema of the supplier API. */
static const char *const keys[] = { "unpaid_timeout", "cancelled_before_ship", "deposit_only",
	"below_one_fen", "returned", "audit_failed", "price_compare", "split_parent", "account", "category",
	"enterprise_or_bulk", "source_unregistered", "violation", "group_failed", "not_attributed",
	"window_closed" };

static void says_why_for_each_key(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		assert_string_not_equal(reason_words(keys[i]), "");
		assert_string_not_equal(reason_words(keys[i]), reason_words("unknown:77"));
	}
}

static void says_what_to_do_where_something_can_be_done(void **unused)
{
	(void)unused;
	assert_non_null(strstr(reason_next_step("unpaid_timeout"), "link"));
	assert_string_equal(reason_next_step("window_closed"), "");
	assert_non_null(strstr(reason_next_step("unknown:77"), "supplier"));
}

static void without_a_reason_nothing_is_said(void **unused)
{
	(void)unused;
	assert_string_equal(reason_words(NULL), "");
	assert_string_equal(reason_words(""), "");
	assert_string_equal(reason_next_step(NULL), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_why_for_each_key),
		cmocka_unit_test(says_what_to_do_where_something_can_be_done),
		cmocka_unit_test(without_a_reason_nothing_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

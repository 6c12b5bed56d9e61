/* goods_preview: the pane stays while the selection moves, and follows after the pause. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "screen/goods_preview.h"

static const struct list_row rows[] = { { .id = "a" }, { .id = "b" }, { .id = "c" } };

static struct list three(void)
{
	struct list list;

	list_init(&list);
	list_set_total(&list, 3, 0);
	list_set_rows(&list, rows, 0, 3);
	return list;
}

static void stays_while_moving_and_follows_after(void **state)
{
	struct list list = three();
	struct goods_preview preview = { 0 };

	(void)state;
	goods_preview_follow(&preview, &list);
	list_act(&list, ACTION_DOWN);
	goods_preview_moved(&preview, &list);
	list_act(&list, ACTION_DOWN);
	goods_preview_moved(&preview, &list);
	assert_int_equal(list.selected, 2);
	assert_int_equal(goods_preview_place(&preview, &list), 0);
	assert_true(preview.at_ms > 0);
	goods_preview_follow(&preview, &list);
	assert_int_equal(goods_preview_place(&preview, &list), 2);
	assert_int_equal(preview.at_ms, 0);
	list_free(&list);
}

static void shows_the_selection_when_its_row_is_gone(void **state)
{
	struct list list = three();
	struct goods_preview preview = { .id = "gone", .at_ms = 1 };

	(void)state;
	list_act(&list, ACTION_DOWN);
	assert_int_equal(goods_preview_place(&preview, &list), 1);
	list_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stays_while_moving_and_follows_after),
		cmocka_unit_test(shows_the_selection_when_its_row_is_gone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

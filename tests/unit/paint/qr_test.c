/*
 * qr: what is encoded (read back by zbar), which version and level, what fits where and
 * what cells show. Text and pictures: qr_file_test.c. Scanning off a screen: qr_scan_test.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "paint/qr.h"
#include "qr_sample.h"
#include "tool/raster.h"

/* ---- what is encoded */

/* The modules themselves as a picture: 4 pixels each, quiet zone 4. */
static void assert_reads(const struct qr *qr, const char *link)
{
	enum { PX = 4 };
	int side = (qr->size + 8) * PX;
	struct raster raster = { side, side, malloc((size_t)side * (size_t)side) };
	for (int y = 0; y < side; y++)
		for (int x = 0; x < side; x++)
			raster.grey[y * side + x] = qr_dark(qr, x / PX - 4, y / PX - 4) ? 0 : 255;
	char read[4096];
	size_t length;
	assert_int_equal(raster_decode(&raster, read, sizeof(read), &length), 1);
	assert_int_equal(length, strlen(link));
	assert_memory_equal(read, link, length);
	raster_clear(&raster);
}

/* V19: a trimmed underscore or a decoded escape is a lost commission. */
static void links_come_back_byte_for_byte(void **state)
{
	static const char *const links[] = {
		"https://u.jd.com/AbCdEf_",
		"https://s.click.taobao.com/t?e=m%3D2%26s%3Da%2Bb%2F%2f&unid=x_y#top",
		"https://p.pinduoduo.com/a?goods_sign=E9X_2n-~.!*'();:@&=+$,/?%5B%5D__",
		"HTTPS://SHOP.EXAMPLE.CN/S/7KQ2M9XA",
		"https://Shop.Example.cn/S/7kQ2m9xA?n=00012345678901234567890",
		"https://example.com/%E5%BA%97%E9%93%BA?a=&b=%&&#",
		"x",
	};
	(void)state;
	for (size_t i = 0; i < COUNT(links); i++) {
		struct qr qr = make(links[i], QR_M);
		assert_reads(&qr, links[i]);
	}
}

static void long_links_come_back_byte_for_byte(void **state)
{
	(void)state;
	for (size_t bytes = 200; bytes <= 1000; bytes += 200) {
		struct qr qr = make(link_of(bytes), QR_M);
		assert_reads(&qr, link_of(bytes));
	}
}

/* ---- version and level */

static void version_is_the_smallest_at_m(void **state)
{
	static const size_t most_at_m[] = { 14, 26, 42, 62, 84, 106, 122, 152 };
	(void)state;
	for (size_t i = 0; i < COUNT(most_at_m); i++) {
		int version = (int)i + 1;
		struct qr full = make(link_of(most_at_m[i]), QR_M);
		assert_int_equal(full.version, version);
		assert_int_equal(full.level, QR_M);
		assert_int_equal(full.size, 17 + 4 * version);
		assert_int_equal(make(link_of(most_at_m[i] + 1), QR_M).version, version + 1);
	}
}

static void version_is_the_smallest_at_l_if_asked(void **state)
{
	static const size_t most_at_l[] = { 17, 32, 53, 78, 106, 134, 154, 192 };
	(void)state;
	for (size_t i = 0; i < COUNT(most_at_l); i++) {
		struct qr full = make(link_of(most_at_l[i]), QR_L);
		assert_int_equal(full.version, (int)i + 1);
		assert_int_equal(full.level, QR_L);
	}
}

static void level_rises_while_the_version_stays(void **state)
{
	static const struct {
		size_t bytes;
		int version;
		enum qr_level level;
	} rows[] = {
		{ 7, 1, QR_H }, { 8, 1, QR_Q }, { 11, 1, QR_Q }, { 12, 1, QR_M }, /* v1: 17 14 11 7 */
		{ 15, 2, QR_Q }, { 20, 2, QR_Q }, { 21, 2, QR_M }, { 26, 2, QR_M }, /* v2: 32 26 20 14 */
		{ 27, 3, QR_Q }, { 32, 3, QR_Q }, { 33, 3, QR_M },                  /* v3: 53 42 32 24 */
		{ 85, 6, QR_M }, { 66, 5, QR_M }, { 63, 5, QR_M }, { 60, 4, QR_M },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct qr qr = make(link_of(rows[i].bytes), QR_M);
		assert_int_equal(qr.version, rows[i].version);
		assert_int_equal(qr.level, rows[i].level);
	}
}

static void capitals_and_digits_use_their_short_modes(void **state)
{
	(void)state;
	assert_int_equal(make("HTTPS://SHOP.EXAMPLE.CN/S/7KQ2M9XA", QR_M).version, 2);
	assert_int_equal(make("https://shop.example.cn/s/7kq2m9xa", QR_M).version, 3);
}

static void level_l_is_taken_when_m_is_too_small(void **state)
{
	(void)state;
	struct qr qr = make(link_of(2331), QR_M);
	assert_int_equal(qr.version, 40);
	assert_int_equal(qr.level, QR_M);
	qr = make(link_of(2900), QR_M);
	assert_int_equal(qr.level, QR_L);
}

static void links_that_hold_no_code_are_refused(void **state)
{
	struct qr qr;
	struct fault fault = { 0 };
	(void)state;
	assert_int_equal(qr_make("", QR_M, &qr, &fault), ERR_USAGE);
	assert_true(fault.text[0]);
	assert_int_equal(qr_make(link_of(3000), QR_M, &qr, &fault), ERR_LIMIT);
	assert_non_null(strstr(fault.text, "short link"));
}

/* ---- fitting */

static void plans_keep_what_quiet_zone_they_can(void **state)
{
	static const struct {
		size_t bytes; /* at M: 14 v1, 26 v2, 42 v3, 84 v5, 152 v8 */
		struct qr_space space;
		struct qr_plan want;
	} rows[] = {
		/* the sizes with 4 modules of quiet zone */
		{ 14, { .cols = 80, .rows = 24 }, { QR_HALF, 1, 4, 4, 29, 15, 25, 0, false } },
		{ 42, { .cols = 80, .rows = 24 }, { QR_HALF, 1, 4, 4, 37, 19, 21, 0, false } },
		{ 84, { .cols = 80, .rows = 23 }, { QR_HALF, 1, 4, 4, 45, 23, 17, 0, false } },
		{ 152, { .cols = 57, .rows = 29 }, { QR_HALF, 1, 4, 4, 57, 29, 0, 0, false } },
		/* rows and columns give up quiet zone each for itself, down to 2 */
		{ 84, { .cols = 80, .rows = 22 }, { QR_HALF, 1, 3, 4, 45, 22, 17, 0, false } },
		{ 84, { .cols = 80, .rows = 21 }, { QR_HALF, 1, 2, 4, 45, 21, 17, 0, false } },
		{ 84, { .cols = 44, .rows = 23 }, { QR_HALF, 1, 4, 3, 43, 23, 0, 0, false } },
		{ 84, { .cols = 42, .rows = 23 }, { QR_HALF, 1, 4, 2, 41, 23, 0, 0, false } },
		{ 84, { .cols = 41, .rows = 21 }, { QR_HALF, 1, 2, 2, 41, 21, 0, 0, false } },
		/* then the text is hidden */
		{ 84, { .cols = 80, .rows = 20, .rows_bare = 24 },
			{ QR_HALF, 1, 4, 4, 45, 23, 17, 0, true } },
		{ 84, { .cols = 80, .rows = 20, .rows_bare = 26 },
			{ QR_HALF, 1, 4, 4, 45, 23, 17, 1, true } },
		{ 84, { .cols = 80, .rows = 20, .rows_bare = 21 },
			{ QR_HALF, 1, 2, 4, 45, 21, 17, 0, true } },
		{ 84, { .cols = 80, .rows = 21, .rows_bare = 24 },
			{ QR_HALF, 1, 2, 4, 45, 21, 17, 0, false } },
		/* full mode: wished for, or because of ▀ */
		{ 42, { .cols = 80, .rows = 40, .wish = QR_FULL },
			{ QR_FULL, 2, 4, 4, 74, 37, 3, 0, false } },
		{ 42, { .cols = 80, .rows = 40, .half_unusable = true },
			{ QR_FULL, 2, 4, 4, 74, 37, 3, 0, false } },
		{ 14, { .cols = 80, .rows = 25, .half_unusable = true },
			{ QR_FULL, 2, 2, 4, 58, 25, 11, 0, false } },
		{ 42, { .cols = 80, .rows = 24, .wish = QR_HALF, .half_unusable = true },
			{ QR_HALF, 1, 4, 4, 37, 19, 21, 0, false } },
		/* the shape of the cell */
		{ 14, { .cols = 80, .rows = 40, .cell_width_px = 9, .cell_height_px = 18 },
			{ QR_HALF, 1, 4, 4, 29, 15, 25, 0, false } },
		{ 14, { .cols = 80, .rows = 40, .cell_width_px = 9, .cell_height_px = 23 },
			{ QR_HALF, 1, 4, 4, 29, 15, 25, 0, false } },
		{ 14, { .cols = 90, .rows = 40, .cell_width_px = 9, .cell_height_px = 27 },
			{ QR_FULL, 3, 4, 4, 87, 29, 1, 0, false } },
		{ 14, { .cols = 80, .rows = 40, .cell_width_px = 16, .cell_height_px = 16 },
			{ QR_FULL, 1, 4, 4, 29, 29, 25, 0, false } },
		{ 14, { .cols = 80, .rows = 40, .wish = QR_HALF, .cell_width_px = 16, .cell_height_px = 16 },
			{ QR_HALF, 1, 4, 4, 29, 15, 25, 0, false } },
		/* the owner's quiet zone is held within 2..4 */
		{ 14, { .cols = 80, .rows = 24, .quiet_most = 2 },
			{ QR_HALF, 1, 2, 2, 25, 13, 27, 0, false } },
		{ 14, { .cols = 80, .rows = 24, .quiet_most = 1 },
			{ QR_HALF, 1, 2, 2, 25, 13, 27, 0, false } },
		{ 14, { .cols = 80, .rows = 24, .quiet_most = 99 },
			{ QR_HALF, 1, 4, 4, 29, 15, 25, 0, false } },
		/* pipes */
		{ 14, { .cols = QR_UNBOUND, .rows = QR_UNBOUND },
			{ QR_HALF, 1, 4, 4, 29, 15, 0, 0, false } },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct qr qr = make(link_of(rows[i].bytes), QR_M);
		struct qr_plan plan;
		const struct qr_plan *want = &rows[i].want;
		if (qr_fit(&qr, &rows[i].space, &plan, NULL) != OK)
			fail_msg("row %zu does not fit", i);
		if (plan.mode != want->mode || plan.module_cols != want->module_cols ||
			plan.quiet_top != want->quiet_top || plan.quiet_side != want->quiet_side ||
			plan.cols != want->cols || plan.rows != want->rows ||
			plan.left != want->left || plan.top != want->top || plan.bare != want->bare)
			fail_msg("row %zu: mode %d × %d, quiet %d %d, %d×%d at %d,%d, bare %d", i,
				plan.mode, plan.module_cols, plan.quiet_top, plan.quiet_side, plan.cols,
				plan.rows, plan.left, plan.top, plan.bare);
	}
}

static void what_does_not_fit_says_what_it_needs(void **state)
{
	struct qr qr = make(link_of(84), QR_M);
	struct qr_plan plan;
	struct fault fault = { 0 };
	(void)state;
	const struct qr_space low = { .cols = 80, .rows = 16, .rows_bare = 20 };
	assert_int_equal(qr_fit(&qr, &low, &plan, &fault), ERR_LIMIT);
	assert_int_equal(plan.cols, 41);
	assert_int_equal(plan.rows, 21);
	assert_false(plan.bare);
	assert_non_null(strstr(fault.text, "41×21"));
	assert_non_null(strstr(fault.text, "80×20"));
	const struct qr_space narrow = { .cols = 40, .rows = 60 };
	assert_int_equal(qr_fit(&qr, &narrow, &plan, &fault), ERR_LIMIT);
	const struct qr_space full = { .cols = 81, .rows = 60, .wish = QR_FULL };
	assert_int_equal(qr_fit(&qr, &full, &plan, &fault), ERR_LIMIT);
	assert_non_null(strstr(fault.text, "82×41"));
	const struct qr_space none = { 0 };
	assert_int_equal(qr_fit(&qr, &none, &plan, &fault), ERR_LIMIT);
}

/* Every size of window: what fits is whole, keeps at least 2 modules and lies inside. */
static void no_plan_cuts_or_loses_its_quiet_zone(void **state)
{
	(void)state;
	for (size_t bytes = 10; bytes < 200; bytes += 37) {
		struct qr qr = make(link_of(bytes), QR_M);
		for (int cols = 0; cols < 130; cols++)
			for (int rows = 0; rows < 66; rows++) {
				struct qr_space space = { cols, rows, rows + 3,
					rows % 2 ? QR_HALF : QR_FULL, false, 0, 0, cols % 6 };
				struct qr_plan plan;
				if (qr_fit(&qr, &space, &plan, NULL) != OK)
					continue;
				assert_in_range(plan.quiet_top, 2, 4);
				assert_in_range(plan.quiet_side, 2, 4);
				assert_true(plan.left >= 0 && plan.left + plan.cols <= cols);
				assert_true(plan.top >= 0);
				assert_true(plan.top + plan.rows <= (plan.bare ? rows + 3 : rows));
				assert_int_equal(plan.bare, plan.rows > rows);
			}
	}
}

static void level_l_is_the_last_way_to_fit(void **state)
{
	/* 100 bytes: v6 at M, v5 at L */
	const char *link = link_of(100);
	struct qr qr;
	struct qr_plan plan;
	struct fault fault = { 0 };
	(void)state;
	struct qr_space space = { .cols = 80, .rows = 23 };
	assert_int_equal(qr_make_to_fit(link, &space, &qr, &plan, &fault), OK);
	assert_int_equal(qr.version, 6);
	space.rows = 22;
	assert_int_equal(qr_make_to_fit(link, &space, &qr, &plan, &fault), OK);
	assert_int_equal(qr.version, 5);
	assert_int_equal(qr.level, QR_L);
	space.rows_bare = 24;
	assert_int_equal(qr_make_to_fit(link, &space, &qr, &plan, &fault), OK);
	assert_int_equal(qr.version, 6);
	assert_true(plan.bare);
	space.rows = 10;
	space.rows_bare = 20;
	assert_int_equal(qr_make_to_fit(link, &space, &qr, &plan, &fault), ERR_LIMIT);
	assert_int_equal(plan.rows, 21);
	assert_non_null(strstr(fault.text, "41×21"));
}

/* ---- cells */

static void cells_show_every_module(void **state)
{
	static const enum qr_mode modes[] = { QR_HALF, QR_FULL };
	(void)state;
	for (size_t bytes = 14; bytes < 160; bytes += 20)
		for (size_t m = 0; m < COUNT(modes); m++)
			for (int quiet = 2; quiet <= 4; quiet++) {
				struct qr qr = make(link_of(bytes), QR_M);
				struct qr_space space = unbound;
				struct qr_plan plan;
				space.wish = modes[m];
				space.quiet_most = quiet;
				assert_int_equal(qr_fit(&qr, &space, &plan, NULL), OK);
				int across = modes[m] == QR_HALF ? 1 : 2;
				int halves = modes[m] == QR_HALF ? 1 : 2; /* half rows of a module */
				for (int half = 0; half < plan.rows * 2; half++)
					for (int col = 0; col < plan.cols; col++) {
						struct qr_cell cell = qr_cell(&qr, &plan, half / 2, col);
						bool shown = half % 2 ? cell.lower_dark : cell.upper_dark;
						assert_int_equal(shown,
							qr_dark(&qr, col / across - quiet,
								half / halves - quiet));
					}
			}
}

static void the_last_half_row_is_light(void **state)
{
	(void)state;
	for (size_t bytes = 10; bytes < 800; bytes += 16)
		for (int quiet = 2; quiet <= 4; quiet++) {
			struct qr qr = make(link_of(bytes), QR_M);
			struct qr_space space = unbound;
			struct qr_plan plan;
			space.quiet_most = quiet;
			assert_int_equal(qr_fit(&qr, &space, &plan, NULL), OK);
			assert_int_equal(plan.rows * 2, qr.size + 2 * quiet + 1);
			for (int col = 0; col < plan.cols; col++)
				assert_false(qr_cell(&qr, &plan, plan.rows - 1, col).lower_dark);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_come_back_byte_for_byte),
		cmocka_unit_test(long_links_come_back_byte_for_byte),
		cmocka_unit_test(version_is_the_smallest_at_m),
		cmocka_unit_test(version_is_the_smallest_at_l_if_asked),
		cmocka_unit_test(level_rises_while_the_version_stays),
		cmocka_unit_test(capitals_and_digits_use_their_short_modes),
		cmocka_unit_test(level_l_is_taken_when_m_is_too_small),
		cmocka_unit_test(links_that_hold_no_code_are_refused),
		cmocka_unit_test(plans_keep_what_quiet_zone_they_can),
		cmocka_unit_test(what_does_not_fit_says_what_it_needs),
		cmocka_unit_test(no_plan_cuts_or_loses_its_quiet_zone),
		cmocka_unit_test(level_l_is_the_last_way_to_fit),
		cmocka_unit_test(cells_show_every_module),
		cmocka_unit_test(the_last_half_row_is_light),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * qr: what is encoded (read back by zbar), which version and level, what fits where, and the text
 * and picture outputs. Scanning off a simulated screen is in qr_scan_test.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "paint/qr.h"
#include "paint/qr_file.h"
#include "paint/qr_png.h"
#include "paint/qr_text.h"
#include "tool/raster.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct qr_space unbound = {
	.cols = QR_UNBOUND, .rows = QR_UNBOUND, .wish = QR_HALF
};

/* A link of so many bytes that has no run of digits or capitals to save bits on. */
static const char *link_of(size_t bytes)
{
	static char text[4096];
	const char *head = "https://u.jd.com/";
	assert_true(bytes < sizeof(text));
	for (size_t at = 0; at < bytes; at++)
		text[at] = at < strlen(head) ? head[at] : "aZ_k%e&x=~#q-b"[at % 14];
	text[bytes] = '\0';
	return text;
}

static struct qr make(const char *link, enum qr_level least)
{
	struct qr qr;
	struct fault fault = { 0 };
	if (qr_make(link, least, &qr, &fault) != OK)
		fail_msg("%s", fault.text);
	return qr;
}

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

/* ---- text */

static char *text_of(const char *link, enum qr_mode mode, enum qr_colours colours, bool inverted)
{
	struct qr qr = make(link, QR_M);
	struct qr_space space = unbound;
	struct qr_plan plan;
	char *text;
	size_t bytes;
	space.wish = mode;
	assert_int_equal(qr_fit(&qr, &space, &plan, NULL), OK);
	FILE *out = open_memstream(&text, &bytes);
	qr_write_text(&qr, &plan, colours, inverted, out);
	assert_int_equal(fclose(out), 0);
	return text;
}

static size_t times(const char *text, const char *part)
{
	size_t count = 0;
	for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
		count++;
	return count;
}

static void coloured_text_sets_both_colours_and_resets_each_line(void **state)
{
	(void)state;
	char *text = text_of(link_of(34), QR_HALF, QR_COLOURS_256, false);
	assert_int_equal(strncmp(text, "\033[48;5;231m    ", 15), 0);
	assert_int_equal(times(text, "\n"), 19);
	assert_int_equal(times(text, "\033[0m\n"), 19);
	assert_int_equal(times(text, "█") + times(text, "▄"), 0);
	assert_true(times(text, "▀") > 100);
	assert_in_range(strlen(text), 1000, 8000);
	free(text);
}

static void sixteen_colours_use_black_and_bright_white(void **state)
{
	(void)state;
	char *text = text_of(link_of(34), QR_FULL, QR_COLOURS_16, false);
	assert_int_equal(strncmp(text, "\033[107m    ", 10), 0);
	assert_true(times(text, "\033[40m") > 100);
	assert_int_equal(times(text, "\033[38"), 0);
	assert_int_equal(times(text, "▀"), 0);
	free(text);
}

static void plain_text_is_light_ink_unless_inverted(void **state)
{
	(void)state;
	char *text = text_of(link_of(34), QR_HALF, QR_PLAIN, false);
	assert_int_equal(times(text, "\033"), 0);
	assert_int_equal(strncmp(text, "████", 12), 0);
	free(text);
	text = text_of(link_of(34), QR_HALF, QR_PLAIN, true);
	assert_int_equal(strncmp(text, "    ", 4), 0);
	free(text);
}

/* ---- pictures */

static char folder[] = "/tmp/qr_test.XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	strcpy(folder + sizeof(folder) - 7, "XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static const char *in_folder(const char *name)
{
	static char path[200];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static struct raster read_png(const char *path)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	assert_true(png_image_begin_read_from_file(&image, path));
	image.format = PNG_FORMAT_GRAY;
	struct raster raster = { (int)image.width, (int)image.height,
		malloc(PNG_IMAGE_SIZE(image)) };
	assert_true(png_image_finish_read(&image, NULL, raster.grey, 0, NULL));
	return raster;
}

static void png_scans_and_has_its_quiet_zone(void **state)
{
	static const size_t sizes[] = { 14, 42, 84, 152, 600, 1000 };
	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		const char *link = link_of(sizes[i]), *path = in_folder("code.png");
		struct qr qr = make(link, QR_Q);
		assert_int_equal(qr_save(&qr, path, true, NULL), OK);
		struct raster raster = read_png(path);
		assert_int_equal(raster.width, raster.height);
		assert_true(raster.width >= 512);
		int px = raster.width / (qr.size + 8);
		assert_true(px >= 8 && px * (qr.size + 8) == raster.width);
		for (int at = 0; at < raster.width * 4 * px; at++)
			assert_int_equal(raster.grey[at], 255);
		assert_int_equal(raster.grey[raster.width * 4 * px + 4 * px - 1], 255);
		assert_int_equal(raster.grey[raster.width * 4 * px + 4 * px], 0);
		char read[2048];
		size_t length;
		assert_int_equal(raster_decode(&raster, read, sizeof(read), &length), 1);
		assert_int_equal(length, sizes[i]);
		assert_memory_equal(read, link, length);
		raster_clear(&raster);
		unlink(path);
	}
}

static char *contents(const char *path)
{
	FILE *in = fopen(path, "r");
	assert_non_null(in);
	char *text = calloc(1, 1 << 20);
	assert_true(fread(text, 1, (1 << 20) - 1, in) > 0);
	fclose(in);
	return text;
}

static void clear_run(struct qr *qr, int x, int y, int length)
{
	for (int end = x + length; x < end; x++) {
		assert_true(qr_dark(qr, x, y));
		qr->dark[y][x / 8] &= (uint8_t)~(1U << x % 8);
	}
}

/* Every dark module is drawn once, and nothing else. */
static void svg_draws_the_modules(void **state)
{
	const char *path = in_folder("code.svg");
	struct qr qr = make(link_of(84), QR_M);
	(void)state;
	assert_int_equal(qr_save(&qr, path, false, NULL), OK);
	char *text = contents(path);
	assert_non_null(strstr(text, "viewBox=\"0 0 45 45\""));
	assert_non_null(strstr(text, "width=\"360\""));
	const char *at = strstr(text, "\"#000\" d=\"");
	assert_non_null(at);
	int x, y, length, used;
	for (at += 10; sscanf(at, "M%d %dh%dv1h-%*dz%n", &x, &y, &length, &used) == 3; at += used)
		clear_run(&qr, x - 4, y - 4, length);
	assert_int_equal(*at, '"');
	for (y = 0; y < qr.size; y++)
		for (x = 0; x < qr.size; x++)
			assert_false(qr_dark(&qr, x, y));
	free(text);
	unlink(path);
}

static void a_picture_is_never_overwritten_unasked(void **state)
{
	const char *path = in_folder("code.PNG");
	struct qr qr = make(link_of(20), QR_M);
	struct fault fault = { 0 };
	(void)state;
	FILE *old = fopen(path, "w");
	fputs("old", old);
	fclose(old);
	assert_int_equal(qr_save(&qr, path, false, &fault), ERR_USAGE);
	assert_non_null(strstr(fault.text, "code.PNG"));
	char *text = contents(path);
	assert_string_equal(text, "old");
	free(text);
	assert_int_equal(qr_save(&qr, path, true, &fault), OK);
	text = contents(path);
	assert_memory_equal(text + 1, "PNG", 3);
	free(text);
	unlink(path);
}

static void pictures_get_the_rights_of_a_new_file(void **state)
{
	const char *path = in_folder("code.svg");
	struct qr qr = make(link_of(20), QR_M);
	struct stat about;
	(void)state;
	mode_t old = umask(027);
	assert_int_equal(qr_save(&qr, path, false, NULL), OK);
	umask(old);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0640);
	unlink(path);
}

/* remove_folder fails if a part of a picture were left behind. */
static void saving_fails_with_a_reason(void **state)
{
	struct qr qr = make(link_of(20), QR_M);
	struct fault fault = { 0 };
	(void)state;
	assert_int_equal(qr_save(&qr, in_folder("code.jpg"), true, &fault), ERR_USAGE);
	assert_non_null(strstr(fault.text, ".png or .svg"));
	assert_int_equal(qr_save(&qr, in_folder("none/code.png"), true, &fault), ERR_FAILED);
	assert_non_null(strstr(fault.text, "No such file"));
	assert_int_equal(mkdir(in_folder("folder.svg"), 0700), 0);
	assert_int_equal(qr_save(&qr, in_folder("folder.svg"), true, &fault), ERR_FAILED);
	assert_int_equal(qr_save(&qr, in_folder("folder.svg"), false, &fault), ERR_USAGE);
	assert_int_equal(rmdir(in_folder("folder.svg")), 0);
	FILE *full = fopen("/dev/full", "w");
	if (!full)
		return;
	assert_false(qr_write_png(&qr, full));
	fclose(full);
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
		cmocka_unit_test(coloured_text_sets_both_colours_and_resets_each_line),
		cmocka_unit_test(sixteen_colours_use_black_and_bright_white),
		cmocka_unit_test(plain_text_is_light_ink_unless_inverted),
		cmocka_unit_test_setup_teardown(png_scans_and_has_its_quiet_zone, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(svg_draws_the_modules, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(
			a_picture_is_never_overwritten_unasked, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(
			pictures_get_the_rights_of_a_new_file, make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(saving_fails_with_a_reason, make_folder, remove_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

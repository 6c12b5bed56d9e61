/*
 * qr_text, qr_png, qr_file: a code written as text and saved as a picture. Encoding: qr_test.c.
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
#include "qr_sample.h"
#include "tool/raster.h"

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
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
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

/*
 * qr_png: 8 pixels of 1 bit are a byte, so a module is one or a few whole bytes of a row.
 */
#include "paint/qr_png.h"

#include <png.h>
#include <string.h>

enum { LEAST_WIDTH_PX = 512, MOST_ROW_BYTES = 512 / 8 + QR_MOST_SIZE + 2 * QR_QUIET_MOST };

static int bytes_each(int modules)
{
	int bytes = 1;
	while (bytes * 8 * modules < LEAST_WIDTH_PX)
		bytes++;
	return bytes;
}

static void write_rows(png_struct *png, const struct qr *qr, int modules, int bytes)
{
	uint8_t row[MOST_ROW_BYTES];
	for (int y = 0; y < modules; y++) {
		for (int x = 0; x < modules; x++) {
			bool dark = qr_dark(qr, x - QR_QUIET_MOST, y - QR_QUIET_MOST);
			memset(row + x * bytes, dark ? 0x00 : 0xff, (size_t)bytes);
		}
		for (int line = 0; line < bytes * 8; line++)
			png_write_row(png, row);
	}
}

/* libpng reports an error by a jump to here. */
static bool write_all(png_struct *png, png_info *info, const struct qr *qr, FILE *out)
{
	if (setjmp(png_jmpbuf(png)))
		return false;
	int modules = qr->size + 2 * QR_QUIET_MOST;
	int bytes = bytes_each(modules);
	png_uint_32 side_px = (png_uint_32)(modules * bytes * 8);
	png_init_io(png, out);
	png_set_IHDR(png, info, side_px, side_px, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
		PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	write_rows(png, qr, modules, bytes);
	png_write_end(png, info);
	return true;
}

static void be_quiet(png_struct *png, const char *warning)
{
	(void)png;
	(void)warning;
}

static void jump(png_struct *png, const char *error)
{
	(void)error;
	png_longjmp(png, 1);
}

bool qr_write_png(const struct qr *qr, FILE *out)
{
	png_struct *png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, jump, be_quiet);
	png_info *info = png ? png_create_info_struct(png) : NULL;
	bool written = info && write_all(png, info, qr, out) && !fflush(out);
	png_destroy_write_struct(&png, &info);
	return written;
}

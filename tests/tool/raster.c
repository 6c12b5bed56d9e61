/*
 * raster: the only file with zbar.h. No perspective and no lens: those were tried by hand when the
 * modes were chosen; here a change that breaks polarity, quiet zone or cells must be noticed.
 */
#include "raster.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

enum { MARGIN_PX = 12 };

static void *need(void *memory)
{
	if (memory)
		return memory;
	fputs("raster: out of memory\n", stderr);
	exit(1);
}

static uint8_t grey_of(uint32_t rgb)
{
	uint32_t red = rgb >> 16 & 255, green = rgb >> 8 & 255, blue = rgb & 255;
	return (uint8_t)((red * 299 + green * 587 + blue * 114) / 1000);
}

/* Is there ink at this place of the cell? y < 0 or ≥ height is the leading. */
static bool inked(uint32_t glyph, int x, int y, const struct raster_look *look)
{
	int width = look->cell_width_px, height = look->cell_height_px;
	if (y < 0 || y >= height)
		return false;
	switch (glyph) {
	case 0:
	case ' ':
	case 0xA0:
		return false;
	case 0x2580: /* ▀ */
		return y < height / 2;
	case 0x2584: /* ▄ */
		return y >= height / 2;
	case 0x2588: /* █ */
		return true;
	}
	/* A letter: strokes that differ from one code point to the next, inside the cell. */
	if (x == 0 || x == width - 1 || y < height / 4 || y >= height - height / 5)
		return false;
	return ((glyph * 2654435761U) >> (unsigned)(x * 3 + y) % 29 & 3) == 0;
}

static void draw_cell(struct raster *raster, const struct raster_cell *cell, int left, int top,
	const struct raster_look *look)
{
	int above = look->leading == LEADING_AROUND ? look->leading_px / 2 : 0;
	for (int y = 0; y < look->cell_height_px + look->leading_px; y++) {
		uint8_t *line = raster->grey + (size_t)(top + y) * (size_t)raster->width + left;
		for (int x = 0; x < look->cell_width_px; x++)
			line[x] = grey_of(
				inked(cell->glyph, x, y - above, look) ? cell->fg : cell->bg);
	}
}

static void blur(struct raster *raster)
{
	size_t width = (size_t)raster->width, bytes = width * (size_t)raster->height;
	uint8_t *from = need(malloc(bytes));
	memcpy(from, raster->grey, bytes);
	for (size_t at = width + 1; at + width + 1 < bytes; at++) {
		const uint8_t *p = from + at;
		unsigned sum = p[-1] + p[0] + p[1];
		for (int x = -1; x <= 1; x++)
			sum += *(p + x - width) + *(p + x + width);
		raster->grey[at] = (uint8_t)(sum / 9);
	}
	free(from);
}

static void add_noise(struct raster *raster, int most, uint32_t seed)
{
	size_t bytes = (size_t)raster->width * (size_t)raster->height;
	for (size_t at = 0; most > 0 && at < bytes; at++) {
		seed = seed * 1664525U + 1013904223U;
		int value = raster->grey[at] + (int)(seed >> 16) % (2 * most + 1) - most;
		raster->grey[at] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
	}
}

struct raster raster_draw(
	const struct raster_cell *cells, int rows, int cols, const struct raster_look *look)
{
	int line_px = look->cell_height_px + look->leading_px;
	struct raster raster = {
		.width = cols * look->cell_width_px + 2 * MARGIN_PX,
		.height = rows * line_px + 2 * MARGIN_PX,
	};
	size_t bytes = (size_t)raster.width * (size_t)raster.height;
	raster.grey = need(malloc(bytes));
	memset(raster.grey, grey_of(look->ground), bytes);
	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++)
			draw_cell(&raster, cells + row * cols + col,
				MARGIN_PX + col * look->cell_width_px, MARGIN_PX + row * line_px,
				look);
	for (int pass = 0; pass < look->blur; pass++)
		blur(&raster);
	add_noise(&raster, look->noise, look->seed);
	return raster;
}

void raster_clear(struct raster *raster)
{
	free(raster->grey);
	*raster = (struct raster){ 0 };
}

/* ---- reading */

static int take_codes(const zbar_image_t *image, char *bytes, size_t most, size_t *length)
{
	int count = 0;
	const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
	for (; symbol; symbol = zbar_symbol_next(symbol)) {
		if (count++ > 0)
			continue;
		*length = zbar_symbol_get_data_length(symbol);
		memcpy(bytes, zbar_symbol_get_data(symbol), *length < most ? *length : most);
	}
	return count;
}

int raster_decode(const struct raster *raster, char *bytes, size_t most, size_t *length)
{
	*length = 0;
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();
	zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	/* Without this zbar guesses an encoding and alters the bytes. */
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, (unsigned)raster->width, (unsigned)raster->height);
	zbar_image_set_data(image, raster->grey,
		(unsigned long)raster->width * (unsigned long)raster->height, NULL);
	int count = zbar_scan_image(scanner, image);
	if (count > 0)
		count = take_codes(image, bytes, most, length);
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
	return count;
}

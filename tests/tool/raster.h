/*
 * raster: what a phone would see of a terminal. Cells become a grey picture, painted as a terminal
 * paints them, and zbar reads the codes in it. Used by the tests of QR codes, on cells from qr_cell
 * and on cells read from a real screen.
 */
#ifndef TOOL_RASTER_H
#define TOOL_RASTER_H

#include <stddef.h>
#include <stdint.h>

struct raster_cell {
	uint32_t glyph;	 /* code point; 0 is a space */
	uint32_t fg, bg; /* 0xRRGGBB as finally shown: reverse is already resolved */
};

/* Extra pixels between the lines. The background of a cell fills them, the ink never does. */
enum raster_leading { LEADING_BELOW, LEADING_AROUND };

struct raster_look {
	int cell_width_px, cell_height_px; /* without the leading */
	int leading_px;
	enum raster_leading leading;
	uint32_t ground; /* the terminal's own background, shown around the screen */
	int blur;	 /* passes of a 3×3 mean */
	int noise;	 /* each pixel is off by up to so many of 255 */
	uint32_t seed;
};

struct raster {
	int width, height;
	uint8_t *grey;
};

/* `cells` are rows × cols, row by row. ▀ ▄ █ and space are exact; other glyphs are shapes of about
 * the right ink. Ends the program when memory runs out. */
struct raster raster_draw(
	const struct raster_cell *cells, int rows, int cols, const struct raster_look *look);
void raster_clear(struct raster *raster);

/* Reads the QR codes of the picture and returns how many there are (-1: zbar failed). The bytes of
 * the first, cut at `most`, go to `bytes`, their full number to `length`. */
int raster_decode(const struct raster *raster, char *bytes, size_t most, size_t *length);

#endif

/*
 * glyphs: signs, frames and bars in two sets, because some terminals have no font for the first or
 * draw it two columns wide. Chosen once at start.
 */
#include "paint/canvas.h"

static const struct glyphs fine = {
	.horizontal = "─",
	.vertical = "│",
	.select = ">",
	.mark = "*",
	.up = "▲",
	.down = "▼",
	.bar = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█" },
	.light = "░",
	.ellipsis = "…",
	.bullet = "•",
};

static const struct glyphs ascii_only = {
	.horizontal = "-",
	.vertical = "|",
	.select = ">",
	.mark = "*",
	.up = "^",
	.down = "v",
	.bar = { "", "", "", "", "-", "-", "-", "-", "#" },
	.light = ":",
	.ellipsis = "~",
	.bullet = "-",
};

static const struct glyphs *chosen = &fine;

void glyphs_set_ascii(bool ascii)
{
	chosen = ascii ? &ascii_only : &fine;
}

const struct glyphs *glyphs(void)
{
	return chosen;
}

/*
 * theme: the table of looks. Yellow and cyan cannot be read on white and blue cannot on black, so
 * they are used only where the background is known, or not at all.
 */
#include "paint/theme.h"

enum { OWN = -1, BLACK = 0, RED = 1, GREEN = 2, YELLOW = 3, MAGENTA = 5, WHITE = 7 };

static const struct look looks[STYLE_COUNT] = {
	[STYLE_TEXT] = { OWN, OWN, false, false, false, false },
	[STYLE_DIM] = { OWN, OWN, false, true, false, false },
	[STYLE_BOLD] = { OWN, OWN, true, false, false, false },
	[STYLE_KEY] = { OWN, OWN, true, false, false, false },
	[STYLE_HEAD] = { OWN, OWN, true, false, true, false },
	[STYLE_MARK] = { OWN, OWN, true, false, false, false },
	[STYLE_MONEY] = { GREEN, OWN, true, false, false, false },
	[STYLE_ESTIMATE] = { OWN, OWN, false, true, false, false },
	[STYLE_GOOD] = { GREEN, OWN, false, false, false, false },
	[STYLE_BAD] = { RED, OWN, true, false, false, false },
	[STYLE_WARN] = { MAGENTA, OWN, true, false, false, false },
	[STYLE_FIELD] = { OWN, OWN, false, false, true, false },
	[STYLE_MATCH] = { OWN, OWN, true, false, true, false },
	/* Spaces show no foreground: theirs is that of ▀ on the same background, so
	 * that nothing is sent between. */
	[STYLE_CODE_DD] = { WHITE, BLACK, false, false, false, false },
	[STYLE_CODE_DL] = { BLACK, WHITE, false, false, false, false },
	[STYLE_CODE_LD] = { WHITE, BLACK, false, false, false, false },
	[STYLE_CODE_LL] = { BLACK, WHITE, false, false, false, false },
};

static bool is_code(enum style style)
{
	return style >= STYLE_CODE_DD && style <= STYLE_CODE_LL;
}

static short code_color(short color, int colors)
{
	if (colors >= 256)
		return color == BLACK ? 16 : 231;
	if (colors >= 16)
		return color == BLACK ? 0 : 15;
	return color;
}

struct look theme_look(enum style style, int colors, bool dark)
{
	struct look look = looks[style < STYLE_COUNT ? style : STYLE_TEXT];

	if (colors < 8) {
		/* Half blocks need two colours of ours; without them
		 * only the full mode is offered. */
		if (is_code(style))
			look.reverse = dark == (style == STYLE_CODE_LL);
		look.foreground = look.background = OWN;
		return look;
	}
	if (is_code(style)) {
		look.foreground = code_color(look.foreground, colors);
		look.background = code_color(look.background, colors);
	} else if (style == STYLE_WARN && dark) {
		look.foreground = YELLOW;
	}
	return look;
}

/* term_facts: see term_facts.h. */
#include "term/term_facts.h"

#include <linux/kd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { HALF_BLOCK = 0x2580 };

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && value[0];
}

/* The program itself always works in UTF-8; what counts is what the
 * owner's terminal was set up for. */
static bool environment_is_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *value;
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		value = getenv(names[i]);
		if (value && value[0])
			return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
	}
	return false;
}

/* ---- Linux's console (tailscale, authd: the default font has full blocks but no half ones) */

static bool font_has(const struct unimapdesc *map, unsigned short sign)
{
	unsigned short i;

	for (i = 0; i < map->entry_ct; i++)
		if (map->entries[i].unicode == sign)
			return true;
	return false;
}

/* False: no console, or its map cannot be read. The entries are the caller's. */
static bool read_font(struct unimapdesc *map)
{
	int mode;

	*map = (struct unimapdesc){ .entry_ct = 0 };
	if (ioctl(STDOUT_FILENO, KDGKBMODE, &mode) != 0)
		return false;
	/* Asked without room, the kernel says how much is needed. */
	(void)ioctl(STDOUT_FILENO, GIO_UNIMAP, map);
	if (map->entry_ct == 0)
		return false;
	map->entries = calloc(map->entry_ct, sizeof *map->entries);
	if (map->entries && ioctl(STDOUT_FILENO, GIO_UNIMAP, map) == 0)
		return true;
	free(map->entries);
	return false;
}

static bool console_lacks(const unsigned short *signs, size_t count)
{
	struct unimapdesc map;
	bool lacks = false;
	size_t i;

	if (!read_font(&map))
		return false;
	for (i = 0; i < count; i++)
		lacks |= !font_has(&map, signs[i]);
	free(map.entries);
	return lacks;
}

bool facts_console_lacks_glyphs(void)
{
	static const unsigned short signs[] = { 0x2500, 0x2502, 0x25B2, 0x25BC, 0x2588, 0x2026 };

	return console_lacks(signs, sizeof signs / sizeof *signs);
}

/* ---- */

void facts_read_size(struct term_facts *facts)
{
	struct winsize size = { 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		return;
	facts->rows = size.ws_row;
	facts->cols = size.ws_col;
	facts->cell_width_px = size.ws_xpixel / size.ws_col;
	facts->cell_height_px = size.ws_ypixel / size.ws_row;
}

/* "15;0": the colours of text and background, set by rxvt, konsole and others. */
static void read_colorfgbg(struct term_facts *facts)
{
	const char *value = getenv("COLORFGBG"), *last = value ? strrchr(value, ';') : NULL;
	long number;
	char *end;

	if (!last)
		return;
	number = strtol(last + 1, &end, 10);
	if (end == last + 1 || number < 0 || number > 15)
		return;
	facts->light = number == 7 || number == 15;
	facts->dark = !facts->light;
}

void facts_read(struct term_facts *facts)
{
	static const unsigned short half[] = { HALF_BLOCK };

	facts->utf8 = environment_is_utf8();
	facts->tmux = is_set("TMUX");
	facts->ssh = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
	facts->ambiguous_cols = 1;
	facts->half_blocks = facts->utf8 && !console_lacks(half, 1);
	facts_read_size(facts);
	read_colorfgbg(facts);
}

void facts_take_background(struct term_facts *facts, const char *color)
{
	unsigned red, green, blue;

	if (sscanf(color, "rgb:%2x%*[0-9a-fA-F]/%2x%*[0-9a-fA-F]/%2x", &red, &green, &blue) != 3 &&
		sscanf(color, "rgb:%2x/%2x/%2x", &red, &green, &blue) != 3)
		return;
	/* Rec. 601 luma in whole numbers. */
	facts->light = 299 * red + 587 * green + 114 * blue > 127500;
	facts->dark = !facts->light;
}

bool facts_no_color(void)
{
	return is_set("NO_COLOR");
}

bool facts_can_be_asked(const struct term_facts *facts)
{
	static const char *const never[] = { "linux", "vt", "ansi", "sun", "cons", "dumb" };
	size_t i;

	if (strncmp(facts->name, "screen", 6) == 0 && !facts->tmux)
		return false;
	for (i = 0; i < sizeof never / sizeof *never; i++)
		if (strncmp(facts->name, never[i], strlen(never[i])) == 0)
			return false;
	return true;
}

bool facts_names_a_modern(const char *name)
{
	static const char *const modern[] = { "xterm", "kitty", "foot", "alacritty", "ghostty",
		"putty", "konsole", "gnome", "vte", "iterm", "wezterm", "contour", "rxvt", "tmux",
		"screen", "mlterm" };
	size_t i;

	for (i = 0; i < sizeof modern / sizeof *modern; i++)
		if (strcasestr(name, modern[i]))
			return true;
	return false;
}

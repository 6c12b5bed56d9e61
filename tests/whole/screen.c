/*
 * screen: a pty's output through libvterm, waiting for it, and looking at it. Starting and ending:
 * program.c; modes: modes.c; keys and waiting for words: screen_keys.c.
 */
#include "screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>
#include "modes.h"
#include "program.h"

enum { CELL_WIDTH_PX = 9, CELL_HEIGHT_PX = 18 };

struct screen {
	VTerm *terminal;
	VTermScreen *cells;
	struct program program;
	bool maybe_last;   /* the latest byte looks like the keeper's, which is the last of all */
	bool output_ended; /* it was, or nobody can write any more */
	size_t bytes;
	bool ansi_silent, light;
	FILE *record;
	char answers[1024];
	size_t answer_bytes;
	struct modes modes, modes_before;
	char *text; /* of screen_row and screen_text */
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- output and answers */

static void send_answers(struct screen *screen)
{
	char answers[sizeof(screen->answers)];
	size_t length = screen->answer_bytes;
	memcpy(answers, screen->answers, length);
	screen->answer_bytes = 0;
	screen_send(screen, answers, length);
}

static void take_output(struct screen *screen, const char *bytes, size_t length)
{
	screen->maybe_last = bytes[length - 1] == PROGRAM_END;
	length -= screen->maybe_last;
	screen->bytes += length;
	if (screen->record)
		fwrite(bytes, 1, length, screen->record);
	for (size_t at = 0; at < length; at++)
		modes_see(&screen->modes, bytes[at]);
	vterm_input_write(screen->terminal, bytes, length);
	vterm_screen_flush_damage(screen->cells);
	send_answers(screen);
}

/* Reads what there is; false if there was nothing. */
static bool drain(struct screen *screen)
{
	char bytes[16384];
	bool any = false;
	ssize_t length;
	while (screen->program.master >= 0 && (length = read(screen->program.master, bytes, sizeof(bytes))) > 0) {
		take_output(screen, bytes, (size_t)length);
		any = true;
	}
	program_look(&screen->program);
	screen->output_ended = screen->program.ended && (screen->maybe_last || screen->program.master < 0);
	return any;
}

/* Sleeps until there is output, the program ended or the time is over. */
static void rest(const struct screen *screen, int for_ms, short events)
{
	struct pollfd until[] = {
		{ .fd = screen->program.master, .events = events },
		{ .fd = screen->program.ended ? -1 : screen->program.reports, .events = POLLIN },
	};
	poll(until, 2, for_ms);
}

void screen_send(struct screen *screen, const char *bytes, size_t length)
{
	int64_t end = now_ms() + SCREEN_PATIENCE_MS;
	while (length > 0 && screen->program.master >= 0 && !screen->program.ended) {
		ssize_t sent = write(screen->program.master, bytes, length);
		if (sent > 0) {
			bytes += sent;
			length -= (size_t)sent;
			continue;
		}
		if (errno != EAGAIN)
			return;
		if (now_ms() > end)
			fail_msg("the program does not read its keys");
		rest(screen, SCREEN_PATIENCE_MS, POLLIN | POLLOUT);
		drain(screen);
	}
}

/* Answers wait until libvterm has done with the bytes that asked: sending may read. */
static void answer(const char *bytes, size_t length, void *with)
{
	struct screen *screen = with;
	if (screen->ansi_silent || length > sizeof(screen->answers) - screen->answer_bytes)
		return;
	memcpy(screen->answers + screen->answer_bytes, bytes, length);
	screen->answer_bytes += length;
}

/* libvterm does not know this question. */
static int answer_ground(const char *command, size_t length, void *with)
{
	const struct screen *screen = with;
	const char *white = "\033]11;rgb:ffff/ffff/ffff\033\\";
	const char *black = "\033]11;rgb:0000/0000/0000\033\\";
	if (length < 4 || memcmp(command, "11;?", 4))
		return 0;
	answer(screen->light ? white : black, strlen(black), with);
	return 1;
}

static const VTermParserCallbacks unknown = { .osc = answer_ground };

static void set_up_terminal(struct screen *screen, int rows, int cols)
{
	uint8_t ink_grey = screen->light ? 0 : 229, ground_grey = screen->light ? 255 : 0;
	VTermColor ink, ground;
	screen->terminal = vterm_new(rows, cols);
	vterm_set_utf8(screen->terminal, 1);
	screen->cells = vterm_obtain_screen(screen->terminal);
	vterm_screen_enable_altscreen(screen->cells, 1);
	vterm_screen_set_unrecognised_fallbacks(screen->cells, &unknown, screen);
	vterm_color_rgb(&ink, ink_grey, ink_grey, ink_grey);
	vterm_color_rgb(&ground, ground_grey, ground_grey, ground_grey);
	vterm_state_set_default_colors(vterm_obtain_state(screen->terminal), &ink, &ground);
	vterm_screen_reset(screen->cells, 1);
	vterm_output_set_callback(screen->terminal, answer, screen);
	modes_init(&screen->modes);
	screen->modes_before = screen->modes;
}

/* ---- start and end */

static struct winsize size_of(int rows, int cols)
{
	return (struct winsize){ (unsigned short)rows, (unsigned short)cols,
		(unsigned short)(cols * CELL_WIDTH_PX), (unsigned short)(rows * CELL_HEIGHT_PX) };
}

struct screen *screen_new(const struct screen_start *start)
{
	struct screen *screen = calloc(1, sizeof(*screen));
	struct winsize size = size_of(start->rows ? start->rows : 24, start->cols ? start->cols : 80);
	const char *term = start->term ? start->term : "xterm-256color";
	if (!screen || !program_start(&screen->program, start->argv, start->env, term, &size))
		fail_msg("%s cannot be started: %s", start->argv[0], strerror(errno));
	screen->light = start->light;
	screen->ansi_silent = start->ansi_silent;
	screen->record = start->record;
	set_up_terminal(screen, size.ws_row, size.ws_col);
	return screen;
}

void screen_free(struct screen *screen)
{
	if (!screen)
		return;
	program_clear(&screen->program);
	vterm_free(screen->terminal);
	free(screen->text);
	free(screen);
}

void screen_hang_up(struct screen *screen)
{
	program_hang_up(&screen->program);
}

void screen_signal(struct screen *screen, int signal)
{
	if (!screen->program.ended)
		kill(screen->program.pid, signal);
}

/*
 * What the program wrote for its former window still comes in, and libvterm writes outside its cells where
 * margins or a saved cursor lie beyond the new size, or where a wide character is to go into one column.
 */
static void resize_terminal(VTerm *terminal, int rows, int cols)
{
	static const char no_margins_and_saved_at_home[] = "\033[r\0337";
	vterm_set_size(terminal, rows, cols < 2 ? 2 : cols);
	vterm_input_write(terminal, no_margins_and_saved_at_home, strlen(no_margins_and_saved_at_home));
}

void screen_resize(struct screen *screen, int rows, int cols)
{
	struct winsize size = size_of(rows, cols);
	drain(screen);
	resize_terminal(screen->terminal, rows, cols);
	ioctl(screen->program.master, TIOCSWINSZ, &size);
}

bool screen_mode(const struct screen *screen, int mode)
{
	return mode >= 0 && mode < MODES_MOST && screen->modes.on[mode];
}

const char *screen_unrestored(struct screen *screen)
{
	static char what[80];
	int mode = modes_differ(&screen->modes, &screen->modes_before);
	if (mode >= 0) {
		snprintf(what, sizeof(what), "mode %d is left %s", mode,
			screen->modes.on[mode] ? "on" : "off");
		return what;
	}
	if (!program_line_restored(&screen->program))
		return "the line settings (echo, signals, line mode) are not as before";
	return NULL;
}

/* ---- waiting */

bool screen_wait(struct screen *screen, bool (*holds)(struct screen *screen, const void *with),
	const void *with, int within_ms)
{
	int64_t end = now_ms() + within_ms;
	for (;;) {
		bool more = drain(screen);
		if (holds(screen, with))
			return true;
		int64_t left = end - now_ms();
		if (screen->output_ended || left <= 0)
			return false;
		if (!more)
			rest(screen, (int)left, POLLIN);
	}
}

static bool has_ended(struct screen *screen, const void *with)
{
	(void)with;
	return screen->output_ended;
}

bool screen_wait_end(struct screen *screen, int *status, int within_ms)
{
	if (!screen_wait(screen, has_ended, NULL, within_ms))
		return false;
	if (status)
		*status = screen->program.status;
	return true;
}

size_t screen_watch(struct screen *screen, int for_ms)
{
	drain(screen);
	size_t before = screen->bytes;
	int64_t end = now_ms() + for_ms;
	for (int64_t left = for_ms; left > 0 && !screen->output_ended; left = end - now_ms()) {
		rest(screen, (int)left, POLLIN);
		drain(screen);
	}
	return screen->bytes - before;
}

/* ---- looking */

int screen_rows(const struct screen *screen)
{
	int rows, cols;
	vterm_get_size(screen->terminal, &rows, &cols);
	return rows;
}

int screen_cols(const struct screen *screen)
{
	int rows, cols;
	vterm_get_size(screen->terminal, &rows, &cols);
	return cols;
}

size_t screen_bytes(const struct screen *screen)
{
	return screen->bytes;
}

/* The right half of a wide character is a cell of its own with this in it. */
static bool right_half(const VTermScreenCell *cell)
{
	return cell->chars[0] == (uint32_t)-1;
}

static void write_char(FILE *out, uint32_t c)
{
	if (c < 0x80) {
		fputc((int)c, out);
	} else if (c < 0x800) {
		fprintf(out, "%c%c", 0xC0 | c >> 6, 0x80 | (c & 63));
	} else if (c < 0x10000) {
		fprintf(out, "%c%c%c", 0xE0 | c >> 12, 0x80 | (c >> 6 & 63), 0x80 | (c & 63));
	} else {
		fprintf(out, "%c%c%c%c", 0xF0 | c >> 18, 0x80 | (c >> 12 & 63), 0x80 | (c >> 6 & 63),
			0x80 | (c & 63));
	}
}

static void write_row(struct screen *screen, int row, FILE *out)
{
	int blanks = 0;
	for (int col = 0; col < screen_cols(screen); col++) {
		VTermScreenCell cell;
		vterm_screen_get_cell(screen->cells, (VTermPos){ row, col }, &cell);
		if (right_half(&cell))
			continue;
		if (cell.chars[0] == 0 || cell.chars[0] == ' ') {
			blanks++;
			continue;
		}
		fprintf(out, "%*s", blanks, "");
		blanks = 0;
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			write_char(out, cell.chars[i]);
	}
}

static const char *rows_text(struct screen *screen, int first, int end)
{
	size_t bytes;
	free(screen->text);
	screen->text = NULL;
	FILE *out = open_memstream(&screen->text, &bytes);
	for (int row = first; row < end; row++) {
		write_row(screen, row, out);
		if (end - first > 1)
			fputc('\n', out);
	}
	fclose(out);
	return screen->text;
}

const char *screen_row(struct screen *screen, int row)
{
	return rows_text(screen, row, row + 1);
}

const char *screen_text(struct screen *screen)
{
	return rows_text(screen, 0, screen_rows(screen));
}

static uint32_t rgb_of(const struct screen *screen, VTermColor colour)
{
	vterm_screen_convert_color_to_rgb(screen->cells, &colour);
	return (uint32_t)colour.rgb.red << 16 | (uint32_t)colour.rgb.green << 8 | colour.rgb.blue;
}

struct raster_cell screen_cell(struct screen *screen, int row, int col)
{
	VTermScreenCell cell;
	vterm_screen_get_cell(screen->cells, (VTermPos){ row, col }, &cell);
	uint32_t fg = rgb_of(screen, cell.fg), bg = rgb_of(screen, cell.bg);
	bool reverse = cell.attrs.reverse;
	return (struct raster_cell){ right_half(&cell) ? ' ' : cell.chars[0], reverse ? bg : fg,
		reverse ? fg : bg };
}

void screen_cursor(struct screen *screen, int *row, int *col)
{
	VTermPos at;
	vterm_state_get_cursorpos(vterm_obtain_state(screen->terminal), &at);
	*row = at.row;
	*col = at.col;
}

int screen_decode(struct screen *screen, int leading_px, char *bytes, size_t most, size_t *length)
{
	int rows = screen_rows(screen), cols = screen_cols(screen);
	struct raster_cell *cells = calloc((size_t)(rows * cols), sizeof(*cells));
	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++)
			cells[row * cols + col] = screen_cell(screen, row, col);
	const struct raster_look look = { .cell_width_px = CELL_WIDTH_PX, .cell_height_px = CELL_HEIGHT_PX,
		.leading_px = leading_px,
		.ground = screen->light ? 0xffffff : 0,
		.blur = 1,
		.noise = 6,
		.seed = 1 };
	struct raster raster = raster_draw(cells, rows, cols, &look);
	int codes = raster_decode(&raster, bytes, most, length);
	raster_clear(&raster);
	free(cells);
	return codes;
}

/*
 * floor_raw: what a list costs at least: a mapped file of lines drawn by write(2), one scrolled line at a
 * time. j and ^F move. The physical limit beside which pty_bench sets the others. Usage: floor_raw FILE
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum { ROWS = 30, COLS = 100, MOST = 65536 };

static struct {
	const char *text, *end, *top, *bottom; /* the page is top..bottom */
	char out[MOST];
	size_t used;
} list;

static const char *next(const char *line)
{
	const char *end = memchr(line, '\n', (size_t)(list.end - line));

	return end ? end + 1 : list.end;
}

static void put(const char *bytes, size_t length)
{
	if (length > MOST - list.used)
		length = MOST - list.used;
	memcpy(list.out + list.used, bytes, length);
	list.used += length;
}

/* Lines of the list hold no tabs; wide characters are counted as two columns by their first byte. */
static void put_line(const char *line)
{
	const char *at, *end = next(line);
	int cols = 0;

	for (at = line; at < end && *at != '\n'; at++) {
		if ((*at & 0xc0) != 0x80)
			cols += (*at & 0xf0) == 0xe0 ? 2 : 1;
		if (cols >= COLS)
			break;
	}
	put(line, (size_t)(at - line));
}

static void draw_page(void)
{
	int row;

	put("\033[H\033[2J", 7);
	for (row = 0, list.bottom = list.top; row < ROWS; row++) {
		if (row)
			put("\r\n", 2);
		put_line(list.bottom);
		list.bottom = next(list.bottom);
	}
}

static void scroll(void)
{
	put("\r\n", 2);
	put_line(list.bottom);
	list.top = next(list.top);
	list.bottom = next(list.bottom);
}

static bool act(char key)
{
	if (key == 'j')
		scroll();
	else if (key == ('F' & 0x1f)) {
		list.top = list.bottom;
		draw_page();
	}
	return key != 'q';
}

static void show(void)
{
	(void)!write(1, list.out, list.used);
	list.used = 0;
}

int main(int count, char **arguments)
{
	struct termios terminal;
	struct stat about;
	char keys[256];
	ssize_t got, i;
	int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;

	if (file < 0 || fstat(file, &about) != 0)
		return 2;
	list.text = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
	if (list.text == MAP_FAILED)
		return 1;
	list.end = list.text + about.st_size;
	list.top = list.text;
	tcgetattr(0, &terminal);
	cfmakeraw(&terminal);
	tcsetattr(0, TCSANOW, &terminal);
	draw_page();
	show();
	while ((got = read(0, keys, sizeof keys)) > 0)
		for (i = 0; i < got; i++, show())
			if (!act(keys[i]))
				return 0;
	return 0;
}

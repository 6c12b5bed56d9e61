/*
 * floor_curses: the least a list drawn by curses costs: a mapped file of lines, a marker in front of the
 * selected one, all keys that are there taken before one repaint. j and ^F move. Usage: floor_curses FILE
 */
#include <fcntl.h>
#include <locale.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <curses.h>

static struct {
	const char *text, *end, *top;
	int selected;
} list;

static const char *next(const char *line)
{
	const char *end = memchr(line, '\n', (size_t)(list.end - line));

	return end ? end + 1 : list.end;
}

static void draw(void)
{
	const char *line = list.top, *end;
	int row;

	erase();
	for (row = 0; row < LINES && line < list.end; row++, line = end) {
		end = next(line);
		mvaddstr(row, 0, row == list.selected ? "> " : "  ");
		addnstr(line, (int)(end - line - 1) < COLS - 3 ? (int)(end - line - 1) : COLS - 3);
	}
	move(list.selected, 0);
	refresh();
}

static void act(int key)
{
	int row;

	if (key == 'j' && list.selected < LINES - 1)
		list.selected++;
	else if (key == 'j')
		list.top = next(list.top);
	else if (key == ('F' & 0x1f))
		for (row = 0; row < LINES; row++)
			list.top = next(list.top);
}

int main(int count, char **arguments)
{
	struct stat about;
	int file = count == 2 ? open(arguments[1], O_RDONLY) : -1, key;

	if (file < 0 || fstat(file, &about) != 0)
		return 2;
	list.text = list.top = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
	if (list.text == MAP_FAILED)
		return 1;
	list.end = list.text + about.st_size;
	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	scrollok(stdscr, FALSE);
	idlok(stdscr, TRUE);
	draw();
	while ((key = getch()) != 'q' && key != ERR) {
		act(key);
		nodelay(stdscr, TRUE);
		while ((key = getch()) != ERR)
			act(key);
		nodelay(stdscr, FALSE);
		draw();
	}
	endwin();
	return 0;
}

/* Bytes as keys: names, folding, sequences, a field, a list and a canvas. Nothing may crash, leave half a
 * character or put out what was not there to be typed. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "input/action.h"
#include "paint/list.h"
#include "paint/prompt.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { ROWS = 300 };

struct world {
	struct keymap *keymap;
	struct list list;
	struct prompt prompt;
	struct canvas canvas;
	struct arena arena;
};

static void load(struct world *world)
{
	size_t from, count, i;

	while (list_wants(&world->list, &from, &count)) {
		struct list_row *rows = arena_take_array(&world->arena, count, sizeof *rows);

		for (i = 0; i < count; i++)
			rows[i] = (struct list_row){ .id = arena_print(&world->arena, "%zu", from + i),
				.cells = { world->prompt.text } };
		list_set_rows(&world->list, rows, from, count);
	}
}

static void check_canvas(const struct canvas *canvas)
{
	int row, col;

	for (row = 0; row < canvas->rows; row++)
		for (col = 0; col < canvas->cols; col++) {
			const struct cell *cell = &canvas->cells[row * canvas->cols + col];

			if (!text_is_utf8(cell->text, strlen(cell->text)) || cell->cols > 2 ||
				(cell->cols == 0 && (col == 0 || cell[-1].cols != 2)) ||
				(cell->cols == 2 && (col + 1 == canvas->cols || cell[1].cols != 0)) ||
				((unsigned char)cell->text[0] < ' ' && cell->cols != 0))
				abort();
		}
}

static void press(struct world *world, const struct key *key)
{
	static const struct list_column columns[] = { { "Title", 0, 0, false } };
	bool pending;
	enum action action = keymap_action(world->keymap, ~0U, key->name, &pending);

	(void)list_act(&world->list, action);
	load(world);
	(void)prompt_key(&world->prompt, key);
	if (!text_is_utf8(world->prompt.text, strlen(world->prompt.text)) ||
		world->prompt.cursor > strlen(world->prompt.text))
		abort();
	canvas_clear(&world->canvas);
	world->list.match = world->prompt.text;
	list_draw(&world->list, area_part(canvas_area(&world->canvas), 1, 0, 8, 30), columns, 1);
	prompt_draw(&world->prompt, canvas_area(&world->canvas), 0);
	check_canvas(&world->canvas);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct world world = { .keymap = keymap_new(NULL, NULL, NULL, NULL) };
	char *text = malloc(length + 1), *at;
	struct key key;
	size_t used;

	memcpy(text, bytes, length);
	text[length] = '\0';
	canvas_init(&world.canvas, 9, 31);
	list_init(&world.list);
	list_set_total(&world.list, ROWS, -1);
	prompt_set(&world.prompt, "Find:", "");
	for (at = text; *at; at += used ? used : 1) {
		used = key_read(at, &key);
		if (used > 0)
			press(&world, &key);
	}
	/* The same bytes as they are: pasted, and drawn without having been cleaned. */
	key = (struct key){ .name = "<Paste>", .paste = text };
	press(&world, &key);
	area_put(area_part(canvas_area(&world.canvas), 2, 3, 3, 11), 1, -2, STYLE_TEXT, text);
	area_field(canvas_area(&world.canvas), 5, 4, 9, STYLE_TEXT, text, length % 2);
	check_canvas(&world.canvas);
	list_free(&world.list);
	canvas_free(&world.canvas);
	keymap_free(world.keymap);
	arena_clear(&world.arena);
	free(text);
	return 0;
}

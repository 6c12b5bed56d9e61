/* lost_card: see lost_card.h. What is said is desk/explain.c's. */
#include "screen/lost_card.h"

#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "screen/sheet.h"

enum { NUMBER_LEAST = 6 };

/* Whole numbers of orders have digits and no spaces; the last few digits are not enough for a letter. */
static bool is_number(const char *words)
{
	return strlen(words) >= NUMBER_LEAST && strpbrk(words, "0123456789") && !strpbrk(words, " \t");
}

void lost_load(struct lost *lost, const struct face *face, const char *words, struct arena *arena)
{
	*lost = (struct lost){ 0 };
	if (!is_number(words) || !face->conf->account_count)
		return;
	lost->number = arena_text(arena, words);
	lost->count = explain_searched(&face->desk->store, face->conf, arena, &lost->rows);
	lost->claim = explain_claim(arena, lost->number, explain_least_read(lost->rows, lost->count));
}

static void draw_searched(struct sheet *sheet, const struct searched *row)
{
	char since[CLOCK_TEXT], until[CLOCK_TEXT];
	if (row->until && row->since)
		sheet_print(sheet, STYLE_TEXT, "%s, %s: %s – %s", row->supplier, row->feed,
			clock_day(row->since, since), clock_minute(row->until, until));
	else if (row->until)
		sheet_print(sheet, STYLE_TEXT, _("%s, %s: all up to %s"), row->supplier, row->feed,
			clock_minute(row->until, until));
	else
		sheet_print(sheet, STYLE_TEXT, "%s, %s", row->supplier, row->feed);
	sheet_print(sheet, row->offered && (!row->until || row->broken) ? STYLE_WARN : STYLE_DIM, "  %s",
		explain_verdict(row));
}

void lost_draw(const struct lost *lost, const struct face *face, struct area area)
{
	struct sheet sheet;
	sheet_begin(&sheet, area, NULL);
	sheet_print(&sheet, STYLE_BOLD, _("Order %s is not here. It was looked for in:"), lost->number);
	for (size_t i = 0; i < lost->count; i++)
		draw_searched(&sheet, &lost->rows[i]);
	sheet_gap(&sheet);
	sheet_print(&sheet, STYLE_TEXT, _("%s copies this letter to the supplier:"),
		keymap_first(face->keymap, ACTION_CLAIM));
	sheet_text(&sheet, STYLE_DIM, lost->claim);
	sheet_end(&sheet, NULL);
}

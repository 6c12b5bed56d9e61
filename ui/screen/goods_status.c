/* goods_status: see goods_status.h. */
#include "screen/goods_status.h"

#include "base/text.h"
#include "base/words.h"

static const char *words_of(const struct find_row *row, struct arena *arena)
{
	switch (row->state) {
	case FIND_ASKING:
		return _("asking");
	case FIND_ANSWERED:
		return arena_print(arena, "%zu", row->hits);
	case FIND_BUSY:
		return row->wait_s > 0 ? arena_print(arena, _("busy %d s"), row->wait_s) : _("busy");
	case FIND_REFUSED:
		return _("failed");
	case FIND_OFF:
		break;
	}
	return _("off");
}

const char *goods_status(const struct face *face, struct arena *arena)
{
	const char *between = text_ambiguous_cols() == 2 ? " - " : " · ", *text = "";
	struct find_row *rows;
	size_t i, count = find_states(face->desk, arena, &rows);

	/* A narrow line is cut at its end: those that gave no answer come first. */
	for (int answered = 0; count > 1 && answered <= 1; answered++)
		for (i = 0; i < count; i++)
			if ((rows[i].state == FIND_ANSWERED) == answered)
				text = arena_print(arena, "%s%s%s %s", text, between, rows[i].supplier,
					words_of(&rows[i], arena));
	return text;
}

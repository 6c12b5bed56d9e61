/* share_words: see share_words.h. The field is caption.h's, the rules are model/lint.h's. */
#include "screen/share_words.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "desk/draft.h"
#include "model/lint.h"
#include "screen/reaction.h"

enum { PAUSE_MS = 300, FIELD_TOP = 1, LEAST_BELOW = 4 };

/* ---- drawing */

static const char *finding_line(const struct lint_finding *finding, struct arena *arena)
{
	if (!*finding->part)
		return finding->words;
	/* Words: what was found in her text, and why that is bad. */
	return arena_print(arena, _("\"%s\": %s"), finding->part, finding->words);
}

static void draw_findings(struct sheet *sheet, const char *text, enum channel channel)
{
	struct lint_finding *found;
	size_t count = lint_text(text, channel, &sheet->arena, &found);

	for (size_t i = 0; i < count; i++)
		sheet_text(sheet, found[i].act == LINT_BLOCKS ? STYLE_BAD : STYLE_WARN,
			finding_line(&found[i], &sheet->arena));
}

static const char *head(const char *text, struct arena *arena)
{
	size_t length = text_graphemes(text);

	return arena_print(arena, ngettext("Caption, %zu character", "Caption, %zu characters", length), length);
}

void share_words_draw(struct sheet *sheet, const char *caption, const struct link *link)
{
	sheet_line(sheet, STYLE_HEAD, head(caption, &sheet->arena));
	sheet_text(sheet, STYLE_TEXT, caption);
	draw_findings(sheet, caption, link->channel);
	if (link->channel == CHANNEL_MOMENTS)
		sheet_text(sheet, STYLE_DIM,
			_("Moments: put the link into the first comment, and no pass-code anywhere."));
	else if (link->pass_code)
		sheet_pair(sheet, _("Pass-code"), STYLE_TEXT, link->pass_code);
}

void share_words_draw_field(struct share_words *words, struct area area)
{
	struct sheet sheet;
	int most = area.rows - FIELD_TOP - LEAST_BELOW;
	int rows = words->field.count < most ? words->field.count : most;
	struct area below = area_part(area, FIELD_TOP + rows, 0, area.rows - FIELD_TOP - rows, area.cols);

	sheet_begin(&sheet, below, NULL);
	const char *text = caption_text(&words->field, &sheet.arena);
	area_field(area, 0, 0, area.cols, STYLE_HEAD, head(text, &sheet.arena), false);
	caption_draw(&words->field, area_part(area, FIELD_TOP, 0, rows, area.cols));
	sheet_text(&sheet, STYLE_DIM,
		_("<Enter> new line, <Esc> or <C-s> keeps it, <C-c> leaves it as it was. Empty: as proposed."));
	draw_findings(&sheet, text, words->link.channel);
	sheet_end(&sheet, NULL);
}

const char *share_words_block(const char *caption, enum channel channel, struct arena *arena)
{
	struct lint_finding *found;
	size_t count = lint_text(caption, channel, arena, &found);
	const struct lint_finding *block = lint_block(found, count);

	return block ? finding_line(block, arena) : NULL;
}

/* ---- editing */

void share_words_edit(struct share_words *words, const struct face *face, const struct goods *goods,
	const struct link *link)
{
	struct arena *arena = &words->arena;

	arena_clear(arena);
	words->desk = face->desk;
	words->link = (struct link){ .supplier = arena_text(arena, link->supplier),
		.goods = arena_text(arena, link->goods), .channel = link->channel,
		.url = arena_text(arena, link->url) };
	words->before = draft_get(face->desk, arena, link);
	words->proposed = goods ? share_caption(arena, goods, link, clock_now_s()) : "";
	caption_set(&words->field, words->before ? words->before : words->proposed);
	words->typing = true;
	words->keep_at_ms = 0;
}

static struct reaction put(struct share_words *words, const char *text)
{
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault = { 0 };

	words->keep_at_ms = 0;
	if (draft_put(words->desk, &words->link, strcmp(text, words->proposed) ? text : "", &fault) != OK)
		snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
	return reaction;
}

struct reaction share_words_keep(struct share_words *words)
{
	struct arena arena = { 0 };
	struct reaction reaction = reaction_of(REACT_RELOAD);

	if (words->keep_at_ms != 0)
		reaction = put(words, caption_text(&words->field, &arena));
	arena_clear(&arena);
	return reaction;
}

static struct reaction stop(struct share_words *words, bool keep)
{
	words->typing = false;
	return keep ? share_words_keep(words) : put(words, words->before ? words->before : "");
}

/* Help, repainting and the shell work in the field as elsewhere. */
static bool is_general(const struct key *key)
{
	return key_is(key, "<F1>") || key_is(key, "<C-l>") || key_is(key, "<C-z>");
}

struct reaction share_words_key(struct share_words *words, const struct key *key)
{
	if (is_general(key))
		return reaction_of(REACT_NOT_MINE);
	/* The next channel has a caption of its own. */
	if (key_is(key, "<Tab>")) {
		(void)stop(words, true);
		return reaction_of(REACT_NOT_MINE);
	}
	switch (caption_key(&words->field, key)) {
	case PROMPT_CHANGED:
		words->keep_at_ms = clock_steady_ms() + PAUSE_MS;
		return reaction_of(REACT_REDRAW);
	case PROMPT_ENTER:
		return stop(words, true);
	case PROMPT_LEAVE:
		return stop(words, false);
	default:
		return reaction_of(REACT_REDRAW);
	}
}

void share_words_close(struct share_words *words)
{
	if (words->typing)
		(void)share_words_keep(words);
	arena_clear(&words->arena);
}

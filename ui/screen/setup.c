/*
 * setup: the first minutes: language, what the terminal can draw, a code the phone reads, a
 * supplier. Choices are kept in the store ("setup.language", "setup.ascii", the code's by
 * share_code.c); her configuration file gets nothing but a new supplier's section at its end
 * (command/setup.h). Can be repeated at any time.
 */
#include "screen/screen.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "command/language.h"
#include "screen/reaction.h"
#include "screen/share_code.h"
#include "screen/setup_supplier.h"
#include "screen/sheet.h"

enum step { STEP_LANGUAGE, STEP_FRAME, STEP_CODE, STEP_SUPPLIER, STEP_DONE };
static const char sample_code[] = "https://shopkeeper.example/it-works";

struct setup {
	enum step step;
	struct share_code code;
	int codes_tried;
	const char *language; /* chosen, NULL = not asked */
	bool ascii;           /* the frame was crooked */
	struct setup_supplier supplier;
};

static void open(void *state, const struct face *face, const char *subject)
{
	struct setup *setup = state;
	share_code_load(&setup->code, face);
	setup_supplier_open(&setup->supplier, face, subject);
	/* Somebody who is set up comes for a supplier. */
	setup->supplier.is_alone = subject[0] != '\0';
	if (setup->supplier.is_alone)
		setup->step = STEP_SUPPLIER;
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct setup *setup = state;
	setup_supplier_load(&setup->supplier, face, arena);
}

/* ---- draw */

static void head(struct sheet *sheet, int number, const char *title)
{
	sheet_print(sheet, STYLE_DIM, _("Step %d of 4"), number);
	sheet_text(sheet, STYLE_BOLD, title);
	sheet_gap(sheet);
}

static void draw_language(struct area area)
{
	struct sheet sheet;
	sheet_begin(&sheet, area, NULL);
	/* Both languages, because one of them cannot be read by everybody. */
	sheet_text(&sheet, STYLE_DIM, "1 / 4");
	sheet_text(&sheet, STYLE_BOLD, "语言 / Language");
	sheet_gap(&sheet);
	sheet_text(&sheet, STYLE_TEXT, "1  中文");
	sheet_text(&sheet, STYLE_TEXT, "2  English");
	sheet_gap(&sheet);
	sheet_text(&sheet, STYLE_DIM, "<Enter>  不改 / as it is     <Esc>  退出 / leave");
	sheet_end(&sheet, NULL);
}

static void draw_frame(struct area area)
{
	static const char *const rows[] = { "毛巾 纯棉 3 条装  ¥29.90", "Ａｂｃ ★ ▲▼ … • °  100 %",
		"ABCDEFGHIJ  1234567890" };
	enum { INSIDE = 28, ROWS = 3 };
	struct area box = area_part(area, 0, 0, ROWS + 2, INSIDE + 4);
	area_rule(box, 0, STYLE_TEXT);
	area_rule(box, ROWS + 1, STYLE_TEXT);
	for (int i = 0; i < ROWS; i++) {
		area_put(box, i + 1, 0, STYLE_TEXT, glyphs()->vertical);
		area_field(box, i + 1, 2, INSIDE, STYLE_TEXT, rows[i], false);
		area_put(box, i + 1, INSIDE + 3, STYLE_TEXT, glyphs()->vertical);
	}
}

static void draw_frame_step(struct area area)
{
	struct sheet sheet;
	sheet_begin(&sheet, area, NULL);
	head(&sheet, 2, _("Is the right edge of this frame straight?"));
	int top = sheet.row;
	sheet.row += 6;
	sheet_text(
		&sheet, STYLE_KEY, _("y  yes      n  no, it is crooked or full of strange signs"));
	sheet_end(&sheet, NULL);
	draw_frame(area_part(area, top, 0, area.rows - top, area.cols));
}

static void draw_code_step(const struct setup *setup, const struct face *face, struct area area)
{
	struct sheet sheet;
	sheet_begin(&sheet, area, NULL);
	sheet_text(&sheet, STYLE_BOLD, setup->codes_tried
		? _("Drawn another way. Does the phone read it now?")
		: _("Scan this with your phone (WeChat: scan). Did it read the address?"));
	sheet_text(
		&sheet, STYLE_KEY, _("y  yes      n  no, draw it another way      <Enter>  go on"));
	int rows = sheet_end(&sheet, NULL);
	share_code_draw(&setup->code, face, area_part(area, rows, 0, area.rows - rows, area.cols),
		sample_code);
}

static void draw_done(const struct setup *setup, const struct face *face, struct area area)
{
	struct sheet sheet;
	sheet_begin(&sheet, area, NULL);
	head(&sheet, 4, _("Done."));
	if (setup->language || setup->ascii) {
		sheet_text(&sheet, STYLE_TEXT,
			_("To keep this in your configuration as well, add these lines to it:"));
		sheet_gap(&sheet);
		if (setup->language)
			sheet_print(&sheet, STYLE_TEXT, "language = \"%s\"", setup->language);
		if (setup->ascii)
			sheet_text(&sheet, STYLE_TEXT, "ascii = \"yes\"");
		sheet_gap(&sheet);
	}
	sheet_print(&sheet, STYLE_TEXT, _("Press %s for the goods, %s for help, <Enter> to begin."),
		keymap_first(face->keymap, ACTION_GOODS), keymap_first(face->keymap, ACTION_HELP));
	sheet_end(&sheet, NULL);
}

static bool whole(const void *state)
{
	const struct setup *setup = state;
	return setup->step == STEP_SUPPLIER && setup_supplier_whole(&setup->supplier);
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct setup *setup = state;
	if (setup->step != STEP_CODE && area.cols > 8 && !whole(state))
		area = area_part(area, area.rows > 12, 2, area.rows, area.cols - 4);
	switch (setup->step) {
	case STEP_LANGUAGE:
		draw_language(area);
		break;
	case STEP_FRAME:
		draw_frame_step(area);
		break;
	case STEP_CODE:
		draw_code_step(setup, face, area);
		break;
	case STEP_SUPPLIER:
		setup_supplier_draw(&setup->supplier, face, area);
		break;
	case STEP_DONE:
		draw_done(setup, face, area);
		break;
	}
}

/* ---- keys */

static struct reaction keep(const struct face *face, const char *name, const char *value)
{
	struct reaction reaction = reaction_of(REACT_RELOAD);
	struct fault fault;
	if (store_put(&face->desk->store, name, value, &fault) != OK)
		snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
	return reaction;
}

static struct reaction language_key(
	struct setup *setup, const struct face *face, const struct key *key)
{
	bool chinese = key_is(key, "1"), english = key_is(key, "2");
	if (key_is(key, "<Enter>")) {
		setup->step = STEP_FRAME;
		return reaction_of(REACT_REDRAW);
	}
	if (!chinese && !english)
		return reaction_of(REACT_STAY);
	setup->language = chinese ? "zh_CN" : "en";
	language_start(setup->language);
	setup->step = STEP_FRAME;
	return keep(face, "setup.language", setup->language);
}

static struct reaction frame_key(
	struct setup *setup, const struct face *face, const struct key *key)
{
	bool no = key_is(key, "n");
	if (!no && !key_is(key, "y") && !key_is(key, "<Enter>"))
		return reaction_of(REACT_STAY);
	setup->ascii = no;
	setup->step = STEP_CODE;
	if (!no)
		return reaction_of(REACT_REDRAW);
	glyphs_set_ascii(true);
	return keep(face, "setup.ascii", "yes");
}

static struct reaction code_key(struct setup *setup, const struct face *face, const struct key *key)
{
	if (key_is(key, "y") || key_is(key, "<Enter>")) {
		setup->step = STEP_SUPPLIER;
		return reaction_of(REACT_RELOAD);
	}
	if (!key_is(key, "n"))
		return reaction_of(REACT_STAY);
	setup->codes_tried++;
	/* Automatic is half blocks nearly everywhere: another way is full
	 * cells, then automatic again. */
	enum qr_mode wanted = setup->code.mode == QR_FULL ? QR_AUTO : QR_FULL;
	struct reaction reaction = reaction_of(REACT_REDRAW);
	while (setup->code.mode != wanted)
		reaction = share_code_act(&setup->code, face, ACTION_CODE_MODE);
	return reaction;
}

static struct reaction key(void *state, const struct face *face, const struct key *pressed)
{
	struct setup *setup = state;
	if (key_is(pressed, "<Esc>") && setup->step != STEP_SUPPLIER) {
		if (setup->step == STEP_LANGUAGE || setup->step == STEP_DONE)
			return reaction_of(REACT_LEAVE);
		setup->step--;
		return reaction_of(REACT_REDRAW);
	}
	switch (setup->step) {
	case STEP_LANGUAGE:
		return language_key(setup, face, pressed);
	case STEP_FRAME:
		return frame_key(setup, face, pressed);
	case STEP_CODE:
		return code_key(setup, face, pressed);
	case STEP_SUPPLIER:
		break;
	case STEP_DONE:
		return reaction_of(key_is(pressed, "<Enter>") ? REACT_LEAVE : REACT_NOT_MINE);
	}
	struct reaction reaction = reaction_of(REACT_RELOAD);
	switch (setup_supplier_key(&setup->supplier, face, pressed, &reaction)) {
	case SUPPLIER_STAY:
		break;
	case SUPPLIER_BACK:
		if (setup->supplier.is_alone)
			return reaction_of(REACT_LEAVE);
		setup->step = STEP_CODE;
		break;
	case SUPPLIER_NEXT:
		setup->step = STEP_DONE;
		break;
	}
	return reaction;
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	(void)state, (void)face, (void)action;
	return reaction_of(REACT_NOT_MINE);
}

static bool typing(const void *state)
{
	return ((const struct setup *)state)->step != STEP_DONE;
}

static void close(void *state)
{
	account_form_wipe(&((struct setup *)state)->supplier.form);
}

const struct screen_ops screen_setup = {
	.where = IN_SETUP,
	.topics = TOPIC_JOBS,
	.state_bytes = sizeof(struct setup),
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.typing = typing,
	.key = key,
	.whole = whole,
	.close = close,
};

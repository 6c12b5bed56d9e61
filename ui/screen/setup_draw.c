/* setup_draw: how the set-up's supplier step looks on each of its pages. */
#include "screen/setup_supplier.h"

#include "base/words.h"
#include "screen/sheet.h"

/* Step and title; returns the row below them. */
static int head(const struct setup_supplier *supplier, struct area area, const char *title)
{
	int row = 0;
	if (!supplier->is_alone)
		area_print(area, row++, 0, STYLE_DIM, _("Step %d of 4"), 3);
	area_put(area, row++, 0, STYLE_BOLD, title);
	return row + 1;
}

static void draw_row(const struct setup_supplier *supplier, size_t which, struct area area, int row)
{
	const struct setup_row *one = &supplier->rows[which];
	int name_cols = area.cols >= 56 ? 24 : 18, account_cols = area.cols >= 70 ? 16 : area.cols >= 56 ? 10 : 0;
	bool here = which == supplier->selected;
	if (here)
		area_put(area, row, 0, STYLE_MARK, glyphs()->select);
	area_field(area, row, 2, name_cols - 1, here ? STYLE_BOLD : STYLE_TEXT, _(one->supplier->name), false);
	area_field(area, row, 2 + name_cols, account_cols - (account_cols > 0), STYLE_DIM,
		one->account ? one->account : "", false);
	area_field(area, row, 2 + name_cols + account_cols, area.cols - 2 - name_cols - account_cols, one->style,
		one->text, false);
}

static bool any_account(const struct setup_supplier *supplier)
{
	for (size_t i = 0; i < supplier->count; i++)
		if (supplier->rows[i].account)
			return true;
	return false;
}

static void draw_list(struct setup_supplier *supplier, struct area area)
{
	enum { KEYS = 5 };
	int row = head(supplier, area, _("Your suppliers"));
	size_t fit = area.rows - row > KEYS + 1 ? (size_t)(area.rows - row - KEYS) : 1;
	struct sheet sheet;
	if (supplier->selected < supplier->top)
		supplier->top = supplier->selected;
	if (supplier->selected >= supplier->top + fit)
		supplier->top = supplier->selected - fit + 1;
	for (size_t i = supplier->top; i < supplier->count && i < supplier->top + fit; i++)
		draw_row(supplier, i, area, row++);
	area = area_part(area, row + 1, 0, area.rows - row - 1, area.cols);
	sheet_begin(&sheet, area, NULL);
	if (supplier->rows[supplier->selected].account)
		sheet_text(&sheet, STYLE_KEY, _("<Enter>  change it      t  try it      a  add another"));
	else
		sheet_text(&sheet, STYLE_KEY, _("<Enter>  set it up"));
	if (supplier->rows[supplier->selected].account)
		sheet_text(&sheet, STYLE_KEY, _("o  switch it off or on      x  remove it"));
	sheet_text(&sheet, STYLE_KEY,
		supplier->is_alone ? _("<Esc>  leave") : _("n  next step      <Esc>  back"));
	if (!any_account(supplier))
		sheet_text(&sheet, STYLE_DIM,
			_("Without a supplier: \"shopkeeper demo\" opens a practice shop."));
	sheet_end(&sheet, NULL);
}

static void draw_remove(const struct setup_supplier *supplier, struct area area)
{
	const struct setup_row *row = &supplier->rows[supplier->selected];
	struct sheet sheet;
	int top = head(supplier, area, _(row->supplier->name));
	sheet_begin(&sheet, area_part(area, top, 0, area.rows - top, area.cols), NULL);
	sheet_print(&sheet, STYLE_WARN, _("Remove “%s”?"), row->account ? row->account : "");
	sheet_gap(&sheet);
	sheet_text(&sheet, STYLE_TEXT,
		_("Its section leaves your configuration, and the secret that shopkeeper kept for it is deleted. Its "
		  "goods, orders and earnings stay in the book. To rest it only, switch it off."));
	sheet_gap(&sheet);
	sheet_text(&sheet, STYLE_KEY, _("y  remove it      <Esc>  leave it"));
	sheet_end(&sheet, NULL);
}

static void draw_asking(const struct setup_supplier *supplier, const struct face *face, struct area area)
{
	struct sheet sheet;
	int row = head(supplier, area, _(supplier->form.supplier->name));
	sheet_begin(&sheet, area_part(area, row, 0, area.rows - row, area.cols), NULL);
	bool is_read = account_key_is_coming(face->desk, supplier->form.name);
	sheet_text(&sheet, STYLE_TEXT, is_read ? _("Your command is asked for the secret…")
		: account_form_invite(&supplier->form) ? _("Opening your shop…") : _("Asking it…"));
	sheet_gap(&sheet);
	sheet_text(&sheet, STYLE_KEY, _("<Esc>  stop"));
	sheet_end(&sheet, NULL);
}

static void draw_verdict(const struct setup_supplier *supplier, struct area area)
{
	struct sheet sheet;
	int row = head(supplier, area, _(supplier->form.supplier->name));
	sheet_begin(&sheet, area_part(area, row, 0, area.rows - row, area.cols), NULL);
	sheet_text(&sheet, supplier->is_fine ? STYLE_GOOD : STYLE_BAD, supplier->verdict);
	if (supplier->clock[0]) {
		sheet_gap(&sheet);
		sheet_text(&sheet, STYLE_WARN, supplier->clock);
	}
	sheet_gap(&sheet);
	if (supplier->is_fine)
		sheet_text(&sheet, STYLE_KEY, _("<Enter>  go on"));
	else if (supplier->only_tests)
		sheet_text(&sheet, STYLE_KEY, _("<Enter>  change it      r  try again      <Esc>  leave"));
	else
		sheet_text(&sheet, STYLE_KEY,
			_("<Enter>  change it      r  try again      k  keep it all the same      <Esc>  leave"));
	sheet_end(&sheet, NULL);
}

/* The code has all the room there is; its words go first where both do not fit. */
static void draw_code(struct setup_supplier *supplier, const struct face *face, struct area area)
{
	struct fault fault;
	struct sheet sheet;
	if (!supplier->url)
		return;
	sheet_begin(&sheet, area, NULL);
	sheet_text(&sheet, STYLE_BOLD,
		_("Scan this with the Pinduoduo app and confirm: it registers your position (备案)."));
	sheet_text(&sheet, STYLE_DIM,
		_("Waiting until it is confirmed.   m  drawn another way   <Esc>  later"));
	int row = sheet_end(&sheet, NULL);
	struct area below = area_part(area, row, 0, area.rows - row, area.cols);
	supplier->code.alone = false;
	if (share_code_rows(&supplier->code, face, below, supplier->url, &fault) == 0 &&
		area.rows < below.rows + row + 1) {
		supplier->code.alone = true;
		if (share_code_rows(&supplier->code, face, area, supplier->url, &fault) > 0) {
			for (int i = 0; i < row; i++)
				area_fill(area, i, STYLE_TEXT);
			below = area;
		}
	}
	share_code_draw(&supplier->code, face, below, supplier->url);
}

void setup_supplier_draw(struct setup_supplier *supplier, const struct face *face, struct area area)
{
	switch (supplier->page) {
	case PAGE_LIST:
		draw_list(supplier, area);
		break;
	case PAGE_FORM:
		account_form_draw(&supplier->form, area, head(supplier, area, _(supplier->form.supplier->name)));
		break;
	case PAGE_ASKING:
		draw_asking(supplier, face, area);
		break;
	case PAGE_VERDICT:
		draw_verdict(supplier, area);
		break;
	case PAGE_CODE:
		draw_code(supplier, face, area);
		break;
	case PAGE_REMOVE:
		draw_remove(supplier, area);
		break;
	}
}

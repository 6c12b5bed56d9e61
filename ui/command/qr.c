/*
 * qr: a code on the terminal, in a pipe or in a file. The text is encoded byte for byte; what is
 * not a link and names goods stands for their share link.
 */
#include "paint/qr.h"
#include <string.h>
#include <unistd.h>
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "command/share.h"
#include "paint/qr_file.h"
#include "paint/qr_text.h"

enum { MOST_TEXT_BYTES = 4096, TOO_SMALL = 3 };

enum form { FORM_TEXT, FORM_BARE_TEXT, FORM_PNG, FORM_SVG };

struct wanted {
	enum form form;
	enum qr_mode mode;
	enum qr_level level;
	int64_t quiet;
	const char *out;
};

/* ---- switches */
static int read_mode(const struct command_call *call, struct wanted *wanted)
{
	const char *mode = call->value[SWITCH_MODE];
	if (!mode || strcmp(mode, "auto") == 0)
		return 0;
	if (strcmp(mode, "half") == 0)
		wanted->mode = QR_HALF;
	else if (strcmp(mode, "full") == 0)
		wanted->mode = QR_FULL;
	else if (strcmp(mode, "utf8") == 0)
		wanted->form = FORM_BARE_TEXT;
	else if (strcmp(mode, "png") == 0)
		wanted->form = FORM_PNG;
	else if (strcmp(mode, "svg") == 0)
		wanted->form = FORM_SVG;
	else
		return command_usage(
			call, _("--mode takes auto, half, full, utf8, png or svg, not “%s”."), mode);
	return 0;
}

static int read_switches(const struct command_call *call, struct wanted *wanted)
{
	static const char levels[] = "LMQH";
	const char *level = call->value[SWITCH_LEVEL];
	*wanted = (struct wanted){
		.level = QR_M, .quiet = QR_QUIET_MOST, .out = call->value[SWITCH_OUT]
	};
	if (level) {
		const char *at = *level && !level[1] ? strchr(levels, *level & ~0x20) : NULL;
		if (!at)
			return command_usage(call, _("--level takes L, M, Q or H, not “%s”."), level);
		wanted->level = (enum qr_level)(at - levels);
	}
	if (!command_number(call, SWITCH_QUIET_ZONE, QR_QUIET_LEAST, QR_QUIET_MOST, &wanted->quiet))
		return err_exit_code(ERR_USAGE);
	return read_mode(call, wanted);
}

/* ---- what to encode */
static const char *read_input(struct command_call *call)
{
	char *text = arena_take(&call->arena, MOST_TEXT_BYTES + 1);
	size_t length = fread(text, 1, MOST_TEXT_BYTES, call->in);
	if (length && text[length - 1] == '\n')
		text[--length] = '\0';
	return text;
}

/* Goods that were seen here stand for their link; anything else is itself. */
static enum err resolve(struct command_call *call, const char *words, enum channel channel,
	const char **text, struct fault *fault)
{
	struct share share = { .channel = channel };
	struct fault unknown = { 0 };
	struct link *link;
	*text = words;
	if (strstr(words, "://") ||
		row_find(call, words, &share.supplier, &share.goods, &unknown) != OK)
		return OK;
	if (!goods_get(&call->desk->store, &call->arena, share.supplier, share.goods))
		return OK;
	enum err err = share_take(call, &share, &link, fault);
	if (err == OK)
		*text = link->url;
	return err;
}

/* ---- where it goes */
static int to_terminal(struct command_call *call, const char *text, const struct wanted *wanted)
{
	struct fault fault = { 0 };
	struct qr qr;
	struct qr_plan plan;
	bool bound = call->cols > 0;
	struct qr_space space = {
		.cols = bound ? call->cols : QR_UNBOUND,
		.rows = bound ? call->rows - 1 : QR_UNBOUND, /* the prompt comes below */
		.wish = wanted->mode == QR_AUTO && (!bound || wanted->form == FORM_BARE_TEXT) ?
			QR_HALF : wanted->mode,
		.quiet_most = (int)wanted->quiet,
	};
	enum err err = wanted->level == QR_M ? qr_make_to_fit(text, &space, &qr, &plan, &fault) :
					       qr_make(text, wanted->level, &qr, &fault);
	if (err == OK && wanted->level != QR_M)
		err = qr_fit(&qr, &space, &plan, &fault);
	if (err == ERR_LIMIT) {
		(void)command_fail(call, &fault);
		return TOO_SMALL;
	}
	if (err != OK)
		return command_fail(call, &fault);
	plan.left = plan.top = 0;
	qr_write_text(&qr, &plan,
		wanted->form == FORM_BARE_TEXT ? QR_PLAIN : QR_COLOURS_256,
		call->value[SWITCH_INVERT] != NULL, call->to);
	return 0;
}

static int to_file(struct command_call *call, const char *text, const struct wanted *wanted)
{
	struct fault fault = { 0 };
	struct qr qr;
	if (qr_make(text, wanted->level, &qr, &fault) != OK ||
		qr_save(&qr, wanted->out, call->value[SWITCH_FORCE] != NULL, &fault) != OK)
		return command_fail(call, &fault);
	return 0;
}

static int to_svg(struct command_call *call, const char *text, const struct wanted *wanted)
{
	struct fault fault = { 0 };
	struct qr qr;
	if (qr_make(text, wanted->level, &qr, &fault) != OK)
		return command_fail(call, &fault);
	return qr_write_svg(&qr, call->to) ? 0 : err_exit_code(ERR_FAILED);
}

int command_qr(struct command_call *call)
{
	struct wanted wanted;
	struct fault fault = { 0 };
	enum channel channel;
	const char *text;
	int code = read_switches(call, &wanted);
	if (code)
		return code;
	if (!share_channel(call, &channel))
		return err_exit_code(ERR_USAGE);
	if (call->count > 1)
		return command_usage(call, _("One text or ID at a time."));
	if (wanted.form == FORM_PNG && !wanted.out)
		return command_usage(call, _("A PNG needs a file: --out FILE.png"));
	bool from_input = call->count ? strcmp(call->words[0], "-") == 0 : !call->in_is_terminal;
	if (!call->count && !from_input)
		return command_usage(call, _("Which link or goods?"));
	const char *words = from_input ? read_input(call) : call->words[0];
	if (resolve(call, words, channel, &text, &fault) != OK)
		return command_fail(call, &fault);
	if (wanted.out)
		return to_file(call, text, &wanted);
	return wanted.form == FORM_SVG ? to_svg(call, text, &wanted)
				       : to_terminal(call, text, &wanted);
}

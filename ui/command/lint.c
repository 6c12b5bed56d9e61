/* lint: what is wrong with a text before it is posted. Blocked texts end with 1, so that a script stops. */
#include "model/lint.h"
#include <string.h>
#include "base/text.h"
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "command/share.h"

enum { MOST_TEXT_BYTES = 16384, MOST_TEXT = 5000 };

static const char *read_text(struct command_call *call)
{
	if (call->count && strcmp(call->words[0], "-") != 0)
		return command_words(call);
	char *bytes = arena_take(&call->arena, MOST_TEXT_BYTES);
	size_t length = fread(bytes, 1, MOST_TEXT_BYTES, call->in);
	return text_take_lines(&call->arena, bytes, length, MOST_TEXT);
}

int command_lint(struct command_call *call)
{
	enum channel channel;
	struct lint_finding *findings;
	struct output_run run;
	if (!share_channel(call, &channel))
		return err_exit_code(ERR_USAGE);
	if (!call->count && call->in_is_terminal)
		return command_usage(call, _("Which text? Give it as words or on standard input."));
	size_t count = lint_text(read_text(call), channel, &call->arena, &findings);
	output_begin(&run, call, &finding_noun);
	for (size_t i = 0; i < count; i++) {
		struct finding_row row = { lint_act_id(findings[i].act), findings[i].rule,
			findings[i].part, findings[i].words };
		output_row(&run, &row);
	}
	output_end(&run);
	return lint_block(findings, count) ? err_exit_code(ERR_REFUSED) : 0;
}

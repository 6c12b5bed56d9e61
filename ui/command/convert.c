/* convert: links for many goods at once, a line each. How they are asked for: desk/convert.h. */
#include "desk/convert.h"

#include "base/words.h"
#include "command/deeds.h"
#include "command/output.h"
#include "command/share.h"
#include "desk/kind.h"

struct converting {
	struct command_call *call;
	char **words;
	size_t count;
	struct conversion *rows; /* share.supplier NULL: no such goods, and the trouble says so */
	enum err *errs;
	enum link_kind kind; /* LINK_KIND_COUNT: what she chose for the channel */
};

static bool read_kind(const struct command_call *call, enum link_kind *kind)
{
	const char *word = call->value[SWITCH_AS];
	*kind = word ? link_kind_find(word) : LINK_KIND_COUNT;
	if (!word || *kind != LINK_KIND_COUNT)
		return true;
	(void)command_usage(
		call, _("There is no kind of link “%s”: web, short, mini, app or pass-code."), word);
	return false;
}

/* Those that are known stand first in `rows`, and their places in the call beside them. */
static size_t find_goods_of(struct converting *converting, enum channel channel, size_t *places)
{
	struct command_call *call = converting->call;
	size_t known = 0;
	for (size_t i = 0; i < converting->count; i++) {
		struct fault fault = { 0 };
		struct share share = { .channel = channel };
		converting->errs[i] = row_find(
			call, converting->words[i], &share.supplier, &share.goods, &fault);
		if (converting->errs[i] != OK) {
			(void)command_fail(call, &fault);
			continue;
		}
		places[known] = i;
		converting->rows[known++].share = share;
	}
	return known;
}

static enum err put_row(
	struct converting *converting, struct output_run *run, const struct conversion *row)
{
	struct command_call *call = converting->call;
	struct converted_row made = {
		.ref = row_ref(&run->arena, row->share.supplier, row->share.goods),
		.channel = row->share.channel,
		.error = row->trouble ? row->trouble : row->link ? NULL : _("still waiting"),
	};
	if (row->link) {
		enum link_kind kind = converting->kind != LINK_KIND_COUNT ? converting->kind :
			kind_chosen(call->desk, row->link);
		made.link = link_of_kind(row->link, kind);
		made.kind = link_kind_id(kind);
		made.expires_at = row->link->expires_at;
		if (!made.link)
			made.error = _("The supplier made no link of this kind.");
	}
	output_row(run, &made);
	if (made.link)
		return OK;
	return row->link || (row->trouble && !row->waiting) ? ERR_REFUSED : ERR_NET;
}

int command_convert(struct command_call *call)
{
	struct converting converting = { .call = call };
	struct fault fault = { 0 };
	struct output_run run;
	enum channel channel;
	if (!share_channel(call, &channel) || !read_kind(call, &converting.kind))
		return err_exit_code(ERR_USAGE);
	if (converting.kind != LINK_KIND_COUNT && !link_kind_may(converting.kind, channel))
		return command_usage(call, _("%s: no %s may be posted there."), channel_name(channel),
			link_kind_name(converting.kind));
	if (row_words(call, &converting.words, &converting.count, &fault) != OK)
		return command_usage(call, "%s", fault.text);
	struct arena *arena = &call->arena;
	size_t *places = arena_take_array(arena, converting.count, sizeof *places);
	converting.rows = arena_take_array(arena, converting.count, sizeof *converting.rows);
	converting.errs = arena_take_array(arena, converting.count, sizeof *converting.errs);
	size_t known = find_goods_of(&converting, channel, places);
	if (convert_ask(call->desk, converting.rows, known, arena, &fault) != OK ||
		(!call->conf->offline && command_settle(call, 0, &fault) != OK))
		command_warn(call, &fault);
	convert_load(call->desk, converting.rows, known, arena);
	output_begin(&run, call, &converted_noun);
	for (size_t i = 0; i < known; i++)
		converting.errs[places[i]] = put_row(&converting, &run, &converting.rows[i]);
	output_end(&run);
	return deeds_code(converting.errs, converting.count);
}

/* share: links of goods, from the store or made by the supplier. The bytes of a link are never altered. */
#include "command/share.h"
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "command/deeds.h"
#include "command/output.h"
#include "desk/draft.h"
#include "store/link_store.h"

bool share_channel(const struct command_call *call, enum channel *channel)
{
	const char *word = call->value[SWITCH_CHANNEL];
	*channel = word ? channel_find(word) : CHANNEL_OTHER;
	if (*channel != CHANNEL_COUNT)
		return true;
	(void)command_usage(
		call, _("There is no channel “%s”: moments, wechat, qq, whatsapp or other."), word);
	return false;
}

enum err share_take(struct command_call *call, const struct share *share, struct link **link,
	struct fault *fault)
{
	int job = 0;
	*link = NULL;
	enum err err = share_link(call->desk, share, &call->arena, link, &job, fault);
	if (err != OK || *link)
		return err;
	if (call->conf->offline)
		return fault_set(fault, ERR_NET,
			_("No link for %s is stored, and nothing is asked while offline."), share->goods);
	err = command_settle(call, job, fault);
	struct link wanted = {
		.supplier = share->supplier, .goods = share->goods, .channel = share->channel
	};
	*link = link_get(&call->desk->store, &call->arena, &wanted, clock_now_s());
	if (*link)
		return OK;
	if (err == OK)
		err = fault_set(fault, ERR_FAILED, _("The link is not there yet: try again later."));
	return err;
}

static const char *caption(struct command_call *call, const struct link *link)
{
	struct goods *goods =
		goods_get(&call->desk->store, &call->arena, link->supplier, link->goods);
	return draft_caption(call->desk, &call->arena, goods, link, clock_now_s());
}

static enum err share_one(
	struct output_run *run, const char *words, enum channel channel, struct fault *fault)
{
	struct command_call *call = run->call;
	struct share share = { .channel = channel };
	struct link *link;
	enum err err = row_find(call, words, &share.supplier, &share.goods, fault);
	if (err == OK)
		err = share_take(call, &share, &link, fault);
	if (err != OK)
		return err;
	struct link_row row = {
		.ref = row_ref(&run->arena, link->supplier, link->goods),
		.link = *link,
		.caption = caption(call, link),
	};
	output_row(run, &row);
	return OK;
}

size_t rows_print_links(struct command_call *call)
{
	struct output_run run;
	struct link *rows;
	size_t count = link_load(&call->desk->store, &call->arena, &rows);
	output_begin(&run, call, &link_noun);
	for (size_t i = 0; i < count; i++) {
		struct link_row row = {
			.ref = row_ref(&run.arena, rows[i].supplier, rows[i].goods), .link = rows[i]
		};
		output_row(&run, &row);
	}
	output_end(&run);
	return count;
}

int command_share(struct command_call *call)
{
	struct fault fault = { 0 };
	struct output_run run;
	enum channel channel;
	char **words;
	size_t count;
	if (!share_channel(call, &channel))
		return err_exit_code(ERR_USAGE);
	if (row_words(call, &words, &count, &fault) != OK)
		return command_usage(call, "%s", fault.text);
	enum err *errs = arena_take_array(&call->arena, count, sizeof(*errs));
	output_begin(&run, call, &link_noun);
	for (size_t i = 0; i < count; i++) {
		fault = (struct fault){ 0 };
		errs[i] = share_one(&run, words[i], channel, &fault);
		if (errs[i] != OK)
			(void)command_fail(call, &fault);
	}
	output_end(&run);
	return deeds_code(errs, count);
}

/* topics: lists that suppliers make themselves; the goods of one: find --topic. */
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "store/topic_store.h"

int command_topics(struct command_call *call)
{
	struct fault fault = { 0 };
	struct output_run run;
	struct goods_topic *topics;
	int job = call->conf->offline ? 0 : find_topics(call->desk, &fault);
	/* Lists that are fixed need no question. */
	enum err err = job || fault.code != OK ? command_settle(call, job, &fault) : OK;
	size_t count = topic_load(&call->desk->store, &call->arena, &topics);
	output_begin(&run, call, &topic_noun);
	for (size_t i = 0; i < count; i++) {
		struct topic_row row = {
			.ref = row_ref(&run.arena, topics[i].supplier, topics[i].id),
			.topic = topics[i],
		};
		output_row(&run, &row);
	}
	output_end(&run);
	return rows_end(call, err, count, _("No supplier that is set up has lists of its own."), &fault);
}

/*
 * goods_act: what can be done with goods wherever they are shown: put on the shelf or take off,
 * share, show the code, copy the link. The goods, detail and shelf screens hand these keys over.
 */
#ifndef SCREEN_GOODS_ACT_H
#define SCREEN_GOODS_ACT_H

#include "paint/list.h"
#include "screen/screen.h"

/* What is acted on: the marked rows if there are any, else `subject`
 * ("supplier<Tab>id", NULL = none). */
struct goods_target {
	const struct list *list; /* NULL: no marks here */
	const char *subject;
};
/* REACT_NOT_MINE for any other action. A text to copy lives in `arena`. */
struct reaction goods_act(const struct face *face, enum action action,
	const struct goods_target *target, struct arena *arena);
/* Why one of these actions cannot be done now; NULL = it can, or it is another's. */
const char *goods_act_unavailable(
	const struct face *face, enum action action, const struct goods_target *target);

/* The channel she shared to last; remembered in the store. */
enum channel goods_act_channel(const struct face *face);
#define SHARE_CHANNEL "share.channel" /* store_get: channel id */
#define COMPARE_QUEUE "compare.queue" /* store_get: subjects, one a line, put side by side */
#define SHARE_QUEUE "share.queue"     /* store_get: subjects, one a line, shared one after the other */

#endif

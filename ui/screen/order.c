/* order: one order in full; order_card.c draws it. Subject: "supplier<Tab>sub_id". */
#include "screen/screen.h"

#include <stdio.h>
#include "base/clock.h"
#include "base/words.h"
#include "screen/empty.h"
#include "screen/order_card.h"
#include "screen/reaction.h"
#include "screen/subject.h"
#include "store/order_store.h"

struct order_screen {
	struct subject subject;
	struct sheet_place place;
	struct order *order; /* of the last load; NULL: not here */
	char *appeal; /* NULL: nothing to claim */
	struct bridge_step *steps;
	size_t step_count;
	bool explains; /* shows why it earns what it earns, not all of it */
	struct empty empty;
};

static void open(void *state, const struct face *face, const char *subject)
{
	struct order_screen *order = state;
	(void)face;
	subject_read(subject, &order->subject);
}

static void load(void *state, const struct face *face, struct arena *arena)
{
	struct order_screen *order = state;
	order->order = order_get(
		&face->desk->store, arena, order->subject.supplier, order->subject.id);
	order->appeal = NULL;
	if (order->order) {
		order->appeal = explain_appeal(arena, order->order);
		order->step_count =
			explain_bridge(&face->desk->store, order->order, arena, &order->steps);
	}
	empty_load(&order->empty, face, JOB_SYNC_ORDERS, _("This order is not here."));
}

static void draw(void *state, const struct face *face, struct area area)
{
	struct order_screen *order = state;
	struct sheet sheet;
	if (!order->order) {
		empty_draw(&order->empty, area);
		return;
	}
	sheet_begin(&sheet, area_part(area, 0, 0, area.rows, area.cols < 100 ? area.cols : 100),
		&order->place);
	if (order->explains)
		order_card_explain(&sheet, face, order->order, order->steps, order->step_count);
	else
		order_card_draw(&sheet, face, order->order);
	sheet_end(&sheet, &order->place);
}

/* From an order to what was sold. */
static struct reaction go_goods(const struct order_screen *order)
{
	struct reaction reaction = { .kind = REACT_GO, .screen = SCREEN_DETAIL };
	if (!order->order || !order->order->goods)
		return reaction_of(REACT_STAY);
	int length = snprintf(reaction.subject, sizeof reaction.subject, "%s\t%s",
		order->order->supplier, order->order->goods);
	if (length >= (int)sizeof reaction.subject)
		return reaction_of(REACT_STAY);
	return reaction;
}

static struct reaction act(void *state, const struct face *face, enum action action)
{
	struct order_screen *order = state;
	struct reaction reaction = { .kind = REACT_RELOAD };
	struct fault fault = { 0 };
	if (action == ACTION_OPEN)
		return go_goods(order);
	if ((action == ACTION_CLAIM || action == ACTION_BARE) && order->appeal)
		return (struct reaction){ .kind = action == ACTION_BARE ? REACT_BARE : REACT_COPY,
			.text = order->appeal };
	if (action == ACTION_EXPLAIN) {
		order->explains = !order->explains;
		order->place.top = 0;
		return reaction_of(REACT_REDRAW);
	}
	if (action == ACTION_REFRESH) {
		if (!sync_orders(face->desk, &fault))
			snprintf(reaction.say, sizeof reaction.say, "%s", fault.text);
		return reaction;
	}
	reaction.kind = sheet_act(&order->place, action) ? REACT_REDRAW : REACT_NOT_MINE;
	return reaction;
}

static const char *unavailable(const void *state, const struct face *face, enum action action)
{
	const struct order_screen *order = state;
	(void)face;
	return (action == ACTION_CLAIM || action == ACTION_BARE) && !order->appeal ?
		_("There is nothing to claim for this order.") : NULL;
}

static const char *status(const void *state, const struct face *face, struct arena *arena)
{
	const struct order_screen *order = state;
	char age[CLOCK_TEXT];
	(void)face;
	if (!order->order || !order->order->updated_at)
		return "";
	return arena_print(arena, _("changed: %s"),
		clock_age(order->order->updated_at, clock_now_s(), age, sizeof age));
}

const struct screen_ops screen_order = {
	.where = IN_ORDER | IN_LIST,
	.topics = TOPIC_ORDERS | TOPIC_LINES | TOPIC_JOBS,
	.state_bytes = sizeof(struct order_screen),
	.hints = { ACTION_EXPLAIN, ACTION_CLAIM, ACTION_OPEN, ACTION_REFRESH, ACTION_BACK },
	.open = open,
	.load = load,
	.draw = draw,
	.act = act,
	.unavailable = unavailable,
	.status = status,
};

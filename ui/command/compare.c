/* compare: the offers of one thing from all suppliers, side by side. What is the same is store/offers.h's. */
#include "base/clock.h"
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "supplier/supplier.h"

/* Ids of the kinds of links, by spaces. */
static const char *kinds_of(struct command_call *call, const struct goods *goods, struct arena *arena)
{
	const struct account *account = conf_account(call->conf, goods->supplier);
	const struct supplier *supplier = account ? supplier_find(account->kind) : NULL;
	const char *text = "";
	for (int kind = 0; supplier && supplier->links && kind < LINK_KIND_COUNT; kind++)
		if (supplier->links->kinds >> kind & 1)
			text = arena_print(arena, "%s%s%s", text, *text ? " " : "",
				link_kind_id((enum link_kind)kind));
	return text;
}

static void put_offer(struct output_run *run, const struct offer *offer)
{
	const struct goods *goods = &offer->goods;
	struct offer_row row = {
		.ref = row_ref(&run->arena, goods->supplier, goods->id),
		.offer = *offer,
		.match = run->call->output == OUTPUT_TABLE || run->call->output == OUTPUT_PLAIN
			? likeness_name(offer->likeness) : likeness_id(offer->likeness),
		.kinds = kinds_of(run->call, goods, &run->arena),
		.coupon = coupon_state(&goods->coupon, goods->price, clock_now_s(), NULL),
	};
	if (!goods->coupon.id)
		row.offer.goods.coupon.face.currency = CURRENCY_NONE;
	if (goods->group_price.minor == 0)
		row.offer.goods.group_price.currency = CURRENCY_NONE;
	output_row(run, &row);
}

int command_compare(struct command_call *call)
{
	struct fault fault = { 0 };
	struct output_run run;
	struct offer *offers;
	const char *supplier, *id;
	enum goods_sort sort = SORT_PRICE;
	if (call->count != 1)
		return command_usage(call, _("Which goods? Give one ID, as “shopkeeper find” prints it."));
	if (!command_sort(call, &sort))
		return err_exit_code(ERR_USAGE);
	if (row_find(call, call->words[0], &supplier, &id, &fault) != OK)
		return command_fail(call, &fault);
	/* What was stored a moment ago may not be compared yet. */
	enum err err = command_settle(call, 0, &fault);
	size_t count = offers_load(&call->desk->store, &call->arena, supplier, id, &offers);
	offers_sort(offers, count, sort, call->value[SWITCH_REVERSE] != NULL);
	output_begin(&run, call, &offer_noun);
	for (size_t i = 0; i < count; i++)
		put_offer(&run, &offers[i]);
	output_end(&run);
	return rows_end(call, err, count, _("This goods has not been seen yet."), &fault);
}

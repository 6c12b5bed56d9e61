/*
 * today: what needs her attention, most urgent first: what stops everything, then what hurts what
 * she has posted, then money. Every line is one sentence that says what to do, and leads to its
 * cause.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "desk/work.h"
#include "store/order_store.h"
#include "store/payout_store.h"
#include "store/post_store.h"

enum { ROWS_MOST = 200, LINES_LOOKED = 200, ORDERS_LOOKED = 20, CLAWBACK_DAYS = 7, DEAD_DAYS = 7,
	POSTS_DAYS = 60, CHEAPER_PART = 20, POSTS_MOST = 200, DAY_S = 24 * 3600 };

struct list {
	struct desk *desk;
	struct arena *arena;
	struct attention *rows;
	size_t count;
	int64_t now;
};

static void add(struct list *list, const struct attention *row)
{
	if (list->count < ROWS_MOST)
		list->rows[list->count++] = *row;
}

/* ---- what stops everything */

static void add_logins(struct list *list)
{
	const struct conf *conf = list->desk->conf;
	size_t i;

	for (i = 0; i < conf->account_count; i++)
		if (!account_is_off(&conf->accounts[i]) &&
			!account_ready(list->desk, conf->accounts[i].name))
			add(list, &(struct attention){ ATTEND_LOGIN,
					  arena_print(list->arena,
						  _("\"%s\" has no token: run shopkeeper setup."),
						  conf->accounts[i].name),
					  conf->accounts[i].name, NULL });
}

/* The newest word of each account counts: a question that went well ends the complaint. */
static const struct job *last_ended(const struct desk *desk, const char *account)
{
	const struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (!strcmp(work->job.supplier, account) &&
			(work->job.state == JOB_DONE || work->job.state == JOB_FAILED))
			return &work->job;
	return NULL;
}

static void add_lines_that_are_cut(struct list *list)
{
	const struct conf *conf = list->desk->conf;
	size_t i;

	if (list->desk->offline)
		add(list, &(struct attention){ ATTEND_OFFLINE,
				  _("Offline: you see what is stored; what you do goes out later."),
				  NULL, NULL });
	for (i = 0; i < conf->account_count && !list->desk->offline; i++) {
		const struct job *job = last_ended(list->desk, conf->accounts[i].name);

		if (!job || job->state != JOB_FAILED || account_is_off(&conf->accounts[i]))
			continue;
		/* What only the set-up mends. */
		if (job->fault.code == ERR_NET || job->fault.code == ERR_LOGIN || job->fault.code == ERR_CONF)
			add(list,
				&(struct attention){ job->fault.code == ERR_NET ? ATTEND_OFFLINE
										: ATTEND_LOGIN,
					arena_text(list->arena, job->fault.text),
					conf->accounts[i].name, NULL });
	}
}

static void add_clock(struct list *list)
{
	struct fault fault;

	if (desk_clock_is_wrong(list->desk, &fault))
		add(list, &(struct attention){ ATTEND_CLOCK, arena_text(list->arena, fault.text), NULL,
				  NULL });
}

static void add_key_ages(struct list *list)
{
	const struct conf *conf = list->desk->conf;
	struct fault fault;
	size_t i;

	for (i = 0; i < conf->account_count; i++)
		if (account_key_age(list->desk, &conf->accounts[i], NULL, &fault) != KEY_FINE)
			add(list, &(struct attention){ ATTEND_KEY_AGE,
					  arena_text(list->arena, fault.text),
					  conf->accounts[i].name, NULL });
}

static void add_refused(struct list *list)
{
	struct outbox_entry *rows;
	size_t i, count = outbox_load(&list->desk->store, list->arena, &rows);

	for (i = 0; i < count; i++)
		if (rows[i].refused)
			add(list, &(struct attention){ ATTEND_REFUSED,
					  arena_print(list->arena, _("Refused for %s: %s"),
						  rows[i].goods,
						  rows[i].trouble ? rows[i].trouble
								  : _("no reason given")),
					  rows[i].supplier, rows[i].goods });
}

/* ---- what hurts what she has posted */

static void add_goods(struct list *list, enum attention_kind kind, const struct shelf_entry *entry,
	const char *sentence)
{
	add(list, &(struct attention){ kind, arena_print(list->arena, sentence, entry->goods.title),
			  entry->goods.supplier, entry->goods.id });
}

static void add_amounts(struct list *list, const struct shelf_entry *entry)
{
	char then[MONEY_TEXT], now[MONEY_TEXT];
	unsigned changes = shelf_changes(entry, list->now);

	if (changes & CHANGE_PRICE_UP)
		add(list, &(struct attention){ ATTEND_PRICE_UP,
				  arena_print(list->arena,
					  _("%s costs more than when you posted it: %s, was %s."),
					  entry->goods.title, money_shown(entry->goods.final, now),
					  money_shown(entry->final_then, then)),
				  entry->goods.supplier, entry->goods.id });
	if (changes & CHANGE_RATE_DOWN)
		add(list, &(struct attention){ ATTEND_RATE_DOWN,
				  arena_print(list->arena,
					  _("%s pays less than when you posted it: %s, was %s."),
					  entry->goods.title, rate_shown(entry->goods.rate_bp, now),
					  rate_shown(entry->rate_then_bp, then)),
				  entry->goods.supplier, entry->goods.id });
}

static void add_cheaper(struct list *list, const struct shelf_entry *entry)
{
	char then[MONEY_TEXT], now[MONEY_TEXT];

	/* A few cents are no reason to post again. */
	if ((shelf_changes(entry, list->now) & CHANGE_PRICE_DOWN) &&
		entry->goods.final.minor <= entry->final_then.minor - entry->final_then.minor / CHEAPER_PART)
		add(list, &(struct attention){ ATTEND_CHEAPER,
				  arena_print(list->arena,
					  _("%s is cheaper than when you posted it: %s, was %s. Post it again?"),
					  entry->goods.title, money_shown(entry->goods.final, now),
					  money_shown(entry->final_then, then)),
				  entry->goods.supplier, entry->goods.id });
}

static void add_entry(struct list *list, const struct shelf_entry *entry)
{
	switch (goods_risk(&entry->goods, list->now)) {
	case RISK_GONE:
		add_goods(list, ATTEND_GOODS_GONE, entry,
			_("%s is sold out: take your posts of it down."));
		return;
	case RISK_COUPON_ENDED:
		if (entry->coupon_then)
			add_goods(list, ATTEND_COUPON_ENDED, entry,
				_("The coupon of %s has ended: change your posts of it."));
		break;
	case RISK_COUPON_LOW:
		add_goods(list, ATTEND_COUPON_LOW, entry, _("Few coupons of %s are left."));
		break;
	case RISK_LOCK_ENDING:
		add_goods(list, ATTEND_LOCK_ENDING, entry,
			_("The promised rate or the coupon of %s ends within 24 hours."));
		break;
	case RISK_NONE:
	default:
		break;
	}
	add_amounts(list, entry);
	add_cheaper(list, entry);
}

/* On the shelf or not: what was posted brings buyers. */
static void add_posts(struct list *list)
{
	struct shelf_entry *rows;
	size_t i, count = post_load(&list->desk->store, list->now - (int64_t)POSTS_DAYS * DAY_S, POSTS_MOST,
		list->arena, &rows);

	for (i = 0; i < count; i++)
		add_entry(list, &rows[i]);
}

static void add_dead_links(struct list *list)
{
	struct dead_link *rows;
	char day[CLOCK_TEXT];
	size_t i, count = post_dead_links(&list->desk->store, list->now - (int64_t)DEAD_DAYS * DAY_S,
		list->now, list->arena, &rows);

	for (i = 0; i < count; i++)
		add(list, &(struct attention){ ATTEND_LINK_DEAD,
				  arena_print(list->arena,
					  _("The link of %s for %s ended on %s: make a new one and change your post."),
					  rows[i].title, channel_name(rows[i].channel),
					  clock_day(rows[i].expires_at, day)),
				  rows[i].supplier, rows[i].goods });
}

/* ---- money */

static void add_failed_payouts(struct list *list)
{
	struct payout *rows;
	size_t i, count = payout_load(&list->desk->store, list->arena, &rows);
	char amount[MONEY_TEXT];

	for (i = 0; i < count; i++)
		if ((rows[i].state == PAYOUT_FAILED || rows[i].state == PAYOUT_REJECTED) &&
			rows[i].finished_at > list->now - (int64_t)CLAWBACK_DAYS * DAY_S)
			add(list, &(struct attention){ ATTEND_PAYOUT_FAILED,
					  arena_print(list->arena, _("The payout of %s: %s. %s"),
						  money_shown(rows[i].amount, amount),
						  payout_state_name(rows[i].state),
						  payout_reason_words(rows[i].reason)),
					  rows[i].supplier, rows[i].id });
}

static void add_clawbacks(struct list *list)
{
	struct line *rows;
	size_t i, count = line_load(&list->desk->store, 0, LINES_LOOKED, list->arena, &rows);
	int64_t since = list->now - (int64_t)CLAWBACK_DAYS * 24 * 3600;
	char amount[MONEY_TEXT];

	for (i = 0; i < count; i++)
		if (rows[i].kind == LINE_CLAWBACK && rows[i].at >= since &&
			rows[i].amount.minor < 0)
			add(list, &(struct attention){ ATTEND_CLAWBACK,
					  arena_print(list->arena,
						  _("Commission taken back after a return: %s "
						    "(order %s)."),
						  money_shown(rows[i].amount, amount),
						  rows[i].order ? rows[i].order : "?"),
					  rows[i].supplier, rows[i].order });
}

static void add_unknown_states(struct list *list)
{
	const struct order_query query = { .words = "", .state = ORDER_UNKNOWN, .kind = UNKNOWN };
	struct order *rows;
	size_t i, count = order_load(
			  &list->desk->store, &query, 0, ORDERS_LOOKED, list->arena, &rows);

	for (i = 0; i < count; i++)
		add(list,
			&(struct attention){ ATTEND_UNKNOWN_STATE,
				arena_print(list->arena,
					_("Order %s is in a state this version does not know (%s): "
					  "counted nowhere."),
					rows[i].id, rows[i].state_word ? rows[i].state_word : "?"),
				rows[i].supplier, rows[i].sub_id });
}

/* Kinds are named in the order of urgency; within a kind the order found stays. */
static void sort(struct list *list)
{
	size_t i, j;

	for (i = 1; i < list->count; i++) {
		struct attention row = list->rows[i];

		for (j = i; j > 0 && list->rows[j - 1].kind > row.kind; j--)
			list->rows[j] = list->rows[j - 1];
		list->rows[j] = row;
	}
}

size_t today_load(struct desk *desk, struct arena *arena, struct attention **rows)
{
	struct list list = { .desk = desk, .arena = arena, .now = clock_now_s() };

	list.rows = arena_take_array(arena, ROWS_MOST, sizeof *list.rows);
	add_logins(&list);
	add_lines_that_are_cut(&list);
	add_clock(&list);
	add_key_ages(&list);
	add_refused(&list);
	add_posts(&list);
	add_dead_links(&list);
	add_failed_payouts(&list);
	add_clawbacks(&list);
	add_unknown_states(&list);
	sort(&list);
	*rows = list.rows;
	return list.count;
}

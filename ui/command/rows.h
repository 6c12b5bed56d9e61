/* rows: records as the commands show them: what is stored, and what is worked out beside it. */
#ifndef COMMAND_ROWS_H
#define COMMAND_ROWS_H

#include "command/command.h"
#include "desk/explain.h"
#include "desk/forecast.h"
#include "desk/reconcile.h"
#include "model/earning.h"
#include "model/payout.h"
#include "store/line_total.h"
#include "store/offers.h"
#include "store/order_store.h"
#include "store/outbox.h"
#include "store/shelf_store.h"
#include "store/topic_store.h"

struct goods_row {
	const char *ref; /* "supplier/id": what every command takes */
	struct goods goods;
	enum coupon_state coupon;
	bool on_shelf;
	int64_t offers; /* of other suppliers */
};
struct offer_row {
	const char *ref, *match, *kinds;
	struct offer offer;
	enum coupon_state coupon;
};
struct topic_row {
	const char *ref;
	struct goods_topic topic;
};
struct shelf_row {
	const char *ref;
	struct shelf_entry entry;
	enum coupon_state coupon;
	bool is_problem;
	const char *changes; /* "price_up coupon_gone" */
};
struct link_row {
	const char *ref;
	struct link link;
	const char *caption;
};
/* One link of many. */
struct converted_row {
	const char *ref, *kind, *link, *error;
	enum channel channel;
	int64_t expires_at;
};
struct order_row {
	const char *ref; /* goods */
	struct order order;
	const char *bucket; /* id */
	const char *why, *next_step; /* why no commission, in plain words; "" */
};
struct balance_row {
	enum currency currency;
	struct money buckets[BUCKET_COUNT], ledger;
};
struct line_row {
	const char *bucket; /* id */
	struct line line;
};
struct outbox_row {
	int64_t number, tries;
	const char *ref;
	const char *state; /* "waiting", "sent", "refused" */
	struct outbox_entry entry;
};
struct job_row {
	const char *kind, *supplier, *state, *error;
	int64_t rows;
};
struct attention_row {
	const char *kind, *text, *ref;
};
/* What was done with one of many. */
struct deed_row {
	const char *ref, *state, *error;
};

/* What a rule of the channels says about a text. */
struct finding_row {
	const char *act, *rule, *part, *why;
};

/* A file that was written, and how many records are in it. */
struct file_row {
	const char *name;
	int64_t rows, bytes;
};

struct reconciled_row {
	const char *state; /* id of the agreement */
	struct reconciled found;
};

struct step_row {
	struct order order;
	struct bridge_step step;
	const char *why, *next_step;
};
/* How one account stands; words are stable, for programs. */
struct doctor_row {
	const char *account, *kind, *host, *state, *wrong, *registered, *quota, *text;
	int64_t key_days_left, clock_off_s, answered_at, answered_age_s, calls_per_minute, call_ms;
};
struct searched_row {
	struct searched searched;
	const char *verdict, *claim;
};

/* One step from the estimate to the money, or a sum at its end. */
struct bridge_row {
	const char *step, *what;
	struct money amount;
	bool is_money;
};
struct income_row {
	const char *period; /* "2026-11", "2026" */
	struct money income;
};
struct forecast_row {
	const char *what, *id;
	struct forecast forecast;
	bool is_money;
};

struct payout_row {
	struct payout payout;
	const char *state, *why; /* why: plain words for the reason */
	struct money arrives;
};

/* What is stored, printed in the call's form; each returns how many rows there were. `limit` 0: all. */
size_t rows_print_shelf(struct command_call *call, const char *words, size_t limit);
size_t rows_print_links(struct command_call *call);
size_t rows_print_orders(struct command_call *call, const struct order_query *query, size_t limit);
size_t rows_print_lines(struct command_call *call, int64_t since, size_t limit);
/* The end of a command that asks and then lists: returns the exit code. Rows `shown` in spite of `err`
 * get a warning; none without any fault is ERR_NOTHING, said by `nothing`. */
int rows_end(const struct command_call *call, enum err err, size_t shown, const char *nothing,
	struct fault *fault);

/* The order --sort names; false after a sentence if there is none of this name. */
MUST_USE bool command_sort(const struct command_call *call, enum goods_sort *sort);
/* "supplier/id" in the arena. */
const char *row_ref(struct arena *arena, const char *supplier, const char *id);
/* The goods `words` mean: "supplier/id", or an id alone if only one supplier has it. ERR_NOTHING if none is
 * stored, ERR_USAGE if several are: the sentence says which. With "supplier/id" of a known account the goods
 * need not be stored. */
MUST_USE enum err row_find(struct command_call *call, const char *words, const char **supplier,
	const char **id, struct fault *fault);

/* The words after the command, or, if there are none (or only "-"), the first word of each line of standard
 * input. ERR_USAGE if there is nothing. */
MUST_USE enum err row_words(struct command_call *call, char ***words, size_t *count, struct fault *fault);

#endif

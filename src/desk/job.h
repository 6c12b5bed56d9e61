/*
 * job: questions in flight, what they are about and how far they are. A newer question of the same
 * kind and subject replaces the older. jobs.c joins them with the network; screens only look.
 */
#ifndef DESK_JOB_H
#define DESK_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/fault.h"

struct desk;

#define JOB_KINDS(X)                                                                               \
	X(SEARCH, "search", N_("search"))                                                          \
	X(DETAIL, "detail", N_("goods details"))                                                   \
	X(POSTED, "posted", N_("what you posted"))                                                 \
	X(CATEGORIES, "categories", N_("categories"))                                              \
	X(TOPICS, "topics", N_("suppliers' lists"))                                                \
	X(TOPIC, "topic", N_("a supplier's list"))                                                 \
	X(SYNC_GOODS, "goods", N_("catalogue"))                                                    \
	X(SYNC_ORDERS, "orders", N_("orders"))                                                     \
	X(SYNC_LINES, "ledger", N_("earnings"))                                                    \
	X(SYNC_PENALTIES, "penalties", N_("penalties"))                                            \
	X(PAYOUTS, "payouts", N_("payouts"))                                                       \
	X(PAYOUT_RULES, "rules", N_("rules for payouts"))                                          \
	X(OUTBOX, "outbox", N_("sending"))                                                         \
	X(OPEN_SHOP, "open", N_("opening the shop"))                                               \
	X(TEST, "test", N_("test call"))                                                           \
	X(REGISTER, "register", N_("registration"))                                                \
	X(KEY, "key", N_("reading the key"))

enum job_kind {
#define X(name, id, words) JOB_##name,
	JOB_KINDS(X)
#undef X
		JOB_KIND_COUNT
};
const char *job_kind_id(enum job_kind kind);
const char *job_kind_name(enum job_kind kind); /* translated */

enum job_state { JOB_ASKING, JOB_DONE, JOB_FAILED, JOB_DROPPED };

struct job {
	int number; /* > 0 */
	enum job_kind kind;
	enum job_state state;
	char supplier[40];	      /* account name */
	char subject[96];	      /* words searched, goods id … cleaned */
	int64_t started_ms, ended_ms; /* steady clock */
	size_t done, total;	      /* rows so far; total 0 = unknown */
	int windows_done, windows;    /* of a walk in spans of time; windows 0 = it is none */
	bool waits_for_her; /* between two questions until she has done something: nobody waits for it */
	int left_s;		      /* until such a walk has ended, 0 = not known yet */
	struct fault fault;	      /* of JOB_FAILED */
};

const struct job *job_get(const struct desk *desk, int number); /* NULL if long gone */
size_t job_load(
	const struct desk *desk, struct arena *arena, struct job **rows); /* newest first, ≤ 50 */
size_t job_busy(const struct desk *desk); /* in flight; those that wait for her are not counted */
void job_drop(struct desk *desk, int number);
void job_drop_kind(struct desk *desk, enum job_kind kind);

#endif

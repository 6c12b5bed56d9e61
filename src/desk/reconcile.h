/*
 * reconcile: a platform's own report against what is in the store, to the cent: what agrees, what differs, and
 * what is missing on either side. Nothing is changed by it.
 */
#ifndef DESK_RECONCILE_H
#define DESK_RECONCILE_H

#include "conf/conf.h"
#include "model/order.h"
#include "store/store.h"

/* In this order they are shown. */
enum agreement { AGREEMENT_DIFFERS, AGREEMENT_ONLY_REPORT, AGREEMENT_ONLY_HERE, AGREEMENT_SAME, AGREEMENT_COUNT };
const char *agreement_id(enum agreement agreement); /* "same", "differs", "only_report", "only_here" */

struct reconciled {
	enum agreement agreement;
	const char *key;   /* the number the report has, or ours where it has none */
	const char *title; /* of our order, or NULL */
	const char *state; /* id of our order's state, or NULL */
	/* CURRENCY_NONE: that side does not say. */
	struct money report_estimate, estimate, report_settled, settled;
	struct money difference; /* report minus ours; of what it is alone there, or (negative) here */
};
struct reconciliation {
	struct reconciled *rows; /* without those that agree */
	size_t count;
	size_t counts[AGREEMENT_COUNT];
	size_t lines; /* read from the report */
};

/* `path` is a report of this account (report.h). What is only here is looked for among the orders made on the
 * days from the first to the last order that is in both; in a report of settlements alone, among those settled
 * on these days. Faults as report_read. */
MUST_USE enum err reconcile(struct store *store, const struct account *account, const char *path,
	struct arena *arena, struct reconciliation *found, struct fault *fault);

#endif

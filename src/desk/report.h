/*
 * report: a platform's own report of orders and commission, as the owner downloads it: any order of columns,
 * found by their names in the head. What it says is compared in reconcile.c.
 */
#ifndef DESK_REPORT_H
#define DESK_REPORT_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/money.h"

/* What the report says of one order, or of one line of an order: rows with the same number are summed. */
struct report_row {
	const char *key;    /* the line's number where there is one, else the order's; cleaned */
	size_t line;        /* in the file, of its first row */
	struct money estimate, settled, commission; /* CURRENCY_NONE: no such column, or empty */
};
struct report {
	struct report_row *rows; /* sorted by key, each key once */
	size_t count, lines;     /* rows read */
	bool has_estimate;       /* the head has such a column; without it this is a report of settlements */
};

struct report_file {
	const char *path;
	const char *kind; /* of the supplier ("taobao"): platforms use some words differently; or NULL */
	enum currency currency; /* of amounts beside which none is named */
};

/* ERR_DECODE: not a CSV file, no head with an order number and a commission, an
 * amount that is none: the sentence names the line. ERR_NOTHING: no rows. */
MUST_USE enum err report_read(const struct report_file *file, struct arena *arena, struct report *report,
	struct fault *fault);
/* NULL: not in it. */
struct report_row *report_find(const struct report *report, const char *key);

#endif

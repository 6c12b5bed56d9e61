/* records: answers read by an adapter, printed as text: for tests/answers and read_answer. */
#ifndef TOOL_RECORDS_H
#define TOOL_RECORDS_H

#include <stdbool.h>
#include <stdio.h>
#include "supplier/supplier.h"

/* Has the supplier judge `bytes` (NUL behind them), then read them with its `call` ("goods", "detail",
 * "orders", "refunds" …: the table in records.c), and prints the records to `out`; ERR_USAGE for an
 * unknown supplier, or a call it does not offer, and then the fault names those that there are. The
 * account is "mine" at https://shop.example.com (her own shop: at https://shop.example, in dollars, with
 * 12 % of commission), the time 1795392060. */
enum err records_print(const char *supplier, const char *call, const char *bytes, size_t length,
	FILE *out, struct fault *fault);

/* sixth.c: how little a supplier more takes. */
extern const struct supplier sixth;

#endif

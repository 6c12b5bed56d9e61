/* records: answers read by an adapter, printed as text: for tests/answers and read_answer. */
#ifndef TOOL_RECORDS_H
#define TOOL_RECORDS_H

#include <stdbool.h>
#include <stdio.h>
#include "supplier/supplier.h"

/* Reads `bytes` with the supplier's `call` ("page", "detail", "categories", "orders", "lines",
 * "link", "opened") and prints the records to `out`; ERR_USAGE for an unknown supplier or call. The
 * account is "mine" at https://shop.example.com, the time 1795392060. */
enum err records_print(const char *supplier, const char *call, const char *bytes, size_t length,
	FILE *out, struct fault *fault);

#endif

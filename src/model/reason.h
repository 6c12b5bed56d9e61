/*
 * reason: why an order earns nothing or less, in plain words with a next step. The keys are those
 * of the supplier API; an adapter of another supplier maps its codes to them.
 */
#ifndef MODEL_REASON_H
#define MODEL_REASON_H

#include "model/order.h"

/* One sentence, translated. A key this version does not know gets a sentence that says so. Never
 * NULL; NULL or "" gives "". */
const char *reason_words(const char *key);
/* What she can do now, translated; "" when there is nothing to do. */
const char *reason_next_step(const char *key);

/* The key for an order: its own, or that none was told if it earns nothing all the same (VIPshop says no more
 * than "void"). NULL: there is nothing to explain. */
const char *reason_of(const struct order *order);

#endif

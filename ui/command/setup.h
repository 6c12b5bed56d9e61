/* setup: a supplier's account from the command line, by switches or by questions on a terminal. */
#ifndef COMMAND_SETUP_H
#define COMMAND_SETUP_H

#include "command/command.h"
#include "supplier/supplier.h"

/* An account on its way into the configuration. */
struct setup_form {
	const struct supplier *supplier;
	struct setup_account wanted;
	const struct account *before; /* as it was, NULL: new */
	const char *invite, *shop;    /* of a supplier where a shop is opened */
	char typed[SECRET_BYTES];     /* a secret, wiped at the end */
};

/* Asks for each field on the terminal; empty answers keep what is there. False: she left. */
MUST_USE bool setup_ask(struct command_call *call, struct setup_form *form);
/* Opens a shop with an invite code (NULL: only a test call) and keeps its token in the data folder. */
MUST_USE enum err setup_open(struct command_call *call, const struct account *account,
	const char *invite, const char *name, struct fault *fault);
/* The variable that may hold an account's secret. */
const char *setup_variable(struct arena *arena, const char *account);

#endif

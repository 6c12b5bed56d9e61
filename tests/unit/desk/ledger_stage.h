/*
 * A desk without network for tests of the ledger: a store in memory and one account "p" of a supplier that
 * tells orders, and lines or penalties too, as `calls` says. begin() and end() are its set-up and teardown.
 */
#ifndef TESTS_DESK_LEDGER_STAGE_H
#define TESTS_DESK_LEDGER_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/clock.h"
#include "desk/ledger.h"
#include "store/order_store.h"
#include "store/payout_store.h"

enum { LEDGER_NOW = 1764000000 };

static struct desk desk;
static struct arena arena;
static struct fault fault;
static struct order_calls calls;

/* Only whether a list is offered counts here. */
static enum err never_asked(const struct access *access, const struct walk *walk, struct arena *pages,
	struct http_question *question)
{
	(void)access;
	(void)walk;
	(void)pages;
	(void)question;
	return ERR_USAGE;
}

static enum err never_read(
	const struct reading *reading, struct line_page *page, struct fault *told)
{
	(void)reading;
	(void)page;
	(void)told;
	return ERR_USAGE;
}

static inline void offer(bool has_ledger, bool refunds_told)
{
	calls = (struct order_calls){ .has_ledger = has_ledger,
		.read_lines = has_ledger || refunds_told ? never_read : NULL,
		.ask_penalties = never_asked };
}

static const struct account account = { .name = "p", .kind = "house" };
static const struct supplier supplier = { .id = "p", .name = "p", .orders = &calls };
static struct work work = { .desk = &desk, .account = &account, .supplier = &supplier };

static inline int begin(void **unused)
{
	(void)unused;
	clock_set_s(LEDGER_NOW);
	offer(false, false);
	return store_open(&desk.store, NULL, &fault);
}

static inline int end(void **unused)
{
	(void)unused;
	store_close(&desk.store);
	arena_clear(&arena);
	return 0;
}

static inline void must_do(enum err err)
{
	if (err != OK)
		fail_msg("not taken: %s", fault.text);
}

/* A penalty that holds, or was lifted. */
static inline void put_penalty(const char *order, bool lifted)
{
	const struct penalty penalty = { .supplier = "p", .order = order, .word = "x", .lifted = lifted };

	must_do(ledger_put_penalties(&work, &penalty, 1, &fault));
}

#endif

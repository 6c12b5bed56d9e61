/*
 * A store in memory for each test, empty, at a set time: begin() and end() are its set-up and teardown.
 * What is put into it: sample.h.
 */
#ifndef TESTS_STORE_FRESH_H
#define TESTS_STORE_FRESH_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "store/store.h"
#include "sample.h"

static struct store store;
static struct arena arena;
static struct fault fault;

static inline int begin(void **unused)
{
	(void)unused;
	clock_set_s(SAMPLE_NOW);
	return store_open(&store, NULL, &fault);
}

static inline int end(void **unused)
{
	(void)unused;
	store_close(&store);
	arena_clear(&arena);
	return 0;
}

#endif

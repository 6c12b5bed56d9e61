/*
 * A text parsed, or the test fails; clear() is the teardown of what it was read into. cmocka.h is
 * included before it.
 */
#ifndef TESTS_NET_JSON_SAMPLE_H
#define TESTS_NET_JSON_SAMPLE_H

#include <string.h>

#include "net/json.h"

#define EACH(i, cases) for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)

static struct arena arena;
static struct fault fault;

static inline int clear(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	return 0;
}

static inline struct json *parse(const char *text)
{
	struct json *json;

	if (json_parse(text, strlen(text), &json, &fault) != OK)
		fail_msg("refused: %s: %s", text, fault.text);
	return json;
}

#endif

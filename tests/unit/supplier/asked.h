/*
 * asked: what the tests of platforms share: an account, a question, and the checks that are the same for
 * each: which accounts are refused before anything is asked, and what a body that refuses means. Each
 * test file includes this once and says in `begin` who asks.
 */
#ifndef SUPPLIER_ASKED_H
#define SUPPLIER_ASKED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "supplier/supplier.h"

static struct arena arena;
static struct account account;
static struct secret secret;
static struct access access_now;
static struct http_question question;

#define COUNT(array) (sizeof array / sizeof *array)
#define ASKED(test) cmocka_unit_test_setup_teardown(test, begin, clear)

static int clear(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static inline void be(struct account who, const char *password, int64_t now_s)
{
	account = who;
	snprintf(secret.value, sizeof secret.value, "%s", password);
	access_now = (struct access){ .account = &account, .secret = &secret, .now_s = now_s };
	question = (struct http_question){ 0 };
}

/* "" if it was not sent. */
static inline const char *field(const char *name)
{
	size_t i;

	for (i = 0; i < question.form_count; i++)
		if (!strcmp(question.form[i].name, name))
			return question.form[i].value;
	return "";
}

struct tried {
	const char *key, *pid;
	enum err err;
};

static inline void assert_accounts(
	const struct supplier *supplier, const struct tried *tried, size_t count)
{
	struct fault fault;
	size_t i;

	for (i = 0; i < count; i++) {
		account.key = tried[i].key;
		account.pid = tried[i].pid;
		if (supplier_check_account(supplier, &account, NULL, &fault) != tried[i].err)
			fail_msg("key %s, pid %s", tried[i].key, tried[i].pid);
	}
	/* Nothing is signed for an account that cannot be. */
	account = (struct account){ .name = "mine", .key = "" };
	question = (struct http_question){ 0 };
	assert_int_equal(supplier->sign(&access_now, &arena, &question, &fault), ERR_CONF);
	assert_int_equal(question.form_count, 0);
}

struct judged {
	const char *body;
	enum err err;
	int retry_s;
};

static inline void assert_judged(
	const struct supplier *supplier, const struct judged *judged, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const struct http_answer answer = { .status = 200, .json = true,
			.body = judged[i].body, .length = strlen(judged[i].body), .etag = "" };
		struct fault fault = { 0 };

		if (supplier->verdict(&answer, &fault) != judged[i].err ||
			fault.retry_s != judged[i].retry_s)
			fail_msg("%s is %d in %d s", judged[i].body, (int)fault.code, fault.retry_s);
	}
}

#endif

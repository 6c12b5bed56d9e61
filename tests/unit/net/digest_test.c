/* The published vectors of each checksum: RFC 1321, FIPS 180, RFC 2202, RFC 4231. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "net/digest.h"

static const struct {
	enum digest_kind kind;
	const char *key, *text, *hex;
} rows[] = {
	{ DIGEST_MD5, NULL, "", "d41d8cd98f00b204e9800998ecf8427e" },
	{ DIGEST_MD5, NULL, "message digest", "f96b697d7cb7938d525a2f31aaf161d0" },
	{ DIGEST_SHA1, NULL, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d" },
	{ DIGEST_SHA256, NULL, "abc",
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ DIGEST_HMAC_MD5, "Jefe", "what do ya want for nothing?",
		"750c783e6ab0b503eaa86e310a5db738" },
	{ DIGEST_HMAC_SHA256, "Jefe", "what do ya want for nothing?",
		"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
	{ DIGEST_HMAC_SHA256, "", "",
		"b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad" },
};

static void published_vectors_agree(void **unused)
{
	struct fault fault;
	char hex[DIGEST_HEX];
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct digest_question question = { .kind = rows[i].kind, .key = rows[i].key,
			.bytes = rows[i].text, .length = strlen(rows[i].text) };

		assert_int_equal(digest_hex(&question, hex, &fault), OK);
		assert_string_equal(hex, rows[i].hex);
	}
}

static void hex_digits_come_in_both_cases_and_bytes_may_be_any(void **unused)
{
	struct digest_question question = { .kind = DIGEST_MD5, .bytes = "a\0b", .length = 3,
		.upper = true };
	char hex[DIGEST_HEX];

	(void)unused;
	assert_int_equal(digest_hex(&question, hex, NULL), OK);
	assert_string_equal(hex, "70350F6027BCE3713F6B76473084309B");
	question.bytes = NULL;
	question.length = 0;
	assert_int_equal(digest_hex(&question, hex, NULL), OK);
	assert_string_equal(hex, "D41D8CD98F00B204E9800998ECF8427E");
}

/* The vectors of RFC 4648. */
static void base64_agrees(void **unused)
{
	static const char *const pairs[][2] = { { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" },
		{ "foo", "Zm9v" }, { "foobar", "Zm9vYmFy" } };
	struct arena arena = { 0 };
	struct fault fault;
	char *text;
	size_t i;

	(void)unused;
	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_int_equal(digest_base64(pairs[i][0], strlen(pairs[i][0]), &arena, &text, &fault),
			OK);
		assert_string_equal(text, pairs[i][1]);
	}
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_vectors_agree),
		cmocka_unit_test(hex_digits_come_in_both_cases_and_bytes_may_be_any),
		cmocka_unit_test(base64_agrees),
	};

	return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}

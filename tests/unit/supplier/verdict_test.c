/* What is said when something else than the API answers: a web page, a login, another address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "supplier/supplier.h"

#define PAGE "<!DOCTYPE html><html><head><title>Page not found</title></head></html>"
#define SHOP "https://shop.example"
#define ROUTE "{\"code\":\"rest_no_route\",\"message\":\"x\",\"data\":{\"status\":404}}"

static const struct row {
	const char *supplier, *address;
	int status;
	bool json;
	const char *body;
	enum err err;
	const char *words[3]; /* all in the sentence */
} rows[] = {
	{ "woocommerce", SHOP, 404, false, PAGE, ERR_CONF,
		{ "no WooCommerce API at " SHOP ":", "(404)", "“Plain”" } },
	{ "woocommerce", SHOP, 404, false, "", ERR_CONF, { "no WooCommerce API", "with https" } },
	{ "woocommerce", SHOP, 403, false, PAGE, ERR_CONF, { "(403)", "security plug-in" } },
	{ "woocommerce", SHOP, 200, false, PAGE, ERR_NET, { "no WooCommerce API", SHOP } },
	{ "woocommerce", SHOP, 200, true, "\xef\xbb\xbf \n<html>", ERR_NET, { "no WooCommerce API" } },
	{ "woocommerce", SHOP, 302, false, "", ERR_NET, { SHOP " sends us elsewhere (302)", "login" } },
	{ "woocommerce", SHOP, 301, false, PAGE, ERR_NET, { "as the browser shows it" } },
	{ "woocommerce", SHOP, 503, false, PAGE, ERR_BUSY, { "busy" } },
	{ "woocommerce", SHOP, 429, false, PAGE, ERR_BUSY, { "busy" } },
	{ "woocommerce", SHOP, 502, false, PAGE, ERR_NET, { "trouble of its own" } },
	{ "woocommerce", SHOP, 404, true, ROUTE, ERR_CONF, { "is WooCommerce switched on" } },
	{ "woocommerce", SHOP, 404, true, "{\"detail\":\"no such page\"}", ERR_CONF,
		{ "no WooCommerce at this address" } },
	{ "house", "https://api.example/v1", 404, false, PAGE, ERR_CONF,
		{ "no supplier API at https://api.example/v1:", "(404)", "the supplier told you" } },
	{ "house", "https://api.example/v1", 404, true, "{}", ERR_NOTHING, { "any more" } },
	{ "house", "https://api.example/v1", 200, false, PAGE, ERR_NET, { "no supplier API", "sign in" } },
	{ "house", "https://api.example/v1", 307, true, "{}", ERR_NET, { "https://api.example/v1 sends us" } },
	{ "taobao", NULL, 404, false, PAGE, ERR_NET,
		{ "taobao.com/router/rest answers with a web page (404)", "sign in", "later" } },
	{ "jd", NULL, 200, false, PAGE, ERR_NET, { "jd.com/routerjson answers with a web page (200)" } },
	{ "pdd", NULL, 403, false, PAGE, ERR_NET, { "pinduoduo.com/api/router answers with a web page (403)" } },
	{ "vip", NULL, 200, true, PAGE, ERR_NET, { "vipapis.com/ answers with a web page (200)" } },
	{ "vip", "https://proxy.example/", 302, false, "", ERR_NET, { "https://proxy.example/ sends us elsewhere" } },
};

static void a_page_is_told_with_the_address_and_what_to_look_at(void **unused)
{
	size_t i, j;

	(void)unused;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		const struct supplier *supplier = supplier_find(row->supplier);
		const struct account account = { .name = "mine", .address = row->address };
		const struct http_answer answer = { .status = row->status, .json = row->json,
			.body = row->body, .length = strlen(row->body), .etag = "" };
		struct fault fault = { 0 };

		if (supplier_verdict(supplier, &account, &answer, &fault) != row->err)
			fail_msg("row %zu, %s %d: %s: %s", i, row->supplier, row->status,
				err_name(fault.code), fault.text);
		if (row->address && !strcmp(fault.server, SUPPLIER_NO_API) && !supplier->address)
			assert_string_equal(supplier_blamed(supplier, &fault)->name, "address");
		for (j = 0; j < sizeof row->words / sizeof *row->words; j++)
			if (row->words[j] && !strstr(fault.text, row->words[j]))
				fail_msg("row %zu, %s %d: no “%s” in “%s”", i, row->supplier,
					row->status, row->words[j], fault.text);
	}
}

/* The longest address that is shown leaves room for what to do. */
static void a_long_address_is_cut_not_the_advice(void **unused)
{
	static const char *const names[] = { "woocommerce", "house" };
	static const int statuses[] = { 404, 302 };
	char address[200] = "https://";
	size_t i, j;

	(void)unused;
	memset(address + strlen(address), 'a', 150);
	for (i = 0; i < 2; i++)
		for (j = 0; j < 2; j++) {
			const struct account account = { .name = "mine", .address = address };
			const struct http_answer answer = { .status = statuses[j],
				.body = PAGE, .length = sizeof PAGE - 1, .etag = "" };
			struct fault fault = { 0 };

			assert_int_not_equal(supplier_verdict(supplier_find(names[i]), &account,
						     &answer, &fault), OK);
			assert_int_equal(fault.text[strlen(fault.text) - 1], '?');
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_told_with_the_address_and_what_to_look_at),
		cmocka_unit_test(a_long_address_is_cut_not_the_advice),
	};

	return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}

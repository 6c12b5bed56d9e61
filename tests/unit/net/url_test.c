/* url: links are taken or refused, never altered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "net/url.h"

#define EACH(i, cases) for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)

static const char *const hosts[] = { "shop.example", "*.shop.example", "127.0.0.1", "[::1]", NULL };
static struct fault fault;

static const struct {
	const char *url, *host;
} good[] = {
	{ "https://shop.example", "shop.example" },
	{ "https://shop.example/", "shop.example" },
	{ "HTTPS://Shop.Example/?a=b_#c", "Shop.Example" },
	{ "https://s.click.shop.example:8443/t?e=m%3D2&x=[1]", "s.click.shop.example" },
	{ "https://shop.example?to=https://user@evil.example/", "shop.example" },
	{ "https://shop.example#@evil.example", "shop.example" },
	{ "https://shop.example/@user/(a)*!$&'+,;=~", "shop.example" },
	{ "http://127.0.0.1:8080/x", "127.0.0.1" },
	{ "http://[::1]:80/", "[::1]" },
};

static const char *const bad[] = {
	"",
	"https://",
	"https:///x",
	"shop.example",
	"//shop.example",
	"ftp://shop.example",
	"file:///etc/passwd",
	"javascript:alert(1)",
	"http://shop.example/",
	"https:/shop.example",
	"https://user@shop.example/",
	"https://user:pw@shop.example/",
	"https://shop.example@evil.example",
	"https://shop.example\\@evil.example",
	"https://shop.example%40evil.example/",
	"https://shop.example%2F.evil.example/",
	"https://evilshop.example/",
	"https://shop.example.evil/",
	"https://.shop.example/",
	"https://a..shop.example/",
	"https://shop.example./",
	"https://-a.shop.example/",
	"https://a-.shop.example/",
	"https://shop.example:/",
	"https://shop.example:0/",
	"https://shop.example:65536/",
	"https://shop.example:99999999999/",
	"https://shop.example:80a/",
	"https://shop.example:80:80/",
	"https://shop.example/a b",
	"https://shop.example/\t",
	"https://shop.example/\n",
	"https://shop.example/\033",
	"https://shop.example/毛",
	"https://shop.example/%",
	"https://shop.example/%g0",
	"https://shop.example/%0",
	"https://shop.example/<x>",
	"https://shop.example/\"",
	"https://[::1/",
	"https://[::1]x/",
	"https://[v1.x]/",
	"https://[]/",
	"http://127.1/",
	"http://2130706433/",
	"http://0x7f.0.0.1/",
	"http://127.0.0.1.shop.example/",
	"http://127.0.0.256/",
	"https://shop_.example/",
	" https://shop.example/",
	"https://shop.example/ ",
};

static void takes_good_links(void **unused)
{
	struct arena arena = { 0 };

	(void)unused;
	EACH(i, good)
	{
		if (url_check(good[i].url, hosts, &fault) != OK)
			fail_msg("refused: %s: %s", good[i].url, fault.text);
		assert_string_equal(url_host(&arena, good[i].url), good[i].host);
	}
	arena_clear(&arena);
}

static void refuses_bad_links(void **unused)
{
	(void)unused;
	EACH(i, bad)
	if (url_check(bad[i], hosts, &fault) != ERR_DECODE)
		fail_msg("accepted: %s", bad[i]);
	assert_int_equal(url_check(NULL, NULL, &fault), ERR_LIMIT);
}

static void without_a_list_any_host_will_do(void **unused)
{
	(void)unused;
	assert_int_equal(url_check("https://anywhere.example/", NULL, &fault), OK);
	assert_int_equal(url_check("https://192.0.2.1/", NULL, &fault), OK);
	assert_int_equal(url_check("https://2130706433/", NULL, &fault), ERR_DECODE);
	assert_int_equal(url_check("http://anywhere.example/", NULL, &fault), ERR_DECODE);
}

static void names_the_foreign_host_only(void **unused)
{
	(void)unused;
	assert_int_equal(
		url_check("https://evil.example/?token=secret", hosts, &fault), ERR_DECODE);
	assert_non_null(strstr(fault.text, "evil.example"));
	assert_null(strstr(fault.text, "secret"));
}

static void a_star_is_not_the_domain_itself(void **unused)
{
	static const char *const only_below[] = { "*.shop.example", NULL };

	(void)unused;
	assert_int_equal(url_check("https://shop.example/", only_below, &fault), ERR_DECODE);
	assert_int_equal(url_check("https://a.shop.example/", only_below, &fault), OK);
	assert_int_equal(url_check("https://axshop.example/", only_below, &fault), ERR_DECODE);
}

static void bounds_the_length(void **unused)
{
	char url[URL_MOST_BYTES + 2] = "https://shop.example/";

	(void)unused;
	memset(url + 21, 'a', sizeof url - 21);
	url[URL_MOST_BYTES + 1] = '\0';
	assert_int_equal(url_check(url, NULL, &fault), ERR_LIMIT);
	url[URL_MOST_BYTES] = '\0';
	assert_int_equal(url_check(url, NULL, &fault), OK);
}

static void knows_this_machine(void **unused)
{
	static const char *const here[] = { "http://localhost", "http://LOCALHOST:1/",
		"http://127.8.9.1/", "https://[::1]/" };
	static const char *const away[] = { "http://localhost.example/", "http://128.0.0.1/",
		"http://127.evil.example/", "http://x@localhost/", "http://[::2]/", "localhost",
		"" };

	(void)unused;
	EACH(i, here)
	assert_true(url_is_loopback(here[i]));
	EACH(i, away)
	assert_false(url_is_loopback(away[i]));
}

static void encodes_values(void **unused)
{
	struct arena arena = { 0 };

	(void)unused;
	assert_string_equal(url_encode(&arena, "aZ09-._~"), "aZ09-._~");
	assert_string_equal(url_encode(&arena, "毛 &=+%/"), "%E6%AF%9B%20%26%3D%2B%25%2F");
	assert_string_equal(url_encode(&arena, ""), "");
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_good_links),
		cmocka_unit_test(refuses_bad_links),
		cmocka_unit_test(without_a_list_any_host_will_do),
		cmocka_unit_test(names_the_foreign_host_only),
		cmocka_unit_test(a_star_is_not_the_domain_itself),
		cmocka_unit_test(bounds_the_length),
		cmocka_unit_test(knows_this_machine),
		cmocka_unit_test(encodes_values),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

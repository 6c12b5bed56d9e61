/* reconcile: planted differences are found exactly, in every encoding and under every platform's heads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <iconv.h>
#include <unistd.h>
#include "base/clock.h"
#include "desk/reconcile.h"
#include "store/order_store.h"

enum { NOW = 1764000000, ROWS = 100000, PLANT = 997 };

static struct store store;
static struct arena arena;
static struct fault fault;
static struct reconciliation found;
static char path[64];
static struct account account = { .name = "mine", .kind = "taobao" };

static struct money yuan(int64_t fen)
{
	return (struct money){ fen, CURRENCY_CNY };
}

static struct order order_of(size_t number)
{
	bool settled = number % 3 == 0;

	return (struct order){ .supplier = "mine",
		.id = arena_print(&arena, "88%010zu", number / 2),
		.sub_id = arena_print(&arena, "88%010zu-%zu", number / 2, number % 2),
		.goods = "g",
		.title = "苹果",
		.state = settled ? ORDER_SETTLED : ORDER_ESTIMATED,
		.state_word = "3",
		.quantity = 1,
		.paid = yuan(2890),
		.base = yuan(2890),
		.estimate = yuan(100 + (int64_t)(number % 900)),
		.settled = yuan(settled ? 100 + (int64_t)(number % 900) : 0),
		.fee = yuan(0),
		.rate_bp = 1800,
		.created_at = NOW - (int64_t)number,
		.settled_at = settled ? NOW : 0,
		.updated_at = NOW };
}

static int begin(void **unused)
{
	(void)unused;
	clock_set_s(NOW);
	snprintf(path, sizeof path, "/tmp/reconcile_test.XXXXXX");
	int file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	assert_int_equal(store_open(&store, NULL, &fault), OK);
	return 0;
}

static int end(void **unused)
{
	(void)unused;
	store_close(&store);
	unlink(path);
	arena_clear(&arena);
	clock_set_s(0);
	return 0;
}

static void put_orders(size_t count)
{
	struct order *orders = arena_take_array(&arena, count, sizeof *orders);
	size_t i;

	for (i = 0; i < count; i++)
		orders[i] = order_of(i);
	assert_int_equal(order_put(&store, orders, count, &fault), OK);
}

static void write_file(const char *bytes, size_t length)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static enum err compare(const char *text)
{
	write_file(text, strlen(text));
	return reconcile(&store, &account, path, &arena, &found, &fault);
}

static void expect_counts(size_t same, size_t differs, size_t only_report, size_t only_here)
{
	if (fault.code)
		fail_msg("%s", fault.text);
	assert_int_equal(found.counts[AGREEMENT_SAME], same);
	assert_int_equal(found.counts[AGREEMENT_DIFFERS], differs);
	assert_int_equal(found.counts[AGREEMENT_ONLY_REPORT], only_report);
	assert_int_equal(found.counts[AGREEMENT_ONLY_HERE], only_here);
}

/* Every PLANT-th row in turn: a fen too many, a row that is missing, a row nobody knows. */
static char *big_report(void)
{
	char *text = NULL, number[MONEY_TEXT], settled[MONEY_TEXT];
	size_t length, i;
	FILE *to = open_memstream(&text, &length);

	assert_non_null(to);
	fputs("创建时间,商品名称,淘宝子订单号,付款预估收入（元）,结算预估收入（元）\r\n", to);
	for (i = 0; i < ROWS; i++) {
		struct order order = order_of(i);
		int plant = i % PLANT == 0 ? (int)(i / PLANT % 3) : -1;

		order.estimate.minor += plant == 0;
		if (plant != 1)
			fprintf(to, "2025-11-24 16:00:00,\"苹果, 红\",%s\t,%s,%s\r\n", order.sub_id,
				money_plain(order.estimate, number),
				order.settled.minor ? money_plain(order.settled, settled) : "--");
		if (plant == 2)
			fprintf(to, "2025-11-24 16:00:00,梨,99%zu,1.00,--\r\n", i);
	}
	fclose(to);
	return text;
}

static void big_in(const char *encoding, const char *mark, size_t mark_bytes)
{
	char *text = big_report(), *from = text, *bytes, *to;
	size_t rest = strlen(text), room = rest * 2 + 8, left;
	iconv_t table = iconv_open(encoding, "UTF-8");

	assert_true(table != (iconv_t)-1);
	to = bytes = arena_take(&arena, room);
	memcpy(to, mark, mark_bytes);
	to += mark_bytes;
	left = room - mark_bytes;
	assert_int_equal(iconv(table, &from, &rest, &to, &left), 0);
	iconv_close(table);
	free(text);
	write_file(bytes, room - left);
	put_orders(ROWS);
	fault.code = reconcile(&store, &account, path, &arena, &found, &fault);
	/* 101 planted: 0, 997, …: 34 of the first kind, 34 of the second, 33 of the third. */
	expect_counts(ROWS - 34 - 34, 34, 33, 34);
	for (size_t i = 0; i < found.count; i++)
		if (found.rows[i].agreement == AGREEMENT_DIFFERS)
			assert_int_equal(found.rows[i].difference.minor, 1);
}

static void planted_differences_are_found_in_utf8(void **unused)
{
	(void)unused;
	big_in("UTF-8", "", 0);
}

static void planted_differences_are_found_in_utf16(void **unused)
{
	(void)unused;
	big_in("UTF-16LE", "\xFF\xFE", 2);
}

static void planted_differences_are_found_in_gbk(void **unused)
{
	(void)unused;
	big_in("GBK", "", 0);
}

static void lines_of_one_order_are_summed_where_the_report_knows_only_orders(void **unused)
{
	(void)unused;
	put_orders(4);
	fault.code = compare("Order ID,Estimated commission\n880000000000,2.01\n880000000001,2.06\n");
	expect_counts(1, 1, 0, 0);
	assert_int_equal(found.rows[0].difference.minor, 1);
}

static void rows_of_one_order_are_summed_before_they_are_compared(void **unused)
{
	(void)unused;
	put_orders(2);
	fault.code = compare("订单号,预估佣金\n880000000000,1.00\n880000000000,1.01\n");
	expect_counts(1, 0, 0, 0);
}

static void one_word_for_commission_means_what_is_settled(void **unused)
{
	(void)unused;
	put_orders(2);
	/* The first is settled, the second expected. */
	fault.code = compare("子订单号;佣金\n880000000000-0;￥1.00\n880000000000-1;1.010000\n合计;2.01\n");
	expect_counts(2, 0, 0, 0);
}

static void a_report_of_settlements_does_not_ask_for_estimates(void **unused)
{
	(void)unused;
	put_orders(6);
	fault.code = compare("报表名称,结算\n订单编号,实际佣金\n880000000000-0,1.00\n");
	/* Lines 0 and 3 are settled on that day. */
	expect_counts(1, 0, 0, 1);
	assert_string_equal(found.rows[0].key, "880000000001-1");
	assert_int_equal(found.rows[0].difference.minor, -103);
}

static void old_reports_of_alimama_name_the_settled_amount_otherwise(void **unused)
{
	(void)unused;
	put_orders(1);
	fault.code = compare("订单编号,效果预估,预估收入\n=\"880000000000-0\",1.00,0.99\n");
	expect_counts(0, 1, 0, 0);
	assert_int_equal(found.rows[0].report_settled.minor, 99);
	assert_int_equal(found.rows[0].difference.minor, -1);
}

/* All columns of Alimama's order report, as programs that import it name them: the whole commission, the amounts
 * paid and settled and the fees are no income of hers. */
static void what_stands_beside_the_income_in_alimamas_report_is_not_taken_for_it(void **unused)
{
	(void)unused;
	put_orders(1);
	fault.code = compare("序号,创建时间,付款时间,结算时间,商品标题,掌柜旺旺,店铺名称,商品ID,商品数量,商品单价,付款金额,类目名称,"
			     "淘宝订单编号,淘宝子订单号,订单状态,订单类型,结算金额,佣金比率,佣金金额,补贴比率,补贴金额,收入比率,"
			     "提成,技术服务费率,技术服务费,付款预估收入,结算预估收入,产品类型\n"
			     "1,2025-11-24,2025-11-24,2025-11-24,苹果,果园,果园,123,1,10.00,10.00,食品,"
			     "880000000000,880000000000-0,已结算,淘宝,10.00,11.00%,1.10,0.00%,0.00,10.00%,"
			     "10.00%,10.00%,0.10,1.00,1.00,导购\n");
	expect_counts(1, 0, 0, 0);
}

static void another_suppliers_orders_are_not_compared(void **unused)
{
	struct order other = order_of(0);

	(void)unused;
	other.supplier = "other";
	assert_int_equal(order_put(&store, &other, 1, &fault), OK);
	fault.code = compare("订单号,佣金\n880000000000-0,1.00\n");
	expect_counts(0, 0, 1, 0);
}

static void what_cannot_be_read_names_its_line(void **unused)
{
	(void)unused;
	put_orders(2);
	assert_int_equal(compare("a,b\n1,2\n"), ERR_DECODE);
	assert_int_equal(compare("订单号,佣金\n"), ERR_NOTHING);
	assert_int_equal(compare("订单号,佣金\n1,1.00\n2,1.005\n"), ERR_DECODE);
	assert_non_null(strstr(fault.text, "Line 3"));
	assert_int_equal(compare("订单号,佣金\n1,1.00\n2\n"), ERR_DECODE);
	assert_non_null(strstr(fault.text, "Line 3 has 1"));
	assert_int_equal(compare("订单号,佣金\n1,1e3\n"), ERR_DECODE);
	assert_int_equal(compare("订单号,佣金\n1,9999999999999999999\n"), ERR_DECODE);
	assert_int_equal(compare("订单号,佣金,币种\n1,1,USD\n1,1,CNY\n"), ERR_DECODE);
	assert_int_equal(reconcile(&store, &account, "/nowhere", &arena, &found, &fault), ERR_NOTHING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(planted_differences_are_found_in_utf8),
		TEST(planted_differences_are_found_in_utf16),
		TEST(planted_differences_are_found_in_gbk),
		TEST(lines_of_one_order_are_summed_where_the_report_knows_only_orders),
		TEST(rows_of_one_order_are_summed_before_they_are_compared),
		TEST(one_word_for_commission_means_what_is_settled),
		TEST(a_report_of_settlements_does_not_ask_for_estimates),
		TEST(old_reports_of_alimama_name_the_settled_amount_otherwise),
		TEST(what_stands_beside_the_income_in_alimamas_report_is_not_taken_for_it),
		TEST(another_suppliers_orders_are_not_compared),
		TEST(what_cannot_be_read_names_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* made: see made.h. */
#include "made.h"

enum { FIRST_SEED = 42, YEAR_S = 365 * 86400 };

static uint64_t seed = FIRST_SEED;

void made_again(void)
{
	seed = FIRST_SEED;
}

static int64_t random_below(int64_t most)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)(seed >> 33) % most;
}

static const char *const adjectives[] = { "纯棉", "不锈钢", "加厚", "儿童", "便携", "北欧", "家用", "防滑",
	"大号", "夏季", "透明", "抗菌", "迷你", "真丝", "复古", "可爱" };
static const char *const things[] = { "毛巾", "保温杯", "洗脸巾", "浴巾", "雨伞", "拖鞋", "台灯", "枕头",
	"饭盒", "牙刷", "收纳盒", "充电宝", "耳机", "面膜", "洗发水", "坚果", "茶叶", "蜂蜜", "袜子", "围巾",
	"地垫", "锅铲", "砧板", "水杯", "书包", "手机壳", "跑步鞋", "瑜伽垫", "电风扇", "加湿器", "蚊帐", "窗帘" };
static const char *const latin[] = { "blue", "cotton", "thermos", "mini", "pro", "max", "home", "kids",
	"baby", "soft", "brush", "lamp", "bottle", "towel", "sport", "ultra" };

/* A title as they are: a few words, a size, sometimes Latin; every 40th has a character of its own. */
static char *make_title(struct arena *arena, int64_t i)
{
	unsigned rare = 0x4E00 + (unsigned)random_below(0x5000);
	char own[4] = { (char)(0xE0 | rare >> 12), (char)(0x80 | (rare >> 6 & 63)),
		(char)(0x80 | (rare & 63)), 0 };

	return arena_print(arena, "%s%s%s%s %s %lldml %s%lld", adjectives[random_below(16)],
		i % 40 ? "" : own, adjectives[random_below(16)], things[random_below(32)],
		latin[random_below(16)], (long long)random_below(40) * 50, i % 3 ? "款" : "model",
		(long long)i % 10000);
}

static struct money yuan(int64_t fen)
{
	return (struct money){ fen, CURRENCY_CNY };
}

struct goods made_goods(struct arena *arena, int64_t i)
{
	int64_t price = random_below(10) < 7 ? 100 + random_below(9900) : 10000 + random_below(100000);
	bool coupon = random_below(4) == 0;

	return (struct goods){ .supplier = MADE_SUPPLIER,
		.id = arena_print(arena, "G%08lld", (long long)i),
		.title = make_title(arena, i),
		.shop = "毛巾之家旗舰店",
		.category = arena_print(arena, "c%lld", (long long)random_below(40)),
		.picture = "https://img.example.com/p/0123456789abcdef.jpg",
		.price = yuan(price),
		.final = yuan(price),
		.commission = yuan(price / 10),
		.commission_before = yuan(price / 10),
		.rate_bp = (int32_t)(300 + random_below(2700)),
		.coupon = { coupon ? "cp1" : NULL, yuan(500), yuan(0), 100, 1000, MADE_NOW - 1000, MADE_NOW + 100000 },
		.sales_30d = random_below(3) ? random_below(20000) : 0,
		.stock = random_below(20),
		.shop_score = random_below(100),
		.updated_at = MADE_NOW - random_below(10000000),
		.seen_at = MADE_NOW };
}

struct order made_order(struct arena *arena, int64_t i, int64_t count)
{
	static const enum order_state states[] = { ORDER_ESTIMATED, ORDER_RECEIVED, ORDER_SETTLED,
		ORDER_PAID_OUT, ORDER_INVALID };
	int64_t goods = random_below(20000);

	return (struct order){ .supplier = MADE_SUPPLIER,
		.id = arena_print(arena, "26%010lld", (long long)i * 7919 % 10000000000),
		.sub_id = arena_print(arena, "S%lld", (long long)i),
		.goods = arena_print(arena, "G%08lld", (long long)goods),
		.title = arena_print(arena, "%s%s %s %lld", adjectives[goods % 16], things[goods % 32],
			latin[goods % 13], (long long)goods),
		.state = states[random_below(5)],
		.state_word = "x",
		.channel = "wechat",
		.quantity = 1,
		.paid = yuan(2890),
		.base = yuan(2890),
		.estimate = yuan(520),
		.settled = yuan(500),
		.rate_bp = 1800,
		.created_at = MADE_NOW - (count - i) * (YEAR_S / count),
		.updated_at = MADE_NOW };
}

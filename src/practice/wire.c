/*
 * wire: the door of all platforms and the values they write. Goods, links and orders as rows are in
 * wire_rows.c. See wire.h.
 */
#include "practice/wire.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BEIJING_S = 8 * HOUR_S, CLOCK_TOLERANCE_S = 600, DAYS_BACK = 90 };

const struct wire_platform wire_platforms[PLATFORMS] = {
	[PLATFORM_TAOBAO] = { "taobao", "/taobao/router/rest", "20260001",
		"7a0ba07a0ba07a0ba07a0ba07a0ba0ff", "mm_1000001_2000002_3000003",
		{ "pRa", "xMJOC8tmtM-Qq0Z65Sbbq5DqZ9" }, .percent = 85 },
	[PLATFORM_JD] = { "jd", "/jd/routerjson", "0123456789abcdef0123456789abcdef",
		"fedcba9876543210fedcba9876543210", "3000000001",
		{ "pRaCt", "AaBbCcDdEeFf0001_3PrAcTiCeGg" }, .percent = 70 },
	[PLATFORM_PDD] = { "pdd", "/pdd/api/router", "c0ffee00c0ffee00c0ffee00c0ffee00",
		"5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2", "1000001_200000001",
		{ "E9pRaCt", "AbCdEfGhIjKl_JpRaCtIcE" }, .percent = 80 },
	[PLATFORM_VIP] = { "vip", "/vip", "a876c4cc", "76697076697076697076697076697070",
		"practice_0001", .first = INT64_C(6918000000000000000), .percent = 60 },
	[PLATFORM_WOO] = { "woocommerce", "/woo", "ck_00000000000000000000000000000000077773d1",
		"cs_00000000000000000000000000000000077773d2", "practice", .percent = 50 },
};

void wire_print_keys(FILE *out, const char *before)
{
	for (int i = 0; i < PLATFORMS; i++) {
		const struct wire_platform *row = &wire_platforms[i];
		fprintf(out, "%s%s %s %s %s %s", before, row->name, row->path, row->key,
			row->secret, row->pid);
	}
}

bool wire_tells(const char *path, enum fault_kind kind)
{
	bool usual = kind == FAULT_401 || kind == FAULT_429 || kind == FAULT_503;
	for (int i = 0; i < PLATFORMS; i++) {
		size_t length = strlen(wire_platforms[i].path);
		if (strncmp(path, wire_platforms[i].path, length) != 0)
			continue;
		/* What lies below the address is asked for by path there only. */
		if (path[length] == '\0' || i == PLATFORM_WOO)
			return usual || (kind == FAULT_500 && i == PLATFORM_WOO);
	}
	return false;
}

/* ---- the door */

enum wire_fault wire_trouble(struct call *call)
{
	switch (call->request->twist) {
	case FAULT_401:
		return WIRE_EXPIRED;
	case FAULT_429:
		return WIRE_QUOTA;
	case FAULT_503:
		return WIRE_BUSY;
	default:
		return practice_count_call(call->practice) ? WIRE_QUOTA : WIRE_FINE;
	}
}

/* Ten minutes of the asker's own, who reads our clock now and then only. */
static int64_t tolerance_s(const struct call *call)
{
	int64_t speed = call->practice->options.speed;
	return CLOCK_TOLERANCE_S * (speed > 1 ? speed : 1);
}

int64_t wire_oldest(const struct call *call)
{
	bool ahead = call->practice->options.speed > 1;
	return call->now_s - (int64_t)DAYS_BACK * DAY_S - (ahead ? tolerance_s(call) : 0);
}

static bool time_is_near(struct call *call, const char *text, bool unix_time)
{
	int64_t at = 0, most = tolerance_s(call);
	if (unix_time)
		at = strspn(text, "0123456789") == strlen(text) ? strtoll(text, NULL, 10) : 0;
	else if (!wire_moment(text, &at))
		return false;
	return at >= call->now_s - most && at <= call->now_s + most;
}

/* False: a word that is no method of signing. */
static bool read_digest(struct call *call, enum platform platform, enum wire_digest *digest)
{
	static const char *const names[] = { "md5", "hmac", "hmac-sha256" };
	const char *name = request_query(call->request, "sign_method");
	*digest = platform == PLATFORM_VIP ? WIRE_HMAC_MD5_BODY : WIRE_MD5;
	if (platform != PLATFORM_TAOBAO)
		return !name || strcmp(name, "md5") == 0;
	for (size_t i = 0; name && i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0) {
			*digest = (enum wire_digest)i;
			return true;
		}
	return false;
}

/* The first parameter that is missing or has a value that it cannot have. */
static enum wire_fault check_values(
	const struct request *request, const struct wire_door *door, const char **about)
{
	for (const char *const *name = door->needed; *name; name++) {
		const char *value = request_query(request, *name);
		*about = *name;
		if (!value || !*value)
			return WIRE_LACKS;
	}
	for (const char *const(*fixed)[2] = door->fixed; (*fixed)[0]; fixed++) {
		const char *value = request_query(request, (*fixed)[0]);
		*about = (*fixed)[0];
		if (value && strcmp(value, (*fixed)[1]) != 0)
			return WIRE_VALUE;
	}
	return WIRE_FINE;
}

enum wire_fault wire_check(struct call *call, const struct wire_door *door, const char **about)
{
	const struct wire_platform *platform = &wire_platforms[door->platform];
	const struct request *request = call->request;
	enum wire_fault fault = wire_trouble(call);
	enum wire_digest digest;
	if (fault == WIRE_FINE)
		fault = check_values(request, door, about);
	if (fault != WIRE_FINE)
		return fault;
	if (strcmp(request_query(request, door->key), platform->key) != 0)
		return WIRE_KEY;
	if (!time_is_near(call, request_query(request, door->time), door->unix_time))
		return WIRE_TIME;
	if (!read_digest(call, door->platform, &digest) ||
		!wire_signature_is_right(
			call, digest, platform->secret, request_query(request, "sign")))
		return WIRE_SIGN;
	return WIRE_FINE;
}

const struct wire_method *wire_method(const struct wire_method *rows, const char *name)
{
	for (; name && rows->name; rows++)
		if (strcmp(rows->name, name) == 0)
			return rows;
	return NULL;
}

/* ---- values */

const char *wire_yuan(struct call *call, int64_t minor)
{
	int64_t size = minor < 0 ? -minor : minor;
	return arena_print(&call->arena, "%s%" PRId64 ".%02" PRId64, minor < 0 ? "-" : "",
		size / 100, size % 100);
}

const char *wire_percent(struct call *call, int64_t rate_bp)
{
	return wire_yuan(call, rate_bp);
}

const char *wire_number(struct call *call, int64_t number)
{
	return arena_print(&call->arena, "%" PRId64, number);
}

const char *wire_beijing(struct call *call, int64_t at)
{
	time_t moment = (time_t)(at + BEIJING_S);
	struct tm parts;
	char text[40] = "";
	if (gmtime_r(&moment, &parts))
		strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &parts);
	return arena_text(&call->arena, text);
}

bool wire_moment(const char *text, int64_t *at)
{
	struct tm parts = { 0 };
	const char *end = text ? strptime(text, "%Y-%m-%d %H:%M:%S", &parts) : NULL;
	if (!end || *end || strlen(text) != 19)
		return false;
	*at = (int64_t)timegm(&parts) - BEIJING_S;
	return true;
}

int64_t wire_minor(const char *yuan)
{
	struct money money;
	return yuan && money_parse(yuan, CURRENCY_CNY, &money) ? money.minor : 0;
}

int64_t wire_whole(struct call *call, const char *name, int64_t absent)
{
	const char *text = request_query(call->request, name);
	size_t length = text ? strlen(text) : 0;
	if (length == 0 || length > 15 || strspn(text, "0123456789") != length)
		return absent;
	return strtoll(text, NULL, 10);
}

int64_t wire_member(const struct json *object, const char *name, int64_t absent)
{
	const int64_t most = INT64_C(1000000000000000);
	int64_t number;
	bool good = json_whole(json_at(object, name), &number) && number > -most && number < most;
	return good ? number : absent;
}

int64_t wire_stall(enum platform platform)
{
	return ((int64_t)platform + 1) * STALL_GOODS;
}

const char *wire_goods_id(struct call *call, enum platform platform, int64_t n)
{
	const struct wire_platform *row = &wire_platforms[platform];
	char id[GOODS_ID];
	if (!row->ids[0])
		return wire_number(call, row->first + n);
	return arena_print(&call->arena, "%s%s%s", row->ids[0], goods_id(n, id), row->ids[1]);
}

/* The number in an id as the platform writes it; printed again it must be the same. */
static int64_t read_id(const struct wire_platform *row, const char *id)
{
	char again[100], own[GOODS_ID];
	size_t before = row->ids[0] ? strlen(row->ids[0]) + 1 : 0;
	if (strlen(id) <= before || strlen(id) >= sizeof(again))
		return 0;
	int64_t n = strtoll(id + before, NULL, 10) - row->first;
	if (row->ids[0])
		snprintf(
			again, sizeof(again), "%s%s%s", row->ids[0], goods_id(n, own), row->ids[1]);
	else
		snprintf(again, sizeof(again), "%" PRId64, row->first + n);
	return strcmp(again, id) == 0 ? n : 0;
}

int64_t wire_goods_find(enum platform platform, const char *id)
{
	int64_t n = id ? read_id(&wire_platforms[platform], id) : 0, first = wire_stall(platform);
	return n > first && n < first + STALL_GOODS ? n : 0;
}

int64_t wire_goods_find_any(const char *id)
{
	int64_t n = goods_find(id);
	for (int i = 0; !n && i < PLATFORMS; i++)
		n = wire_goods_find((enum platform)i, id);
	return n;
}

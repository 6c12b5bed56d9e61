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
		{ "pRa", "xMJOC8tmtM-Qq0Z65Sbbq5DqZ9" } },
	[PLATFORM_JD] = { "jd", "/jd/routerjson", "0123456789abcdef0123456789abcdef",
		"fedcba9876543210fedcba9876543210", "3000000001",
		{ "pRaCt", "AaBbCcDdEeFf0001_3PrAcTiCeGg" } },
	[PLATFORM_PDD] = { "pdd", "/pdd/api/router", "c0ffee00c0ffee00c0ffee00c0ffee00",
		"5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2", "1000001_200000001",
		{ "E9pRaCt", "AbCdEfGhIjKl_JpRaCtIcE" } },
	[PLATFORM_VIP] = { "vip", "/vip", "a876c4cc", "76697076697076697076697076697070",
		"practice_0001", { "", "" } },
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
	if (kind != FAULT_401 && kind != FAULT_429 && kind != FAULT_503)
		return false;
	for (int i = 0; i < PLATFORMS; i++)
		if (strcmp(path, wire_platforms[i].path) == 0)
			return true;
	return false;
}

/* ---- the door */

static enum wire_fault asked_for(struct call *call)
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

enum wire_fault wire_check(struct call *call, const struct wire_door *door, const char **lacking)
{
	const struct wire_platform *platform = &wire_platforms[door->platform];
	const struct request *request = call->request;
	enum wire_fault fault = asked_for(call);
	enum wire_digest digest;
	if (fault != WIRE_FINE)
		return fault;
	for (const char *const *name = door->needed; *name; name++) {
		const char *value = request_query(request, *name);
		if (value && *value)
			continue;
		*lacking = *name;
		return WIRE_LACKS;
	}
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

const char *wire_goods_id(struct call *call, enum platform platform, int64_t n)
{
	const struct wire_platform *row = &wire_platforms[platform];
	char id[GOODS_ID];
	return arena_print(&call->arena, "%s%s%s", row->ids[0], goods_id(n, id), row->ids[1]);
}

int64_t wire_goods_find(enum platform platform, const char *id)
{
	const struct wire_platform *row = &wire_platforms[platform];
	size_t before = strlen(row->ids[0]), after = strlen(row->ids[1]);
	size_t length = id ? strlen(id) : 0;
	char own[GOODS_ID];
	if (length <= before + after || length - before - after >= sizeof(own) ||
		strncmp(id, row->ids[0], before) != 0 ||
		strcmp(id + length - after, row->ids[1]) != 0)
		return 0;
	snprintf(own, sizeof(own), "%.*s", (int)(length - before - after), id + before);
	return goods_find(own);
}

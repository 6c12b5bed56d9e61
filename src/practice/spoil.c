/* spoil: see spoil.h. The words of the false answers are those that real networks and servers use.
 */
#include "practice/spoil.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { WORTH_COMPRESSING = 400, BOMB_BYTES = 64 * 1024 * 1024, BOMB_STEP = 65536 };

static void put(struct wire *wire, int status, const char *type, const char *body)
{
	response_clear(&wire->answer);
	wire->answer.status = status;
	wire->answer.type = type;
	wire->answer.body = strdup(body);
	wire->answer.length = strlen(body);
}

static void put_problem(struct wire *wire, int status, const char *code, const char *title)
{
	char body[300];
	snprintf(body, sizeof(body),
		"{\"type\":\"urn:shopkeeper:problem:%s\",\"title\":\"%s\",\"status\":%d,"
		"\"detail\":\"This fault was asked for\",\"code\":\"%s\"}",
		code, title, status, code);
	put(wire, status, "application/problem+json", body);
}

void spoil_instead(enum fault_kind kind, struct wire *wire)
{
	switch (kind) {
	case FAULT_401:
		put_problem(wire, 401, "token_wrong", "This token opens no shop");
		break;
	case FAULT_409:
		put_problem(
			wire, 409, "idempotency_conflict", "This key was used for something else");
		break;
	case FAULT_429:
		put_problem(wire, 429, "too_many", "Too many requests");
		wire->answer.retry_after_s = 2;
		break;
	case FAULT_500:
		put_problem(wire, 500, "failed", "The supplier failed");
		break;
	case FAULT_503:
		put_problem(wire, 503, "busy", "The supplier is busy");
		wire->answer.retry_after_s = 1;
		break;
	case FAULT_REDIRECT:
		put(wire, 302, "text/html; charset=utf-8",
			"<a href=\"http://portal.example/\">here</a>\n");
		snprintf(wire->answer.location, sizeof(wire->answer.location),
			"http://portal.example/");
		break;
	default:
		put(wire, 200, "text/html; charset=utf-8",
			"<!DOCTYPE html><html><head><title>Welcome to Free "
			"Wi-Fi</title></head><body>"
			"<h1>Please log in to use the network</h1></body></html>\n");
		break;
	}
}

static struct response compressed(
	const char *parts, size_t part_bytes, size_t times, const char *last)
{
	struct response out = { 0 };
	z_stream stream = { 0 };
	/* Pages are made quickly; a bomb is worth the effort, blanks shrink a thousandfold. */
	int level = times > 1 ? 9 : 3;
	if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		arena_out_of_memory();
	size_t room = times > 1 ? part_bytes * times / 500 : deflateBound(&stream, part_bytes) + 64;
	out.body = malloc(room);
	if (!out.body)
		arena_out_of_memory();
	stream.next_out = (unsigned char *)out.body;
	stream.avail_out = (unsigned)room;
	for (size_t i = 0; i < times; i++) {
		stream.next_in = (unsigned char *)(uintptr_t)parts;
		stream.avail_in = (unsigned)part_bytes;
		if (deflate(&stream, Z_NO_FLUSH) != Z_OK)
			break;
	}
	stream.next_in = (unsigned char *)(uintptr_t)last;
	stream.avail_in = (unsigned)strlen(last);
	deflate(&stream, Z_FINISH);
	out.length = stream.total_out;
	deflateEnd(&stream);
	return out;
}

static void take_body(struct wire *wire, struct response body)
{
	free(wire->answer.body);
	wire->answer.body = body.body;
	wire->answer.length = body.length;
	wire->gzip = true;
}

void wire_compress(struct wire *wire)
{
	if (wire->gzip || wire->answer.length < WORTH_COMPRESSING)
		return;
	take_body(wire, compressed(wire->answer.body, wire->answer.length, 1, ""));
}

/* A small answer that grows to 64 MiB of blanks. Made once and kept: making it takes longer than anything else
 * here does, while every other question waits. */
static const struct response *bomb(void)
{
	static struct response made;
	if (made.body)
		return &made;
	char *blanks = malloc(BOMB_STEP);
	if (!blanks)
		arena_out_of_memory();
	memset(blanks, ' ', BOMB_STEP);
	made = compressed(blanks, BOMB_STEP, BOMB_BYTES / BOMB_STEP, "{}");
	free(blanks);
	return &made;
}

static void put_bomb(struct wire *wire)
{
	const struct response *made = bomb();
	struct response copy = *made;
	copy.body = malloc(made->length);
	if (!copy.body)
		arena_out_of_memory();
	memcpy(copy.body, made->body, made->length);
	take_body(wire, copy);
}

static void put_garbage(struct wire *wire)
{
	uint64_t dice = chance(1, "garbage", (int64_t)wire->answer.length);
	for (size_t i = 0; i < wire->answer.length; i++)
		wire->answer.body[i] = (char)(chance_next(&dice) & 0xff);
}

void spoil_after(const struct armed_fault *fault, struct wire *wire)
{
	switch (fault->kind) {
	case FAULT_DELAY:
		wire->delay_ms = fault->delay_ms;
		break;
	case FAULT_CUT:
		wire->pace = WIRE_CUT;
		break;
	case FAULT_DRIP:
		wire->pace = WIRE_DRIP;
		break;
	case FAULT_GARBAGE:
		put_garbage(wire);
		break;
	case FAULT_WRONG_TYPE:
		if (wire->answer.type)
			wire->answer.type = "text/plain; charset=utf-8";
		break;
	case FAULT_BAD_GZIP:
		put_garbage(wire);
		wire->gzip = true;
		break;
	case FAULT_GZIP_BOMB:
		put_bomb(wire);
		break;
	default:
		break;
	}
}

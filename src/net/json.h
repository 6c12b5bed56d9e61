/*
 * json: answers from strangers, made safe (the only file with cJSON.h is json.c). cJSON alone loses
 * whole numbers above 2^53, cuts at \u0000, accepts bad UTF-8 and trailing bytes and ignores case;
 * the guard in front of it refuses or mends each of these. A record is read by one table of fields.
 */
#ifndef NET_JSON_H
#define NET_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/fault.h"
#include "base/money.h"

enum { JSON_MOST_BYTES = 2 * 1024 * 1024, JSON_MOST_DEPTH = 32, JSON_MOST_NODES = 60000 };

/* A parsed document; json_free frees all of it. A const struct json *
 * points inside and is only lent. */
struct json;

/* Whole document or refusal: UTF-8, depth, size, nothing after it, no \u0000, no duplicate name, no
 * number like 007, 0x10 or 1e999. Every number keeps its exact digits and is never a double. */
MUST_USE enum err json_parse(const char *bytes, size_t length, struct json **json, struct fault *fault);
void json_free(struct json *json);
/* The same, freed when the arena is cleared. */
MUST_USE enum err json_parse_in(struct arena *arena, const char *bytes, size_t length,
	const struct json **json, struct fault *fault);

/* Path: names with dots, "data.list" (case matters); "" is `json`
 * itself. NULL if absent or null. */
const struct json *json_at(const struct json *json, const char *path);
size_t json_count(const struct json *array); /* 0 if not an array (or NULL) */
/* NULL beyond the end. In one step for a parsed array. */
const struct json *json_item(const struct json *array, size_t index);
/* The member at this place of an object and its name, for objects whose names are not known
 * beforehand; NULL beyond the end, and for a member that is null. One step for each place. */
const struct json *json_member(const struct json *object, size_t index, const char **name);
size_t json_member_count(const struct json *object); /* 0 if not an object */
bool json_is_object(const struct json *json);
bool json_is_array(const struct json *json);
/* The text of a string, or the digits of a number, cleaned, at most `most`
 * graphemes; NULL if neither. */
const char *json_text(const struct json *json, struct arena *arena, size_t most);
/* Exact bytes of a string, uncleaned: for links (to be judged by url_check), tokens and documents
 * inside strings only. NULL if not a string. Valid while the document lives. */
const char *json_raw(const struct json *json);
/* The same, or the exact digits of a number: to be judged before it is shown. NULL if neither. */
const char *json_literal(const struct json *json);
/* True if it is true or false; then *value is which. */
bool json_truth(const struct json *json, bool *value);
MUST_USE bool json_whole(const struct json *json, int64_t *number); /* whole number or its text */

enum json_kind {
	JSON_ID,       /* text or whole number → const char *, printable ASCII without space, 1..max bytes */
	JSON_TEXT,     /* text or number → const char *, cleaned, at most max graphemes */
	JSON_LINES,    /* text that keeps its line feeds */
	JSON_LINK,     /* text → const char *, bytes unchanged, printable ASCII only (url_check judges) */
	JSON_INT,      /* whole number → int64_t, min..max */
	JSON_BOOL,     /* true/false, 0/1, or these as text → bool */
	JSON_MINOR,    /* whole minor units → struct money, min..max */
	JSON_DECIMAL,  /* "12.34" or 12.34 → struct money exactly, min..max minor units; "500.00" is 500 yen */
	JSON_NEAREST,  /* the same of platforms that reckon in floats: 39.899999999999999 is 39.90 */
	JSON_BP,       /* whole basis points → int32_t */
	JSON_PERMILLE, /* whole ‰, min..max ‰ → int32_t basis points */
	JSON_PERCENT,  /* "9.10", "9.1%" → int32_t basis points, min..max of these */
	JSON_SECONDS,  /* Unix seconds → int64_t */
	JSON_MILLIS,   /* Unix milliseconds → int64_t seconds, min..max of these */
	JSON_DATETIME, /* "2026-11-23 15:04:05" in Asia/Shanghai, or RFC 3339 → int64_t Unix seconds */
};

enum json_need { OPTIONAL, NEEDED };

/* One field of a record. An OPTIONAL field that is absent, null or "" leaves the record as
 * it was; a NEEDED one missing, a wrong type or a value out of bounds is ERR_DECODE and
 * names the field. min = max = 0 is no bound for a number and 4096 for a text; min > 0
 * means that a text is not empty. */
struct json_field {
	const char *path;
	enum json_kind kind;
	enum json_need need;
	size_t offset;
	int64_t min, max;
};

/* Reads one object into `record`. Money gets `currency`. Texts live in the arena. */
MUST_USE enum err json_read(const struct json *object, const struct json_field *fields, size_t count,
	enum currency currency, void *record, struct arena *arena, struct fault *fault);

/* ---- writing: one object or array at a time, printed compactly */
struct json *json_object(void);
struct json *json_array(void);
struct json *json_put_object(struct json *object, const char *name); /* child, owned by the parent */
struct json *json_put_array(struct json *object, const char *name);
struct json *json_add_object(struct json *array);
void json_add_text(struct json *array, const char *text);
void json_put_text(struct json *object, const char *name, const char *text); /* NULL → null */
void json_put_whole(struct json *object, const char *name, int64_t number);  /* all 64 bits exact */
/* The digits of a decimal number as they are, "39.90": the caller knows that they are one. */
void json_put_digits(struct json *object, const char *name, const char *digits);
void json_put_bool(struct json *object, const char *name, bool value);
void json_put_null(struct json *object, const char *name);
/* Compact text, to be freed by the caller with free(). */
char *json_print(const struct json *json);

#endif

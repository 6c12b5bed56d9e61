/*
 * answer: what the answers of platforms have in common, read once for all adapters: lists whose wrapper
 * collapses or vanishes, documents inside texts, "--" for nothing, refusals by code. What a field is
 * called stays in the adapter's tables.
 */
#ifndef SUPPLIER_ANSWER_H
#define SUPPLIER_ANSWER_H

#include <stddef.h>

#include "net/json.h"
#include "supplier/supplier.h"

enum { ANSWER_ROWS_MOST = 1000 };
/* What is more than this cannot be right: an amount (a thousand million yuan), a stock or sales, the pieces of
 * an order, a moment (the end of year 9999). */
#define AMOUNT_MOST INT64_C(100000000000)
#define COUNT_MOST INT64_C(1000000000000)
#define PIECES_MOST INT64_C(1000000000)
#define TIME_MOST INT64_C(253402300799)
/* A table of fields as the two arguments of its readers; where a field stands in a record. */
#define FIELDS(table) table, sizeof table / sizeof *table
#define AT(type, field) offsetof(struct type, field)

/* The whole answer, which lives as long as the reading's arena. Control bytes that some gateways let through
 * inside texts, and an escaped NUL, become spaces first. */
MUST_USE enum err answer_parse(
	const struct reading *reading, const struct json **json, struct fault *fault);
/* The same of a document inside a text of another. */
MUST_USE enum err answer_parse_inner(const struct json *text, struct arena *arena,
	const struct json **json, struct fault *fault);

/* How many members of a wrapper are looked at for what it wraps: real ones have few, and each costs as many steps
 * as stand before it. */
size_t answer_members(const struct json *wrapper);
/* The rows of a list in every shape it is sent: an array; an object around the array, whatever its name;
 * an object around the only row; nothing, null or a text for no rows. What comes back is the array, the only
 * row itself or NULL, for answer_count and answer_item. */
const struct json *answer_list(const struct json *node);
size_t answer_count(const struct json *list);
const struct json *answer_item(const struct json *list, size_t index);

/* ---- answer_rows.c */

/* The same, out of an object that holds nothing but the row: documents print some lists so. */
const struct json *answer_row(const struct json *list, size_t index);
/* Each row by `read`. One that cannot be read is left out; if none can be, and none is merely gone
 * (ERR_NOTHING), it was no list of goods: the first one's fault. */
MUST_USE enum err answer_read_goods(const struct reading *reading, const struct json *list,
	enum err (*read)(
		const struct reading *, const struct json *, struct goods *, struct fault *),
	struct goods_page *page, struct fault *fault);
/* How many there are on all pages; UNKNOWN unless it is said. */
int64_t answer_total(const struct json *total);
/* The cursor of the page behind the one that was read, which has `count` rows of at most `size`: by the total,
 * and where that is not said, behind every full page may be one. NULL: that was the last. */
const char *answer_next(const struct reading *reading, int size, int64_t total, size_t count);
/* Categories, labels, topics: `fields` are two, for id and name. A row that cannot be read refuses all. */
MUST_USE enum err answer_read_names(const struct reading *reading, const struct json *list,
	const struct json_field *fields, struct category_page *page, struct fault *fault);
/* Orders, lines, penalties: none may get lost in silence, so the first that cannot be taken refuses all. */
struct answer_rows {
	size_t bytes, most; /* of one record; records that one row may become (0 = 1) */
	/* Puts what the row becomes behind the others, or counts it as hidden. */
	enum err (*take)(const struct reading *reading, const struct json *item,
		struct answer_rows *rows, struct fault *fault);
	/* What is no object at all is counted as hidden: there is nothing in it that could get lost. */
	bool only_objects;
	void *into;
	size_t count, hidden;
	const char *next; /* the cursor of the page behind, or NULL */
};
MUST_USE enum err answer_take_rows(const struct reading *reading, const struct json *list,
	struct answer_rows *rows, struct fault *fault);
struct order_page answer_orders(const struct answer_rows *rows);
struct line_page answer_lines(const struct answer_rows *rows);
/* An order with everything unsaid that can be. */
void answer_begin_order(const struct reading *reading, enum currency currency, struct order *order);
/* What a platform's words for states mean (several in one row, as in struct refusal) and why there is no
 * commission. The first row that fits; ORDER_UNKNOWN if none does. */
struct answer_state {
	const char *words;
	enum order_state state;
	const char *reason;
};
void answer_judge_order(
	const struct answer_state *states, size_t count, const char *word, struct order *order);
/* A link of the account, made now; then whose it is, which is its id, too. */
struct link answer_begin_link(const struct reading *reading);
void answer_name_link(const struct reading *reading, const char *goods, struct link *link);
/* It has an address (`name` is what that is called there; the short one, if there is no other), and all of them
 * lead to the supplier's hosts. */
MUST_USE enum err answer_judge_link(const struct supplier *supplier, const struct reading *reading,
	const char *name, struct link *link, struct fault *fault);
/* The label that links of ours are made with, NULL for any other text. */
const char *answer_channel(const char *label);
/* By status, and for an answer short enough to be a refusal by what `open` finds in it. */
MUST_USE enum err answer_verdict(const struct http_answer *answer,
	enum err (*open)(const struct reading *, const struct json **body, struct fault *),
	struct fault *fault);

/* ---- answer.c */

/* json_read, but "--" is nothing, too. */
MUST_USE enum err answer_read(const struct json *object, const struct json_field *fields, size_t count,
	enum currency currency, void *record, struct arena *arena, struct fault *fault);
/* The same for what may be shown in part: an OPTIONAL field that cannot be right is left unsaid. */
MUST_USE enum err answer_read_kindly(const struct json *object, const struct json_field *fields,
	size_t count, enum currency currency, void *record, struct arena *arena,
	struct fault *fault);
/* ERR_DECODE, and the sentence names what cannot be right (NULL: all of it), or is missing. */
enum err answer_wrong(const char *name, struct fault *fault);
enum err answer_lacks(const char *name, struct fault *fault);
/* A list that is the platform's own and fixed, as the answer it never sends. */
struct answer_topic {
	const char *id, *name; /* name: N_() words */
};
void answer_topics(const struct reading *reading, const struct answer_topic *topics, size_t count,
	struct category_page *page);
/* A moment as it comes: 13 digits are milliseconds, 10 are seconds, else a date with or without a time,
 * Beijing's. A date alone is its first second, or for the end of something its last. 0 if none. */
int64_t answer_moment(const struct json *json, bool is_end);
/* "2026-11-22T05:10:32" without a zone, Greenwich's; 0 if it is none. */
int64_t answer_gmt(const struct json *json);
/* answer_markup.c: json_text of what was written for a web page: tags dropped, entities decoded. */
const char *answer_plain(const struct json *json, struct arena *arena, size_t most);
/* An address of a picture with https in front, NULL if it cannot be one. Links are never mended. */
const char *answer_picture(const struct json *json, struct arena *arena);
/* What "满99减10,满199减25" (99 or more: 10 off …) asks for and takes off: of several pairs the last that
 * `price` reaches, else the first. False if it says nothing like that; *face stays where no pair says it. */
bool answer_coupon_words(
	const char *words, struct money price, struct money *threshold, struct money *face);
/* "326", "1000+", "1.2万+": pieces sold, rounded down by the platform; UNKNOWN for other words. */
int64_t answer_sales(const char *text, struct arena *arena);
/* The bytes of a link into the supplier's hosts; NULL for any other. */
const char *answer_link(const struct supplier *supplier, const struct reading *reading,
	const struct json *json);

/* Is `word` one of `words`, which stand with a space between? One that ends in '*' stands for all that begin
 * so. */
bool answer_is_among(const char *words, const char *word);
/* One refusal: the platform's codes for it, what it means here, and the sentence with the next step. The row
 * without codes, the last, is for all others. */
struct refusal {
	const char *codes;
	enum err err;
	int retry_s; /* ERR_BUSY only, when the platform does not say */
	const char *sentence;
};
/* Never OK unless the row says so. `detail` is what the platform says, cleaned, or NULL. */
MUST_USE enum err answer_refuse(const struct refusal *rows, const char *code, const char *detail,
	struct fault *fault);
/* A fresh record with everything unsaid that can be. */
void answer_begin_goods(const struct reading *reading, enum currency currency, struct goods *goods);
/* Commissions by rate (R3): on `final` and, without the coupon, on `price` (R7). */
void answer_share_goods(struct goods *goods);

#endif

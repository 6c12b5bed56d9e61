/*
 * words: see words.h. How a text falls into pieces is in piece.c. The table of initials is made at build time from Unicode's Unihan readings
 * (assets/build/pinyin.awk); characters that the trade reads in two ways are listed here.
 */
#include "store/words.h"

#include <stdint.h>
#include <string.h>
#include "base/text.h"
#include "shopkeeper_pinyin.h"
#include "store/piece.h"
#include "store/sql.h"

enum { MARK_PINYIN = 1, MARK_PREFIX = 2 }; /* bytes that no cleaned text contains */
enum { PINYIN_LEAST = 2, PINYIN_MOST = 6, WORDS_MOST = 32 };

/* Second readings: 长 cháng/zhǎng, 重 zhòng/chóng, 乐 lè/yuè, 行, 朝, 参, 单, 盛, 调, 弹, 厦, 校,
 * 藏, 降, 会, 系, 种, 传, 屏, 率, 番, 便 stays p/b in 便宜. */
static const struct {
	uint32_t letter;
	char other;
} second_readings[] = {
	{ 0x4F1A, 'k' }, { 0x4F20, 'z' }, { 0x4FBF, 'p' }, { 0x5355, 's' }, { 0x53A6, 's' },
	{ 0x53C2, 's' }, { 0x4E50, 'y' }, { 0x5C4F, 'b' }, { 0x5F39, 't' }, { 0x671D, 'z' },
	{ 0x6821, 'j' }, { 0x7387, 's' }, { 0x756A, 'p' }, { 0x76DB, 'c' }, { 0x79CD, 'c' },
	{ 0x7CFB, 'j' }, { 0x85CF, 'z' }, { 0x884C, 'h' }, { 0x8C03, 't' }, { 0x91CD, 'c' },
	{ 0x957F, 'z' }, { 0x964D, 'x' },
};

/* ---- cutting titles */

static int initials_of(uint32_t code, char initials[2])
{
	size_t i;
	int count = 0;

	if (code < 0x4E00 || code > 0x9FFF)
		return 0;
	initials[0] = pinyin_table[(code - 0x4E00) / 64][code % 64];
	if (initials[0] != '.')
		count = 1;
	for (i = 0; i < sizeof second_readings / sizeof *second_readings; i++)
		if (second_readings[i].letter == code && second_readings[i].other != initials[0])
			initials[count++] = second_readings[i].other;
	return count;
}

static void put_initials(uint32_t left, uint32_t right, struct sql_words *out)
{
	char lefts[2], rights[2], marked[3] = { MARK_PINYIN };
	int left_count = initials_of(left, lefts), right_count, i, j;

	if (left_count == 0)
		return;
	right_count = initials_of(right, rights);
	for (i = 0; i < left_count; i++)
		for (j = 0; j < right_count; j++) {
			marked[1] = lefts[i];
			marked[2] = rights[j];
			sql_token(out, marked, sizeof marked, true);
		}
}

static void put_prefixes(const struct piece *piece, struct sql_words *out)
{
	char marked[1 + 8] = { MARK_PREFIX };
	size_t length = 0;
	int letters;

	for (letters = 1; letters <= 2 && length < piece->length; letters++) {
		length += piece_letter(piece->bytes, piece->length, length).bytes;
		memcpy(marked + 1, piece->bytes, length);
		sql_token(out, marked, length + 1, true);
	}
}

static void cut_folded(const char *text, size_t length, struct sql_words *out)
{
	struct piece piece = { 0 };

	while (piece_next(text, length, piece.end, &piece)) {
		sql_token(out, piece.bytes, piece.length, false);
		if (piece.kind == PIECE_SINGLE)
			put_initials(piece.code, piece_letter(text, length, piece.end).code, out);
		else
			put_prefixes(&piece, out);
	}
}

void words_cut(const char *text, size_t length, bool asking, struct sql_words *out)
{
	struct arena arena = { 0 };
	char small[1024];
	char *folded = small;

	/* words_match asks for whole words, folded and cut already. */
	if (asking) {
		sql_token(out, text, length, false);
		return;
	}
	if (length <= sizeof small && piece_folds_simply(text, length)) {
		length = piece_fold_simply(text, length, small);
	} else {
		/* A NUL would end the folding early; what is behind it is no title. */
		folded = text_fold(&arena, arena_bytes(&arena, text, length));
		length = strlen(folded);
	}
	cut_folded(folded, length, out);
	arena_clear(&arena);
}

/* ---- the sign of a title */

/* What shops write around the name of a thing; folded. */
static const char *const selling_words[] = { "官方旗舰店", "旗舰店", "专营店", "专卖店", "官方", "正品",
	"包邮", "新款", "爆款", "热卖", "热销", "现货", "同款", "特价", "促销", "百亿补贴", "天猫", "淘宝",
	"京东自营", "京东", "拼多多", "唯品会", "自营", "free shipping", "official store", "official" };

static size_t selling_word(const char *text)
{
	size_t i, length;

	/* The first bytes decide nearly always. */
	for (i = 0; i < sizeof selling_words / sizeof *selling_words; i++) {
		const char *word = selling_words[i];

		if (text[0] != word[0] || text[1] != word[1] || text[2] != word[2])
			continue;
		length = strlen(word);
		if (!strncmp(text, word, length))
			return length;
	}
	return 0;
}

static char *without_selling_words(struct arena *arena, const char *title)
{
	size_t length = strlen(title);
	char *folded = arena_take(arena, length + 1), *to;
	const char *from;

	if (piece_folds_simply(title, length))
		folded[piece_fold_simply(title, length, folded)] = '\0';
	else
		folded = text_fold(arena, title);
	for (from = to = folded; *from;) {
		length = selling_word(from);
		*to++ = length > 0 ? ' ' : *from;
		from += length > 0 ? length : 1;
	}
	*to = '\0';
	return folded;
}

static uint64_t print_of(const struct piece *piece)
{
	uint64_t print = UINT64_C(14695981039346656037);
	size_t i;

	for (i = 0; i < piece->length; i++)
		print = (print ^ (unsigned char)piece->bytes[i]) * UINT64_C(1099511628211);
	/* Sums of these must differ where the words differ. */
	print ^= print >> 31;
	return print * UINT64_C(0x9E3779B97F4A7C15);
}

/* "2026", the year of a season, sells as well. */
static bool is_year(const struct piece *piece)
{
	return piece->kind == PIECE_DIGIT && piece->length == 4 && !strncmp(piece->bytes, "202", 3);
}

int64_t words_sign(struct arena *arena, const char *title)
{
	enum { WORDS_LEAST = 4, RESERVED = 10 };
	const char *text = without_selling_words(arena, title);
	struct piece piece = { 0 };
	uint64_t sum = 0;
	size_t words = 0;

	while (piece_next(text, strlen(text), piece.end, &piece)) {
		if (is_year(&piece))
			continue;
		sum += print_of(&piece);
		words++;
	}
	return words < WORDS_LEAST ? 0 : (int64_t)(sum < RESERVED ? sum + RESERVED : sum);
}

/* ---- asking */

/* `"毛" + "巾"`, `"500" + "ml" *`; the last run as a prefix. */
static char *phrase(struct arena *arena, const char *word, size_t length)
{
	struct piece piece = { 0 };
	char *text = NULL;
	bool whole, last;

	while (piece_next(word, length, piece.end, &piece)) {
		struct piece after = piece;

		last = !piece_next(word, length, piece.end, &after);
		whole = !last || piece.kind == PIECE_SINGLE;
		if (!whole && piece.length <= 2)
			text = arena_print(arena, "%s%s\"%c%.*s\"", text ? text : "",
				text ? " + " : "", MARK_PREFIX, (int)piece.length, piece.bytes);
		else
			text = arena_print(arena, "%s%s\"%.*s\"%s", text ? text : "",
				text ? " + " : "", (int)piece.length, piece.bytes,
				whole ? "" : " *");
	}
	return text;
}

static bool are_initials(const char *word, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		if (word[i] < 'a' || word[i] > 'z')
			return false;
	return length >= PINYIN_LEAST && length <= PINYIN_MOST;
}

/* Each initial with its right neighbour: "xlmj" is xl, lm, mj. */
static char *pinyin_phrase(struct arena *arena, const char *word, size_t length)
{
	char *text = arena_text(arena, "");
	size_t i;

	for (i = 0; i + 1 < length; i++)
		text = arena_print(
			arena, "%s%s\"%c%.2s\"", text, i ? " + " : "", MARK_PINYIN, word + i);
	return text;
}

static char *word_match(struct arena *arena, const char *word, size_t length, bool initials)
{
	char *text = phrase(arena, word, length);

	if (text && initials && are_initials(word, length))
		return arena_print(
			arena, "(%s OR %s)", text, pinyin_phrase(arena, word, length));
	return text ? arena_print(arena, "(%s)", text) : NULL;
}

static char *match(struct arena *arena, const char *words, const char *joint, bool initials)
{
	const char *folded = text_fold(arena, words);
	char *text = NULL, *one;
	size_t length, count;

	for (count = 0; *folded && count < WORDS_MOST; folded += length) {
		folded += strspn(folded, " ");
		length = strcspn(folded, " ");
		one = word_match(arena, folded, length, initials);
		if (!one)
			continue;
		text = text ? arena_print(arena, "%s %s %s", text, joint, one) : one;
		count++;
	}
	return text;
}

char *words_match(struct arena *arena, const char *words)
{
	return match(arena, words, "AND", true);
}

char *words_match_any(struct arena *arena, const char *words)
{
	return match(arena, words, "OR", false);
}

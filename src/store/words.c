/*
 * words: see words.h. The table of initials is made at build time from Unicode's Unihan readings
 * (assets/build/pinyin.awk); characters that the trade reads in two ways are listed here.
 */
#include "store/words.h"

#include <stdint.h>
#include <string.h>
#include "base/text.h"
#include "shopkeeper_pinyin.h"
#include "store/sql.h"

enum { MARK_PINYIN = 1, MARK_PREFIX = 2 }; /* bytes that no cleaned text contains */
enum { RUN_MOST = 64, PINYIN_LEAST = 2, PINYIN_MOST = 6, WORDS_MOST = 32 };

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

enum kind { KIND_GAP, KIND_SINGLE, KIND_LETTER, KIND_DIGIT };

struct letter {
	uint32_t code;
	size_t bytes;
	enum kind kind;
};

/* One character; a byte that is not UTF-8 is a gap. */
static uint32_t decode(const unsigned char *at, size_t left, size_t *bytes)
{
	size_t more = at[0] < 0x80 ? 0 : at[0] < 0xC2 ? 9 : at[0] < 0xE0 ? 1 : at[0] < 0xF0 ? 2 : 3;
	uint32_t code = more == 0 ? at[0] : at[0] & (0x3Fu >> more);
	size_t i;

	*bytes = 1;
	if (more >= left || at[0] >= 0xF5)
		return 0;
	for (i = 1; i <= more; i++) {
		if ((at[i] & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (at[i] & 0x3Fu);
	}
	*bytes = more + 1;
	return code;
}

static bool within(uint32_t code, uint32_t first, uint32_t last)
{
	return code >= first && code <= last;
}

static bool is_single(uint32_t code)
{
	return (within(code, 0x3041, 0x30FF) && code != 0x30FB) || within(code, 0x3400, 0x9FFF) ||
		within(code, 0xAC00, 0xD7A3) || within(code, 0xF900, 0xFAFF) ||
		within(code, 0x20000, 0x3FFFF);
}

static enum kind kind_of(uint32_t code)
{
	if (code < 0x80)
		return within(code, '0', '9')			       ? KIND_DIGIT
			: within(code | 0x20, 'a', 'z') ? KIND_LETTER
							: KIND_GAP;
	if (is_single(code))
		return KIND_SINGLE;
	/* Letters of other alphabets; signs, arrows, box drawing,
	 * punctuation and emoji are gaps. */
	if (within(code, 0xC0, 0x1FFF) && code != 0xD7 && code != 0xF7)
		return KIND_LETTER;
	return within(code, 0x2C00, 0x2DFF) || within(code, 0xA000, 0xABFF) ? KIND_LETTER
									    : KIND_GAP;
}

static struct letter letter_at(const char *text, size_t length, size_t at)
{
	struct letter letter = { 0, 0, KIND_GAP };

	if (at < length) {
		letter.code = decode((const unsigned char *)text + at, length - at, &letter.bytes);
		letter.kind = kind_of(letter.code);
	}
	return letter;
}

/* One word of a text: a single character, or a run. */
struct piece {
	const char *bytes;
	size_t length;
	enum kind kind;
	uint32_t code; /* of the first character */
	size_t end;    /* where the rest of the text begins */
};

static bool next_piece(const char *text, size_t length, size_t from, struct piece *piece)
{
	struct letter letter = letter_at(text, length, from);

	while (letter.bytes && letter.kind == KIND_GAP) {
		from += letter.bytes;
		letter = letter_at(text, length, from);
	}
	if (!letter.bytes)
		return false;
	*piece = (struct piece){ text + from, letter.bytes, letter.kind, letter.code, 0 };
	while (piece->kind != KIND_SINGLE && piece->length < RUN_MOST) {
		letter = letter_at(text, length, from + piece->length);
		if (letter.kind != piece->kind)
			break;
		piece->length += letter.bytes;
	}
	piece->end = from + piece->length;
	return true;
}

/* ---- folding: full width and capitals; the library only for what needs it, since titles come by the million */

static bool folds_simply(const char *text, size_t length)
{
	size_t at;
	struct letter letter;

	for (at = 0; at < length; at += letter.bytes) {
		letter = letter_at(text, length, at);
		if (letter.code >= 0x80 && letter.kind != KIND_SINGLE &&
			!within(letter.code, 0x2000, 0x206F) &&
			!within(letter.code, 0x3000, 0x303F) &&
			!within(letter.code, 0xFF01, 0xFF5E))
			return false;
		/* Compatibility ideographs and half-width kana have a usual form. */
		if (within(letter.code, 0xF900, 0xFAFF) || within(letter.code, 0xFF5F, 0xFFEF))
			return false;
	}
	return true;
}

static size_t fold_simply(const char *text, size_t length, char *folded)
{
	size_t at, used = 0;
	struct letter letter;

	for (at = 0; at < length; at += letter.bytes) {
		letter = letter_at(text, length, at);
		if (within(letter.code, 0xFF01, 0xFF5E))
			letter.code -= 0xFEE0;
		if (letter.code < 0x80) {
			folded[used++] = (char)(within(letter.code, 'A', 'Z') ? letter.code | 0x20
									      : letter.code);
		} else {
			memcpy(folded + used, text + at, letter.bytes);
			used += letter.bytes;
		}
	}
	return used;
}

/* ---- cutting titles */

static int initials_of(uint32_t code, char initials[2])
{
	size_t i;
	int count = 0;

	if (!within(code, 0x4E00, 0x9FFF))
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
		length += letter_at(piece->bytes, piece->length, length).bytes;
		memcpy(marked + 1, piece->bytes, length);
		sql_token(out, marked, length + 1, true);
	}
}

static void cut_folded(const char *text, size_t length, struct sql_words *out)
{
	struct piece piece = { 0 };

	while (next_piece(text, length, piece.end, &piece)) {
		sql_token(out, piece.bytes, piece.length, false);
		if (piece.kind == KIND_SINGLE)
			put_initials(piece.code, letter_at(text, length, piece.end).code, out);
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
	if (length <= sizeof small && folds_simply(text, length)) {
		length = fold_simply(text, length, small);
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

	if (folds_simply(title, length))
		folded[fold_simply(title, length, folded)] = '\0';
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
	return piece->kind == KIND_DIGIT && piece->length == 4 && !strncmp(piece->bytes, "202", 3);
}

int64_t words_sign(struct arena *arena, const char *title)
{
	enum { WORDS_LEAST = 4, RESERVED = 10 };
	const char *text = without_selling_words(arena, title);
	struct piece piece = { 0 };
	uint64_t sum = 0;
	size_t words = 0;

	while (next_piece(text, strlen(text), piece.end, &piece)) {
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

	while (next_piece(word, length, piece.end, &piece)) {
		struct piece after = piece;

		last = !next_piece(word, length, piece.end, &after);
		whole = !last || piece.kind == KIND_SINGLE;
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

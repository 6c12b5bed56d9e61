/*
 * text: cleaning, measuring, cutting and wrapping. libunistring knows the characters; what is added
 * here is the policy of text.h and a short way for ASCII and Chinese, nearly all there is to draw.
 * Read next: text_fold.c (comparing), tests/unit/base/text_test.c.
 */
#include "base/text.h"

#include <stdint.h>
#include <string.h>

#include <unictype.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

enum { REPLACEMENT = 0xFFFD, MARKS_MOST = 2 };

static int ambiguous_cols = 1;

static const struct {
	uint32_t first, last;
} ambiguous[] = {
#include "text_ambiguous.def" /* made by the build from Unicode's EastAsianWidth.txt */
};

void text_set_ambiguous_cols(int cols)
{
	ambiguous_cols = cols == 2 ? 2 : 1;
}

int text_ambiguous_cols(void)
{
	return ambiguous_cols;
}

/* ---- measuring */

static bool is_ambiguous(uint32_t c)
{
	size_t low = 0, high = sizeof ambiguous / sizeof *ambiguous;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (c > ambiguous[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof ambiguous / sizeof *ambiguous && c >= ambiguous[low].first;
}

/* Han, kana, Hangul syllables, full-width forms: two columns each, no marks among them. */
static bool is_plain_wide(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xFF01 && c <= 0xFF60) ||
	       (c >= 0x3001 && c <= 0x3029) || (c >= 0x3041 && c <= 0x3096) ||
	       (c >= 0x30A0 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3);
}

static bool is_mark(uint32_t c)
{
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me);
}

static int width(uint32_t c)
{
	int cols;

	if (c < 0x7F)
		return c >= ' ';
	if (is_plain_wide(c))
		return 2;
	cols = uc_width(c, "UTF-8");
	/* A few Kannada vowel signs have a column in uc_width but none in any terminal. */
	if (cols <= 0 || (cols == 1 && c >= 0x300 && is_mark(c)))
		return 0;
	return cols == 1 && ambiguous_cols == 2 && is_ambiguous(c) ? 2 : cols;
}

/* A byte that is not UTF-8 (text that was not cleaned) is a step of its own, one column wide. */
static size_t decode(const char *text, uint32_t *c)
{
	ucs4_t found;
	int length = u8_strmbtouc(&found, (const uint8_t *)text);

	*c = length < 0 ? REPLACEMENT : found;
	return length < 0 ? 1 : (size_t)length;
}

static bool starts_no_mark(char c)
{
	return (unsigned char)c < 0x80 || ((unsigned char)c >= 0xE4 && (unsigned char)c <= 0xE9);
}

/* The step of a printable ASCII character or of one in U+4E00..U+9FFF (bytes E5 to E9; E4 has other
 * signs, too) that no mark can follow; 0 for all others. Each row drawn is measured. */
static size_t quick_step(const char *text, int *cols)
{
	const unsigned char *byte = (const unsigned char *)text;

	if (byte[0] >= ' ' && byte[0] < 0x7F && starts_no_mark(text[1])) {
		*cols = 1;
		return 1;
	}
	if (byte[0] >= 0xE5 && byte[0] <= 0xE9 && byte[1] >= 0x80 && byte[1] < 0xC0 &&
		byte[2] >= 0x80 && byte[2] < 0xC0 && starts_no_mark(text[3])) {
		*cols = 2;
		return 3;
	}
	return 0;
}

size_t text_next(const char *text, int *cols)
{
	size_t length = quick_step(text, cols), more;
	uint32_t c;

	if (length > 0)
		return length;
	length = decode(text, &c);
	*cols = length > 0 ? width(c) : 0;
	if (length == 0)
		return 0;
	/* Marks join what they follow; what follows is mostly ASCII or Chinese and no mark. */
	while ((unsigned char)text[length] >= 0x80) {
		more = decode(text + length, &c);
		if (width(c) > 0)
			break;
		length += more;
	}
	return length;
}

size_t text_cols(const char *text)
{
	size_t total = 0, length;
	int cols;

	for (; *text; text += length, total += (size_t)cols)
		length = text_next(text, &cols);
	return total;
}

size_t text_fit(const char *text, size_t cols, size_t *used)
{
	size_t length = 0, total = 0, step;
	int wide;

	for (; (step = text_next(text + length, &wide)) > 0; length += step) {
		if (total + (size_t)wide > cols)
			break;
		total += (size_t)wide;
	}
	if (used)
		*used = total;
	return length;
}

char *text_cut(struct arena *arena, const char *text, size_t cols)
{
	size_t length = text_fit(text, cols, NULL);

	if (text[length] == '\0' || cols == 0)
		return arena_bytes(arena, text, length);
	length = text_fit(text, cols - 1, NULL);
	return arena_print(arena, "%.*s%s", (int)length, text, ambiguous_cols == 2 ? "~" : "…");
}

/* ---- wrapping */

struct wrap {
	struct arena *arena;
	char **lines;
	size_t count, room;
};

static void add_line(struct wrap *wrap, const char *text, size_t length)
{
	char **more;

	while (length > 0 && text[length - 1] == ' ')
		length--;
	if (wrap->count == wrap->room) {
		more = arena_take_array(wrap->arena, wrap->room * 2 + 8, sizeof *more);
		if (wrap->count > 0)
			memcpy(more, wrap->lines, wrap->count * sizeof *more);
		wrap->lines = more;
		wrap->room = wrap->room * 2 + 8;
	}
	wrap->lines[wrap->count++] = arena_bytes(wrap->arena, text, length);
}

/* The end of the line that starts at `start`: the last place to break that fits, or else the last
 * character that fits. Spaces may hang over the edge: add_line drops them. */
static size_t line_end(const char *text, const char *breaks, size_t start, size_t end, size_t cols)
{
	size_t at = start, good = start, used = 0, step;
	int wide;

	for (; at < end; at += step, used += (size_t)wide) {
		if (at > start && breaks[at] == UC_BREAK_POSSIBLE)
			good = at;
		step = text_next(text + at, &wide);
		if (used + (size_t)wide > cols && text[at] != ' ')
			return good > start ? good : at;
	}
	return end;
}

/* One paragraph, without line feeds. */
static void wrap_paragraph(struct wrap *wrap, const char *text, size_t length, size_t cols)
{
	size_t start = 0, end;
	char *paragraph = arena_bytes(wrap->arena, text, length);
	char *breaks = arena_take(wrap->arena, length + 1);

	u8_possible_linebreaks((const uint8_t *)text, length, "UTF-8", breaks);
	do {
		end = line_end(paragraph, breaks, start, length, cols);
		add_line(wrap, paragraph + start, end - start);
		start = end;
	} while (start < length);
}

size_t text_wrap(struct arena *arena, const char *text, size_t cols, char ***lines)
{
	struct wrap wrap = { .arena = arena };
	size_t length;

	for (;; text += length + 1) {
		length = strcspn(text, "\n");
		wrap_paragraph(&wrap, text, length, cols < 2 ? 2 : cols);
		if (text[length] == '\0')
			break;
	}
	*lines = wrap.lines;
	return wrap.count;
}

/* ---- cleaning */

struct taking {
	char *out;
	size_t length; /* bytes in out */
	size_t steps;  /* of text_next */
	size_t most;   /* steps */
	size_t cut_at; /* where step `most` starts: what "…" replaces */
	int marks;     /* on the current base */
	bool has_base; /* a mark may follow */
	bool keep_lines;
};

enum kind { BASE, MARK, SPACE, LINE, DROP };

/* Controls, format characters, private use, surrogates. */
enum {
	DROPPED = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Co |
		  UC_CATEGORY_MASK_Cs
};

static enum kind kind_of(uint32_t *c)
{
	if ((*c > ' ' && *c < 0x7F) || is_plain_wide(*c))
		return BASE;
	if (*c == '\n' || *c == '\r' || *c == 0x85 || *c == 0x2028 || *c == 0x2029)
		return LINE;
	if (uc_is_property_white_space(*c))
		return SPACE;
	if (uc_is_property_default_ignorable_code_point(*c) || uc_is_property_not_a_character(*c) ||
		uc_is_general_category_withtable(*c, DROPPED))
		return DROP;
	/* Skin tones and halves of flags: no two terminals draw the joined shapes alike. */
	if ((*c >= 0x1F3FB && *c <= 0x1F3FF) || (*c >= 0x1F1E6 && *c <= 0x1F1FF))
		return DROP;
	/* Unknown to the width table, or glibc and libunistring differ on the width. */
	if (uc_is_general_category_withtable(*c, UC_CATEGORY_MASK_Cn) ||
		(*c >= 0x4DC0 && *c <= 0x4DFF) || (*c >= 0x3248 && *c <= 0x324F))
		*c = REPLACEMENT;
	return width(*c) > 0 ? BASE : MARK;
}

static void put(struct taking *taking, uint32_t c)
{
	taking->length += (size_t)u8_uctomb((uint8_t *)taking->out + taking->length, c, 4);
}

/* Starts a new step; false if there is no room for it: the text is cut. */
static bool start_step(struct taking *taking)
{
	if (taking->steps == taking->most) {
		taking->length = taking->cut_at;
		if (taking->most > 0)
			put(taking, 0x2026);
		return false;
	}
	if (++taking->steps == taking->most)
		taking->cut_at = taking->length;
	taking->marks = 0;
	return true;
}

static bool take_blank(struct taking *taking, bool is_line)
{
	char before = taking->length > 0 ? taking->out[taking->length - 1] : '\0';

	if (before == ' ' && !is_line)
		return true;
	if (!start_step(taking))
		return false;
	taking->has_base = false;
	put(taking, is_line ? '\n' : ' ');
	return true;
}

static bool take_one(struct taking *taking, uint32_t c)
{
	switch (kind_of(&c)) {
	case BASE:
		if (!start_step(taking))
			return false;
		taking->has_base = true;
		put(taking, c);
		return true;
	case MARK:
		/* Without a base it would land on what we drew before it. */
		if (taking->has_base && taking->marks++ < MARKS_MOST)
			put(taking, c);
		return true;
	case SPACE:
		return take_blank(taking, false);
	case LINE:
		return take_blank(taking, taking->keep_lines);
	default:
		return true;
	}
}

static char *take(struct arena *arena, const char *bytes, size_t length, size_t most, bool lines)
{
	/* Room: 3 bytes for each broken one, or a base and its marks for each step, and "…". */
	size_t room = length, steps_room, at = 0;
	struct taking taking = { .most = most, .keep_lines = lines };
	ucs4_t c;

	if (__builtin_mul_overflow(room, (size_t)3, &room))
		arena_out_of_memory();
	if (!__builtin_mul_overflow(most, (size_t)(4 + 4 * MARKS_MOST), &steps_room) &&
		steps_room < room)
		room = steps_room;
	taking.out = arena_take(arena, room + 8);
	while (at < length) {
		at += (size_t)u8_mbtouc(&c, (const uint8_t *)bytes + at, length - at);
		if (lines && c == '\r' && at < length && bytes[at] == '\n')
			continue;
		if (!take_one(&taking, c))
			break;
	}
	taking.out[taking.length] = '\0';
	return taking.out;
}

char *text_take(struct arena *arena, const char *bytes, size_t length, size_t most, bool *changed)
{
	char *text = take(arena, bytes, length, most, false);

	if (changed)
		*changed =
			strlen(text) != length || (length > 0 && memcmp(text, bytes, length) != 0);
	return text;
}

char *text_take_lines(struct arena *arena, const char *bytes, size_t length, size_t most)
{
	return take(arena, bytes, length, most, true);
}

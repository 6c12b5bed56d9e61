/* charset: see charset.h. The tables are those of the C library (iconv). */
#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include "base/text.h"
#include "base/words.h"

/* A byte order mark, and what follows it. */
static const struct {
	const char *mark;
	size_t bytes;
	const char *name;
} marks[] = {
	{ "\xEF\xBB\xBF", 3, "UTF-8" },
	{ "\xFF\xFE", 2, "UTF-16LE" },
	{ "\xFE\xFF", 2, "UTF-16BE" },
};

static const char *name_of(const char *bytes, size_t length, size_t *skip)
{
	size_t i;

	*skip = 0;
	for (i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (length < marks[i].bytes || memcmp(bytes, marks[i].mark, marks[i].bytes) != 0)
			continue;
		*skip = marks[i].bytes;
		return marks[i].name;
	}
	return text_is_utf8(bytes, length) ? "UTF-8" : "GB18030";
}

static enum err convert(struct arena *arena, const char *name, struct charset_text in,
	struct charset_text *text, struct fault *fault)
{
	/* Two bytes of UTF-16 become at most three. */
	size_t room = in.length * 2 + 4, left = room, rest = in.length;
	char *from = in.bytes, *to = arena_take(arena, room + 1);
	iconv_t table = iconv_open("UTF-8", name);
	size_t done;

	if (table == (iconv_t)-1)
		return fault_set(fault, ERR_FAILED, _("This machine cannot read %s: %s"), name,
			strerror(errno));
	*text = (struct charset_text){ to, 0 };
	done = iconv(table, &from, &rest, &to, &left);
	iconv_close(table);
	if (done == (size_t)-1)
		return fault_set(fault, ERR_DECODE,
			_("The file is not UTF-8, UTF-16 or GBK: byte %zu cannot be read as %s"),
			in.length - rest + 1, name);
	text->length = room - left;
	return OK;
}

enum err charset_take(struct arena *arena, const char *bytes, size_t length,
	struct charset_text *text, struct fault *fault)
{
	size_t skip;
	const char *name = name_of(bytes, length, &skip);
	enum err err = OK;

	*text = (struct charset_text){ arena_bytes(arena, bytes + skip, length - skip),
		length - skip };
	if (strcmp(name, "UTF-8") != 0)
		err = convert(arena, name, *text, text, fault);
	else if (!text_is_utf8(text->bytes, text->length))
		err = fault_set(fault, ERR_DECODE, _("The file says it is UTF-8, but is not"));
	if (!err && memchr(text->bytes, '\0', text->length))
		err = fault_set(
			fault, ERR_DECODE, _("The file is no text: there are null bytes in it"));
	return err;
}

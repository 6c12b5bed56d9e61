/* links_file: see links_file.h. The bytes of a link are never altered; a title may not begin like a formula. */
#include "screen/links_file.h"

#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "conf/conf.h"
#include "conf/file.h"
#include "desk/kind.h"

static const char *quoted(struct arena *arena, const char *text)
{
	char *copy = arena_take(arena, 2 * strlen(text) + 3), *to = copy;
	*to++ = '"';
	for (; *text; *to++ = *text++)
		if (*text == '"')
			*to++ = '"';
	*to++ = '"';
	*to = '\0';
	return copy;
}

static const char *guarded(struct arena *arena, const char *text)
{
	return *text && strchr("=+-@", *text) ? arena_print(arena, "'%s", text) : text;
}

static char *add_row(const struct face *face, const struct conversion *row, const char *title,
	struct arena *arena, char *text)
{
	char day[CLOCK_TEXT] = "";
	enum link_kind kind = row->link ? kind_chosen(face->desk, row->link) : LINK_WEB;
	const char *why = row->link ? "" : row->trouble ? row->trouble : _("still waiting");
	if (row->link && row->link->expires_at)
		clock_minute(row->link->expires_at, day);
	return arena_print(arena, "%s%s,%s,%s,%s,%s,%s\r\n", text,
		quoted(arena, guarded(arena, title)), quoted(arena, row->share.supplier),
		row->link ? link_kind_id(kind) : "",
		quoted(arena, row->link ? link_of_kind(row->link, kind) : ""), quoted(arena, day),
		quoted(arena, why));
}

static char *file_name(struct arena *arena, enum channel channel)
{
	char minute[CLOCK_TEXT];
	char *name = arena_print(arena, "links-%s-%s.csv", channel_id(channel),
		clock_minute(clock_now_s(), minute));
	for (char *at = name; *at; at++)
		if (*at == ' ' || *at == ':')
			*at = '-';
	return name;
}

enum err links_file_save(const struct face *face, const struct conversion *rows,
	const char *const *titles, size_t count, struct arena *arena, char **where, struct fault *fault)
{
	/* The mark is for Excel, which else takes Chinese for something else. */
	char *text = arena_text(arena, "\xEF\xBB\xBFtitle,supplier,kind,link,good_until,error\r\n");
	if (count == 0)
		return fault_set(fault, ERR_NOTHING, _("Nothing is marked."));
	for (size_t i = 0; i < count; i++)
		text = add_row(face, &rows[i], titles[i], arena, text);
	enum err err = conf_data_path(
		face->conf, file_name(arena, rows[0].share.channel), arena, where, fault);
	return err == OK ? file_write(*where, text, strlen(text), fault) : err;
}

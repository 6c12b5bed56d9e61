/*
 * edit: one supplier section put into the owner's file, in its place or at the end. Every byte
 * outside what changes stays, comments too; what was written is read back before it counts. lines.c
 * finds the places. Secrets are never written here.
 */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "conf/file.h"
#include "conf/lines.h"
#include "conf/option.h"

enum { FILE_MOST_BYTES = 64 * 1024, VALUE_MOST = 500 };

struct edit {
	const char *text;
	struct arena *arena;
	const struct account *account; /* as it shall be */
	const struct account *before;  /* as it is there, or NULL */
	const struct conf_line *section, *lines;
	size_t line_count;
	char *out; /* so far */
};

static void add(struct edit *edit, const char *from, size_t length)
{
	edit->out =
		arena_print(edit->arena, "%s%.*s", edit->out ? edit->out : "", (int)length, from);
}

/* In double quotes libconfuse expands ${NAME} and takes a backslash as an escape. */
static const char *quoted(struct arena *arena, const char *text)
{
	char *out = arena_take(arena, 2 * strlen(text) + 3), *end = out;

	*end++ = '"';
	for (; *text; text++) {
		if (strchr("\"\\$", *text))
			*end++ = '\\';
		*end++ = *text;
	}
	*end++ = '"';
	*end = '\0';
	return out;
}

/* A secret's value stays where it stands, or goes; it is not written anew. */
static bool is_value_of_secret(size_t field)
{
	return account_fields[field].offset == offsetof(struct account, token);
}

static const char *text_of(const struct account *account, size_t field)
{
	const char *text = account ? *account_field((struct account *)account, field) : NULL;

	return text && *text ? text : NULL;
}

static bool is_same(
	const struct account *a, const struct account *b, size_t field, struct arena *arena)
{
	const char *one = text_of(a, field), *other = text_of(b, field);

	if (!one || !other)
		return one == other;
	return !strcmp(path_without_tilde(arena, one), path_without_tilde(arena, other));
}

/* Two names may mean the same field: the platforms' word, or ours. */
static bool is_her_word(const struct edit *edit, size_t field)
{
	bool platform = strcmp(edit->account->kind, "house") != 0;

	if (!strncmp(account_fields[field].name, "token", 5))
		return !platform;
	return strncmp(account_fields[field].name, "secret", 6) != 0 || platform;
}

static void add_option(struct edit *edit, size_t field)
{
	const char *line = arena_print(edit->arena, "\t%s = %s\n", account_fields[field].name,
		quoted(edit->arena, text_of(edit->account, field)));

	add(edit, line, strlen(line));
}

static void add_section(struct edit *edit)
{
	size_t i, length = strlen(edit->text);
	const char *head = arena_print(edit->arena, "%s%ssupplier \"%s\" {\n",
		length > 0 && edit->text[length - 1] != '\n' ? "\n" : "", length > 0 ? "\n" : "",
		edit->account->name);

	add(edit, edit->text, length);
	add(edit, head, strlen(head));
	for (i = 0; account_fields[i].name; i++)
		if (text_of(edit->account, i) && !is_value_of_secret(i) && is_her_word(edit, i))
			add_option(edit, i);
	add(edit, "}\n", 2);
}

/* ---- changing what is there */

static size_t field_named(const char *name)
{
	size_t i = 0;

	while (account_fields[i].name && strcmp(account_fields[i].name, name) != 0)
		i++;
	return i;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The whole line, unless something else stands on it. */
static void take_line(const struct edit *edit, size_t *from, size_t *to)
{
	size_t start = *from, end = *to;

	while (start > 0 && is_blank(edit->text[start - 1]))
		start--;
	while (is_blank(edit->text[end]) || edit->text[end] == '\r')
		end++;
	if ((start == 0 || edit->text[start - 1] == '\n') && edit->text[end] == '\n') {
		*from = start;
		*to = end + 1;
	}
}

/* One option as it stands: kept, replaced or taken out. Returns where the copying goes on. */
static size_t change(struct edit *edit, const struct conf_line *line, size_t done)
{
	size_t field = field_named(line->name), from = line->at, to = line->end;
	const char *fresh;

	if (!account_fields[field].name || is_same(edit->account, edit->before, field, edit->arena))
		return done;
	if (text_of(edit->account, field) && !is_value_of_secret(field)) {
		add(edit, edit->text + done, from - done);
		fresh = arena_print(edit->arena, "%s = %s", line->name,
			quoted(edit->arena, text_of(edit->account, field)));
		add(edit, fresh, strlen(fresh));
		return to;
	}
	take_line(edit, &from, &to);
	add(edit, edit->text + done, from - done);
	return to;
}

static bool stands_there(const struct edit *edit, size_t field)
{
	size_t i;

	for (i = 0; i < edit->line_count; i++)
		if (edit->lines[i].at >= edit->section->body &&
			edit->lines[i].at < edit->section->end &&
			account_fields[field].offset ==
				account_fields[field_named(edit->lines[i].name)].offset &&
			account_fields[field_named(edit->lines[i].name)].name)
			return true;
	return false;
}

static void change_section(struct edit *edit)
{
	size_t i, done = 0, end = edit->section->end;
	bool own_line;

	for (i = 0; i < edit->line_count; i++)
		if (edit->lines[i].at >= edit->section->body && edit->lines[i].at < end)
			done = change(edit, &edit->lines[i], done);
	while (end > done && is_blank(edit->text[end - 1]))
		end--;
	own_line = end > 0 && edit->text[end - 1] == '\n';
	if (!own_line)
		end = edit->section->end;
	add(edit, edit->text + done, end - done);
	for (i = 0; account_fields[i].name; i++) {
		if (!text_of(edit->account, i) || is_value_of_secret(i) || !is_her_word(edit, i) ||
			is_same(edit->account, edit->before, i, edit->arena) ||
			stands_there(edit, i))
			continue;
		if (!own_line)
			add(edit, "\n", 1);
		own_line = true;
		add_option(edit, i);
	}
	add(edit, edit->text + end, strlen(edit->text + end));
}

static const struct conf_line *find_section(const struct edit *edit, const char *name)
{
	const struct conf_line *found = NULL;
	size_t i;

	for (i = 0; i < edit->line_count; i++)
		if (!edit->lines[i].section[0] && edit->lines[i].title && edit->lines[i].end > 0 &&
			!strcmp(edit->lines[i].name, "supplier") &&
			!strcmp(edit->lines[i].title, name))
			found = &edit->lines[i];
	return found;
}

/* What was meant is what will be read. */
static enum err read_back(const struct edit *edit, const char *path, struct fault *fault)
{
	struct conf conf;
	const struct account *read;
	enum err err = conf_read(&conf, edit->out, strlen(edit->out), path, fault);
	size_t i;

	read = err == OK ? conf_account(&conf, edit->account->name) : NULL;
	for (i = 0; err == OK && account_fields[i].name; i++)
		if (!read ||
			(!is_value_of_secret(i) && !is_same(read, edit->account, i, edit->arena)))
			err = fault_set(fault, ERR_CONF,
				_("%s of \"%s\" cannot be written into %s: write it there "
				  "yourself."),
				account_fields[i].name, edit->account->name, path);
	conf_clear(&conf);
	return err;
}

enum err conf_edit_account(struct arena *arena, const char *text, const struct account *account,
	char **edited, struct fault *fault)
{
	struct edit edit = { .text = text, .arena = arena, .account = account };
	struct conf_line *lines;
	struct conf conf;
	enum err err = conf_read(&conf, text, strlen(text), "shopkeeper.conf", fault);

	if (err == OK) {
		edit.before = conf_account(&conf, account->name);
		edit.line_count = conf_lines(text, arena, &lines);
		edit.lines = lines;
		edit.section = find_section(&edit, account->name);
		if (edit.section)
			change_section(&edit);
		else
			add_section(&edit);
		err = read_back(&edit, "shopkeeper.conf", fault);
	}
	conf_clear(&conf);
	*edited = edit.out;
	return err;
}

/* ---- taking one out */

/* With the empty line before it: a section put at the end brought one. */
static const char *without_section(struct edit *edit)
{
	size_t from = edit->section->at, to = edit->section->end + 1;

	take_line(edit, &from, &to);
	if (from > 1 && edit->text[from - 1] == '\n' && edit->text[from - 2] == '\n')
		from--;
	edit->out = NULL;
	add(edit, edit->text, from);
	add(edit, edit->text + to, strlen(edit->text + to));
	return edit->out;
}

enum err conf_edit_remove(struct arena *arena, const char *text, const char *name, char **edited,
	struct fault *fault)
{
	struct edit edit = { .text = text, .arena = arena };
	struct conf_line *lines;
	struct conf conf;
	enum err err = conf_read(&conf, text, strlen(text), "shopkeeper.conf", fault);

	conf_clear(&conf);
	if (err != OK)
		return err;
	/* A name may stand there twice. */
	for (;;) {
		edit.line_count = conf_lines(edit.text, arena, &lines);
		edit.lines = lines;
		edit.section = find_section(&edit, name);
		if (!edit.section)
			break;
		edit.text = without_section(&edit);
	}
	*edited = arena_text(arena, edit.text);
	err = conf_read(&conf, *edited, strlen(*edited), "shopkeeper.conf", fault);
	if (err == OK && conf_account(&conf, name))
		err = fault_set(fault, ERR_CONF,
			_("\"%s\" cannot be taken out of %s: do it yourself."), name,
			"shopkeeper.conf");
	conf_clear(&conf);
	return err;
}

/* ---- the file */

static enum err make_folder_of(const char *path, struct arena *arena, struct fault *fault)
{
	char *folder = arena_text(arena, path), *slash = strrchr(folder, '/');

	if (!slash || slash == folder)
		return OK;
	*slash = '\0';
	return folder_make(folder, fault);
}

/* Behind a link (a folder of dot files), the file itself. */
static const char *real_path(const char *path, struct arena *arena)
{
	char *real = realpath(path, NULL);
	const char *kept = real ? arena_text(arena, real) : path;

	free(real);
	return kept;
}

/* Her file, read, edited and written at once; `account` NULL: `name` is taken out. */
static enum err rewrite(const struct conf *conf, const struct account *account, const char *name,
	struct fault *fault)
{
	static const struct file_rule rule = { .most_bytes = FILE_MOST_BYTES };
	struct arena arena = { 0 };
	struct file_text old = { 0 };
	const char *path = real_path(conf_path(&arena), &arena), *before;
	char *text = NULL;
	enum err err = OK;

	if (conf->fleeting) {
		arena_clear(&arena);
		return OK;
	}
	err = file_read(path, &rule, &arena, &old, fault);
	/* The system's file counts no more once she has one of her own. */
	if (err == ERR_NOTHING && conf->file && strcmp(conf->file, path) != 0)
		err = file_read(conf->file, &rule, &arena, &old, fault);
	if (err == ERR_NOTHING)
		err = make_folder_of(path, &arena, fault);
	before = old.bytes ? old.bytes : "";
	if (err == OK)
		err = account ? conf_edit_account(&arena, before, account, &text, fault)
			      : conf_edit_remove(&arena, before, name, &text, fault);
	if (err == OK && (account || strcmp(text, before) != 0))
		err = file_write(path, text, strlen(text), fault);
	arena_clear(&arena);
	return err;
}

enum err conf_write_account(
	const struct conf *conf, const struct account *account, struct fault *fault)
{
	return rewrite(conf, account, NULL, fault);
}

enum err conf_remove_account(const struct conf *conf, const char *name, struct fault *fault)
{
	return rewrite(conf, NULL, name, fault);
}

/*
 * conf: shopkeeper.conf and its options (the only file with confuse.h). libconfuse says what a
 * value is; lines.c tells where a name stands, so that a misspelt one gets a sentence instead of
 * silence. Every value is read as text and judged here: a bad one is a warning and the default
 * stays.
 */
#include "conf/conf.h"

#include <confuse.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "conf/file.h"
#include "conf/lines.h"
#include "conf/option.h"
#include "shopkeeper_conf.h" /* default_lines, made from shopkeeper.conf */

enum { FILE_MOST_BYTES = 64 * 1024, VALUE_MOST = 500, WARNINGS_MOST = 50 };

/* One reading: the file, what stands where, what is to be told. */
struct reading {
	struct conf *conf;
	const char *file;
	struct conf_line *lines;
	size_t line_count;
};

static void warn(struct reading *reading, int line, const char *text)
{
	struct conf *conf = reading->conf;

	if (conf->warning_count >= WARNINGS_MOST)
		return;
	if (!conf->warnings)
		conf->warnings =
			arena_take_array(&conf->arena, WARNINGS_MOST, sizeof *conf->warnings);
	conf->warnings[conf->warning_count++] =
		line > 0 ? arena_print(&conf->arena, "%s:%d: %s", reading->file, line, text)
			 : arena_print(&conf->arena, "%s: %s", reading->file, text);
}

/* The last line says what holds. */
static int line_of(const struct reading *reading, const char *section, const char *name)
{
	size_t i;
	int line = 0;

	for (i = 0; i < reading->line_count; i++)
		if (!strcmp(reading->lines[i].section, section) &&
			!strcmp(reading->lines[i].name, name))
			line = reading->lines[i].line;
	return line;
}

/* '|' would mean a path to libconfuse. */
static bool is_key(const struct conf_line *line)
{
	return !strcmp(line->section, "keys") && !strchr(line->name, '|');
}

/* ---- names nobody knows */

static bool is_known(const struct conf_line *line, const char **nearest)
{
	const struct conf_option *option;
	size_t i;

	*nearest = NULL;
	if (!strcmp(line->section, "supplier")) {
		for (i = 0; account_fields[i].name; i++) {
			if (!strcmp(line->name, account_fields[i].name))
				return true;
			*nearest = word_nearer(line->name, account_fields[i].name, *nearest);
		}
		return false;
	}
	/* Actions are known to another room; what stands in an unknown section was told once. */
	if (line->section[0])
		return true;
	if (!strcmp(line->name, "supplier") || !strcmp(line->name, "keys"))
		return true;
	for (option = conf_options; option->name; option++) {
		if (!strcmp(line->name, option->name))
			return true;
		*nearest = word_nearer(line->name, option->name, *nearest);
	}
	*nearest = word_nearer(line->name, "supplier", word_nearer(line->name, "keys", *nearest));
	return false;
}

static void warn_of_unknown(struct reading *reading)
{
	struct arena *arena = &reading->conf->arena;
	const char *nearest;
	size_t i;

	for (i = 0; i < reading->line_count; i++) {
		const struct conf_line *line = &reading->lines[i];
		const char *name;

		if (is_known(line, &nearest))
			continue;
		name = text_take(arena, line->name, strlen(line->name), 40, NULL);
		warn(reading, line->line,
			nearest ? arena_print(arena,
					  _("There is no option \"%s\"; did you mean \"%s\"?"),
					  name, nearest)
				: arena_print(arena, _("There is no option \"%s\"."), name));
	}
}

/* ---- from libconfuse into struct conf */

static const char *clean(struct conf *conf, const char *text)
{
	return text_take(&conf->arena, text, strlen(text), VALUE_MOST, NULL);
}

static void take_options(struct reading *reading, cfg_t *cfg)
{
	struct arena *arena = &reading->conf->arena;
	const struct conf_option *option;

	for (option = conf_options; option->name; option++) {
		const char *text = cfg_getstr(cfg, option->name);

		if (!text || option_set(reading->conf, option, clean(reading->conf, text)))
			continue;
		warn(reading, line_of(reading, "", option->name),
			arena_print(arena, _("%s cannot be \"%s\" (allowed: %s); \"%s\" is used."),
				option->name, text_take(arena, text, strlen(text), 40, NULL),
				option->kind == CONF_FOLDER ? _("a path from /") : option->allowed,
				option->standard));
	}
}

static void take_account(struct reading *reading, cfg_t *section)
{
	struct conf *conf = reading->conf;
	struct account account = { .name = cfg_title(section) };
	int line = line_of(reading, "", "supplier");
	size_t i;

	if (!account.name || !account_is_name(account.name)) {
		warn(reading, line,
			_("The name of a supplier section needs 1 to 32 letters a-z, digits, _ or "
			  "-."));
		return;
	}
	for (i = 0; account_fields[i].name; i++) {
		const char *text = cfg_getstr(section, account_fields[i].name);

		if (text)
			*account_field(&account, i) = clean(conf, text);
	}
	if (!account.kind)
		account.kind = "house";
	if (account.token_file)
		account.token_file = path_without_tilde(&conf->arena, account.token_file);
	/* Platforms have an address of their own. */
	if (!account.address && !strcmp(account.kind, "house"))
		warn(reading, line,
			arena_print(&conf->arena,
				_("Supplier \"%s\" has no address: it is not asked."),
				account.name));
	if (!!account.token + !!account.token_file + !!account.token_command > 1)
		warn(reading, line,
			arena_print(&conf->arena,
				_("Supplier \"%s\" has several tokens: the first of token, "
				  "token_file, "
				  "token_command is used."),
				account.name));
	if (account.off && strcmp(account.off, "yes") != 0 && strcmp(account.off, "no") != 0)
		warn(reading, line,
			arena_print(&conf->arena,
				_("Supplier \"%s\": off can be yes or no; it is not off."), account.name));
	if (conf->account_count == ACCOUNTS_MOST)
		warn(reading, line, _("There are more than 16 suppliers: the rest is not used."));
	conf_put_account(conf, &account);
}

static void take_keys(struct reading *reading, cfg_t *section)
{
	struct conf *conf = reading->conf;
	size_t i;

	conf->keys = arena_take_array(&conf->arena, reading->line_count + 1, sizeof *conf->keys);
	for (i = 0; i < reading->line_count; i++) {
		const struct conf_line *line = &reading->lines[i];
		const char *keys = is_key(line) ? cfg_getstr(section, line->name) : NULL;

		if (!keys || line->line != line_of(reading, "keys", line->name))
			continue;
		conf->keys[conf->key_count++] = (struct conf_key){
			.action = clean(conf, line->name),
			.keys = clean(conf, keys),
			.line = line->line,
		};
	}
}

/* ---- reading */

/* libconfuse gives its reporter no place for a pointer of ours. */
static char complaint[200];
static int complaint_line;

__attribute__((__format__(printf, 2, 0))) static void keep_complaint(
	cfg_t *cfg, const char *format, va_list args)
{
	if (complaint[0])
		return;
	vsnprintf(complaint, sizeof complaint, format, args);
	complaint_line = cfg ? cfg->line : 0;
}

/* libconfuse wants its options named beforehand: actions are those that stand in this file. */
static cfg_opt_t *key_options(struct reading *reading)
{
	cfg_opt_t *options =
		arena_take_array(&reading->conf->arena, reading->line_count + 1, sizeof *options);
	size_t i, count = 0;

	for (i = 0; i < reading->line_count; i++)
		if (is_key(&reading->lines[i]))
			options[count++] =
				(cfg_opt_t)CFG_STR(reading->lines[i].name, NULL, CFGF_NODEFAULT);
	options[count] = (cfg_opt_t)CFG_END();
	return options;
}

static cfg_t *parse(struct reading *reading, const char *text)
{
#define OPTION(...) +1
	enum {
		OPTIONS = 0
#include "conf/options.def"
	};
#undef OPTION
	cfg_opt_t supplier_options[ACCOUNT_FIELDS_MOST + 1] = { 0 };
	cfg_opt_t options[OPTIONS + 3] = { 0 };
	cfg_t *cfg;
	size_t i;

	for (i = 0; account_fields[i].name; i++)
		supplier_options[i] =
			(cfg_opt_t)CFG_STR(account_fields[i].name, NULL, CFGF_NODEFAULT);
	supplier_options[i] = (cfg_opt_t)CFG_END();
	for (i = 0; i < OPTIONS; i++)
		options[i] = (cfg_opt_t)CFG_STR(conf_options[i].name, NULL, CFGF_NODEFAULT);
	options[i++] = (cfg_opt_t)CFG_SEC("supplier", supplier_options, CFGF_MULTI | CFGF_TITLE);
	options[i++] = (cfg_opt_t)CFG_SEC("keys", key_options(reading), CFGF_NONE);
	options[i] = (cfg_opt_t)CFG_END();
	complaint[0] = '\0';
	cfg = cfg_init(options, CFGF_IGNORE_UNKNOWN);
	if (!cfg)
		arena_out_of_memory();
	cfg_set_error_function(cfg, keep_complaint);
	if (cfg_parse_buf(cfg, text) == CFG_SUCCESS)
		return cfg;
	cfg_free(cfg);
	return NULL;
}

static enum err read_text(struct reading *reading, const char *text, struct fault *fault)
{
	struct arena *arena = &reading->conf->arena;
	cfg_t *cfg;
	unsigned i;

	reading->line_count = conf_lines(text, arena, &reading->lines);
	warn_of_unknown(reading);
	cfg = parse(reading, text);
	/* libconfuse steps over unknown options but stumbles over most unknown sections. */
	if (!cfg && reading->conf->warning_count > 0)
		return fault_set(fault, ERR_CONF, "%s", reading->conf->warnings[0]);
	if (!cfg)
		return fault_set(fault, ERR_CONF, "%s:%d: %s", reading->file, complaint_line,
			text_take(arena, complaint, strlen(complaint), 120, NULL));
	take_options(reading, cfg);
	for (i = 0; i < cfg_size(cfg, "supplier"); i++)
		take_account(reading, cfg_getnsec(cfg, "supplier", i));
	take_keys(reading, cfg_getsec(cfg, "keys"));
	cfg_free(cfg);
	return OK;
}

enum err conf_read(
	struct conf *conf, const char *text, size_t length, const char *file, struct fault *fault)
{
	struct reading reading = { .conf = conf, .file = file };

	memset(conf, 0, sizeof *conf);
	option_set_standards(conf);
	if (!file)
		return OK;
	conf->file = arena_text(&conf->arena, file);
	if (memchr(text, '\0', length) || !text_is_utf8(text, length))
		return fault_set(fault, ERR_CONF, _("%s is not a text file in UTF-8."), file);
	return read_text(&reading, arena_bytes(&conf->arena, text, length), fault);
}

enum err conf_load(struct conf *conf, struct fault *fault)
{
	static const struct file_rule rule = { .most_bytes = FILE_MOST_BYTES };
	struct arena arena = { 0 };
	const char *path = conf_path(&arena);
	bool was_named = getenv("SHOPKEEPER_CONFIG") && getenv("SHOPKEEPER_CONFIG")[0];
	struct file_text text;
	enum err err = file_read(path, &rule, &arena, &text, fault);

	if (err == ERR_NOTHING && !was_named) {
		path = "/etc/shopkeeper/shopkeeper.conf";
		err = file_read(path, &rule, &arena, &text, fault);
	}
	if (err == OK)
		err = conf_read(conf, text.bytes, text.length, path, fault);
	else if (conf_read(conf, NULL, 0, NULL, NULL) != OK)
		abort(); /* defaults cannot fail */
	else if (err == ERR_NOTHING)
		err = was_named ? ERR_CONF : OK;
	conf->file_is_open = text.is_open;
	if (fault && err != OK)
		fault->code = err;
	arena_clear(&arena);
	return err;
}

void conf_clear(struct conf *conf)
{
	arena_clear(&conf->arena);
	memset(conf, 0, sizeof *conf);
}

enum err conf_data_path(const struct conf *conf, const char *name, struct arena *arena, char **path,
	struct fault *fault)
{
	*path = arena_print(arena, "%s/%s", conf->data_folder, name);
	return folder_make(conf->data_folder, fault);
}

char *conf_default_text(struct arena *arena)
{
	size_t i, length = 0, count = sizeof default_lines / sizeof *default_lines;
	char *text, *end;

	for (i = 0; i < count; i++)
		length += strlen(default_lines[i]);
	end = text = arena_take(arena, length + 1);
	for (i = 0; i < count; i++) {
		memcpy(end, default_lines[i], strlen(default_lines[i]));
		end += strlen(default_lines[i]);
	}
	return text;
}

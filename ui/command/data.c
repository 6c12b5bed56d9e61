/*
 * data: what is the owner's own leaves in forms that any program reads, and comes back: export,
 * backup and restore. No supplier is asked. How a file becomes a copy of the store: store/copy.h.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/words.h"
#include "command/output.h"
#include "command/rows.h"
#include "store/copy.h"

/* ---- export */
static size_t print_shelf(struct command_call *call)
{
	return rows_print_shelf(call, NULL, 0);
}

static size_t print_orders(struct command_call *call)
{
	const struct order_query all = { .words = "", .state = UNKNOWN, .kind = UNKNOWN };
	return rows_print_orders(call, &all, 0);
}

static size_t print_lines(struct command_call *call)
{
	return rows_print_lines(call, INT64_MIN, 0);
}

/* What is exported, each in every form. */
static const struct {
	const char *name;
	size_t (*print)(struct command_call *call);
} tables[] = {
	{ "shelf", print_shelf },
	{ "links", rows_print_links },
	{ "orders", print_orders },
	{ "ledger", print_lines },
};
static const struct {
	enum output output;
	const char *ending;
} forms[] = { { OUTPUT_CSV, "csv" }, { OUTPUT_JSON, "jsonl" } };
enum { TABLES = sizeof(tables) / sizeof(tables[0]), FORMS = sizeof(forms) / sizeof(forms[0]) };

static enum err fail(struct fault *fault, const char *format, const char *path)
{
	return fault_set(fault, ERR_FAILED, format, path, strerror(errno));
}

static FILE *new_file(const char *path)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return file < 0 ? NULL : fdopen(file, "w");
}

static enum err export_one(struct command_call *call, const char *folder, size_t place,
	struct file_row *row, struct fault *fault)
{
	struct command_call into = *call;
	row->name = arena_print(&call->arena, "%s.%s", tables[place / FORMS].name,
		forms[place % FORMS].ending);
	char *path = arena_print(&call->arena, "%s/%s", folder, row->name);
	into.output = forms[place % FORMS].output;
	into.arena = (struct arena){ 0 };
	into.to = new_file(path);
	if (!into.to)
		return fail(fault, _("%s cannot be made: %s"), path);
	row->rows = (int64_t)tables[place / FORMS].print(&into);
	arena_clear(&into.arena);
	bool written = fflush(into.to) == 0 && !ferror(into.to) && fsync(fileno(into.to)) == 0;
	row->bytes = ftell(into.to);
	if (fclose(into.to) == 0 && written)
		return OK;
	return fail(fault, _("%s cannot be written: %s"), path);
}

/* All tables show one moment, whatever another shopkeeper writes meanwhile. */
static enum err export_tables(struct command_call *call, const char *folder, struct file_row *rows,
	struct fault *fault)
{
	enum err err = store_freeze(&call->desk->store, fault);
	for (size_t i = 0; err == OK && i < TABLES * FORMS; i++)
		err = export_one(call, folder, i, &rows[i], fault);
	store_thaw(&call->desk->store);
	return err;
}

static enum err export_store(struct command_call *call, const char *folder, struct file_row *row,
	struct fault *fault)
{
	char *path = arena_print(&call->arena, "%s/%s", folder, "shop.db");
	struct stat found;
	enum err err = store_copy(&call->desk->store, path, fault);
	*row = (struct file_row){ .name = "shop.db", .rows = UNKNOWN };
	if (err == OK && stat(path, &found) == 0)
		row->bytes = found.st_size;
	return err;
}

static void remove_files(struct command_call *call, const char *folder, const struct file_row *rows)
{
	for (size_t i = 0; i <= TABLES * FORMS; i++)
		if (rows[i].name)
			(void)unlink(arena_print(&call->arena, "%s/%s", folder, rows[i].name));
	(void)rmdir(folder);
}

static const char *export_folder(struct command_call *call)
{
	char day[CLOCK_TEXT];
	if (call->value[SWITCH_OUT])
		return call->value[SWITCH_OUT];
	return arena_print(&call->arena, "shopkeeper-%s", clock_day(clock_now_s(), day));
}

static void tell_files(struct command_call *call, const char *folder, const struct file_row *rows)
{
	struct output_run run;
	output_begin(&run, call, &file_noun);
	for (size_t i = 0; i <= TABLES * FORMS; i++) {
		struct file_row row = rows[i];
		row.name = arena_print(&run.arena, "%s/%s", folder, rows[i].name);
		output_row(&run, &row);
	}
	output_end(&run);
}

int command_export(struct command_call *call)
{
	struct fault fault = { 0 };
	struct file_row rows[TABLES * FORMS + 1] = { 0 };
	if (call->count)
		return command_usage(call, _("export takes no words; --out names the folder."));
	const char *folder = export_folder(call);
	if (mkdir(folder, 0700) != 0) {
		(void)fault_set(&fault, errno == EEXIST ? ERR_USAGE : ERR_FAILED,
			errno == EEXIST ? _("%s is there already: choose another folder with --out")
					: _("%s cannot be made: %s"),
			folder, strerror(errno));
		return command_fail(call, &fault);
	}
	enum err err = export_tables(call, folder, rows, &fault);
	if (err == OK)
		err = export_store(call, folder, &rows[TABLES * FORMS], &fault);
	if (err != OK) {
		remove_files(call, folder, rows);
		return command_fail(call, &fault);
	}
	tell_files(call, folder, rows);
	return 0;
}

/* ---- backup and restore */
int command_backup(struct command_call *call)
{
	struct fault fault = { 0 };
	if (call->count != 1)
		return command_usage(call, _("Into which file?"));
	if (store_copy(&call->desk->store, call->words[0], &fault) != OK)
		return command_fail(call, &fault);
	fprintf(call->errors,
		_("shopkeeper: everything is in %s. Keys are not: keep those apart.\n"),
		call->words[0]);
	return 0;
}

int command_restore(struct command_call *call)
{
	struct fault fault = { 0 };
	const char *kept;
	char *path;
	if (call->count != 1)
		return command_usage(call, _("From which file?"));
	if (call->conf->read_only)
		return command_usage(call, _("Nothing is changed with --readonly."));
	if (store_judge(call->words[0], &fault) != OK)
		return command_fail(call, &fault);
	if (conf_data_path(call->conf, "shop.db", &call->arena, &path, &fault) != OK)
		return command_fail(call, &fault);
	if (access(path, F_OK) == 0 && !call->value[SWITCH_FORCE])
		return command_usage(call,
			_("%s would take the place of what is here: add --force. What is here is kept beside it."),
			call->words[0]);
	if (store_restore(call->words[0], path, &call->arena, &kept, &fault) != OK)
		return command_fail(call, &fault);
	if (kept)
		fprintf(call->errors, _("shopkeeper: restored; what was here is now %s\n"), kept);
	else
		fputs(_("shopkeeper: restored.\n"), call->errors);
	return 0;
}

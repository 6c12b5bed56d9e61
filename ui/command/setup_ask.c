/*
 * setup_ask: the set-up's questions on a terminal: one field after the other, what it is, where she finds it
 * and what it looks like; what cannot be right is told at once and asked again. A secret is not echoed.
 */
#include "command/setup.h"
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include "base/text.h"
#include "base/words.h"

enum { LINE_BYTES = 1024 };

/* A line without its end, cleaned; false at the end of input. */
static bool read_line(struct command_call *call, char line[LINE_BYTES])
{
	fputs("> ", call->errors);
	fflush(call->errors);
	if (!fgets(line, LINE_BYTES, call->in))
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	const char *clean = text_take(&call->arena, line, strlen(line), LINE_BYTES - 1, NULL);
	snprintf(line, LINE_BYTES, "%s", clean);
	return true;
}

/* Without echo; Ctrl-C ends the line, so that the echo always comes back. */
static bool read_secret(struct command_call *call, char *secret, size_t bytes)
{
	enum { CTRL_C = 3 };
	int terminal = fileno(call->in);
	struct termios as_it_was, silent;
	if (tcgetattr(terminal, &as_it_was) != 0)
		return false;
	silent = as_it_was;
	silent.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
	silent.c_cc[VEOL] = CTRL_C;
	/* Silent before she is asked: not even what is typed at once is echoed. */
	if (tcsetattr(terminal, TCSAFLUSH, &silent) != 0)
		return false;
	fputs(_("  Type or paste it; it is not shown.\n"), call->errors);
	fputs("> ", call->errors);
	fflush(call->errors);
	int c;
	size_t length = 0;
	while ((c = getc(call->in)) != EOF && c != '\n' && c != CTRL_C)
		if (length < bytes - 1)
			secret[length++] = (char)c;
	secret[length] = '\0';
	(void)tcsetattr(terminal, TCSAFLUSH, &as_it_was);
	fputc('\n', call->errors);
	return c == '\n';
}

static void tell(struct command_call *call, const struct account_need *need)
{
	fprintf(call->errors, "\n%s%s\n", _(need->words), need->is_optional ? _(" (may be left out)") : "");
	fprintf(call->errors, "  %s\n", _(need->where));
	if (*need->example)
		fprintf(call->errors, _("  It looks like %s\n"), need->example);
}

/* ---- one field */

static bool ask_text(struct command_call *call, struct account *account, const struct account_need *need)
{
	char line[LINE_BYTES];
	struct fault fault;
	tell(call, need);
	for (;;) {
		const char *now = account_text(account, need->name);
		if (now)
			fprintf(call->errors, _("  Enter alone keeps %s\n"), now);
		if (!read_line(call, line))
			return false;
		const char *text = *line ? arena_text(&call->arena, line) : now;
		if (need_check(need, account->name, text, &fault) == OK)
			return account_put_text(account, need->name, text);
		fprintf(call->errors, "%s\n", fault.text);
	}
}

static bool ask_typed(struct command_call *call, struct setup_form *form, const struct account_need *need)
{
	struct fault fault;
	for (;;) {
		if (!read_secret(call, form->typed, sizeof(form->typed)))
			return false;
		if (!*form->typed && form->before)
			return true;
		form->wanted.secret = form->typed;
		if (need_check(need, form->wanted.account.name, form->typed, &fault) == OK)
			return true;
		fprintf(call->errors, "%s\n", fault.text);
	}
}

static bool ask_place(struct command_call *call, const char *words, const char **place)
{
	char line[LINE_BYTES];
	do {
		fprintf(call->errors, "  %s\n", words);
		if (!read_line(call, line))
			return false;
	} while (!*line);
	*place = arena_text(&call->arena, line);
	return true;
}

/* Typed (then kept in the data folder), or where it comes from. */
static bool ask_secret(struct command_call *call, struct setup_form *form, const struct account_need *need)
{
	struct account *account = &form->wanted.account;
	char line[LINE_BYTES];
	tell(call, need);
	fputs(_("  1 type it now   2 from a file   3 from a command   4 from the environment\n"), call->errors);
	if (form->before)
		fputs(_("  Enter alone leaves it as it is\n"), call->errors);
	do {
		if (!read_line(call, line))
			return false;
		if (!*line && form->before)
			return true;
	} while (*line && !strchr("1234", *line));
	account->token = account->token_file = account->token_command = NULL;
	switch (*line) {
	case '2':
		return ask_place(call, _("Which file? Only you may read it (chmod 600)."), &account->token_file);
	case '3':
		return ask_place(call, _("Which command? No shell; it prints the secret."), &account->token_command);
	case '4':
		fprintf(call->errors, _("  Set $%s before you start shopkeeper.\n"),
			setup_variable(&call->arena, account->name));
		return true;
	default:
		return ask_typed(call, form, need);
	}
}

bool setup_ask(struct command_call *call, struct setup_form *form)
{
	struct account *account = &form->wanted.account;
	bool opens = form->supplier->shop && form->supplier->shop->ask_open;
	fprintf(call->errors, "%s (%s)\n", _(form->supplier->name), account->name);
	for (const struct account_need *need = form->supplier->needs; need && need->name; need++) {
		if (need->is_rare || (opens && need_is_secret(need)))
			continue;
		if (!(need_is_secret(need) ? ask_secret(call, form, need) : ask_text(call, account, need)))
			return false;
	}
	if (opens && !ask_place(call, _("The invite code that the supplier gave you:"), &form->invite))
		return false;
	return !opens || ask_place(call, _("Your shop's name, as buyers read it:"), &form->shop);
}

/*
 * conf: what the owner set. The defaults are shopkeeper.conf itself, compiled in; options.def names
 * every option once. An unknown option is a warning with a proposal, never a refusal to start; the
 * owner's file is never rewritten. Secrets are read by secret.h when they are needed.
 */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/fault.h"

/* One `supplier "name" { … }` section. */
struct account {
	const char
		*name; /* the section's title: what goods, orders and lines carry as `supplier` */
	const char *kind;    /* row in suppliers.c: "house" … */
	const char *address; /* base address of its API */
	/* At most one; else environment, else data folder. A platform's app secret is the same
	 * thing under the names secret, secret_file, secret_command. */
	const char *token, *token_file, *token_command;
	const char *key;	 /* the app's or client's public key or id, not secret */
	const char *pid;	 /* the promotion position that orders come back with */
	const char *sign_method; /* of the platform's words, or NULL: its usual one */
	const char *key_made;	 /* the day the key was made, "2026-11-23": some platforms' keys age */
	/* Her own shop: the share that counts as commission ("12%"), and what its prices are in. */
	const char *commission, *currency;
	const char *off; /* "yes": nothing is asked or sent; what is stored stays */
	bool gone; /* removed while the program runs: only its place is left */
};

/* One line of the [keys] section as written: action = "s x". */
struct conf_key {
	const char *action, *keys;
	int line;
};

struct conf {
	struct arena arena;
	const char *file;  /* the file that was read, or NULL: defaults only */
	bool file_is_open; /* others may read it: a token in it is refused */
	const char *language, *color, *ascii, *browser_command, *notify_command, *rise_color,
		*first_screen, *slow;
	const char *data_folder, *state_folder; /* absolute */
	bool mouse, title, read_only, privacy, offline;
	bool fleeting; /* of a demo: nothing is written into her file */
	int escape_ms; /* 0: 25 here, 100 over SSH */
	int refresh_minutes; /* 0: never by itself */
	struct account *accounts;
	size_t account_count;
	struct conf_key *keys;
	size_t key_count;
	const char **warnings; /* "file:line: …" sentences */
	size_t warning_count;
};

/* Reads $SHOPKEEPER_CONFIG, else $XDG_CONFIG_HOME/shopkeeper/shopkeeper.conf, else
 * /etc/shopkeeper/shopkeeper.conf; none is fine. ERR_CONF only when the file cannot be parsed at
 * all; the text names file:line. */
MUST_USE enum err conf_load(struct conf *conf, struct fault *fault);
/* The same from a text; `file` only names it in sentences (NULL: defaults only). */
MUST_USE enum err conf_read(
	struct conf *conf, const char *text, size_t length, const char *file, struct fault *fault);
void conf_clear(struct conf *conf);
/* Adds or replaces an account for this run (demo, command line); texts are copied. */
void conf_put_account(struct conf *conf, const struct account *account);
/* Takes the account away for this run; nothing may be asked of it any more. */
void conf_drop_account(struct conf *conf, const char *name);
/* Puts the account's section into her file (made if missing; mode 0600, at once or not at all), in the
 * place of the one with its name, else at the end. All else in the file stays, comments too. A secret's
 * value is not written: what stands there stays if the account has one, else it goes. */
MUST_USE enum err conf_write_account(
	const struct conf *conf, const struct account *account, struct fault *fault);
/* Takes the account's section out of her file, at once or not at all; all else stays. */
MUST_USE enum err conf_remove_account(
	const struct conf *conf, const char *name, struct fault *fault);
/* The same for a text; `edited` is in the arena. */
MUST_USE enum err conf_edit_account(struct arena *arena, const char *text,
	const struct account *account, char **edited, struct fault *fault);
MUST_USE enum err conf_edit_remove(struct arena *arena, const char *text, const char *name,
	char **edited, struct fault *fault);
/* Switched off, or gone. */
bool account_is_off(const struct account *account);
/* 1 to 32 letters a-z, digits, - and _. */
bool account_is_name(const char *name);
/* What stands in an option of the section ("pid", "address" …); NULL if nothing, or if it is a
 * secret, which only secret_get tells. */
const char *account_text(const struct account *account, const char *name);
/* `text` is lent; NULL or "" takes it away. False: there is no such option. */
bool account_put_text(struct account *account, const char *name, const char *text);
/* The path conf_load would read, whether or not it exists: $SHOPKEEPER_CONFIG or the owner's own.
 */
char *conf_path(struct arena *arena);
/* The text of shopkeeper.conf as shipped. */
char *conf_default_text(struct arena *arena);

enum conf_kind { CONF_TEXT, CONF_WORD, CONF_YES_NO, CONF_NUMBER, CONF_FOLDER };
struct conf_option {
	const char *name;
	enum conf_kind kind;
	const char *standard; /* default, as text */
	const char *allowed;  /* words; least and most; "" = anything */
	const char *sentence; /* N_() words */
	size_t offset;	      /* in struct conf */
};
extern const struct conf_option conf_options[]; /* ends with a NULL name */
const struct conf_option *conf_option(const char *name); /* NULL if there is none */
/* As if it stood in the file (the command line beats it); false: not allowed, nothing was changed. */
MUST_USE bool conf_set(struct conf *conf, const char *name, const char *text);
/* The value in force, as it would be written in the file. */
char *conf_value(const struct conf *conf, const struct conf_option *option, struct arena *arena);
const struct account *conf_account(const struct conf *conf, const char *name); /* NULL if absent */
/* <data_folder>/<name>; the folder is made with mode 0700 if missing. */
MUST_USE enum err conf_data_path(const struct conf *conf, const char *name, struct arena *arena,
	char **path, struct fault *fault);

#endif

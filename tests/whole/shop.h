/*
 * shop: what a whole test stands on: a home folder of its own, a practice supplier on a free port of loopback
 * whose clock stands still, and a shop that `shopkeeper setup` has opened there; commands and screens run in
 * that home. SHOPKEEPER_BIN and SHOPKEEPER_PRACTICE name the programs. What goes wrong here fails the test.
 */
#ifndef WHOLE_SHOP_H
#define WHOLE_SHOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include "screen.h"

enum { SHOP_PATH = 200, SHOP_ENV = 24 };

struct shop {
	char home[SHOP_PATH], address[80], token[80];
	int port;
	pid_t practice;
	int practice_stdin; /* closed with the test, however it ends: the supplier ends too */
	/* "HOME=…" and what shop_set added; NULL-terminated. */
	char *env[SHOP_ENV];
};

/* `more`: further options of the practice supplier, NULL-terminated, or NULL. Its clock starts in the present,
 * so that links are good for the client too. */
struct shop *shop_new(const char *const *more);
/* A home without a supplier in it, for the first start. */
struct shop *shop_new_bare(void);
/* Ends the supplier and takes the home away. NULL is allowed. */
void shop_free(struct shop *shop);
/* "NAME=value" for all that is started from now on. */
void shop_set(struct shop *shop, const char *setting);
/* A file below the home, with these words in it. */
void shop_write(const struct shop *shop, const char *path, const char *words);
/* The path of the store itself; valid until the next call. */
const char *shop_store(const struct shop *shop);

/* ---- the program */

struct ran {
	int exit_code; /* 128 + signal, if one ended it */
	char *out, *err;
	size_t out_bytes;
};
/* Runs `shopkeeper words…` to its end. `words` is NULL-terminated. Free with ran_clear. */
struct ran shop_run(const struct shop *shop, const char *const *words);
void ran_clear(struct ran *ran);
/* The same for a command that must end well; its output, to be freed. */
char *shop_must_run(const struct shop *shop, const char *const *words);
#define SHOP_RUN(shop, ...) shop_run(shop, (const char *const[]){ __VA_ARGS__, NULL })
#define SHOP_MUST_RUN(shop, ...) shop_must_run(shop, (const char *const[]){ __VA_ARGS__, NULL })
/* Starts it without waiting, its output into a pipe; whoever reads it to the end waits for `pid`. */
pid_t shop_start(const struct shop *shop, const char *const *words, int *output);

struct shop_killed {
	long stops; /* that it made: two for each system call */
	int exit_code;
	char said[8192]; /* must be more than it says */
};
/* Runs it under ptrace and kills it (SIGKILL) at the stop after `most`; false: it ended before. LeakSanitizer
 * must be off. */
bool shop_run_killed(
	const struct shop *shop, const char *const *words, long most, struct shop_killed *killed);

/* `shopkeeper` in a terminal. `more` may be NULL: 24 × 80, xterm-256color; its argv holds the words after the
 * program's name or is NULL, its env is not looked at. */
struct screen *shop_screen(const struct shop *shop, const struct screen_start *more);
#define SHOP_SCREEN(shop, ...) shop_screen(shop, &(struct screen_start){ __VA_ARGS__ })

/* ---- the supplier */

/* One raw HTTP request to the practice supplier, with the shop's token; `type` and `body` may be NULL. The status; `answer`, if not
 * NULL, gets the body, to be freed. */
int shop_ask(const struct shop *shop, const char *method, const char *path, const char *type,
	const char *body, char **answer);
/* A fault for all paths that begin with `prefix`; `times` 0: until it is lifted. */
void shop_arm(const struct shop *shop, const char *kind, const char *prefix, int times);
/* Answers that are held back come at once. */
void shop_lift(const struct shop *shop);
/* Lets virtual time pass. */
void shop_pass(const struct shop *shop, int64_t seconds);
/* One more buyer orders on the page of this link ("http://…/s/CODE"). */
void shop_order(const struct shop *shop, const char *link);
/* All that the supplier has written down, as JSON; to be freed. */
char *shop_books(const struct shop *shop);

#endif

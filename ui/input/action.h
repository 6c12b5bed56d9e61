/*
 * action: everything a key can mean, one row each in actions.def: enum, name in [keys] and the
 * palette, default keys, where it applies, help sentence. Help, hints, palette, scripts and the
 * manual are made from these rows.
 */
#ifndef INPUT_ACTION_H
#define INPUT_ACTION_H

#include <stddef.h>
#include <stdint.h>
#include "base/fault.h"
#include "conf/conf.h"
#include "input/key.h"

/* Where an action applies: bits. A screen says which bits are its own. */
enum where {
	IN_ALL = 1 << 0,
	IN_LIST = 1 << 1,
	IN_GOODS = 1 << 2,
	IN_DETAIL = 1 << 3,
	IN_SHELF = 1 << 4,
	IN_SHARE = 1 << 5,
	IN_ORDERS = 1 << 6,
	IN_EARNINGS = 1 << 7,
	IN_TODAY = 1 << 8,
	IN_JOBS = 1 << 9,
	IN_TEXT = 1 << 10, /* help, messages: text that scrolls */
	IN_SETUP = 1 << 11,
	IN_ORDER = 1 << 12, /* one order in full */
	IN_COMPARE = 1 << 13, /* offers of one thing */
	IN_PAYOUTS = 1 << 14,
	IN_LINKS = 1 << 15, /* links for many goods */
};

enum action {
	ACTION_NONE,
#define ACTION(id, name, keys, where, words) ACTION_##id,
#include "input/actions.def"
#undef ACTION
	ACTION_COUNT
};

const char *action_name(enum action action);  /* "share" */
const char *action_words(enum action action); /* translated sentence */
const char *action_hint(enum action action);  /* the name, translated: for the bottom bar */
unsigned action_where(enum action action);
enum action action_find(const char *name); /* ACTION_NONE if unknown */

/* Keys as the owner set them: defaults, then [keys]. A bad line is a
 * warning (file:line) and ignored. */
struct keymap;
struct keymap *keymap_new(
	const struct conf *conf, struct arena *warnings, const char ***lines, size_t *count);
void keymap_free(struct keymap *keymap);
/* The screen's own rows first, then IN_LIST if it has one, then IN_ALL.
 * `pending`: "g" may become "gg". */
enum action keymap_action(const struct keymap *keymap, unsigned where, const char *keys, bool *pending);
/* Keys of an action for help and hints, e.g. "j <Down>"; "" if unbound. */
const char *keymap_keys(const struct keymap *keymap, enum action action);
const char *keymap_first(const struct keymap *keymap, enum action action); /* the shortest: for hints */

#endif

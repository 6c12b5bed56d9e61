/*
 * key_age: keys that live some days only. The day a key was made is the owner's word (key_made);
 * without it, the day of its first use here, which the store keeps beside the key: another key
 * begins anew.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "desk/work.h"
#include "net/url.h"

enum { SOON_DAYS = 10, DAY_S = 24 * 3600 };

static int64_t first_use(struct desk *desk, const struct account *account)
{
	struct arena arena = { 0 };
	const char *name = arena_print(&arena, "key_used.%s", account->name);
	const char *kept = store_get(&desk->store, &arena, name);
	const char *space = kept ? strrchr(kept, ' ') : NULL;
	int64_t at = clock_now_s();

	if (space && !strncmp(kept, account->key, (size_t)(space - kept)) &&
		strlen(account->key) == (size_t)(space - kept))
		at = strtoll(space + 1, NULL, 10);
	/* A store that cannot be written begins anew each time: that warns too late, never too
	 * early. */
	else if (store_put(&desk->store, name, arena_print(&arena, "%s %" PRId64, account->key, at),
			 NULL) != OK)
		at = clock_now_s();
	arena_clear(&arena);
	return at;
}

enum key_age account_key_age(
	struct desk *desk, const struct account *account, int *days_left, struct fault *fault)
{
	const struct supplier *supplier = supplier_find(account->kind);
	char day[CLOCK_TEXT];
	int64_t made;
	int left;

	if (days_left)
		*days_left = -1;
	if (!supplier || supplier->key_days == 0 || !account->key || account_is_off(account))
		return KEY_FINE;
	if (!account->key_made || !clock_read_day(account->key_made, &made)) {
		/* A practice supplier's days pass in minutes. */
		if (account->address && url_is_loopback(account->address))
			return KEY_FINE;
		made = first_use(desk, account);
	}
	left = supplier->key_days - (int)((clock_now_s() - made) / DAY_S);
	left = left < 0 ? 0 : left;
	if (days_left)
		*days_left = left;
	if (left > SOON_DAYS)
		return KEY_FINE;
	if (left > 0) {
		fault_set(fault, ERR_LOGIN,
			ngettext("The key of \"%s\" ends in %d day: make a new one at %s, then run "
				 "shopkeeper setup %s.",
				"The key of \"%s\" ends in %d days: make a new one at %s, then run "
				"shopkeeper setup %s.",
				(unsigned long)left),
			account->name, left, _(supplier->name), account->name);
		return KEY_ENDS_SOON;
	}
	fault_set(fault, ERR_LOGIN,
		_("The key of \"%s\" has ended (made %s): what is stored can be read, nothing is "
		  "asked or "
		  "sent. Make a new one at %s, then run shopkeeper setup %s."),
		account->name, clock_day(made, day), _(supplier->name), account->name);
	return KEY_ENDED;
}

void account_date_key(
	struct setup_account *setup, const struct account *before, char day[CLOCK_TEXT])
{
	const struct supplier *supplier = supplier_find(setup->account.kind);
	const char *said = setup->account.key_made, *then = before ? before->key_made : NULL;
	bool is_new = !before || (setup->secret && *setup->secret) || !before->key ||
		      (setup->account.key && strcmp(before->key, setup->account.key) != 0);

	if (supplier && supplier->key_days > 0 && is_new &&
		(!said || (then && !strcmp(said, then))))
		setup->account.key_made = clock_day(clock_now_s(), day);
}

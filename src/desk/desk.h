/*
 * desk: what the owner does, with or without a terminal. Every verb returns at once: it changes the
 * store (and the outbox) or starts a job; desk_wait lets the answers in. Screens and commands call
 * only this room and the store. Nothing here prints or draws.
 */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "base/clock.h"
#include "conf/conf.h"
#include "desk/job.h"
#include "model/link.h"
#include "store/goods_store.h"
#include "store/shelf_store.h"
#include "store/store.h"

struct http;
struct account_need;

struct desk {
	const struct conf *conf;
	struct store store;
	struct http *http;
	struct job_list *jobs;
	bool offline; /* no question leaves the machine */
	bool has_screen; /* the terminal is taken: what is started is kept away from it */
};

/* `store_path` NULL = in memory. `fault` may carry a sentence to show although OK (see store_open).
 */
MUST_USE enum err desk_open(
	struct desk *desk, const struct conf *conf, const char *store_path, struct fault *fault);
void desk_close(struct desk *desk);

/* Lets time pass: answers go into the store, the outbox goes out, one of `fds` becomes readable.
 * Returns the topics that changed. */
uint32_t desk_wait(struct desk *desk, const int *fds, size_t count, bool *ready, int timeout_ms);
/* Waits until no job is in flight and nothing in the outbox may go out (commands, scripts' :wait);
 * at most `most_ms`. Returns the topics that changed. */
uint32_t desk_settle(struct desk *desk, int most_ms);

/* ---- standing.c: true once this account's platform has refused this machine's time; the fault says by how
 * much it is off. That account is asked by its own time then, until the program ends; nothing else is. */
bool account_clock_is_wrong(
	const struct desk *desk, const struct account *account, struct fault *fault);
int64_t account_clock_off_s(const struct desk *desk, const struct account *account); /* slow by so much */
/* When it last answered and did not refuse, 0: never; and how long it is not asked, because it said so or
 * counts calls. */
int64_t account_answered_at(struct desk *desk, const struct account *account);
int account_busy_s(const struct desk *desk, const struct account *account);
bool desk_clock_is_wrong(const struct desk *desk, struct fault *fault); /* the farthest of them */

/* ---- find.c: every configured supplier is asked; the answers land in the store. Returns the
 * number of a job, or 0 when nothing could be asked (offline, no account: the fault says). A newer
 * search replaces the older. */
int find_goods(struct desk *desk, const struct goods_query *query, struct fault *fault);
int find_more(
	struct desk *desk, const struct goods_query *query, struct fault *fault); /* next page */
/* What became of the newest search at each supplier, one row an account, in their order; none before
 * the first search. */
enum find_state { FIND_OFF, FIND_ASKING, FIND_ANSWERED, FIND_BUSY, FIND_REFUSED };
struct find_row {
	const char *supplier;
	enum find_state state;
	size_t hits;	  /* of FIND_ANSWERED: at the supplier, if it says, else on the page */
	int wait_s;	  /* of FIND_BUSY: until it is asked again */
	const char *text; /* why: off, busy or refused; "" if there is nothing to say */
};
size_t find_states(const struct desk *desk, struct arena *arena, struct find_row **rows);
int find_detail(struct desk *desk, const char *supplier, const char *id, struct fault *fault);
/* Asks for the newest goods that were posted and not seen for an hour: are they still what was posted? One
 * question each; what is gone is marked so. Returns the number of a job, 0: nothing had to be asked. */
int find_posted(struct desk *desk);
int find_categories(struct desk *desk, struct fault *fault);

/* ---- topic.c: lists that suppliers make themselves (store/topic_store.h): which there are, the goods of one,
 * and its next page. find_topics returns 0 without a fault when nothing had to be asked. */
int find_topics(struct desk *desk, struct fault *fault);
int find_topic(struct desk *desk, const char *supplier, const char *id, struct fault *fault);
int find_topic_more(struct desk *desk, const char *supplier, const char *id, struct fault *fault);

/* ---- shelf.c: at once in the store, then through the outbox. */
MUST_USE enum err desk_pick(
	struct desk *desk, const char *supplier, const char *id, struct fault *fault);
MUST_USE enum err desk_drop(
	struct desk *desk, const char *supplier, const char *id, struct fault *fault);
MUST_USE enum err desk_note(
	struct desk *desk, const struct shelf_entry *entry, struct fault *fault);
/* Takes back the last of these (this session); `what` gets a sentence. ERR_NOTHING if there is
 * none. */
MUST_USE enum err desk_undo(struct desk *desk, char *what, size_t bytes, struct fault *fault);

/* ---- share.c: the link comes from the store at once (*link), or a job fetches it through the
 * outbox (*link NULL, *job its number; TOPIC_LINKS tells when to ask again). */
struct share {
	const char *supplier, *goods;
	enum channel channel;
};
MUST_USE enum err share_link(struct desk *desk, const struct share *share, struct arena *arena,
	struct link **link, int *job, struct fault *fault);
/* A caption (R50): hook, price after coupon, end, disclosure; the link alone on the last line. For
 * Moments: no pass-code, and the link is left out (it goes into the first comment). */
char *share_caption(
	struct arena *arena, const struct goods *goods, const struct link *link, int64_t now);

/* ---- settle.c: walks that cover everything without gap or double: the cursor moves only with its
 * rows, in the same transaction; a walk that broke off goes on where it was. */
int sync_goods(struct desk *desk, struct fault *fault);
int sync_orders(struct desk *desk, struct fault *fault); /* orders, then ledger lines */
int sync_all(struct desk *desk, struct fault *fault);    /* and payouts, and goods */
int64_t sync_age_at(struct desk *desk, enum job_kind kind); /* last complete walk, 0: never */

/* ---- today.c: what needs her attention, most urgent first. */
enum attention_kind {
	ATTEND_LOGIN,
	ATTEND_OFFLINE,
	ATTEND_CLOCK,
	ATTEND_KEY_AGE,
	ATTEND_REFUSED,
	ATTEND_GOODS_GONE,
	ATTEND_LINK_DEAD,
	ATTEND_COUPON_ENDED,
	ATTEND_COUPON_LOW,
	ATTEND_PRICE_UP,
	ATTEND_RATE_DOWN,
	ATTEND_LOCK_ENDING,
	ATTEND_PAYOUT_FAILED,
	ATTEND_CLAWBACK,
	ATTEND_UNKNOWN_STATE,
	ATTEND_CHEAPER,
};
struct attention {
	enum attention_kind kind;
	const char *text;		/* one sentence */
	const char *supplier, *subject; /* goods id or order sub_id to open, or NULL */
};
size_t today_load(struct desk *desk, struct arena *arena, struct attention **rows);

/* ---- account.c */
int account_open_shop(/* the token lands in the data folder */
	struct desk *desk, const char *account, const char *invite, const char *name,
	struct fault *fault);
int account_test(struct desk *desk, const char *account, struct fault *fault);
/* ---- setup.c: an account that is being set up works at once; it is kept when she is content. `conf` is
 * the desk's own, which only the set-up changes. */
struct setup_account {
	struct account account; /* texts are lent */
	const char *secret;     /* that she typed, or NULL: it comes from where the account says */
};
/* In force for this session. ERR_CONF: something cannot be right; `which` (may be NULL) gets its row. */
MUST_USE enum err setup_try(struct desk *desk, struct conf *conf, const struct setup_account *setup,
	const struct account_need **which, struct fault *fault);
/* For good: a typed secret into the data folder (0600), the rest into her configuration. */
MUST_USE enum err setup_keep(
	struct desk *desk, const struct setup_account *setup, struct fault *fault);
/* Switched off, nothing is asked of it or sent to it: what it told stays, what waits in the outbox waits.
 * At once and in her configuration. */
MUST_USE enum err setup_switch(
	struct desk *desk, struct conf *conf, const char *name, bool off, struct fault *fault);
/* Out of her configuration, with the secret that shopkeeper kept for it (a file, command or variable of hers
 * is not touched). Goods, orders and earnings stay in the book under its name. */
MUST_USE enum err setup_remove(
	struct desk *desk, struct conf *conf, const char *name, struct fault *fault);
/* As it was before: `before` NULL, it was not there. */
void setup_undo(struct desk *desk, struct conf *conf, const char *name, const struct account *before);
/* ---- account.c, register.c */
/* ---- key_age.c: keys that age (JD's live 60 days), by key_made of the section, else by their first use
 * here. An ended key asks nothing but the test call: what is stored can be read. `fault` says it from ten
 * days before the end on; `days_left` (may be NULL) gets the days, -1 where keys do not age. */
enum key_age { KEY_FINE, KEY_ENDS_SOON, KEY_ENDED };
enum key_age account_key_age(
	struct desk *desk, const struct account *account, int *days_left, struct fault *fault);
/* A key that is set up anew was made today, unless she says another day. `before` NULL: a new account. */
void account_date_key(struct setup_account *setup, const struct account *before, char day[CLOCK_TEXT]);

/* Does it have a token, or is a command just asked for it? (no network) */
bool account_ready(struct desk *desk, const char *account);
/* What is wrong with one thing it needs, before anything is asked (no network): missing, unreadable, not
 * of the form such a thing has. The sentence never holds a secret. Of a key that a command has not told
 * yet nothing is wrong: its job tells. */
MUST_USE enum err account_check(struct desk *desk, const struct account *account,
	const struct account_need *need, struct fault *fault);
/* Where a position must be registered before it earns (Pinduoduo's 备案): asks whether it is; if not,
 * fetches the link that registers it and asks again every few seconds until it is, ten minutes long. A
 * job; TOPIC_JOBS tells of each answer. 0: not offered, or the fault says why. */
int account_register(struct desk *desk, const char *account, struct fault *fault);
/* Only asks whether it is. */
int account_look_registered(struct desk *desk, const char *account, struct fault *fault);
enum registered { REGISTERED_UNKNOWN, REGISTERED_NOT, REGISTERED_YES };
/* What is known of the position that the account has now; `url` (may be NULL) gets the link of
 * REGISTERED_NOT, or NULL while it is not there. */
enum registered account_registered(
	struct desk *desk, const char *account, struct arena *arena, const char **url);
bool account_key_is_coming(const struct desk *desk, const char *account); /* a command is asked for it */
size_t account_secret_length(struct desk *desk, const char *account); /* characters; 0: none */

#endif

/*
 * work: one job with its questions, for the files of this room alone. A work's plan says what to
 * ask, what to do with an answer and what to do at the end; jobs.c does everything between: tokens,
 * pacing, retries, faults, replacing older questions. Read next: find.c for the shortest plans.
 */
#ifndef DESK_WORK_H
#define DESK_WORK_H

#include "conf/secret.h"
#include "desk/desk.h"
#include "net/http.h"
#include "store/outbox.h"
#include "supplier/supplier.h"

struct work;

/* How a walk through one list is cut: disjoint parts, each at once or in spans of time. */
struct course {
	int parts;
	int window_s, window_peak_s, days_back, lag_s, overlap_s; /* as in struct order_calls */
	int check_days; /* looked through again each night (R57), 0 = never */
};

/* One chain of questions: a part of a walk, or the only question of a job. */
struct step {
	struct work *work;
	int question;	/* number at http, 0: none on its way */
	int64_t due_ms; /* steady clock: ask (again) then; 0: not waiting */
	int tries;	/* failed ones of this question */
	int part;	/* 1.. */
	char *cursor;	/* where to go on, NULL: at the beginning */
	char *anchor; /* an earlier cursor: seeing it again means that the list turns in a circle */
	size_t pages;
	int64_t said_at; /* the clock of the server that answered, ours if it does not tell */
	bool done;
	bool waits_for_key; /* a command is asked for it */
	int rest_s; /* before its next question; goes with it */
	bool asked_by_its_clock; /* the server took offence at the time and was asked once more */
	/* Of a walk in windows: all before `from` is there; asked for is from ≤ time < until. */
	int64_t from, until;
	int window_s, answered; /* the span now, and how many of it were answered in a row */
};

struct plan {
	enum job_kind kind;
	bool is_open;	 /* needs no token */
	bool tries_once; /* the caller tries again in its own way */
	enum err (*ask)(struct step *step, const struct access *access, struct arena *arena,
		struct http_question *question);
	/* Puts what was answered into the store, in one transaction; sets step->done, or the next
	 * cursor by step_turn. */
	enum err (*take)(struct step *step, const struct reading *reading, struct fault *fault);
	/* May be NULL: the answer was too large; false if nothing smaller can be asked for. */
	bool (*narrow)(struct step *step);
	/* May be NULL. `fault` is NULL when all went well. Not called for a work that was dropped.
	 */
	void (*end)(struct work *work, const struct fault *fault);
};

struct work {
	struct work *older;
	struct desk *desk;
	struct job job;
	const struct plan *plan;
	const struct account *account;
	const struct supplier *supplier;
	struct arena arena; /* texts of the question */
	struct step *steps; /* NULL once it has ended */
	size_t step_count;
	/* What the question is about; each plan uses what it needs. */
	struct goods_query query;
	const char *id, *cursor, *key, *invite, *name;
	int64_t entry; /* number in the outbox */
	/* Of many links in one question: goods and their numbers in the outbox. */
	const char *const *ids;
	const int64_t *entries;
	size_t id_count;
	enum channel channel;
	enum outbox_kind what;
	enum { REGISTER_LOOK, REGISTER_LINK, REGISTER_WAIT, REGISTER_LOOK_ONLY } registering; /* what is asked next */
	int64_t since, started_at;
	/* Of a walk: how its list is cut, where it began, and whether it only looks again. */
	struct course course;
	struct secret_run *run; /* of JOB_KEY, while it runs */
	int64_t from, covered_s;
	bool is_check, went_on; /* went_on: it had broken off before */
};

struct keyring;

/* How this session stands with one account. */
struct standing {
	int64_t free_ms;     /* steady: it is not asked again before */
	int64_t clock_off_s; /* this machine is slow by so much, says a platform that refused its time; 0: not */
	bool clock_told;     /* that the two clocks are far apart */
	int64_t answered_at; /* last answer that was none of refusal, by this machine's clock */
	int64_t kept_at;     /* which of them is in the store */
};

struct job_list {
	struct work *newest;
	int last_number;
	uint32_t changed; /* topics */
	uint64_t seed;
	int second_ms; /* of waiting before a question is asked again: 1000; tests make it short */
	int64_t shift_s;      /* of the clock, to a practice supplier's */
	bool index_left;      /* goods of a walk that are not found by their words yet */
	bool outbox_stale;    /* look what may go out */
	int64_t outbox_due_s; /* when the next entry that waits may go out; 0: none */
	struct keyring *keys;
	struct undo *undos;
	struct arena search; /* the newest search: its words and where each account goes on */
	char *searched;
	const char **cursors; /* one for each account; NULL: no more */
	size_t cursor_count;
	struct standing *standings; /* one for each account */
	size_t standing_count;
	char *topic, *topic_cursor; /* the list asked for last, and where it goes on; NULL: no more */
	const char **unasked; /* one for each account: why the newest search could not ask it */
};

/* ---- jobs.c */
/* A new work, not yet asked; NULL with a fault when nothing can be asked (offline, unknown kind of
 * supplier, no address). */
struct work *work_new(struct desk *desk, const struct plan *plan, const struct account *account,
	const char *subject, struct fault *fault);
/* The same without asking whether it may. */
struct work *work_add(struct desk *desk, const struct plan *plan, const struct account *account,
	const char *subject);
void work_drop(struct work *work);
/* Ends it: well (NULL) or with a fault, which goes into the messages unless its plan tries again
 * itself. */
void work_end(struct work *work, const struct fault *fault);
/* The newest of this kind that is being asked, NULL if there is none; account NULL: any. */
struct work *work_find(const struct desk *desk, enum job_kind kind, const char *account);
/* A random number below `limit`, for jitter. */
uint64_t work_chance(struct desk *desk, uint64_t limit);
/* Exponential with full jitter: 1..most seconds for the n-th try. */
int work_backoff_s(struct desk *desk, int tries, int most_s);
void work_free_all(struct desk *desk);
/* Forgets ended works beyond the newest 50; never called while one is being worked on. */
void work_forget(struct desk *desk);
/* A sentence for the messages. */
void desk_tell(struct desk *desk, int level, const char *format, ...) PRINTF_LIKE(3, 4);
/* ERR_USAGE if nothing may be changed now. */
MUST_USE enum err desk_may_write(const struct desk *desk, struct fault *fault);

/* ---- standing.c */
struct standing *standing_of(const struct desk *desk, const struct account *account);
/* Now, by the clock of the server that is asked. */
int64_t work_now_s(const struct work *work);
/* It answered: kept for doctor, once a minute. */
void work_tell_answered(struct work *work);
/* The server's clock: shown times follow a practice supplier on this machine. */
void work_tell_clock(struct work *work, int64_t now_at);

/* ---- ask.c */
/* Gives it `count` steps; those that need not be asked any more may then be marked done. */
void work_split(struct work *work, size_t count);
/* Asks the first question of each step (one, if it was not split). Returns the job's number. */
int work_start(struct work *work);
/* The next page of this step: `next` NULL ends it; one seen before is ERR_DECODE. */
MUST_USE enum err step_turn(struct step *step, const char *next, struct fault *fault);
/* Back to the first page of another question. */
void step_rewind(struct step *step);
/* Steady ms of the next thing to do, -1: none. */
int64_t work_due_ms(const struct desk *desk);
void work_ask_due(struct desk *desk);

/* ---- account.c */
/* The account of this name among hers; NULL with a fault. */
const struct account *named_account(struct desk *desk, const char *name, struct fault *fault);
/* The same, and its supplier has calls about the shop itself. */
const struct account *shop_account(struct desk *desk, const char *name, struct fault *fault);
int say_not_offered(const struct account *account, struct fault *fault); /* 0 */
/* In the place of what it was read from, for this session. */
void key_put(struct desk *desk, const struct account *account, const char *value);
/* Whatever it came from: it is read anew. */
void key_drop(struct desk *desk, const struct account *account);
/* The account's token, read once; ERR_LOGIN or ERR_CONF if there is none, ERR_BUSY while a command is asked
 * for it, which this starts. */
MUST_USE enum err key_get(struct desk *desk, const struct account *account,
	const struct secret **secret, struct fault *fault);
/* Hears the commands that run. */
void key_hear(struct desk *desk);
bool key_is_heard(const struct desk *desk); /* at least one runs */
/* The job that runs one was stopped. */
void key_stop(struct work *work);
/* It was refused: read it again next time, perhaps the owner has mended it. */
void key_forget(struct desk *desk, const struct account *account);
void key_free_all(struct desk *desk);

/* ---- send.c */
void outbox_send(struct desk *desk); /* what may go out now */
/* The job that carries this entry, 0: none. */
int outbox_job(const struct desk *desk, int64_t number);

/* ---- send_links.c */
/* Sends rows[at], a link, together with others that wait behind it, if the supplier takes several at once;
 * false: there is nothing to send together. Rows are in the order they were made. */
bool send_links(struct desk *desk, const struct account *account, const struct outbox_entry *rows,
	size_t count, size_t at);

/* ---- share.c */
/* Why no link can be asked for; and asking for one: into the outbox, without sending. */
MUST_USE enum err share_check(
	struct desk *desk, const struct share *share, struct fault *fault);
MUST_USE enum err share_post(
	struct desk *desk, const struct share *share, int64_t *number, struct fault *fault);
bool share_is_of(const struct outbox_entry *entry, const struct share *share);

/* ---- settle.c */
/* Looks whether an earlier run left goods of a walk without an index. */
void index_look(struct desk *desk);
bool index_is_behind(const struct desk *desk);
/* A slice of indexing, short enough to go between two keys. */
void index_some(struct desk *desk);

/* ---- find.c */
/* Before goods of it are put: on which platform its ids are the same for all accounts. */
MUST_USE enum err tell_platform(const struct work *work, struct fault *fault);
MUST_USE enum err work_put_goods(
	const struct work *work, const struct goods *rows, size_t count, struct fault *fault);

/* ---- shelf.c */
void undo_free_all(struct desk *desk);

#endif

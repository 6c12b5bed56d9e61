/*
 * practice: a supplier on loopback that keeps our supplier API (assets/api/shopkeeper.openapi.yaml)
 * with a virtual clock, simulated buyers and faults on demand. This header is the state that all
 * its files share; everything in it is used under one lock (server.c). Read next: route.c, then
 * books.h.
 */
#ifndef PRACTICE_PRACTICE_H
#define PRACTICE_PRACTICE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/fault.h"
#include "practice/categories.h"
#include "practice/fault.h"
#include "store/sql.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

struct practice_options {
	const char *db_path; /* NULL = in memory */
	const char *invite;
	uint64_t seed;
	int64_t now_s;		  /* where the virtual clock starts */
	int64_t speed;		  /* virtual seconds per real one; 0 = stopped */
	int64_t goods;		  /* how many, 1..1,000,000 */
	int64_t buyers_per_day;	  /* for each shop with links; 0 = only explicit orders */
	int64_t history_days;	  /* what a new shop has already lived through */
	int64_t calls_per_minute; /* 0 = no limit */
	bool monthly;		  /* settlement on the 20th (R17) instead of daily */
	bool no_automatic_payout;
};

/* The supplier's own numbers, told to every shop as `rules`. */
struct practice_rules {
	int64_t protection_s, link_lifetime_s, attribution_s;
	int32_t fee_bp, bonus_bp, payout_fee_bp;
	int64_t payout_minimum_minor, payout_fee_least_minor, payout_fee_most_minor;
};
extern const struct practice_rules practice_rules;

struct practice {
	struct sql *sql;
	struct practice_options options;
	char base[80];	 /* "http://127.0.0.1:PORT", in front of every link */
	int64_t clock_s; /* virtual time at `clock_ms` of the steady clock */
	int64_t clock_ms;
	int64_t life_at; /* up to when the simulation has run */
	int64_t goods_count;
	int64_t category_counts[CATEGORIES]; /* goods come and go in none: counted once */
	uint64_t revision;		     /* rises with every change; part of every ETag */
	uint64_t started;		     /* differs between runs on the same database */
	int64_t minute, calls_in_minute;
	struct faults faults;
};

/* Opens the database, makes tables and goods if it is new. `practice` is zeroed before. */
MUST_USE enum err practice_open(
	struct practice *practice, const struct practice_options *options, struct fault *fault);
void practice_close(struct practice *practice);

int64_t practice_now_s(const struct practice *practice);
/* Moves the virtual clock forward; the next life_run catches up. */
void practice_advance(struct practice *practice, int64_t seconds);

/* Counts a call against --calls-per-minute: seconds to wait, 0 = it is within. */
int practice_count_call(struct practice *practice);

/* db.c: tables; indexes of goods come after the load. */
MUST_USE enum err db_make_tables(struct sql *sql, struct fault *fault);
MUST_USE enum err db_make_indexes(struct sql *sql, struct fault *fault);
/* Small facts that survive a restart; 0 if never put. */
int64_t db_get(struct sql *sql, const char *name);
MUST_USE enum err db_put(struct sql *sql, const char *name, int64_t number, struct fault *fault);

/* generate.c: fills goods and merchants, the same for the same seed, now and count. */
MUST_USE enum err generate_goods(struct practice *practice, struct fault *fault);
/* What a platform offers: most of the same things, each at a price, rate and coupon of its own, and a
 * few that nobody else has. The first two are offered everywhere. */
struct stall {
	int64_t first;	  /* its goods have the numbers from here on */
	const char *name; /* another name is another offer */
	int64_t percent;  /* of what the house has */
	bool has_coupons;
};
MUST_USE enum err generate_offers(
	struct practice *practice, const struct stall *stall, struct fault *fault);

/* chance.c: numbers that depend on nothing but the seed and what they are for. */
uint64_t chance(uint64_t seed, const char *what, int64_t which);
/* A further draw from the same place. */
uint64_t chance_next(uint64_t *state);

#endif

/*
 * standing: how this session stands with each account: when it may be asked again, and what its
 * server says the time is. A platform that refuses this machine's time is asked by its own from then
 * on; the others, and what is shown, go by this machine's.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/words.h"
#include "desk/work.h"
#include "net/url.h"

enum { FAR_S = 600 };

struct standing *standing_of(const struct desk *desk, const struct account *account)
{
	struct job_list *jobs = desk->jobs;
	size_t place = (size_t)(account - desk->conf->accounts);

	/* Accounts may be added while the program runs. */
	if (place >= jobs->standing_count) {
		jobs->standings = realloc(jobs->standings, (place + 1) * sizeof *jobs->standings);
		if (!jobs->standings)
			arena_out_of_memory();
		while (jobs->standing_count <= place)
			jobs->standings[jobs->standing_count++] = (struct standing){ 0 };
	}
	return &jobs->standings[place];
}

int64_t work_now_s(const struct work *work)
{
	return clock_now_s() + standing_of(work->desk, work->account)->clock_off_s;
}

static const char *answered_name(struct arena *arena, const struct account *account)
{
	return arena_print(arena, "answered.%s", account->name);
}

void work_tell_answered(struct work *work)
{
	enum { KEPT_EVERY_S = 60 };
	struct desk *desk = work->desk;
	struct standing *standing = standing_of(desk, work->account);
	struct arena arena = { 0 };
	int64_t now = clock_now_s();

	standing->answered_at = now;
	if (desk->store.read_only || (now - standing->kept_at < KEPT_EVERY_S && now >= standing->kept_at))
		return;
	/* That it cannot be kept is no trouble of what was asked. */
	if (store_put(&desk->store, answered_name(&arena, work->account),
		    arena_print(&arena, "%" PRId64, now), NULL) == OK)
		standing->kept_at = now;
	arena_clear(&arena);
}

int64_t account_answered_at(struct desk *desk, const struct account *account)
{
	int64_t at = standing_of(desk, account)->answered_at;
	struct arena arena = { 0 };
	const char *kept;

	if (at == 0) {
		kept = store_get(&desk->store, &arena, answered_name(&arena, account));
		at = kept ? strtoll(kept, NULL, 10) : 0;
	}
	arena_clear(&arena);
	return at;
}

int account_busy_s(const struct desk *desk, const struct account *account)
{
	int64_t left_ms = standing_of(desk, account)->free_ms - clock_steady_ms();

	return left_ms > 0 ? (int)((left_ms + 999) / 1000) : 0;
}

int64_t account_clock_off_s(const struct desk *desk, const struct account *account)
{
	return standing_of(desk, account)->clock_off_s;
}

void work_tell_clock(struct work *work, int64_t now_at)
{
	struct job_list *jobs = work->desk->jobs;
	struct standing *standing = standing_of(work->desk, work->account);
	int64_t off_s = now_at - clock_now_s();

	if (now_at <= 0 || !work->account->address)
		return;
	/* A practice supplier lives in days of its own; coupons and orders end by its clock. */
	if (url_is_loopback(work->account->address)) {
		if (off_s > 1 || off_s < -1)
			clock_shift_s(jobs->shift_s += off_s);
		return;
	}
	if (standing->clock_told || (off_s < FAR_S && off_s > -FAR_S))
		return;
	standing->clock_told = true;
	desk_tell(work->desk, LOG_WARNING,
		_("This machine's clock and that of \"%s\" are %lld minutes apart. Set this one "
		  "right: ends of "
		  "coupons are judged by it."),
		work->account->name, (long long)(off_s < 0 ? -off_s : off_s) / 60);
}

bool account_clock_is_wrong(
	const struct desk *desk, const struct account *account, struct fault *fault)
{
	int64_t slow_s = standing_of(desk, account)->clock_off_s;
	int minutes = (int)((slow_s < 0 ? -slow_s : slow_s) / 60);
	const char *sentence =
		minutes < 120
			? slow_s > 0 ? _("By the clock of \"%s\" this machine is %d minutes slow. Set "
					 "it; until then it is asked by its own time.")
				     : _("By the clock of \"%s\" this machine is %d minutes fast. Set "
					 "it; until then it is asked by its own time.")
		: slow_s > 0 ? _("By the clock of \"%s\" this machine is %d hours slow. Set it; until "
				 "then it is asked by its own time.")
			     : _("By the clock of \"%s\" this machine is %d hours fast. Set it; until "
				 "then it is asked by its own time.");

	if (minutes == 0)
		return false;
	fault_set(fault, ERR_CLOCK, sentence, account->name,
		minutes < 120 ? minutes : minutes / 60);
	return true;
}

bool desk_clock_is_wrong(const struct desk *desk, struct fault *fault)
{
	const struct account *farthest = NULL;
	int64_t off_s, most_s = 0;
	size_t i;

	for (i = 0; i < desk->conf->account_count; i++) {
		off_s = standing_of(desk, &desk->conf->accounts[i])->clock_off_s;
		off_s = off_s < 0 ? -off_s : off_s;
		if (off_s <= most_s)
			continue;
		most_s = off_s;
		farthest = &desk->conf->accounts[i];
	}
	return farthest && account_clock_is_wrong(desk, farthest, fault);
}

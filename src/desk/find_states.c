/*
 * find_states: what became of the newest search at each supplier, for the screens: one that is
 * slow, busy or refuses holds up nobody, and is named. The search itself is in find.c.
 */
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "desk/work.h"

/* The newest search of this account that was not replaced. */
static const struct work *newest_search(const struct desk *desk, const struct account *account)
{
	const struct work *work;

	for (work = desk->jobs->newest; work; work = work->older)
		if (work->job.kind == JOB_SEARCH && work->account == account &&
			work->job.state != JOB_DROPPED)
			return work;
	return NULL;
}

static void tell_asking(const struct work *work, struct find_row *row)
{
	int64_t due_ms = work->step_count > 0 ? work->steps[0].due_ms : 0;

	row->state = FIND_ASKING;
	if (due_ms == 0 || work->steps[0].tries == 0)
		return;
	row->state = FIND_BUSY;
	row->wait_s = (int)((due_ms - clock_steady_ms() + 999) / 1000);
	if (row->wait_s < 0)
		row->wait_s = 0;
}

static void tell_work(const struct work *work, struct arena *arena, struct find_row *row)
{
	const struct job *job = &work->job;

	if (job->state == JOB_ASKING) {
		tell_asking(work, row);
	} else if (job->state == JOB_DONE) {
		row->state = FIND_ANSWERED;
		row->hits = job->total > job->done ? job->total : job->done;
	} else {
		row->state = job->fault.code == ERR_BUSY ? FIND_BUSY : FIND_REFUSED;
		row->wait_s = job->fault.retry_s;
		row->text = arena_text(arena, job->fault.text);
	}
}

static void tell_account(
	const struct desk *desk, size_t place, struct arena *arena, struct find_row *row)
{
	const struct account *account = &desk->conf->accounts[place];
	const struct supplier *supplier = supplier_find(account->kind);
	const struct work *work = newest_search(desk, account);

	*row = (struct find_row){ .supplier = account->name, .state = FIND_OFF, .text = "" };
	if (place < desk->jobs->cursor_count && desk->jobs->unasked[place])
		row->text = arena_text(arena, desk->jobs->unasked[place]);
	else if (account_is_off(account))
		row->text = arena_print(arena, _("\"%s\" is switched off."), account->name);
	else if (work)
		tell_work(work, arena, row);
	else if (supplier && (!supplier->goods || !supplier->goods->ask_search))
		row->text = arena_print(arena, _("\"%s\" does not offer this."), account->name);
}

size_t find_states(const struct desk *desk, struct arena *arena, struct find_row **rows)
{
	size_t i, count = desk->jobs->searched ? desk->conf->account_count : 0;

	*rows = arena_take_array(arena, count + 1, sizeof **rows);
	for (i = 0; i < count; i++)
		tell_account(desk, i, arena, &(*rows)[i]);
	return count;
}

/* since: the owner's days, in her time zone. */
#include "command/since.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/clock.h"
#include "base/words.h"

enum { MOST_DAYS = 4000 };

bool since_read(const struct command_call *call, int64_t *since)
{
	const char *text = call->value[SWITCH_SINCE];
	char *end;
	*since = 0;
	if (!text)
		return true;
	long days = strtol(text, &end, 10);
	if (end != text && strcmp(end, "d") == 0 && days > 0 && days <= MOST_DAYS) {
		*since = clock_day_start(clock_now_s(), 1 - (int)days);
		return true;
	}
	if (clock_read_day(text, since))
		return true;
	(void)command_usage(call, _("--since takes a day (2026-11-23) or a number of days (7d), not “%s”."),
		text);
	return false;
}

/*
 * clock: the one place that asks the machine for the time, and the few ways the program writes it.
 * A stopped clock (tests, SHOPKEEPER_NOW) stands still; a shifted one (a server's virtual day)
 * runs.
 */
#include "base/clock.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/words.h"

static struct {
	bool asked;	   /* the environment has been looked at */
	int64_t stopped_s; /* 0: running */
	int64_t shift_s;
} state;

static void ask_environment(void)
{
	const char *text = getenv("SHOPKEEPER_NOW");
	char *end;
	long long seconds;

	if (state.asked)
		return;
	state.asked = true;
	if (!text || !*text)
		return;
	errno = 0;
	seconds = strtoll(text, &end, 10);
	/* Year 9999 at most: a moment beyond it cannot be written in the formats below. */
	if (errno == 0 && *end == '\0' && seconds > 0 && seconds < INT64_C(253402300800))
		state.stopped_s = seconds;
}

static int64_t read_ms(clockid_t id)
{
	struct timespec now;

	/* Cannot fail for the two clocks asked here (POSIX). */
	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_now_ms(void)
{
	ask_environment();
	if (state.stopped_s != 0)
		return state.stopped_s * 1000;
	return read_ms(CLOCK_REALTIME) + state.shift_s * 1000;
}

int64_t clock_now_s(void)
{
	return clock_now_ms() / 1000;
}

int64_t clock_steady_ms(void)
{
	return read_ms(CLOCK_MONOTONIC);
}

void clock_set_s(int64_t unix_s)
{
	state.asked = true;
	state.stopped_s = unix_s;
	state.shift_s = 0;
}

void clock_shift_s(int64_t seconds)
{
	state.shift_s = seconds;
}

static char *print(const char *format, const struct tm *parts, char text[CLOCK_TEXT])
{
	/* A moment too far away for the calendar still gives a text. */
	if (!parts || strftime(text, CLOCK_TEXT, format, parts) == 0)
		snprintf(text, CLOCK_TEXT, "?");
	return text;
}

static char *print_here(int64_t unix_s, const char *format, char text[CLOCK_TEXT])
{
	time_t moment = (time_t)unix_s;
	struct tm parts;

	return print(format, localtime_r(&moment, &parts), text);
}

char *clock_minute(int64_t unix_s, char text[CLOCK_TEXT])
{
	return print_here(unix_s, "%Y-%m-%d %H:%M", text);
}

char *clock_day(int64_t unix_s, char text[CLOCK_TEXT])
{
	return print_here(unix_s, "%Y-%m-%d", text);
}

char *clock_utc(int64_t unix_s, char text[CLOCK_TEXT])
{
	time_t moment = (time_t)unix_s;
	struct tm parts;

	return print("%Y-%m-%dT%H:%M:%SZ", gmtime_r(&moment, &parts), text);
}

char *clock_age(int64_t then_s, int64_t now_s, char *text, size_t bytes)
{
	enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
	int64_t age_s;

	if (__builtin_sub_overflow(now_s, then_s, &age_s))
		age_s = now_s > then_s ? INT64_MAX : 0;
	if (age_s < MINUTE)
		snprintf(text, bytes, "%s", _("just now"));
	else if (age_s < HOUR)
		snprintf(text, bytes, _("%d min"), (int)(age_s / MINUTE));
	else if (age_s < DAY)
		snprintf(text, bytes, _("%d h"), (int)(age_s / HOUR));
	else
		snprintf(text, bytes, _("%lld d"), (long long)(age_s / DAY));
	return text;
}

int64_t clock_day_start(int64_t unix_s, int days)
{
	time_t moment = (time_t)unix_s;
	struct tm parts;

	if (!localtime_r(&moment, &parts))
		return unix_s;
	/* mktime carries days over months and finds midnight where the day has 23 or 25 hours. */
	parts.tm_hour = parts.tm_min = parts.tm_sec = 0;
	parts.tm_mday += days;
	parts.tm_isdst = -1;
	return (int64_t)mktime(&parts);
}

bool clock_read_day(const char *text, int64_t *unix_s)
{
	struct tm parts = { .tm_isdst = -1 };
	const char *rest = strptime(text, "%Y-%m-%d", &parts);

	if (!rest || *rest)
		return false;
	*unix_s = (int64_t)mktime(&parts);
	return true;
}

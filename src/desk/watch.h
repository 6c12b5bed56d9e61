/* watch: what was posted is looked after while nobody looks, and somebody is told. */
#ifndef DESK_WATCH_H
#define DESK_WATCH_H

#include "base/fault.h"

/* Runs the owner's notify_command (words and "quoted words", conf/argv.h) with one sentence as its last argument, behind "--", so that no sentence is
 * ever taken for a switch; no shell. "" does nothing. Waits a few seconds, then ends it. ERR_FAILED: it cannot
 * be started, or says that it failed. */
MUST_USE enum err watch_notify(const char *command, const char *sentence, struct fault *fault);

#endif

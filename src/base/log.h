/*
 * log: what happened, for the owner's support. JSON lines in the state folder, mode 0600, rotated at
 * 1 MiB × 3. No function that logs ever takes a secret; values are cleaned like any text.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/fault.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* Starts logging to `path` (NULL: nowhere). Failure to open is not an error: there is simply no log. */
void log_open(const char *path, enum log_level least);
void log_line(enum log_level level, const char *event, const char *format, ...) PRINTF_LIKE(3, 4);
void log_close(void);

#endif

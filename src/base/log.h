/*
 * log: what happened, for the owner's support. Lines of fixed fields in the state folder, mode 0600,
 * rotated at 1 MiB × 3 (path, path.1, path.2):
 *   2026-11-23T15:04:05Z warning http-retry the rest of the line is text
 * Not JSON: its writer is a room further right. No function that logs ever takes a secret; the text
 * is cleaned like any text and cut at 500 bytes.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/fault.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* Starts logging to `path` (NULL: nowhere). Failure to open is not an
 * error: there is simply no log. */
void log_open(const char *path, enum log_level least);
/* `event` is a stable word without spaces; the text is never translated. */
void log_line(enum log_level level, const char *event, const char *format, ...) PRINTF_LIKE(3, 4);
void log_close(void);

#endif

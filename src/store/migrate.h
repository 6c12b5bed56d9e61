/*
 * migrate: the tables, and how an older file becomes a present one. Each step
 * happens in one transaction with its version number (PRAGMA user_version), so that
 * a death in between changes nothing.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include <stdint.h>
#include "base/fault.h"

struct sql;

int64_t migrate_newest(void); /* the version this program writes */
int64_t migrate_version(struct sql *sql);
/* Brings the file to `version` (≤ migrate_newest; tests stop half-way). */
MUST_USE enum err migrate_to(struct sql *sql, int64_t version, struct fault *fault);

#endif

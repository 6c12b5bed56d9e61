/*
 * csv: rows of a CSV file (RFC 4180), strictly: a quote that is not closed, or closed and followed
 * by more, is an error with its line, never a guess. Written here because libcsv has had no release
 * since 2013 and by default takes such files; this is fuzzed (tests/fuzz/csv_fuzz.c).
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stddef.h>
#include "base/arena.h"

struct csv {
	char *at; /* NUL-terminated, without other NULs; written over while it is read */
	char separator;
	size_t line; /* of `at`, from 1 */
};
struct csv_row {
	char **fields; /* in the arena; the texts lie in the bytes themselves */
	size_t count;  /* 0: there are no more rows */
	size_t line;   /* where it begins */
};

/* The separator is the comma, tab or semicolon that the first line has
 * most of (quoted ones apart). */
void csv_init(struct csv *csv, char *text);
/* The next row that is not an empty line. Rows may end in LF, CR LF or CR; ="007", which keeps
 * spreadsheets from taking a number for one, is 007. ERR_DECODE, ERR_LIMIT. */
MUST_USE enum err csv_next(struct csv *csv, struct arena *arena, struct csv_row *row, struct fault *fault);

#endif

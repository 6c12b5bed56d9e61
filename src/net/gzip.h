/*
 * gzip: compressed answers made long again within bounds (the only file with zlib.h is gzip.c).
 * libcurl's own decoding takes a truncated stream for a whole one and knows no limit for the
 * decoded size.
 */
#ifndef NET_GZIP_H
#define NET_GZIP_H

#include <stdbool.h>
#include <stddef.h>

struct gzip;
enum gzip_state { GZIP_MORE, GZIP_WHOLE, GZIP_BROKEN };

struct gzip *gzip_new(void);
void gzip_free(struct gzip *gzip); /* NULL is fine */
/* Gives compressed bytes to decode; take them with gzip_take until it returns 0. */
void gzip_give(struct gzip *gzip, const char *bytes, size_t length);
size_t gzip_take(struct gzip *gzip, char *bytes, size_t room);
/* GZIP_WHOLE only after the checksum at the end was right and nothing followed it. */
enum gzip_state gzip_state(const struct gzip *gzip);

#endif

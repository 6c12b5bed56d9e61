/*
 * gzip: zlib behind three functions. The caller counts what it takes, so a small answer that would
 * become a gigabyte is stopped as soon as it is larger than allowed.
 */
#include "net/gzip.h"

#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/arena.h"

struct gzip {
	z_stream stream;
	enum gzip_state state;
};

struct gzip *gzip_new(void)
{
	enum { GZIP_ONLY = 16 };
	struct gzip *gzip = calloc(1, sizeof *gzip);

	if (!gzip || inflateInit2(&gzip->stream, MAX_WBITS + GZIP_ONLY) != Z_OK)
		arena_out_of_memory();
	return gzip;
}

void gzip_free(struct gzip *gzip)
{
	if (!gzip)
		return;
	inflateEnd(&gzip->stream);
	free(gzip);
}

void gzip_give(struct gzip *gzip, const char *bytes, size_t length)
{
	if (gzip->state == GZIP_WHOLE && length > 0)
		gzip->state = GZIP_BROKEN;
	gzip->stream.next_in = (const Bytef *)bytes;
	gzip->stream.avail_in = (uInt)length;
}

size_t gzip_take(struct gzip *gzip, char *bytes, size_t room)
{
	z_stream *stream = &gzip->stream;
	int result;

	if (gzip->state != GZIP_MORE)
		return 0;
	stream->next_out = (Bytef *)bytes;
	stream->avail_out = (uInt)room;
	result = inflate(stream, Z_NO_FLUSH);
	if (result == Z_MEM_ERROR)
		arena_out_of_memory();
	if (result == Z_STREAM_END)
		gzip->state = stream->avail_in > 0 ? GZIP_BROKEN : GZIP_WHOLE;
	else if (result != Z_OK && result != Z_BUF_ERROR) /* that one means: give more */
		gzip->state = GZIP_BROKEN;
	return room - stream->avail_out;
}

enum gzip_state gzip_state(const struct gzip *gzip)
{
	return gzip->state;
}

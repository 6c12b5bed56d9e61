/*
 * qr: any bytes make a code or are refused, any window gets a plan that lies inside it, and a code
 * of URL bytes is read back by zbar, byte for byte. The first four bytes choose window, mode and
 * whether the rest is folded into URL bytes.
 */
#include <stdlib.h>
#include <string.h>
#include "paint/qr.h"
#include "tool/raster.h"

enum { PX = 4, MOST_READ = 400 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static void check_plan(const struct qr *qr, const struct qr_space *space)
{
	struct qr_plan plan;
	if (qr_fit(qr, space, &plan, NULL) != OK) {
		demand(plan.cols > space->cols ||
			(plan.rows > space->rows && plan.rows > space->rows_bare));
		return;
	}
	demand(plan.quiet_top >= QR_QUIET_LEAST && plan.quiet_side >= QR_QUIET_LEAST);
	demand(plan.left >= 0 && plan.left + plan.cols <= space->cols);
	demand(plan.top >= 0 &&
		plan.top + plan.rows <= (plan.bare ? space->rows_bare : space->rows));
	for (int row = 0; row < plan.rows; row++) {
		demand(!qr_cell(qr, &plan, row, 0).upper_dark);
		demand(!qr_cell(qr, &plan, row, plan.cols - 1).lower_dark);
	}
}

static void check_reads(const struct qr *qr, const char *link)
{
	int side = (qr->size + 2 * QR_QUIET_MOST) * PX;
	struct raster raster = { side, side, malloc((size_t)side * (size_t)side) };
	demand(raster.grey);
	for (int y = 0; y < side; y++)
		for (int x = 0; x < side; x++)
			raster.grey[y * side + x] =
				qr_dark(qr, x / PX - QR_QUIET_MOST, y / PX - QR_QUIET_MOST) ? 0
											    : 255;
	char read[MOST_READ];
	size_t length;
	demand(raster_decode(&raster, read, sizeof(read), &length) == 1);
	demand(length == strlen(link) && !memcmp(read, link, length));
	raster_clear(&raster);
}

static void fold(char *link)
{
	static const char url_bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
					"0123456789-._~:/?#[]@!$&'()*+,;=%";
	for (; *link; link++)
		*link = url_bytes[(uint8_t)*link % (sizeof(url_bytes) - 1)];
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	if (length < 4)
		return 0;
	struct qr_space space = { .cols = bytes[0],
		.rows = bytes[1],
		.rows_bare = bytes[2],
		.wish = bytes[3] % 3,
		.half_unusable = bytes[3] & 4,
		.quiet_most = bytes[3] >> 3 & 7 };
	char *link = strndup((const char *)bytes + 4, length - 4);
	demand(link);
	if (bytes[3] & 64)
		fold(link);
	struct qr qr;
	struct fault fault = { 0 };
	if (qr_make(link, bytes[3] & 128 ? QR_Q : QR_M, &qr, &fault) == OK) {
		demand(qr.size == 17 + 4 * qr.version && qr.version >= 1 && qr.version <= 40);
		check_plan(&qr, &space);
		if (bytes[3] & 64 && strlen(link) <= MOST_READ)
			check_reads(&qr, link);
	} else {
		demand(fault.text[0]);
	}
	free(link);
	return 0;
}

/*
 * qr_file: SVG text, and saving without ever leaving half a picture or losing an old one.
 */
#include "paint/qr_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/words.h"
#include "paint/qr_png.h"

/* One rectangle for each run of dark modules in a row. */
static void write_runs(const struct qr *qr, FILE *out)
{
	for (int y = 0; y < qr->size; y++) {
		for (int x = 0; x < qr->size; x++) {
			int end = x;
			while (qr_dark(qr, end, y))
				end++;
			if (end == x)
				continue;
			fprintf(out, "M%d %dh%dv1h-%dz", x + QR_QUIET_MOST, y + QR_QUIET_MOST,
				end - x, end - x);
			x = end;
		}
	}
}

bool qr_write_svg(const struct qr *qr, FILE *out)
{
	int modules = qr->size + 2 * QR_QUIET_MOST;
	fprintf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		"viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">\n"
		"<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>\n<path fill=\"#000\" d=\"",
		8 * modules, 8 * modules, modules, modules, modules, modules);
	write_runs(qr, out);
	fputs("\"/>\n</svg>\n", out);
	return !fflush(out) && !ferror(out);
}

/* ---- saving */

enum kind { UNKNOWN, PNG, SVG };

static enum kind kind_of(const char *path)
{
	size_t length = strlen(path);
	if (length > 4 && !strcasecmp(path + length - 4, ".png"))
		return PNG;
	if (length > 4 && !strcasecmp(path + length - 4, ".svg"))
		return SVG;
	return UNKNOWN;
}

static enum err there_already(const char *path, struct fault *fault)
{
	return fault_set(fault, ERR_USAGE,
		_("%s is there already and was left as it is: choose another name, or ask for it "
		  "to be "
		  "replaced."),
		path);
}

static enum err not_saved(const char *path, int error, struct fault *fault)
{
	return fault_set(fault, ERR_FAILED, _("The picture %s could not be saved: %s."), path,
		strerror(error));
}

/* mkstemp makes files only the owner may read; a picture gets what umask leaves, like any new file.
 */
static int open_part(char *part)
{
	int file = mkstemp(part);
	if (file < 0)
		return -1;
	mode_t mask = umask(0);
	umask(mask);
	if (fchmod(file, 0666 & ~mask)) {
		close(file);
		unlink(part);
		return -1;
	}
	return file;
}

/* 0 or the errno; libpng may fail without one. */
static int write_part(const struct qr *qr, enum kind kind, int file)
{
	FILE *out = fdopen(file, "w");
	if (!out) {
		int error = errno;
		close(file);
		return error;
	}
	errno = 0;
	bool written = kind == PNG ? qr_write_png(qr, out) : qr_write_svg(qr, out);
	int error = written && !fsync(file) ? 0 : errno ? errno : EIO;
	if (fclose(out) && !error)
		error = errno;
	return error;
}

/* link() refuses a name that is taken, in one step; FAT and some network folders lack it. */
static int move_new(const char *part, const char *path)
{
	if (!link(part, path)) {
		unlink(part);
		return 0;
	}
	if (errno == EEXIST)
		return -1;
	return renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE);
}

/* `part` is the picture's name while it is being written. */
static enum err save_by(
	const struct qr *qr, char *part, const char *path, bool replace, struct fault *fault)
{
	int file = open_part(part);
	if (file < 0)
		return not_saved(path, errno, fault);
	int error = write_part(qr, kind_of(path), file);
	if (!error && (replace ? rename(part, path) : move_new(part, path)))
		error = errno;
	if (!error)
		return OK;
	unlink(part);
	return error == EEXIST ? there_already(path, fault) : not_saved(path, error, fault);
}

enum err qr_save(const struct qr *qr, const char *path, bool replace, struct fault *fault)
{
	if (kind_of(path) == UNKNOWN)
		return fault_set(fault, ERR_USAGE,
			_("%s: the name of the picture must end in .png or .svg."), path);
	char *part;
	if (asprintf(&part, "%s.XXXXXX", path) < 0)
		return not_saved(path, ENOMEM, fault);
	enum err err = save_by(qr, part, path, replace, fault);
	free(part);
	return err;
}

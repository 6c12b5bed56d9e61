/*
 * file: reading and writing the few small files that are ours. O_NONBLOCK keeps open() of a pipe
 * from waiting for its other end; everything is judged on the open descriptor, never by path.
 */
#include "conf/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/words.h"

/* Reasons in the owner's words; NULL = fine. */
static const char *complaint(const struct stat *file, const struct file_rule *rule)
{
	if (S_ISDIR(file->st_mode))
		return _("it is a folder");
	if (!S_ISREG(file->st_mode))
		return _("it is not a regular file");
	if (file->st_size < 0 || (uintmax_t)file->st_size > rule->most_bytes)
		return _("it is too large");
	if (file->st_uid != geteuid() && (rule->is_private || file->st_uid != 0))
		return _("it belongs to somebody else");
	if (rule->is_private && (file->st_mode & 077) != 0)
		return _("others may read or change it: run chmod 600 on it");
	if ((file->st_mode & 002) != 0)
		return _("everybody may change it: run chmod 600 on it");
	return NULL;
}

static enum err read_all(int fd, const char *path, const struct file_rule *rule,
	struct arena *arena, struct file_text *text, struct fault *fault)
{
	struct stat file;
	const char *reason;
	ssize_t got;

	if (fstat(fd, &file) != 0)
		return fault_set(fault, ERR_CONF, _("Cannot read %s: %s."), path, strerror(errno));
	reason = complaint(&file, rule);
	if (reason)
		return fault_set(fault, ERR_CONF, _("%s is not used: %s."), path, reason);
	text->is_open = (file.st_mode & 077) != 0;
	text->bytes = arena_take(arena, (size_t)file.st_size + 1);
	text->length = 0;
	/* Never more than it had when it was judged, whatever is appended meanwhile. */
	while (text->length < (size_t)file.st_size) {
		got = read(fd, text->bytes + text->length, (size_t)file.st_size - text->length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fault_set(
				fault, ERR_CONF, _("Cannot read %s: %s."), path, strerror(errno));
		if (got == 0)
			break;
		text->length += (size_t)got;
	}
	text->bytes[text->length] = '\0';
	return OK;
}

enum err file_read(const char *path, const struct file_rule *rule, struct arena *arena,
	struct file_text *text, struct fault *fault)
{
	int flags =
		O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (rule->is_private ? O_NOFOLLOW : 0);
	int fd = open(path, flags);
	enum err err;

	memset(text, 0, sizeof *text);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return fault_set(fault, ERR_NOTHING, _("There is no %s."), path);
	if (fd < 0 && errno == ELOOP)
		return fault_set(
			fault, ERR_CONF, _("%s is not used: %s."), path, _("it is a link"));
	if (fd < 0)
		return fault_set(fault, ERR_CONF, _("Cannot read %s: %s."), path, strerror(errno));
	err = read_all(fd, path, rule, arena, text, fault);
	close(fd);
	return err;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t put = write(fd, bytes, length);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		bytes += put;
		length -= (size_t)put;
	}
	return fsync(fd) == 0;
}

/* The new name is on the disk only when its folder is. */
static void sync_folder(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	int fd;

	snprintf(
		folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
	fd = open(folder[0] ? folder : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	/* Some file systems cannot sync a folder; the file itself is safe then, too. */
	if (fsync(fd) != 0)
		errno = 0;
	close(fd);
}

enum err file_write(const char *path, const char *bytes, size_t length, struct fault *fault)
{
	char fresh[PATH_MAX];
	bool written;
	int fd;

	if ((size_t)snprintf(fresh, sizeof fresh, "%s.XXXXXX", path) >= sizeof fresh)
		return fault_set(fault, ERR_CONF, _("The path %.60s… is too long."), path);
	fd = mkostemp(fresh, O_CLOEXEC);
	if (fd < 0)
		return fault_set(
			fault, ERR_FAILED, _("Cannot write %s: %s."), path, strerror(errno));
	written = fchmod(fd, 0600) == 0 && write_all(fd, bytes, length);
	if (close(fd) != 0 || !written || rename(fresh, path) != 0) {
		enum err err = fault_set(
			fault, ERR_FAILED, _("Cannot write %s: %s."), path, strerror(errno));

		unlink(fresh);
		return err;
	}
	sync_folder(path);
	return OK;
}

enum err folder_make(const char *path, struct fault *fault)
{
	char part[PATH_MAX];
	char *slash;

	if ((size_t)snprintf(part, sizeof part, "%s", path) >= sizeof part)
		return fault_set(fault, ERR_CONF, _("The path %.60s… is too long."), path);
	for (slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		/* Only the last one matters: mkdir tells if one above is missing. */
		if (mkdir(part, 0700) != 0)
			errno = 0;
		*slash = '/';
	}
	if (mkdir(part, 0700) != 0 && errno != EEXIST)
		return fault_set(fault, ERR_FAILED, _("Cannot make the folder %s: %s."), path,
			strerror(errno));
	return OK;
}

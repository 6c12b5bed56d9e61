/* fault: which fault meets which request. What each looks like on the wire is in spoil.c and
 * server.c. */
#include "practice/fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	bool reaches;
} kinds[] = { [FAULT_NONE] = { "", true },
#define X(name, id, reaches) [FAULT_##name] = { id, reaches },
	FAULT_KINDS(X)
#undef X
};

enum { DELAY_MOST_MS = 600000 };

bool fault_kind_read(const char *text, enum fault_kind *kind, int64_t *delay_ms)
{
	size_t length = strcspn(text, ":");
	*delay_ms = 0;
	for (int i = 1; i < FAULT_KIND_COUNT; i++) {
		if (strlen(kinds[i].name) != length || strncmp(text, kinds[i].name, length) != 0)
			continue;
		*kind = (enum fault_kind)i;
		if (i != FAULT_DELAY)
			return text[length] == '\0';
		char *end;
		*delay_ms = text[length] ? strtoll(text + length + 1, &end, 10) : -1;
		return *delay_ms >= 0 && *delay_ms <= DELAY_MOST_MS && end != text + length + 1 &&
		       *end == '\0';
	}
	return false;
}

bool faults_arm(struct faults *faults, const struct armed_fault *fault)
{
	if (faults->count == FAULTS_MOST)
		return false;
	faults->rows[faults->count++] = *fault;
	return true;
}

bool faults_arm_text(struct faults *faults, const char *text)
{
	struct armed_fault fault = { .times = -1 };
	char kind[40] = "";
	size_t length = strcspn(text, "@*");
	if (length >= sizeof(kind))
		return false;
	memcpy(kind, text, length);
	text += length;
	snprintf(fault.path_prefix, sizeof(fault.path_prefix), "/v1/");
	if (*text == '@') {
		length = strcspn(++text, "*");
		if (length >= sizeof(fault.path_prefix))
			return false;
		snprintf(fault.path_prefix, sizeof(fault.path_prefix), "%.*s", (int)length, text);
		text += length;
	}
	if (*text == '*') {
		char *end;
		fault.times = strtoll(text + 1, &end, 10);
		if (end == text + 1 || *end || fault.times < 1)
			return false;
	}
	return fault_kind_read(kind, &fault.kind, &fault.delay_ms) && faults_arm(faults, &fault);
}

struct armed_fault faults_take(struct faults *faults, const char *path)
{
	for (int i = 0; i < faults->count; i++) {
		struct armed_fault *row = &faults->rows[i];
		if (strncmp(path, row->path_prefix, strlen(row->path_prefix)) != 0)
			continue;
		struct armed_fault taken = *row;
		if (row->times > 0 && --row->times == 0) {
			memmove(row, row + 1, (size_t)(faults->count - i - 1) * sizeof(*row));
			faults->count--;
		}
		return taken;
	}
	return (struct armed_fault){ .kind = FAULT_NONE };
}

bool fault_reaches(enum fault_kind kind)
{
	return kinds[kind].reaches;
}

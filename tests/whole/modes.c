/* modes: finds CSI ? n ; n … h and l. */
#include "modes.h"

#include <string.h>

void modes_init(struct modes *modes)
{
	memset(modes, 0, sizeof(*modes));
	modes->on[7] = modes->on[25] = true;
}

static void set(struct modes *modes, bool on)
{
	for (int i = 0; i <= modes->count && i < MODES_AT_ONCE; i++)
		if (modes->numbers[i] < MODES_MOST)
			modes->on[modes->numbers[i]] = on;
}

static void see_parameter(struct modes *modes, char byte)
{
	if (byte >= '0' && byte <= '9') {
		if (modes->count >= MODES_AT_ONCE)
			return;
		int *number = &modes->numbers[modes->count];
		*number = *number < MODES_MOST ? *number * 10 + (byte - '0') : MODES_MOST;
	} else if (byte == ';') {
		if (modes->count < MODES_AT_ONCE && ++modes->count < MODES_AT_ONCE)
			modes->numbers[modes->count] = 0;
	} else {
		if (byte == 'h' || byte == 'l')
			set(modes, byte == 'h');
		modes->state = MODES_TEXT;
	}
}

void modes_see(struct modes *modes, char byte)
{
	if (byte == '\033') {
		modes->state = MODES_ESCAPE;
	} else if (modes->state == MODES_ESCAPE) {
		modes->state = byte == '[' ? MODES_CSI : MODES_TEXT;
	} else if (modes->state == MODES_CSI) {
		modes->state = byte == '?' ? MODES_PRIVATE : MODES_TEXT;
		modes->count = modes->numbers[0] = 0;
	} else if (modes->state == MODES_PRIVATE) {
		see_parameter(modes, byte);
	}
}

int modes_differ(const struct modes *a, const struct modes *b)
{
	for (int mode = 0; mode < MODES_MOST; mode++)
		if (a->on[mode] != b->on[mode])
			return mode;
	return -1;
}

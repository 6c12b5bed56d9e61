/*
 * pty_bench: start, memory, keys and search of programs in a terminal of 100 × 30, one after the other and
 * again (A B A B), so that what the machine does meanwhile falls on all alike. Prints medians as
 * "program figure<TAB>value<TAB>unit". Usage: pty_bench ROUNDS TABLE. A line of TABLE has fields separated by
 * tabs: name, text that stands on the first page, what is measured, then the program and its arguments.
 * Measured is a list separated by spaces: start, keys=DOWN,PAGE (moving through a page, scrolling, paging, a
 * hundred at once), search=OPENING,WORD… (each letter), once=KEY (one key on a screen at rest). In keys,
 * ^X is a control key, and _ stands for nothing.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pty.h"

enum { PROGRAMS = 24, WORDS = 40, FIGURES = 64, SAMPLES = 4000, KEY = 16 };
enum { START_MS = 30000, QUIET_MS = 30, SEARCH_QUIET_MS = 900, PAUSE_MS = 700, PRESSES = 20, HELD = 100 };

struct figure {
	char name[80];
	const char *unit;
	size_t count;
	double values[SAMPLES];
};
struct program {
	char *name, *shown, *measured, *argv[WORDS];
	struct figure *figures;
	size_t figure_count;
	char trouble[120];
};

static struct program programs[PROGRAMS];
static size_t program_count;

static void add(struct program *program, const char *name, const char *unit, double value)
{
	struct figure *figure = program->figures;
	size_t i;

	for (i = 0; i < program->figure_count; i++, figure++)
		if (strcmp(figure->name, name) == 0)
			break;
	if (i == FIGURES)
		return;
	if (i == program->figure_count) {
		snprintf(figure->name, sizeof figure->name, "%s", name);
		figure->unit = unit;
		program->figure_count++;
	}
	if (value >= 0 && figure->count < SAMPLES)
		figure->values[figure->count++] = value;
}

/* ---- keys */

/* "^F" is Ctrl-F, "^[" Esc, "_" nothing; takes `text` up to a comma. */
static size_t read_key(const char **text, char key[KEY])
{
	size_t length = 0;

	for (; **text && **text != ','; (*text)++) {
		if (**text == '_')
			continue;
		if (length == KEY - 1)
			break;
		if (**text == '^' && (*text)[1])
			key[length++] = (char)(*++(*text) & 0x1f);
		else
			key[length++] = **text;
	}
	if (**text == ',')
		(*text)++;
	key[length] = '\0';
	return length;
}

static void press(struct program *program, struct pty *pty, const char *key, const char *what)
{
	double before = pty_cpu_ms(pty);
	char name[60];

	pty_send(pty, key, strlen(key));
	pty_quiet(pty, QUIET_MS);
	snprintf(name, sizeof name, "%s", what);
	add(program, name, "ms", pty->last_ms);
	snprintf(name, sizeof name, "%s bytes", what);
	add(program, name, "B", (double)pty->bytes);
	snprintf(name, sizeof name, "%s cpu", what);
	add(program, name, "ms", before < 0 ? -1 : pty_cpu_ms(pty) - before);
}

static void hold(struct program *program, struct pty *pty, const char *key)
{
	char keys[HELD * KEY] = "";
	size_t length = strlen(key), i;

	for (i = 0; i < HELD; i++)
		memcpy(keys + i * length, key, length);
	pty_send(pty, keys, HELD * length);
	pty_quiet(pty, 4 * QUIET_MS);
	add(program, "held 100", "ms", pty->last_ms);
	add(program, "held 100 bytes a key", "B", (double)pty->bytes / HELD);
}

static void measure_keys(struct program *program, struct pty *pty, const char *keys)
{
	char down[KEY], page[KEY];
	size_t i;

	(void)read_key(&keys, down);
	(void)read_key(&keys, page);
	/* The first key may load what the first page did not need. */
	pty_send(pty, down, strlen(down));
	pty_quiet(pty, PAUSE_MS);
	for (i = 0; i < PRESSES; i++)
		press(program, pty, down, "cursor");
	pty_quiet(pty, PAUSE_MS);
	pty_send(pty, down, strlen(down));
	pty_quiet(pty, PAUSE_MS);
	add(program, "cursor and all that follows it bytes", "B", (double)pty->bytes);
	for (i = 0; i < PTY_ROWS; i++) {
		pty_send(pty, down, strlen(down));
		pty_quiet(pty, QUIET_MS / 3);
	}
	pty_quiet(pty, PAUSE_MS);
	for (i = 0; i < PRESSES; i++)
		press(program, pty, down, "scroll");
	pty_quiet(pty, PAUSE_MS);
	for (i = 0; page[0] && i < PRESSES / 2; i++)
		press(program, pty, page, "page");
	pty_quiet(pty, PAUSE_MS);
	hold(program, pty, down);
	pty_quiet(pty, PAUSE_MS);
	add(program, "peak memory after keys", "MiB", pty_peak_mib(pty));
}

/* Each letter (byte sequence) of each word; between words everything is erased again by ^U. */
static void measure_search(struct program *program, struct pty *pty, const char *keys)
{
	char word[KEY], name[60];
	size_t at, length, letter;

	length = read_key(&keys, word);
	if (length > 0) {
		pty_send(pty, word, length);
		pty_quiet(pty, PAUSE_MS);
	}
	while ((length = read_key(&keys, word)) > 0) {
		for (at = 0, letter = 0; at < length; at += letter) {
			for (letter = 1; (word[at + letter] & 0xc0) == 0x80; letter++)
				;
			pty_send(pty, word + at, letter);
			pty_quiet(pty, SEARCH_QUIET_MS);
			snprintf(name, sizeof name, "search %s letter", at ? "next" : "first");
			add(program, name, "ms", pty->last_ms);
			snprintf(name, sizeof name, "search %.*s", (int)(at + letter), word);
			add(program, name, "ms", pty->last_ms);
			add(program, "search bytes", "B", (double)pty->bytes);
		}
		pty_send(pty, "\x15", 1);
		pty_quiet(pty, SEARCH_QUIET_MS);
	}
	add(program, "peak memory after search", "MiB", pty_peak_mib(pty));
}

/* ---- one run */

static void measure(struct program *program, struct pty *pty)
{
	char list[400], *save = NULL, *one;

	snprintf(list, sizeof list, "%s", program->measured);
	for (one = strtok_r(list, " ", &save); one; one = strtok_r(NULL, " ", &save)) {
		const char *keys = strchr(one, '=') ? strchr(one, '=') + 1 : "";
		char key[KEY];

		if (strncmp(one, "keys=", 5) == 0) {
			measure_keys(program, pty, keys);
		} else if (strncmp(one, "search=", 7) == 0) {
			measure_search(program, pty, keys);
		} else if (strncmp(one, "once=", 5) == 0) {
			(void)read_key(&keys, key);
			press(program, pty, key, "once");
		}
	}
}

static void run(struct program *program)
{
	struct pty pty;
	double shown;

	pty_start(&pty, program->argv);
	shown = pty_until(&pty, program->shown, START_MS);
	if (shown < 0) {
		snprintf(program->trouble, sizeof program->trouble, "did not show '%s'", program->shown);
		if (getenv("PTY_BENCH_DEBUG"))
			fprintf(stderr, "%.*s\n", (int)pty.bytes, pty.text);
		pty_end(&pty);
		return;
	}
	add(program, "first byte", "ms", pty.first_ms);
	add(program, "start", "ms", shown);
	pty_quiet(&pty, QUIET_MS);
	add(program, "start until quiet", "ms", pty.last_ms);
	add(program, "start bytes", "B", (double)pty.bytes);
	add(program, "start cpu", "ms", pty_cpu_ms(&pty));
	add(program, "peak memory", "MiB", pty_peak_mib(&pty));
	pty_quiet(&pty, PAUSE_MS);
	measure(program, &pty);
	pty_end(&pty);
}

/* ---- table in, figures out */

static void read_table(const char *path)
{
	static char lines[PROGRAMS][2000];
	FILE *file = fopen(path, "r");

	if (!file) {
		perror(path);
		exit(2);
	}
	while (program_count < PROGRAMS && fgets(lines[program_count], sizeof lines[0], file)) {
		struct program *program = &programs[program_count];
		char *rest = lines[program_count];
		size_t count = 0;

		rest[strcspn(rest, "\n")] = '\0';
		program->name = strsep(&rest, "\t");
		program->shown = strsep(&rest, "\t");
		program->measured = strsep(&rest, "\t");
		while (rest && count < WORDS - 1)
			program->argv[count++] = strsep(&rest, "\t");
		if (count == 0)
			continue;
		program->figures = calloc(FIGURES, sizeof *program->figures);
		if (!program->figures)
			abort();
		program_count++;
	}
	fclose(file);
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void print(struct program *program)
{
	size_t i;

	if (program->trouble[0])
		printf("%s\tskipped\t%s\n", program->name, program->trouble);
	for (i = 0; i < program->figure_count; i++) {
		struct figure *figure = &program->figures[i];

		if (figure->count == 0)
			continue;
		qsort(figure->values, figure->count, sizeof *figure->values, compare);
		printf("%s %s\t%.2f\t%s\n", program->name, figure->name,
			figure->values[figure->count / 2], figure->unit);
		if (figure->count >= PRESSES)
			printf("%s %s p95\t%.2f\t%s\n", program->name, figure->name,
				figure->values[figure->count * 95 / 100], figure->unit);
	}
}

int main(int count, char **arguments)
{
	long rounds, round;
	size_t i;

	if (count != 3) {
		fprintf(stderr, "usage: pty_bench ROUNDS TABLE\n");
		return 2;
	}
	rounds = strtol(arguments[1], NULL, 10);
	read_table(arguments[2]);
	for (round = 0; round < rounds; round++)
		for (i = 0; i < program_count; i++)
			if (!programs[i].trouble[0])
				run(&programs[i]);
	for (i = 0; i < program_count; i++)
		print(&programs[i]);
	return 0;
}

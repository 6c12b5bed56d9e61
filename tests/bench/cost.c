/*
 * cost: runs programs one after the other and again, and prints the median of what each costs: time from
 * before the fork to its end, peak memory of the program itself, bytes to its standard output.
 * Usage: cost ROUNDS NAME PROGRAM [ARGUMENT…] [--- NAME PROGRAM [ARGUMENT…]]…
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROGRAMS = 8, ROUNDS = 100 };

static struct program {
	char *name, **argv;
	double ms[ROUNDS], mib[ROUNDS], bytes;
	int status;
} programs[PROGRAMS];

static double now_ms(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static void run(struct program *program, long round)
{
	char buffer[65536];
	struct rusage usage = { 0 };
	double start = now_ms();
	int out[2];
	ssize_t got;
	pid_t process;

	if (pipe(out) != 0)
		exit(1);
	process = fork();
	if (process == 0) {
		dup2(out[1], 1);
		close(out[0]);
		close(out[1]);
		execvp(program->argv[0], program->argv);
		_exit(127);
	}
	close(out[1]);
	for (program->bytes = 0; (got = read(out[0], buffer, sizeof buffer)) > 0;)
		program->bytes += (double)got;
	close(out[0]);
	(void)wait4(process, &program->status, 0, &usage);
	program->ms[round] = now_ms() - start;
	program->mib[round] = (double)usage.ru_maxrss / 1024;
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static size_t read_programs(char **arguments)
{
	size_t count = 0;

	while (*arguments && arguments[1] && count < PROGRAMS) {
		programs[count].name = *arguments++;
		programs[count++].argv = arguments;
		while (*arguments && strcmp(*arguments, "---") != 0)
			arguments++;
		if (*arguments)
			*arguments++ = NULL;
	}
	return count;
}

int main(int count, char **arguments)
{
	long rounds = count > 3 ? strtol(arguments[1], NULL, 10) : 0, round;
	size_t program_count, i;

	if (rounds < 1 || rounds > ROUNDS) {
		fprintf(stderr, "usage: cost ROUNDS NAME PROGRAM [ARGUMENT...] [--- NAME PROGRAM...]\n");
		return 2;
	}
	program_count = read_programs(arguments + 2);
	for (round = 0; round < rounds; round++)
		for (i = 0; i < program_count; i++)
			run(&programs[i], round);
	for (i = 0; i < program_count; i++) {
		struct program *program = &programs[i];

		if (program->status != 0) {
			printf("%s\tskipped\tended with %d\n", program->name, program->status);
			continue;
		}
		qsort(program->ms, (size_t)rounds, sizeof(double), compare);
		qsort(program->mib, (size_t)rounds, sizeof(double), compare);
		printf("%s time\t%.2f\tms\n", program->name, program->ms[rounds / 2]);
		printf("%s memory\t%.1f\tMiB\n", program->name, program->mib[rounds / 2]);
		printf("%s bytes\t%.0f\tB\n", program->name, program->bytes);
	}
	return 0;
}

/* arena: zeroed, aligned, given back all at once; it never fails but by ending the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"

static struct arena arena;

static int clear(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	return 0;
}

static void memory_is_zeroed_and_aligned(void **unused)
{
	size_t size, i;

	(void)unused;
	for (size = 0; size < 20000; size = size * 2 + 1) {
		char *memory = arena_take(&arena, size);

		assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
		for (i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 0xAA, size);
	}
}

static void takes_do_not_overlap(void **unused)
{
	enum { COUNT = 2000 };
	unsigned char *taken[COUNT];
	int i, j;

	(void)unused;
	for (i = 0; i < COUNT; i++) {
		taken[i] = arena_take(&arena, (size_t)(i % 97));
		memset(taken[i], i % 251, (size_t)(i % 97));
	}
	for (i = 0; i < COUNT; i++)
		for (j = 0; j < i % 97; j++)
			assert_int_equal(taken[i][j], i % 251);
}

static void clearing_gives_everything_back(void **unused)
{
	(void)unused;
	arena_take(&arena, 1000000);
	assert_true(arena.total_bytes >= 1000000);
	arena_clear(&arena);
	assert_int_equal(arena.total_bytes, 0);
	arena_clear(&arena);
	assert_string_equal(arena_text(&arena, "again"), "again");
}

static void count_down(void *thing)
{
	int *left = *(int **)thing;

	--*left;
	free(thing);
}

static void things_of_others_are_freed_with_it(void **unused)
{
	int left = 2;

	(void)unused;
	for (int i = 0; i < 2; i++) {
		int **thing = malloc(sizeof *thing);

		assert_non_null(thing);
		*thing = &left;
		arena_own(&arena, thing, count_down);
	}
	arena_clear(&arena);
	assert_int_equal(left, 0);
	arena_clear(&arena); /* once only */
	assert_int_equal(left, 0);
}

static void texts_are_copied(void **unused)
{
	(void)unused;
	assert_string_equal(arena_text(&arena, "毛巾"), "毛巾");
	assert_string_equal(arena_bytes(&arena, "abcdef", 3), "abc");
	assert_string_equal(arena_bytes(&arena, NULL, 0), "");
	assert_string_equal(arena_print(&arena, "%d %s", 7, "goods"), "7 goods");
}

static void restore(void)
{
	(void)!write(STDOUT_FILENO, "restored", 8);
}

/* Runs the take in a child: exit code 1 after the terminal was restored. */
static void ends_the_program(void (*take)(void))
{
	int pipes[2], status;
	char said[16] = "";
	pid_t child;

	assert_int_equal(pipe(pipes), 0);
	child = fork();
	if (child == 0) {
		dup2(pipes[1], STDOUT_FILENO);
		arena_on_out_of_memory(restore);
		take();
		_exit(0);
	}
	close(pipes[1]);
	assert_int_equal(read(pipes[0], said, sizeof said - 1), 8);
	close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_string_equal(said, "restored");
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
}

static void take_too_many(void)
{
	arena_take_array(&arena, SIZE_MAX / 2, 3);
}

static void take_too_much(void)
{
	arena_take(&arena, SIZE_MAX - 3);
}

static void overflow_ends_the_program(void **unused)
{
	(void)unused;
	ends_the_program(take_too_many);
	ends_the_program(take_too_much);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(memory_is_zeroed_and_aligned, clear),
		cmocka_unit_test_teardown(takes_do_not_overlap, clear),
		cmocka_unit_test_teardown(clearing_gives_everything_back, clear),
		cmocka_unit_test_teardown(things_of_others_are_freed_with_it, clear),
		cmocka_unit_test_teardown(texts_are_copied, clear),
		cmocka_unit_test_teardown(overflow_ends_the_program, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * arena: memory that is given back all at once: one for each page of answers and each load of a
 * screen. There is no way to fail: when memory runs out, arena_out_of_memory() is called, which
 * restores the terminal (the app sets it) and ends the program.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include "base/fault.h"

struct arena {
	struct arena_block *first; /* newest block */
	struct arena_thing *things; /* to be freed with it, newest first */
	size_t total_bytes;        /* all blocks, for tests and limits */
};

/* Zeroed, aligned for any type, valid until arena_clear. */
void *arena_take(struct arena *arena, size_t bytes);
/* `count` zeroed elements; refuses (ends the program) on overflow. */
void *arena_take_array(struct arena *arena, size_t count, size_t bytes_each);
char *arena_text(struct arena *arena, const char *text);
char *arena_bytes(struct arena *arena, const char *bytes, size_t length); /* adds the NUL */
char *arena_print(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
/* Frees `thing` by `free_it` when the arena is cleared: for what libraries allocate. */
void arena_own(struct arena *arena, void *thing, void (*free_it)(void *thing));
/* Frees everything; the arena can be used again. A zeroed struct arena is a valid empty one. */
void arena_clear(struct arena *arena);

/* Called once before the program ends for lack of memory. */
void arena_on_out_of_memory(void (*restore)(void));
__attribute__((noreturn)) void arena_out_of_memory(void);

#endif

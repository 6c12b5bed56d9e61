/*
 * arena: blocks of zeroed memory, handed out from the front and freed together.
 * Small takes share a block; one larger than a block gets a block of its own.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
	struct arena_block *next; /* older */
	size_t used, size;	  /* bytes of `memory` */
	alignas(max_align_t) char memory[];
};

struct arena_thing {
	struct arena_thing *next;
	void *thing;
	void (*free_it)(void *thing);
};

enum { BLOCK_LEAST = 4 * 1024, BLOCK_MOST = 256 * 1024 };

static void (*restore_terminal)(void);

void arena_on_out_of_memory(void (*restore)(void))
{
	restore_terminal = restore;
}

void arena_out_of_memory(void)
{
	if (restore_terminal)
		restore_terminal();
	/* No translation and no buffer: both would ask for memory. */
	fputs("shopkeeper: out of memory\n", stderr);
	_Exit(1);
}

static struct arena_block *add_block(struct arena *arena, size_t bytes)
{
	struct arena_block *block;
	size_t size = arena->total_bytes;

	size = size < BLOCK_LEAST ? BLOCK_LEAST : size > BLOCK_MOST ? BLOCK_MOST : size;
	if (size < bytes)
		size = bytes;
	if (size > SIZE_MAX - sizeof *block)
		arena_out_of_memory();
	block = calloc(1, sizeof *block + size);
	if (!block)
		arena_out_of_memory();
	block->size = size;
	block->next = arena->first;
	arena->first = block;
	arena->total_bytes += size;
	return block;
}

void *arena_take(struct arena *arena, size_t bytes)
{
	struct arena_block *block = arena->first;
	size_t padded;
	void *memory;

	if (bytes > SIZE_MAX - alignof(max_align_t))
		arena_out_of_memory();
	padded = (bytes + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
	if (!block || block->size - block->used < padded)
		block = add_block(arena, padded);
	memory = block->memory + block->used;
	block->used += padded;
	return memory;
}

void *arena_take_array(struct arena *arena, size_t count, size_t bytes_each)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, bytes_each, &bytes))
		arena_out_of_memory();
	return arena_take(arena, bytes);
}

char *arena_bytes(struct arena *arena, const char *bytes, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		arena_out_of_memory();
	copy = arena_take(arena, length + 1);
	if (length > 0)
		memcpy(copy, bytes, length);
	return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
	return arena_bytes(arena, text, strlen(text));
}

char *arena_print(struct arena *arena, const char *format, ...)
{
	va_list args;
	int length;
	char *text;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0)
		return arena_take(arena, 1);
	text = arena_take(arena, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}

void arena_own(struct arena *arena, void *thing, void (*free_it)(void *thing))
{
	struct arena_thing *owned = arena_take(arena, sizeof *owned);

	*owned = (struct arena_thing){ arena->things, thing, free_it };
	arena->things = owned;
}

void arena_clear(struct arena *arena)
{
	struct arena_block *block, *older;

	for (; arena->things; arena->things = arena->things->next)
		arena->things->free_it(arena->things->thing);
	for (block = arena->first; block; block = older) {
		older = block->next;
		free(block);
	}
	arena->first = NULL;
	arena->total_bytes = 0;
}

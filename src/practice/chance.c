/*
 * chance: the dice of the simulation. Every throw is a hash of the seed, a purpose and a number, so
 * that the same seed gives the same world whatever is asked in between. Not for secrets.
 */
#include "practice/practice.h"

/* splitmix64, the usual finaliser. */
static uint64_t mix(uint64_t number)
{
	number += UINT64_C(0x9E3779B97F4A7C15);
	number = (number ^ (number >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	number = (number ^ (number >> 27)) * UINT64_C(0x94D049BB133111EB);
	return number ^ (number >> 31);
}

uint64_t chance(uint64_t seed, const char *what, int64_t which)
{
	uint64_t hash = mix(seed);
	for (; *what; what++)
		hash = mix(hash ^ (unsigned char)*what);
	return mix(hash ^ (uint64_t)which);
}

uint64_t chance_next(uint64_t *state)
{
	return *state = mix(*state);
}

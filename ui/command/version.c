/* version: the libraries this program was built with
 * (build/gen/shopkeeper_versions.h, made from pkg-config). */
#include "command/version.h"
#include "shopkeeper_versions.h"

size_t version_load(struct arena *arena, struct version_row **rows)
{
	size_t count = sizeof(built_with) / sizeof(built_with[0]);
	*rows = arena_take_array(arena, count, sizeof(**rows));
	for (size_t i = 0; i < count; i++)
		(*rows)[i] = (struct version_row){ built_with[i][0], built_with[i][1] };
	return count;
}

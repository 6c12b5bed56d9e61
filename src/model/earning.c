/*
 * earning: the words of ledger lines, and how much commission a sale brings or a refund takes back.
 * Sums of lines are kept by store/order_store.
 */
#include "model/earning.h"

#include <string.h>
#include "base/words.h"

static const struct {
	const char *id, *name;
} line_kinds[] = {
#define X(name, id, words) [LINE_##name] = { id, words },
	LINE_KINDS(X)
#undef X
};

enum line_kind line_kind_find(const char *id)
{
	int i;

	for (i = 0; id && i < LINE_KIND_COUNT; i++)
		if (strcmp(line_kinds[i].id, id) == 0)
			return (enum line_kind)i;
	return LINE_KIND_COUNT;
}

const char *line_kind_id(enum line_kind kind)
{
	return (size_t)kind < LINE_KIND_COUNT ? line_kinds[kind].id : "unknown";
}

const char *line_kind_name(enum line_kind kind)
{
	return (size_t)kind < LINE_KIND_COUNT ? _(line_kinds[kind].name) : _("unknown");
}

bool commission_of(struct money base, int32_t rate_bp, struct money *commission)
{
	return money_share(base, rate_bp, commission);
}

bool commission_clawback(
	struct money settled, struct money new_base, int32_t rate_bp, struct money *clawback)
{
	struct money kept, back;

	if (!commission_of(new_base, rate_bp, &kept))
		return false;
	kept.minor = -kept.minor;
	if (!money_add(settled, kept, &back))
		return false;
	/* A refund never adds to what she earned. */
	back.minor = back.minor > 0 ? -back.minor : 0;
	*clawback = back;
	return true;
}

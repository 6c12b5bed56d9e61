/*
 * suppliers: the table of all adapters, and the judge of links. To add a supplier: copy sample.c,
 * add a row here and a folder in tests/answers.
 *
 * A small adapter is one file of 120 lines. A platform's are three to seven, 900 to 1,600 lines together,
 * because its calls have each their own names, bounds and refusals, and its rows say in several shapes what no
 * table can: prices that follow from coupons, states that follow from dates, which link is whose. What two of
 * them have in common is in answer.h (reading) and form.h (asking).
 */
#include "supplier/supplier.h"

#include <string.h>

#include "net/url.h"
#include "supplier/house.h"
#include "supplier/jd.h"
#include "supplier/pdd.h"
#include "supplier/taobao.h"
#include "supplier/vip.h"
#include "supplier/woocommerce.h"

const struct supplier *const suppliers[] = { &house, &taobao, &jd, &pdd, &vip, &woocommerce, NULL };

const struct supplier *supplier_find(const char *id)
{
	size_t i;

	for (i = 0; id && suppliers[i]; i++)
		if (!strcmp(suppliers[i]->id, id))
			return suppliers[i];
	return NULL;
}

enum err supplier_check_link(const struct supplier *supplier, const struct account *account,
	const char *url, struct fault *fault)
{
	struct arena arena = { 0 };
	const char *own[] = { account->address ? url_host(&arena, account->address) : "", NULL };
	/* What stands on this machine is no platform: it plays one, and links to itself. */
	bool by_address = !supplier->hosts || (account->address && url_is_loopback(account->address));
	enum err err = url_check(url, by_address ? own : supplier->hosts, fault);

	arena_clear(&arena);
	return err;
}

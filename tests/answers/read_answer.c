/*
 * read_answer SUPPLIER CALL FILE: prints what an adapter understands of an answer: the text of a
 * .want file, or the sentence of a .fault file (exit code 1). Asked for what there is not: exit code 2, and
 * what there is. For writing new cases; look at them before you keep them.
 */
#include <stdio.h>

#include "tool/bytes.h"
#include "tool/records.h"

int main(int count, char **words)
{
	static char bytes[4 * 1024 * 1024];
	struct fault fault;
	size_t length;
	enum err err;

	if (count != 4) {
		fprintf(stderr, "usage: read_answer SUPPLIER CALL FILE, where CALL is goods, detail, "
				"categories, topics, coupon, link, links, orders, refunds, penalties …\n");
		return 2;
	}
	if (!bytes_read(words[3], bytes, sizeof bytes, &length))
		return 2;
	err = records_print(words[1], words[2], bytes, length, stdout, &fault);
	if (err != OK)
		fprintf(err == ERR_USAGE ? stderr : stdout, "%s\n", fault.text);
	return err == OK ? 0 : err == ERR_USAGE ? 2 : 1;
}

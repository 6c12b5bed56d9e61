/*
 * read_answer SUPPLIER CALL FILE: prints what an adapter understands of an answer: the text of a
 * .want file, or the sentence of a .fault file (exit code 1). For writing new cases; look at them
 * before you keep them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tool/records.h"

int main(int count, char **words)
{
	static char bytes[4 * 1024 * 1024];
	struct fault fault;
	size_t length;
	FILE *answer;

	if (count != 4 || !(answer = fopen(words[3], "rb"))) {
		fprintf(stderr, "usage: read_answer SUPPLIER CALL FILE, where CALL is goods, detail, "
				"categories, topics, coupon, link, links, orders, refunds, penalties …\n");
		return 2;
	}
	length = fread(bytes, 1, sizeof bytes - 1, answer);
	fclose(answer);
	if (records_print(words[1], words[2], bytes, length, stdout, &fault) == OK)
		return 0;
	printf("%s\n", fault.text);
	return 1;
}

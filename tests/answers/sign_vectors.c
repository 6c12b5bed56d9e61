/*
 * sign_vectors SUPPLIER FILE: exit code 0 if the supplier's own signing code agrees with every signature
 * of the file; else 1 and a line for each that it does not agree with; 2 if there is no such supplier or file.
 * The file's form: tool/vectors.h.
 */
#include <stdio.h>

#include "tool/bytes.h"
#include "tool/vectors.h"

int main(int count, char **words)
{
	static char bytes[4 * 1024 * 1024];
	const struct supplier *supplier;
	size_t length;

	if (count != 3) {
		fprintf(stderr, "usage: sign_vectors SUPPLIER FILE\n");
		return 2;
	}
	supplier = vectors_supplier(words[1], stderr);
	if (!supplier || !bytes_read(words[2], bytes, sizeof bytes, &length))
		return 2;
	return vectors_check(supplier, bytes, length, stdout) ? 0 : 1;
}

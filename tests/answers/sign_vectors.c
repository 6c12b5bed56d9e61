/*
 * sign_vectors SUPPLIER FILE: exit code 0 if the supplier's own signing code agrees with every signature
 * of the file; else one line for each that it does not agree with. The file's form: tool/vectors.h.
 */
#include <stdio.h>

#include "tool/vectors.h"

int main(int count, char **words)
{
	static char bytes[4 * 1024 * 1024];
	FILE *file = count == 3 ? fopen(words[2], "rb") : NULL;
	size_t length;

	if (!file) {
		fprintf(stderr, "usage: sign_vectors SUPPLIER FILE\n");
		return 2;
	}
	length = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	return vectors_check(words[1], bytes, length, stdout) ? 0 : 1;
}

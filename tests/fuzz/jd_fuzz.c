/*
 * Any bytes as an answer of JD (platform.h). What is not an envelope is put into one, so that the
 * document inside JD's text is tried as easily as the outer one.
 */
#include "fuzz/platform.h"
#include "net/json.h"
#include "supplier/jd.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static char *wrap(char *inner)
{
	struct json *outer, *envelope;
	char *printed, *text;

	if (strstr(inner, "_respon") || strstr(inner, "error_"))
		return inner;
	outer = json_object();
	envelope = json_put_object(outer, "a_responce");
	json_put_text(envelope, "code", "0");
	json_put_text(envelope, "queryResult", inner);
	printed = json_print(outer);
	text = arena_text(&arena, printed);
	free(printed);
	json_free(outer);
	return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	platform_try(&jd, bytes, length, wrap);
	return 0;
}

/*
 * Any bytes as an answer of JD (platform.h); the second byte puts them as they are, into the envelope
 * as an object, or there as a text, as JD does.
 */
#include "fuzz/platform.h"
#include "net/json.h"
#include "supplier/jd.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static char *as_text(const char *inner)
{
	struct json *outer = json_object(), *envelope = json_put_object(outer, "a_responce");
	char *text;

	json_put_text(envelope, "code", "0");
	json_put_text(envelope, "queryResult", inner);
	text = json_print(outer);
	json_free(outer);
	return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text, *printed = NULL;

	if (length < 2)
		return 0;
	text = arena_bytes(&arena, (const char *)bytes + 2, length - 2);
	length -= 2;
	if (bytes[1] % 3 == 1)
		text = arena_print(&arena, "{\"a_responce\":{\"code\":\"0\",\"queryResult\":%s}}", text);
	else if (bytes[1] % 3 == 2)
		text = arena_text(&arena, printed = as_text(text));
	if (bytes[1] % 3 != 0)
		length = strlen(text);
	platform_try(&jd, (char)bytes[0], text, length);
	free(printed);
	return 0;
}

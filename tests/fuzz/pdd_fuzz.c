/* Any bytes as an answer of Pinduoduo (platform.h). */
#include "fuzz/platform.h"
#include "supplier/pdd.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	if (length == 0)
		return 0;
	platform_try(&pdd, (char)bytes[0],
		arena_bytes(&arena, (const char *)bytes + 1, length - 1), length - 1);
	return 0;
}

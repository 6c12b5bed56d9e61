/* Any bytes as an answer of VIPshop (platform.h). */
#include "fuzz/platform.h"
#include "supplier/vip.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	if (length == 0)
		return 0;
	platform_try(&vip, (char)bytes[0],
		arena_bytes(&arena, (const char *)bytes + 1, length - 1), length - 1);
	return 0;
}

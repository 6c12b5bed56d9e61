/* Any bytes as an answer of VIPshop (platform.h). */
#include "fuzz/platform.h"
#include "supplier/vip.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	platform_try(&vip, bytes, length, NULL);
	return 0;
}

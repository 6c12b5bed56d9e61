/* Any bytes as an answer of Pinduoduo (platform.h). */
#include "fuzz/platform.h"
#include "supplier/pdd.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	platform_try(&pdd, bytes, length, NULL);
	return 0;
}

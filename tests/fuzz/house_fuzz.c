/* Any bytes as an answer of our own supplier API (platform.h). */
#include "fuzz/platform.h"
#include "supplier/house.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	is_any_currency = true;
	platform_try(&house, bytes, length, NULL);
	return 0;
}

/* Any bytes as an answer of Taobao Union (platform.h). */
#include "fuzz/platform.h"
#include "supplier/taobao.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	platform_try(&taobao, bytes, length, NULL);
	return 0;
}

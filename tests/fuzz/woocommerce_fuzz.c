/* Any bytes as an answer of a WooCommerce shop (platform.h). */
#include "fuzz/platform.h"
#include "supplier/woocommerce.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	is_any_currency = true;
	if (length == 0)
		return 0;
	platform_try(&woocommerce, (char)bytes[0],
		arena_bytes(&arena, (const char *)bytes + 1, length - 1), length - 1);
	return 0;
}

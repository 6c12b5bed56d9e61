/* Any bytes as an answer of a WooCommerce shop (platform.h). */
#include "fuzz/platform.h"
#include "supplier/woocommerce.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	is_any_currency = true;
	platform_try(&woocommerce, bytes, length, NULL);
	return 0;
}

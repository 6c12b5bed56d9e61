/* Any bytes as a configuration: read or refused with a sentence; every value in force is an allowed
 * one. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "conf/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct conf conf;
	struct fault fault = { 0 };
	enum err err = conf_read(&conf, (const char *)bytes, length, "f", &fault);
	size_t i;

	if ((err != OK) != (fault.text[0] != '\0') || (err != OK && err != ERR_CONF))
		abort();
	if (conf.escape_ms < 0 || conf.escape_ms > 2000 || conf.data_folder[0] != '/')
		abort();
	for (i = 0; i < conf.account_count; i++)
		if (!conf.accounts[i].name[0] || strchr(conf.accounts[i].name, '/') ||
			!conf.accounts[i].kind)
			abort();
	for (i = 0; i < conf.warning_count; i++)
		if (!text_is_utf8(conf.warnings[i], strlen(conf.warnings[i])))
			abort();
	conf_clear(&conf);
	return 0;
}

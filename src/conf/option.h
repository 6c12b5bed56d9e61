/* option: setting the fields of struct conf from text; for the files of this room. */
#ifndef CONF_OPTION_H
#define CONF_OPTION_H

#include "conf/conf.h"

/* False: the value is not allowed and nothing was changed. */
MUST_USE bool option_set(struct conf *conf, const struct conf_option *option, const char *text);
void option_set_standards(struct conf *conf);
/* "~/x" as an absolute path. */
const char *path_without_tilde(struct arena *arena, const char *path);

#endif

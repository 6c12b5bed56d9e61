/* option: setting the fields of struct conf from text; for the files of this room. */
#ifndef CONF_OPTION_H
#define CONF_OPTION_H

#include "conf/conf.h"

/* False: the value is not allowed and nothing was changed. */
MUST_USE bool option_set(struct conf *conf, const struct conf_option *option, const char *text);
void option_set_standards(struct conf *conf);
/* Fields of a supplier section and where they go in struct account; ends with a NULL name. A name may
 * share its place with another: token and secret are one. */
struct account_field {
	const char *name;
	size_t offset;
};
enum { ACCOUNT_FIELDS_MOST = 15, ACCOUNTS_MOST = 16 };
extern const struct account_field account_fields[];
const char **account_field(struct account *account, size_t which);
/* "~/x" as an absolute path. */
const char *path_without_tilde(struct arena *arena, const char *path);

#endif

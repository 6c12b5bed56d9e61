/* wire_pdd: what the files that play Pinduoduo share. */
#ifndef PRACTICE_WIRE_PDD_H
#define PRACTICE_WIRE_PDD_H

#include "practice/wire.h"

/* {"error_response": …}; sub_code is `code` again unless it is given. */
enum err pdd_refuse(struct call *call, int code, const char *sub_code, const char *message);
/* A parameter that is missing or wrong. */
enum err pdd_refuse_parameter(struct call *call, const char *name);
/* Takes `root`, puts the id of the request into `body`. */
enum err pdd_answer(struct call *call, struct json *root, struct json *body);

enum { PDD_BUSINESS = 50001 }; /* any refusal of a method; sub_code says which */
/* A parameter that is a JSON list; NULL if it is none. To be freed with `*whole`. */
const struct json *pdd_list(struct call *call, const char *name, struct json **whole);
bool pdd_true(struct call *call, const char *name);
/* Is the position, under the parameter's name that this method has, a registered one of ours, and
 * its tag not too long? False = refused already. */
bool pdd_position(struct call *call, const char *name);

/* A list's own mark, which may come back with details and links, where it must be one that was given. */
const char *pdd_search_id(struct call *call);
/* False = refused already. */
bool pdd_search_is_ours(struct call *call);

enum err pdd_convert(struct call *call);
enum err pdd_registered(struct call *call);
enum err pdd_register_link(struct call *call);
enum err pdd_orders(struct call *call);

#endif

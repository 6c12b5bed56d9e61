/* wire_jd: what the files that play JD Union share. */
#ifndef PRACTICE_WIRE_JD_H
#define PRACTICE_WIRE_JD_H

#include "practice/wire.h"

/* An answer's inside with its code, to be filled. */
struct json *jd_inner(int64_t code, const char *message);
/* Takes `inner`: printed, it is put into the envelope as a text. */
enum err jd_answer(struct call *call, struct json *inner);
/* A refusal of the method, inside a success of the gateway. */
enum err jd_refuse(struct call *call, int64_t code, const char *message);
/* The business values under this name; NULL = refused already. To be freed with `*whole`. */
const struct json *jd_open(struct call *call, const char *name, struct json **whole);

enum err jd_link_for_site(struct call *call);
enum err jd_link_for_chat(struct call *call);
enum err jd_orders(struct call *call);

#endif

/* wire_vip: what the two files that play VIPshop's union share. */
#ifndef PRACTICE_WIRE_VIP_H
#define PRACTICE_WIRE_VIP_H

#include "practice/wire.h"

/* {"returnCode": …, "returnMessage": …} */
enum err vip_refuse(struct call *call, const char *code, const char *message);
/* {"returnCode": "0", "result": …}: the envelope, to be filled and answered. */
struct json *vip_envelope(void);
/* The arguments of the method under this name. */
const struct json *vip_asked(struct call *call, const char *name);
/* Page and pageSize, at most `longest`; false = refused already. */
bool vip_page(struct call *call, const struct json *asked, int64_t longest, int64_t page[2]);

enum err vip_orders(struct call *call);
enum err vip_refunds(struct call *call);

#endif

/* wire_taobao: what the files that play Taobao Union share. */
#ifndef PRACTICE_WIRE_TAOBAO_H
#define PRACTICE_WIRE_TAOBAO_H

#include "practice/wire.h"

/* {"error_response": …}; code 15 with a sub code is the usual "remote service error". */
enum err taobao_refuse(struct call *call, int code, const char *sub_code, const char *sub_msg);
/* Page by page_no and page_size; false = refused already. */
bool taobao_page(struct call *call, int64_t *page, int64_t *size);
/* "lacks" as the platform says it. */
enum err taobao_lacks(struct call *call, const char *name);

/* Is adzone_id the third number of the PID? False = refused already. */
bool taobao_position(struct call *call);
/* The next id of a list with commas, NULL at the end or when there are too many. */
const char *taobao_next_id(struct call *call, const char **list, int *count);

enum err taobao_convert(struct call *call);
enum err taobao_orders(struct call *call);
enum err taobao_refunds(struct call *call);
enum err taobao_penalties(struct call *call);

#endif

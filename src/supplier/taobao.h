/* taobao: Taobao Union over the Taobao Open Platform; one row of suppliers.c. */
#ifndef SUPPLIER_TAOBAO_H
#define SUPPLIER_TAOBAO_H

#include "supplier/supplier.h"

extern const struct supplier taobao;

#endif

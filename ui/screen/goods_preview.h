/*
 * goods_preview: which goods the pane beside the list shows. It follows the selection after a short pause,
 * so that a held key on a slow line costs a sign in front of a row and not a pane each time.
 */
#ifndef SCREEN_GOODS_PREVIEW_H
#define SCREEN_GOODS_PREVIEW_H

#include <stdint.h>
#include "paint/list.h"
#include "screen/screen.h"

struct goods_preview {
	char id[LIST_ID]; /* of the row shown; "" = the selected one */
	int64_t at_ms;    /* steady clock: when it shall follow; 0 = it does */
};

/* The selection has moved: the pane follows after the pause. */
void goods_preview_moved(struct goods_preview *preview, const struct list *list);
/* Now it shows the selected row. */
void goods_preview_follow(struct goods_preview *preview, const struct list *list);
/* Place of the row to show among the list's loaded rows: the one it shows while they hold it, else the
 * selected one. */
size_t goods_preview_place(const struct goods_preview *preview, const struct list *list);

#endif

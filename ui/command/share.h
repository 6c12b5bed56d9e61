/* share: the link of one goods, for share and for qr. */
#ifndef COMMAND_SHARE_H
#define COMMAND_SHARE_H

#include "command/command.h"

/* --channel, or "other"; false after a sentence if there is no such channel. */
MUST_USE bool share_channel(const struct command_call *call, enum channel *channel);
/* From the store, or from the supplier after waiting for it. */
MUST_USE enum err share_take(struct command_call *call, const struct share *share, struct link **link,
	struct fault *fault);

#endif

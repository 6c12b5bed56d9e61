/* spoil: an answer as it goes over the wire, whole or spoilt on purpose; and its compression. */
#ifndef PRACTICE_SPOIL_H
#define PRACTICE_SPOIL_H

#include "practice/route.h"

struct wire {
	struct response answer;
	bool gzip; /* the body is compressed */
	enum { WIRE_WHOLE, WIRE_CUT, WIRE_DRIP } pace;
	int64_t delay_ms;
	char date[40]; /* of the virtual clock: a client sees by it that its own is wrong */
};

/* The answer of a fault that never reaches the supplier (fault_reaches is false). */
void spoil_instead(enum fault_kind kind, struct wire *wire);
/* Spoils an answer that the supplier gave. */
void spoil_after(const struct armed_fault *fault, struct wire *wire);
/* Compresses the body if that makes it smaller. */
void wire_compress(struct wire *wire);

#endif

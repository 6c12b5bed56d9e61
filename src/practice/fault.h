/*
 * fault: answers that go wrong on demand, as networks and servers do. Armed by --fault and
 * /practice/fault; each counts down. Those of the wire (cut, drip, delay) are carried out by
 * server.c.
 */
#ifndef PRACTICE_FAULT_H
#define PRACTICE_FAULT_H

#include <stdbool.h>
#include <stdint.h>

/* name, and whether the request still reaches the supplier before its answer is spoilt */
#define FAULT_KINDS(X)                                                                             \
	X(DELAY, "delay", true)                                                                    \
	X(CUT, "cut", true)                                                                        \
	X(DRIP, "drip", true)                                                                      \
	X(GARBAGE, "garbage", true) X(HTML, "html", false) X(WRONG_TYPE, "wrong_type", true)       \
		X(BAD_GZIP, "bad_gzip", true) X(GZIP_BOMB, "gzip_bomb", true) X(401, "401", false) \
			X(409, "409", false) X(429, "429", false) X(500, "500", false)             \
				X(503, "503", false) X(REDIRECT, "redirect", false)                \
					X(HOSTILE, "hostile", true)                                \
						X(UNKNOWN_STATE, "unknown_state", true)            \
							X(DEPTH_TWO, "depth_two", true)

enum fault_kind {
	FAULT_NONE,
#define X(name, id, reaches) FAULT_##name,
	FAULT_KINDS(X)
#undef X
		FAULT_KIND_COUNT
};

struct armed_fault {
	enum fault_kind kind;
	int64_t delay_ms;
	char path_prefix[80];
	int64_t times; /* -1 = until cleared */
};

enum { FAULTS_MOST = 16 };
struct faults {
	struct armed_fault rows[FAULTS_MOST];
	int count;
	uint64_t lifted; /* how often all were cleared: answers held back before that come at once */
};

/* "delay:500", "cut" …; false if unknown. */
bool fault_kind_read(const char *text, enum fault_kind *kind, int64_t *delay_ms);
/* KIND[@PATH_PREFIX][*TIMES]; false if it is not that or too many are armed. */
bool faults_arm_text(struct faults *faults, const char *text);
bool faults_arm(struct faults *faults, const struct armed_fault *fault);
/* The fault for this path, counted down; kind FAULT_NONE if there is none. */
struct armed_fault faults_take(struct faults *faults, const char *path);
/* Does the supplier still act on the request? */
bool fault_reaches(enum fault_kind kind);

#endif

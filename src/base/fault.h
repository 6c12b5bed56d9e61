/*
 * fault: how a function says that it failed. The code goes to programs (exit codes, retries), the
 * text to the owner: what failed, why, what to do next. Nobody below ui prints anything.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((__format__(printf, text, first)))

enum err {
	OK = 0,
	ERR_FAILED,  /* something on this machine: memory, a file, a program that is missing */
	ERR_USAGE,   /* the command line or a key: the owner can mend it by asking differently */
	ERR_CONF,    /* the configuration */
	ERR_NOTHING, /* asked correctly, nothing found */
	ERR_LOGIN,   /* no account, key expired or refused */
	ERR_NET,     /* no connection, cut, too slow, certificate */
	ERR_BUSY,    /* the server says: later; fault.retry_s tells when */
	ERR_PARTLY,  /* of many, some failed */
	ERR_DECODE,  /* an answer that is not what was agreed on */
	ERR_LIMIT,   /* larger than what we accept */
	ERR_STORE,   /* the local database */
	ERR_REFUSED, /* the server understood and said no */
	ERR_CLOCK,   /* the server says that this machine's time is wrong */
};

struct fault {
	enum err code;
	int retry_s;      /* ERR_BUSY: seconds to wait, 1..300; else 0 */
	char server[40];  /* the server's own code or request id, cleaned; "" if none */
	char text[240];   /* one cleaned sentence in the owner's language */
};

/* Fills the fault (NULL is allowed) and returns the code, so that callers write
 * `return fault_set(fault, ERR_NET, _("…"));`. The text is cut at a whole character. */
enum err fault_set(struct fault *fault, enum err code, const char *format, ...) PRINTF_LIKE(3, 4);

/* The exit code of a command that ended with this error: 0 ok, 1 failed, 2 usage or configuration,
 * 3 nothing found, 4 login needed, 5 network, 6 limited by the server, 7 partly failed. */
int err_exit_code(enum err code);

/* A stable lower-case word for --json and logs: "network", "busy" … Never NULL. */
const char *err_name(enum err code);

#endif

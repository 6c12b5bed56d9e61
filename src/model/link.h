/*
 * link: the owner's tracked link of one goods for one channel. The
 * bytes of `url` are never altered.
 */
#ifndef MODEL_LINK_H
#define MODEL_LINK_H

#include <stdint.h>

/* id in files and on the wire, name shown */
#define CHANNELS(X) \
	X(MOMENTS, "moments", N_("WeChat Moments")) \
	X(WECHAT, "wechat", N_("WeChat chat or group")) \
	X(QQ, "qq", N_("QQ")) \
	X(WHATSAPP, "whatsapp", N_("WhatsApp")) \
	X(OTHER, "other", N_("somewhere else"))

enum channel {
#define X(name, id, words) CHANNEL_##name,
	CHANNELS(X)
#undef X
	CHANNEL_COUNT
};

enum channel channel_find(const char *id); /* CHANNEL_COUNT if unknown */
const char *channel_id(enum channel channel);
const char *channel_name(enum channel channel); /* translated */

struct link {
	const char *supplier, *goods, *id;
	enum channel channel;
	const char *url;       /* exact bytes, judged by url_check */
	const char *short_url; /* or NULL */
	const char *app_url;   /* opens the platform's own app (its own scheme), or NULL */
	const char *mini_path; /* path in the platform's WeChat mini program, or NULL */
	const char *pass_code; /* or NULL; text to paste, never to Moments (R42) */
	const char *position;  /* position id the platform reports back, or NULL */
	int64_t created_at, expires_at; /* 0: does not expire */
};

#endif

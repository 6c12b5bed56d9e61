/*
 * link: the owner's tracked link of one goods for one channel. The
 * bytes of `url` are never altered.
 */
#ifndef MODEL_LINK_H
#define MODEL_LINK_H

#include <stdbool.h>
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

/* What of a link is posted; id, name shown. */
#define LINK_KINDS(X) \
	X(WEB, "web", N_("web link")) \
	X(SHORT, "short", N_("short link")) \
	X(MINI, "mini", N_("mini-program path")) \
	X(APP, "app", N_("app link")) \
	X(PASS_CODE, "pass-code", N_("pass-code"))

enum link_kind {
#define X(name, id, words) LINK_##name,
	LINK_KINDS(X)
#undef X
	LINK_KIND_COUNT
};
enum link_kind link_kind_find(const char *id); /* LINK_KIND_COUNT if unknown */
const char *link_kind_id(enum link_kind kind);
const char *link_kind_name(enum link_kind kind); /* translated */
/* Moments blocks pass-codes (R42), and a path can be opened only out of WeChat. */
bool link_kind_may(enum link_kind kind, enum channel channel);

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
/* The exact bytes to post; NULL: the supplier made none of this kind. */
const char *link_of_kind(const struct link *link, enum link_kind kind);
/* R54: in a WeChat chat what opens there at once, elsewhere the web link. Always one that it has. */
enum link_kind link_kind_usual(const struct link *link);

#endif

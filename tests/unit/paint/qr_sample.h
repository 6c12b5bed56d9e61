/* Links and codes that the tests of QR codes are made of. cmocka.h is included before it. */
#ifndef TESTS_PAINT_QR_SAMPLE_H
#define TESTS_PAINT_QR_SAMPLE_H

#include <string.h>

#include "paint/qr.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct qr_space unbound = {
	.cols = QR_UNBOUND, .rows = QR_UNBOUND, .wish = QR_HALF
};

/* A link of so many bytes that has no run of digits or capitals to save bits on. */
static inline const char *link_of(size_t bytes)
{
	static char text[4096];
	const char *head = "https://u.jd.com/";
	assert_true(bytes < sizeof(text));
	for (size_t at = 0; at < bytes; at++)
		text[at] = at < strlen(head) ? head[at] : "aZ_k%e&x=~#q-b"[at % 14];
	text[bytes] = '\0';
	return text;
}

static inline struct qr make(const char *link, enum qr_level least)
{
	struct qr qr;
	struct fault fault = { 0 };
	if (qr_make(link, least, &qr, &fault) != OK)
		fail_msg("%s", fault.text);
	return qr;
}

#endif

/*
 * shop: the home, the practice supplier and what is asked of it. Starting the client, with and without a
 * terminal, is in shop_run.c.
 */
#include "shop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tool/practice.h"

enum { PRACTICE_WORDS = 24, OPEN_FILES = 16, ANSWER_STEP = 65536 };

/* ---- the home */

static int take_away(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
	(void)about, (void)kind, (void)walk;
	return remove(path);
}

void shop_set(struct shop *shop, const char *setting)
{
	for (int i = 0; i < SHOP_ENV - 1; i++)
		if (!shop->env[i]) {
			shop->env[i] = strdup(setting);
			return;
		}
	fail_msg("too many settings: %s", setting);
}

void shop_write(const struct shop *shop, const char *path, const char *words)
{
	char full[2 * SHOP_PATH];
	snprintf(full, sizeof(full), "%s/%s", shop->home, path);
	for (char *at = full + strlen(shop->home) + 1; (at = strchr(at, '/')); at++) {
		*at = '\0';
		(void)mkdir(full, 0700);
		*at = '/';
	}
	FILE *file = fopen(full, "we");
	if (!file || fputs(words, file) < 0 || fclose(file) != 0)
		fail_msg("%s cannot be written: %s", full, strerror(errno));
}

const char *shop_store(const struct shop *shop)
{
	static char path[2 * SHOP_PATH];
	snprintf(path, sizeof(path), "%s/.local/share/shopkeeper/shop.db", shop->home);
	return path;
}

struct shop *shop_new_bare(void)
{
	struct shop *shop = calloc(1, sizeof(*shop));
	char home[SHOP_PATH + 8];
	if (!shop)
		abort();
	snprintf(shop->home, sizeof(shop->home), "/tmp/shop-test-XXXXXX");
	if (!mkdtemp(shop->home))
		fail_msg("no home: %s", strerror(errno));
	snprintf(home, sizeof(home), "HOME=%s", shop->home);
	shop_set(shop, home);
	shop->practice_stdin = -1;
	return shop;
}

/* ---- the supplier's process */

static void hear_address(struct shop *shop, int from)
{
	char line[300];
	size_t length = 0;
	while (length < sizeof(line) - 1 && read(from, line + length, 1) == 1)
		if (line[length++] == '\n')
			break;
	line[length] = '\0';
	close(from);
	if (sscanf(line, "ready %79s", shop->address) != 1 ||
		sscanf(shop->address, "http://127.0.0.1:%d", &shop->port) != 1)
		fail_msg("the practice supplier did not start: %s", line);
}

static void start_practice(struct shop *shop, const char *const *more)
{
	const char *words[PRACTICE_WORDS] = { getenv("SHOPKEEPER_PRACTICE"), "--seed=7", "--speed=0",
		"--buyers=0", "--until-stdin", "--quiet", "--goods=300" };
	int in[2], out[2], count = 7;
	posix_spawn_file_actions_t actions;
	if (!words[0])
		words[0] = "build/san/shopkeeper-practice";
	while (more && *more && count < PRACTICE_WORDS - 1)
		words[count++] = *more++;
	if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
		fail_msg("no pipe: %s", strerror(errno));
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
	int failed = posix_spawn(&shop->practice, words[0], &actions, NULL, (char **)(uintptr_t)words, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(in[0]);
	close(out[1]);
	shop->practice_stdin = in[1];
	if (failed)
		fail_msg("%s cannot be started: %s", words[0], strerror(failed));
	hear_address(shop, out[0]);
}

static void read_token(struct shop *shop)
{
	char path[2 * SHOP_PATH];
	snprintf(path, sizeof(path), "%s/.local/share/shopkeeper/mine.token", shop->home);
	FILE *file = fopen(path, "re");
	if (!file || fscanf(file, "%79s", shop->token) != 1)
		fail_msg("no token in %s", path);
	fclose(file);
}

struct shop *shop_new(const char *const *more)
{
	struct shop *shop = shop_new_bare();
	start_practice(shop, more);
	free(SHOP_MUST_RUN(shop, "setup", "--supplier", "mine", "--address", shop->address, "--invite",
		"DEMO2026", "--name", "Bo"));
	read_token(shop);
	return shop;
}

void shop_free(struct shop *shop)
{
	if (!shop)
		return;
	if (shop->practice > 0)
		practice_end(shop->practice);
	if (shop->practice_stdin >= 0)
		close(shop->practice_stdin);
	(void)nftw(shop->home, take_away, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
	for (int i = 0; i < SHOP_ENV; i++)
		free(shop->env[i]);
	free(shop);
}

/* ---- what it is asked */

static int reach(const struct shop *shop)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)shop->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (line < 0 || connect(line, (const struct sockaddr *)&address, sizeof(address)) != 0)
		fail_msg("the practice supplier cannot be reached: %s", strerror(errno));
	return line;
}

static char *read_all(int line)
{
	char *text = NULL;
	size_t length = 0, room = 0;
	ssize_t got;
	do {
		if (room - length < ANSWER_STEP)
			text = realloc(text, (room += ANSWER_STEP + room) + 1);
		if (!text)
			abort();
		got = read(line, text + length, room - length);
		length += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	text[length] = '\0';
	return text;
}

int shop_ask(const struct shop *shop, const char *method, const char *path, const char *type,
	const char *body, char **answer)
{
	int line = reach(shop), status = 0;
	dprintf(line, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n", method, path,
		shop->port);
	if (shop->token[0])
		dprintf(line, "Authorization: Bearer %s\r\n", shop->token);
	if (body)
		dprintf(line, "Content-Type: %s\r\nContent-Length: %zu\r\n", type, strlen(body));
	dprintf(line, "\r\n%s", body ? body : "");
	char *text = read_all(line), *begin = strstr(text, "\r\n\r\n");
	close(line);
	if (sscanf(text, "HTTP/1.1 %d", &status) != 1 || !begin)
		fail_msg("no answer to %s %s: %s", method, path, text);
	if (answer)
		*answer = strdup(begin + 4);
	free(text);
	return status;
}

static void must_ask(const struct shop *shop, const char *path, const char *type, const char *body, int wanted)
{
	char *answer;
	int status = shop_ask(shop, "POST", path, type, body, &answer);
	if (status != wanted)
		fail_msg("POST %s: %d %s", path, status, answer);
	free(answer);
}

void shop_arm(const struct shop *shop, const char *kind, const char *prefix, int times)
{
	char body[200];
	snprintf(body, sizeof(body), "{\"kind\":\"%s\",\"path_prefix\":\"%s\",\"times\":%d}", kind, prefix,
		times);
	must_ask(shop, "/practice/fault", "application/json", body, 200);
}

void shop_lift(const struct shop *shop)
{
	assert_int_equal(shop_ask(shop, "DELETE", "/practice/fault", NULL, NULL, NULL), 204);
}

void shop_pass(const struct shop *shop, int64_t seconds)
{
	char body[80];
	snprintf(body, sizeof(body), "{\"advance_s\":%" PRId64 "}", seconds);
	must_ask(shop, "/practice/clock", "application/json", body, 200);
}

void shop_order(const struct shop *shop, const char *link)
{
	char path[200];
	size_t length = strlen(shop->address);
	if (strncmp(link, shop->address, length) != 0)
		fail_msg("%s does not lead to %s", link, shop->address);
	snprintf(path, sizeof(path), "%s/order", link + length);
	must_ask(shop, path, "application/x-www-form-urlencoded", "quantity=1&pay=now", 200);
}

char *shop_books(const struct shop *shop)
{
	char *books;
	assert_int_equal(shop_ask(shop, "GET", "/practice/books", NULL, NULL, &books), 200);
	return books;
}

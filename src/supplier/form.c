/*
 * form: filling and signing forms. No platform is named here; read next: taobao.c.
 */
#include "supplier/form.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/words.h"
#include "net/json.h"

enum { BEIJING_S = 8 * 3600 };

void form_begin(const struct access *access, const char *address, struct arena *arena,
	struct http_question *question)
{
	const char *own = access->account->address;

	*question = (struct http_question){ .method = "POST" };
	question->url = arena_text(arena, own && *own ? own : address);
	question->headers[0] = "Accept: application/json";
}

void form_put(struct http_question *question, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	/* One too many is refused by http_ask, in words. */
	if (question->form_count < HTTP_FIELDS)
		question->form[question->form_count] = (struct http_field){ name, value };
	if (question->form_count <= HTTP_FIELDS)
		question->form_count++;
}

void form_put_number(
	struct http_question *question, struct arena *arena, const char *name, int64_t value)
{
	form_put(question, name, arena_print(arena, "%" PRId64, value));
}

void form_put_json(struct http_question *question, struct arena *arena, const char *name,
	struct json *json)
{
	char *text = json_print(json);

	form_put(question, name, arena_text(arena, text));
	free(text);
	json_free(json);
}

char *form_beijing(struct arena *arena, int64_t unix_s)
{
	time_t moment = (time_t)(unix_s + BEIJING_S);
	struct tm parts;
	char text[32];

	if (!gmtime_r(&moment, &parts) ||
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts) == 0)
		return arena_text(arena, "");
	return arena_text(arena, text);
}

int form_page(const char *cursor)
{
	enum { PAGES_MOST = 100000 };
	char *end;
	long page;

	if (!cursor)
		return 1;
	page = *cursor >= '1' && *cursor <= '9' ? strtol(cursor, &end, 10) : 0;
	return page > 0 && page < PAGES_MOST && (*end == '\0' || *end == ' ') ? (int)page : 0;
}

const char *form_next_back(const struct reading *reading, int64_t pages, bool more)
{
	int page = form_page(reading->cursor);
	bool is_first = !reading->cursor, goes_on = is_first || strchr(reading->cursor, ' ');

	if (is_first && pages > 1)
		return arena_print(reading->arena, "%" PRId64, pages);
	if (goes_on && more && page > 0)
		return arena_print(reading->arena, "%d on", page + 1);
	return page > 1 ? arena_print(reading->arena, "%d", page - 1) : NULL;
}

/* ---- signing */

static int compare_names(const void *a, const void *b)
{
	return strcmp(((const struct http_field *)a)->name, ((const struct http_field *)b)->name);
}

char *form_joined(const struct signing *signing, struct arena *arena)
{
	struct http_field *sorted = arena_take_array(arena, signing->count + 1, sizeof *sorted);
	size_t i, count = 0, bytes = signing->body ? strlen(signing->body) + 1 : 1;
	char *joined, *end;

	for (i = 0; i < signing->count; i++) {
		if (!strcmp(signing->fields[i].name, "sign"))
			continue;
		sorted[count++] = signing->fields[i];
		bytes += strlen(signing->fields[i].name) + strlen(signing->fields[i].value);
	}
	qsort(sorted, count, sizeof *sorted, compare_names);
	joined = end = arena_take(arena, bytes);
	for (i = 0; i < count; i++)
		end = stpcpy(stpcpy(end, sorted[i].name), sorted[i].value);
	if (signing->body)
		stpcpy(end, signing->body);
	return joined;
}

enum err form_checksum(const struct signing *signing, enum digest_kind kind, struct arena *arena,
	const char **text, struct fault *fault)
{
	bool keyed = kind == DIGEST_HMAC_MD5 || kind == DIGEST_HMAC_SHA256;
	const char *joined = form_joined(signing, arena);
	struct digest_question question = { .kind = kind, .key = signing->secret, .upper = true };
	char hex[DIGEST_HEX], *wrapped = NULL;
	enum err err;

	if (!keyed)
		joined = wrapped =
			arena_print(arena, "%s%s%s", signing->secret, joined, signing->secret);
	question.bytes = joined;
	question.length = strlen(joined);
	err = digest_hex(&question, hex, fault);
	if (wrapped)
		explicit_bzero(wrapped, question.length);
	*text = err == OK ? arena_text(arena, hex) : NULL;
	return err;
}

enum err form_md5(
	const struct signing *signing, struct arena *arena, const char **text, struct fault *fault)
{
	return form_checksum(signing, DIGEST_MD5, arena, text, fault);
}

enum err form_need_secret(const struct access *access, struct fault *fault)
{
	if (access->secret && access->secret->value[0])
		return OK;
	return fault_set(fault, ERR_LOGIN,
		_("There is no app secret for \"%s\" yet: set secret, secret_file or secret_command, or run "
		  "shopkeeper setup."),
		access->account->name);
}

enum err form_sign(const struct access *access,
	enum err (*signature)(
		const struct signing *, struct arena *, const char **text, struct fault *),
	struct arena *arena, struct http_question *question, struct fault *fault)
{
	struct signing signing = { .fields = question->form, .count = question->form_count };
	enum err err = form_need_secret(access, fault);
	const char *text;

	if (err != OK)
		return err;
	signing.secret = access->secret->value;
	err = signature(&signing, arena, &text, fault);
	if (err == OK)
		form_put(question, "sign", text);
	return err;
}

/* ---- what accounts may hold */

bool form_is_key(const char *text)
{
	size_t length = strspn(
		text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return !text[length] && length >= 8 && length <= 64;
}

const char *form_wrong_key(const char *text)
{
	return form_is_key(text) ? NULL : N_("it has letters and digits only, mostly 32.");
}

const char *form_wrong_secret(const char *text)
{
	return form_is_key(text) ? NULL : N_("it is 8 to 64 letters and digits.");
}

bool form_is_numbers(const char *text, int count)
{
	size_t digits;

	for (; count > 0; count--, text += digits + 1) {
		digits = strspn(text, "0123456789");
		if (digits == 0 || digits > 18 || text[digits] != (count > 1 ? '_' : '\0'))
			return false;
	}
	return true;
}

/*
 * json: cJSON behind the guard. Here: parsing, looking, writing. Records are read in json_read.c;
 * what cJSON must never see is kept out in json_guard.c. A struct json is a cJSON item: the only
 * file that knows. Never used on answers: Minify, Utils, Duplicate, SetValuestring, Compare, and
 * cJSON's own numbers (a number is a cJSON_Raw item that holds its exact digits).
 */
#include "net/json.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "net/json_guard.h"

static struct json *from_item(cJSON *item)
{
	if (!item)
		arena_out_of_memory();
	return (struct json *)item;
}

static cJSON *to_item(const struct json *json)
{
	return (cJSON *)json;
}

/* ---- parsing: after cJSON, one walk over the tree */

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t count_children(const cJSON *parent)
{
	size_t count = 0;
	cJSON *child;

	for (child = parent->child; child; child = child->next)
		count++;
	return count;
}

static void *take_pointers(size_t count)
{
	void *pointers = calloc(count, sizeof(void *));

	if (!pointers)
		arena_out_of_memory();
	return pointers;
}

/* By sorting, so that an answer of 60,000 names costs no 60,000² comparisons. */
static enum err check_names(const cJSON *object, struct fault *fault)
{
	size_t count = count_children(object), i = 0;
	const char **names;
	enum err err = OK;
	cJSON *child;

	if (count < 2)
		return OK;
	names = take_pointers(count);
	for (child = object->child; child; child = child->next)
		names[i++] = child->string;
	qsort(names, count, sizeof *names, compare_names);
	for (i = 1; err == OK && i < count; i++)
		if (strcmp(names[i - 1], names[i]) == 0)
			err = fault_set(fault, ERR_DECODE, _("The answer names \"%.40s\" twice."),
				names[i]);
	free(names);
	return err;
}

/* cJSON walks from the first child for each index. An array's valuestring is unused by cJSON and
 * freed with the item: it holds the pointers of all children, valueint their number. */
static void index_array(cJSON *array)
{
	size_t count = count_children(array), i = 0;
	cJSON *child, **items;

	if (count == 0)
		return;
	items = take_pointers(count);
	for (child = array->child; child; child = child->next)
		items[i++] = child;
	array->valuestring = (char *)items;
	array->valueint = (int)count;
}

static void mark_number(cJSON *item)
{
	if (!cJSON_IsString(item) || item->valuestring[0] != JSON_GUARD_NUMBER)
		return;
	memmove(item->valuestring, item->valuestring + 1, strlen(item->valuestring));
	item->type = cJSON_Raw;
}

/* As deep as the guard allows: 32. */
static enum err finish(cJSON *item, struct fault *fault)
{
	enum err err = OK;
	cJSON *child;

	mark_number(item);
	if (cJSON_IsObject(item))
		err = check_names(item, fault);
	else if (cJSON_IsArray(item))
		index_array(item);
	for (child = item->child; err == OK && child; child = child->next)
		err = finish(child, fault);
	return err;
}

enum err json_parse(const char *bytes, size_t length, struct json **json, struct fault *fault)
{
	char *guarded;
	const char *end;
	cJSON *item;
	enum err err = json_guard(bytes, length, &guarded, &length, fault);

	if (err != OK)
		return err;
	/* With the NUL: that is how cJSON is told to accept nothing behind the document. */
	item = cJSON_ParseWithLengthOpts(guarded, length + 1, &end, true);
	if (!item || end != guarded + length) {
		err = fault_set(fault, ERR_DECODE, _("The answer is not valid JSON."));
	} else {
		err = finish(item, fault);
	}
	free(guarded);
	if (err != OK)
		cJSON_Delete(item);
	else
		*json = from_item(item);
	return err;
}

void json_free(struct json *json)
{
	cJSON_Delete(to_item(json));
}

static void free_document(void *json)
{
	json_free(json);
}

enum err json_parse_in(struct arena *arena, const char *bytes, size_t length,
	const struct json **json, struct fault *fault)
{
	struct json *document;
	enum err err = json_parse(bytes, length, &document, fault);

	*json = err == OK ? document : NULL;
	if (err == OK)
		arena_own(arena, document, free_document);
	return err;
}

/* ---- looking */

const struct json *json_at(const struct json *json, const char *path)
{
	const cJSON *item = to_item(json);
	char name[128];
	size_t length;

	while (item && *path) {
		length = strcspn(path, ".");
		if (!cJSON_IsObject(item) || length >= sizeof name)
			return NULL;
		memcpy(name, path, length);
		name[length] = '\0';
		item = cJSON_GetObjectItemCaseSensitive(item, name);
		path += length + (path[length] == '.');
	}
	return cJSON_IsNull(item) ? NULL : (const struct json *)item;
}

bool json_is_object(const struct json *json)
{
	return cJSON_IsObject(to_item(json));
}

bool json_is_array(const struct json *json)
{
	return cJSON_IsArray(to_item(json));
}

size_t json_count(const struct json *array)
{
	const cJSON *item = to_item(array);

	if (!cJSON_IsArray(item))
		return 0;
	return item->valuestring ? (size_t)item->valueint : count_children(item);
}

const struct json *json_item(const struct json *array, size_t index)
{
	const cJSON *item = to_item(array);

	if (index >= json_count(array))
		return NULL;
	if (item->valuestring)
		return (const struct json *)((cJSON **)(void *)item->valuestring)[index];
	return (const struct json *)cJSON_GetArrayItem(item, (int)index);
}

size_t json_member_count(const struct json *object)
{
	return cJSON_IsObject(to_item(object)) ? count_children(to_item(object)) : 0;
}

const struct json *json_member(const struct json *object, size_t index, const char **name)
{
	const cJSON *item = cJSON_IsObject(to_item(object)) ? to_item(object)->child : NULL;

	for (; item && index > 0; index--)
		item = item->next;
	*name = item ? item->string : "";
	return cJSON_IsNull(item) ? NULL : (const struct json *)item;
}

const char *json_literal(const struct json *json)
{
	const cJSON *item = to_item(json);

	return cJSON_IsString(item) || cJSON_IsRaw(item) ? item->valuestring : NULL;
}

const char *json_raw(const struct json *json)
{
	return cJSON_IsString(to_item(json)) ? to_item(json)->valuestring : NULL;
}

bool json_truth(const struct json *json, bool *value)
{
	const cJSON *item = to_item(json);

	*value = cJSON_IsTrue(item);
	return cJSON_IsBool(item);
}

const char *json_text(const struct json *json, struct arena *arena, size_t most)
{
	const char *text = json_literal(json);

	return text ? text_take(arena, text, strlen(text), most, NULL) : NULL;
}

/* ---- writing. cJSON fails for lack of memory only, which ends the program. */

struct json *json_object(void)
{
	return from_item(cJSON_CreateObject());
}

struct json *json_array(void)
{
	return from_item(cJSON_CreateArray());
}

struct json *json_put_object(struct json *object, const char *name)
{
	return from_item(cJSON_AddObjectToObject(to_item(object), name));
}

struct json *json_put_array(struct json *object, const char *name)
{
	return from_item(cJSON_AddArrayToObject(to_item(object), name));
}

static struct json *add(struct json *array, cJSON *item)
{
	if (!item || !cJSON_AddItemToArray(to_item(array), item))
		arena_out_of_memory();
	return from_item(item);
}

struct json *json_add_object(struct json *array)
{
	return add(array, cJSON_CreateObject());
}

static cJSON *new_text(const char *text)
{
	struct arena arena = { 0 };
	cJSON *item;

	if (!text)
		return cJSON_CreateNull();
	/* cJSON writes any byte; a reader refuses what is not UTF-8. */
	if (!text_is_utf8(text, strlen(text)))
		text = text_take_lines(&arena, text, strlen(text), strlen(text));
	item = cJSON_CreateString(text);
	arena_clear(&arena);
	return item;
}

static void put(struct json *object, const char *name, cJSON *item)
{
	if (!item || !cJSON_AddItemToObject(to_item(object), name, item))
		arena_out_of_memory();
}

void json_add_text(struct json *array, const char *text)
{
	add(array, new_text(text));
}

void json_put_text(struct json *object, const char *name, const char *text)
{
	put(object, name, new_text(text));
}

void json_put_whole(struct json *object, const char *name, int64_t number)
{
	char digits[24];

	/* cJSON's own numbers are doubles. */
	snprintf(digits, sizeof digits, "%" PRId64, number);
	put(object, name, cJSON_CreateRaw(digits));
}

void json_put_digits(struct json *object, const char *name, const char *digits)
{
	put(object, name, cJSON_CreateRaw(digits));
}

void json_put_bool(struct json *object, const char *name, bool value)
{
	put(object, name, cJSON_CreateBool(value));
}

void json_put_null(struct json *object, const char *name)
{
	put(object, name, cJSON_CreateNull());
}

char *json_print(const struct json *json)
{
	char *text = cJSON_PrintUnformatted(to_item(json));

	if (!text)
		arena_out_of_memory();
	return text;
}

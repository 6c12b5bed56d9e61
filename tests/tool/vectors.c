/*
 * vectors: what sign_vectors and the unit test share. Nothing here knows how to sign.
 */
#include "tool/vectors.h"

#include <stdlib.h>
#include <string.h>

#include "net/json.h"
#include "supplier/supplier.h"

enum { FIELDS_MOST = 200 };

static const char *text_of(const struct json *vector, const struct json *file, const char *name)
{
	const char *text = json_raw(json_at(vector, name));

	return text ? text : json_raw(json_at(file, name));
}

/* As it is signed: the words of a truth, the text of a document. */
static const char *value_of(const struct json *value, struct arena *arena)
{
	const char *literal = json_literal(value);
	bool truth;
	char *text;

	if (literal || !value)
		return literal ? literal : "";
	if (json_truth(value, &truth))
		return truth ? "true" : "false";
	text = json_print(value);
	literal = arena_text(arena, text);
	free(text);
	return literal;
}

static void take_fields(const struct json *vector, struct http_field *fields, struct arena *arena,
	struct signing *signing)
{
	const struct json *params = json_at(vector, "params");
	size_t i;

	params = params ? params : json_at(vector, "system_params");
	for (i = 0; i < json_member_count(params) && i < FIELDS_MOST; i++) {
		struct http_field *field = &fields[signing->count++];

		field->value = value_of(json_member(params, i, &field->name), arena);
		if (!signing->method && !strcmp(field->name, "sign_method"))
			signing->method = field->value;
	}
}

static bool check(const struct supplier *supplier, const struct json *file,
	const struct json *vector, FILE *out)
{
	static struct http_field fields[FIELDS_MOST];
	const char *id = json_raw(json_at(vector, "id")), *got,
		   *want = json_raw(json_at(vector, "sign"));
	struct signing signing = { .fields = fields,
		.body = json_raw(json_at(vector, "body")),
		.secret = text_of(vector, file, "secret"),
		.method = text_of(vector, file, "sign_method") };
	struct arena arena = { 0 };
	struct fault fault = { 0 };
	bool agrees;

	take_fields(vector, fields, &arena, &signing);
	if (!want || !signing.secret || signing.count == 0)
		got = "it lacks sign, secret or params";
	else if (supplier->signature(&signing, &arena, &got, &fault) != OK)
		got = fault.text;
	agrees = want && strcmp(got, want) == 0;
	if (!agrees)
		fprintf(out, "%s: expected %s, got %s\n", id ? id : "?", want ? want : "nothing",
			got);
	arena_clear(&arena);
	return agrees;
}

static bool check_file(const struct supplier *supplier, const struct json *file, FILE *out)
{
	const struct json *const lists[] = { file, json_at(file, "vectors"), json_at(file, "cases") };
	size_t agreed = 0, count = 0, list, i;

	for (list = 0; list < sizeof lists / sizeof *lists; list++)
		for (i = 0; i < json_count(lists[list]); i++, count++)
			agreed += check(supplier, file, json_item(lists[list], i), out);
	fprintf(out, "%zu of %zu signatures agree\n", agreed, count);
	if (count == 0)
		fprintf(out, "There is no list of vectors in it: \"vectors\" or \"cases\".\n");
	return count > 0 && agreed == count;
}

const struct supplier *vectors_supplier(const char *id, FILE *out)
{
	const struct supplier *row = supplier_find(id);
	size_t i;

	if (row && row->signature)
		return row;
	fprintf(out, "no supplier \"%s\" signs its questions; these do:", id);
	for (i = 0; suppliers[i]; i++)
		if (suppliers[i]->signature)
			fprintf(out, " %s", suppliers[i]->id);
	fputc('\n', out);
	return NULL;
}

bool vectors_check(const struct supplier *supplier, const char *bytes, size_t length, FILE *out)
{
	struct fault fault;
	struct json *json;
	bool agree;

	if (json_parse(bytes, length, &json, &fault) != OK) {
		fprintf(out, "%s\n", fault.text);
		return false;
	}
	agree = check_file(supplier, json, out);
	json_free(json);
	return agree;
}

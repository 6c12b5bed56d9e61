/* practice_routes: the strings behind the stage: clock and faults. Only a practice supplier has
 * them. */
#include <string.h>
#include "practice/life.h"
#include "practice/route.h"

enum { ADVANCE_MOST_S = 366 * DAY_S };

enum err clock_get(struct call *call)
{
	struct json *json = json_object();
	json_put_whole(json, "now_at", call->now_s);
	json_put_whole(json, "speed", call->practice->options.speed);
	return answer_json(call, 200, json);
}

enum err clock_advance(struct call *call)
{
	static const struct json_field fields[] = {
		{ "advance_s", JSON_INT, NEEDED, 0, 0, ADVANCE_MOST_S },
	};
	int64_t seconds;
	if (!call_read(call, fields, 1, &seconds))
		return OK;
	practice_advance(call->practice, seconds);
	enum err err = life_run(call->practice, &call->fault);
	call->now_s = call->practice->life_at;
	return err == OK ? clock_get(call) : err;
}

struct fault_wish {
	const char *kind, *path_prefix;
	int64_t times;
};

enum err fault_arm(struct call *call)
{
	static const struct json_field fields[] = {
		{ "kind", JSON_ID, NEEDED, offsetof(struct fault_wish, kind), 1, 20 },
		{ "path_prefix", JSON_ID, OPTIONAL, offsetof(struct fault_wish, path_prefix), 1,
			79 },
		{ "times", JSON_INT, OPTIONAL, offsetof(struct fault_wish, times), 0, 1000000 },
	};
	struct fault_wish wish = { .path_prefix = "/v1/", .times = 1 };
	struct armed_fault fault = { 0 };
	struct faults *faults = &call->practice->faults;
	if (!call_read(call, fields, 3, &wish))
		return OK;
	strncpy(fault.path_prefix, wish.path_prefix, sizeof(fault.path_prefix) - 1);
	fault.times = wish.times ? wish.times : -1;
	if (!fault_kind_read(wish.kind, &fault.kind, &fault.delay_ms))
		return answer_problem(call, 400, "bad_field", "A field is missing or not valid",
			"%.40s is no kind of fault", wish.kind);
	if (!faults_arm(faults, &fault))
		return answer_problem(call, 409, "too_many_faults", "Too many faults are armed",
			"At most %d at a time; clear them with DELETE", FAULTS_MOST);
	struct json *json = json_object();
	json_put_whole(json, "armed", faults->count);
	return answer_json(call, 200, json);
}

enum err fault_clear(struct call *call)
{
	call->practice->faults.count = 0;
	call->practice->faults.lifted++;
	return answer_empty(call, 204);
}

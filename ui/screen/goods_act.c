/* goods_act: see goods_act.h. Writes go to the shelf at once and to the
 * supplier through the outbox. */
#include "screen/goods_act.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/words.h"
#include "screen/reaction.h"
#include "screen/subject.h"
#include "store/link_store.h"
#include "store/outbox.h"

static size_t target_count(const struct goods_target *target)
{
	size_t marked = target->list ? list_marked(target->list) : 0;
	return marked ? marked : target->subject != NULL;
}

static const char *target_at(const struct goods_target *target, size_t index)
{
	if (target->list && list_marked(target->list))
		return list_mark(target->list, index);
	return target->subject;
}

static bool all_on_shelf(const struct face *face, const struct goods_target *target)
{
	struct subject goods;
	for (size_t i = 0; i < target_count(target); i++)
		if (!subject_read(target_at(target, i), &goods) ||
			!shelf_has(&face->desk->store, goods.supplier, goods.id))
			return false;
	return true;
}

/* Puts what is missing on the shelf; takes all off only when nothing was missing. */
static struct reaction pick(const struct face *face, const struct goods_target *target)
{
	struct fault fault = { 0 };
	struct subject goods;
	bool off = all_on_shelf(face, target);
	size_t done = 0, count = target_count(target);
	char key[32];

	for (size_t i = 0; i < count; i++) {
		if (!subject_read(target_at(target, i), &goods))
			continue;
		enum err err = off ? desk_drop(face->desk, goods.supplier, goods.id, &fault)
				   : desk_pick(face->desk, goods.supplier, goods.id, &fault);
		done += err == OK;
	}
	if (done < count)
		return reaction_say(REACT_RELOAD, fault.text);
	struct reaction reaction = { .kind = REACT_RELOAD };
	snprintf(key, sizeof key, "%s", keymap_first(face->keymap, ACTION_UNDO));
	snprintf(reaction.say, sizeof reaction.say,
		off ? _("Taken off the shelf: %zu. %s takes it back.")
		    : _("On the shelf: %zu. %s takes it back."), done, key);
	return reaction;
}

/* Remembers what is to be done with more than the first; without the store it is done with that alone. */
static void keep_queue(
	const struct face *face, const struct goods_target *target, const char *name)
{
	struct arena arena = { 0 };
	struct fault fault;
	char *queue = arena_text(&arena, "");
	for (size_t i = 0; i < target_count(target); i++)
		queue = arena_print(&arena, "%s%s\n", queue, target_at(target, i));
	if (store_put(&face->desk->store, name, queue, &fault) != OK)
		note_put(&face->desk->store, 0, fault.text);
	arena_clear(&arena);
}

static struct reaction share(
	const struct face *face, const struct goods_target *target, const char *view)
{
	struct reaction reaction = { .kind = REACT_GO, .screen = SCREEN_SHARE };
	const char *first = target_at(target, 0);
	if (strlen(first) + strlen(view) + 2 > sizeof reaction.subject)
		return reaction_say(
			REACT_STAY, _("The id of this goods is too long to be shared."));
	keep_queue(face, target, SHARE_QUEUE);
	snprintf(reaction.subject, sizeof reaction.subject, "%s%s%s", first, *view ? "\t" : "",
		view);
	return reaction;
}

/* Several that she marked are put side by side, one brings all its offers. */
static struct reaction compare(const struct face *face, const struct goods_target *target)
{
	if (target_count(target) < 2)
		return reaction_go(SCREEN_COMPARE, target_at(target, 0));
	keep_queue(face, target, COMPARE_QUEUE);
	return reaction_go(SCREEN_COMPARE, "");
}

enum channel goods_act_channel(const struct face *face)
{
	struct arena arena = { 0 };
	const char *id = store_get(&face->desk->store, &arena, SHARE_CHANNEL);
	enum channel channel = id ? channel_find(id) : CHANNEL_WECHAT;
	arena_clear(&arena);
	return channel == CHANNEL_COUNT ? CHANNEL_WECHAT : channel;
}

static struct reaction copy(
	const struct face *face, const struct goods_target *target, struct arena *arena)
{
	struct fault fault = { 0 };
	struct subject goods;
	struct link *link = NULL;
	int job = 0;
	struct reaction reaction = { .kind = REACT_COPY };

	if (!subject_read(target_at(target, 0), &goods))
		return reaction_say(REACT_STAY, _("There is nothing to copy."));
	struct share wanted = { goods.supplier, goods.id, goods_act_channel(face) };
	if (share_link(face->desk, &wanted, arena, &link, &job, &fault) != OK)
		return reaction_say(REACT_STAY, fault.text);
	if (!link && face->desk->offline)
		return reaction_say(
			REACT_STAY, _("You are offline: the link waits in the outbox."));
	if (!link)
		return reaction_say(
			REACT_STAY, _("The link is being made; press the key again in a moment."));
	reaction.text = link->url;
	return reaction;
}

static bool is_mine(enum action action)
{
	return action == ACTION_PICK || action == ACTION_SHARE || action == ACTION_QR ||
		action == ACTION_COPY_LINK || action == ACTION_COMPARE ||
		action == ACTION_LINKS;
}

struct reaction goods_act(const struct face *face, enum action action,
	const struct goods_target *target, struct arena *arena)
{
	if (!is_mine(action))
		return reaction_of(REACT_NOT_MINE);
	const char *why = goods_act_unavailable(face, action, target);
	if (why)
		return reaction_say(REACT_STAY, why);
	if (action == ACTION_PICK)
		return pick(face, target);
	if (action == ACTION_COMPARE)
		return compare(face, target);
	if (action == ACTION_LINKS) {
		keep_queue(face, target, SHARE_QUEUE);
		return reaction_go(SCREEN_LINKS, "");
	}
	if (action == ACTION_COPY_LINK)
		return copy(face, target, arena);
	return share(face, target, action == ACTION_QR ? SUBJECT_QR : "");
}

const char *goods_act_unavailable(
	const struct face *face, enum action action, const struct goods_target *target)
{
	if (!is_mine(action))
		return NULL;
	if (!target_count(target))
		return _("There is no goods here yet.");
	if (action == ACTION_PICK && face->desk->store.read_only)
		return _("The store cannot be written here: nothing can be put on the shelf.");
	return NULL;
}

/*
 * lint: two tables. `rules` says what each channel does about it, `phrases` by which words it is known; a
 * phrase is compared folded (text_fold), and its '*' stands for up to 60 bytes of the same line. Pass-codes
 * and the length are not phrases. Rules R41–R48 of the platforms; where none is published, what sellers
 * report.
 */
#include "model/lint.h"

#include <string.h>
#include "base/text.h"
#include "base/words.h"

enum rule { GROUP_LINK, PASS_CODE, REWARD, LOTTERY, TRAP, INCOME, BOAST, RULES };
enum place { IN_MOMENTS, IN_WECHAT, ELSEWHERE, PLACES };

/* From so many characters on a post in Moments is folded behind "full text", on iOS and on Android. */
enum { FOLDS_IOS = 150, FOLDS_ANDROID = 180, FOLDS_IOS_EMOJI = 120, FOLDS_ANDROID_EMOJI = 150 };
enum { GAP_BYTES = 60, SHOWN_BYTES = 60, LEAST_CODE = 6 };

static const struct {
	const char *id;
	enum lint_act acts[PLACES];
	const char *words;
} rules[RULES] = {
	[GROUP_LINK] = { "group-link", { LINT_BLOCKS, LINT_FINE, LINT_FINE },
		N_("Moments takes down group-buy links; post it in a group, or share the single price.") },
	[PASS_CODE] = { "pass-code", { LINT_BLOCKS, LINT_WARNS, LINT_FINE },
		N_("WeChat acts against pass-codes, and Moments blocks them; use the link instead.") },
	[REWARD] = { "reward", { LINT_BLOCKS, LINT_BLOCKS, LINT_WARNS },
		N_("Rewards for sharing, helping, liking or checking in are forbidden; take the offer out.") },
	[LOTTERY] = { "lottery", { LINT_BLOCKS, LINT_BLOCKS, LINT_BLOCKS },
		N_("Draws and prizes without clear rules are forbidden; take them out.") },
	[TRAP] = { "trap", { LINT_BLOCKS, LINT_BLOCKS, LINT_WARNS },
		N_("Luring people to tap, or into a download, is forbidden; say what it is.") },
	[INCOME] = { "income", { LINT_BLOCKS, LINT_BLOCKS, LINT_BLOCKS },
		N_("Promises of income and earning by recruiting are forbidden; take them out.") },
	[BOAST] = { "superlative", { LINT_WARNS, LINT_WARNS, LINT_WARNS },
		N_("Superlatives and healing claims are forbidden in advertising; say what can be shown.") },
};

static const struct {
	enum rule rule;
	const char *phrase;
} phrases[] = {
	{ GROUP_LINK, "://*pintuan" }, { GROUP_LINK, "://*groupbuy" }, { GROUP_LINK, "://*group_buy" },
	{ GROUP_LINK, "://*group-buy" }, { GROUP_LINK, "://*group_order" }, { GROUP_LINK, "://*group_id" },
	{ GROUP_LINK, "拼团*://" }, { GROUP_LINK, "参团*://" }, { GROUP_LINK, "group buy*://" },
	{ REWARD, "邀请*红包" }, { REWARD, "分享*红包" }, { REWARD, "转发*红包" }, { REWARD, "邀请*得" },
	{ REWARD, "转发*领" }, { REWARD, "分享*领" }, { REWARD, "分享*返" }, { REWARD, "集赞" },
	{ REWARD, "点赞*送" }, { REWARD, "砍一刀" }, { REWARD, "帮我砍" }, { REWARD, "助力" },
	{ REWARD, "帮*加速" }, { REWARD, "集卡" }, { REWARD, "打卡*返" }, { REWARD, "打卡*送" },
	{ REWARD, "invite*red packet" }, { REWARD, "invite*friends*get" }, { REWARD, "share*to get" },
	{ REWARD, "share*and get" }, { REWARD, "collect*likes" }, { REWARD, "likes*gift" },
	{ LOTTERY, "抽奖" }, { LOTTERY, "中奖" }, { LOTTERY, "大转盘" }, { LOTTERY, "lucky draw" },
	{ LOTTERY, "lottery" }, { LOTTERY, "raffle" },
	{ TRAP, "点击*全文" }, { TRAP, "点开*全文" }, { TRAP, "展开全文" }, { TRAP, "下载*app*领" },
	{ TRAP, "see full text" }, { TRAP, "tap*full text" }, { TRAP, "download*app to" },
	{ INCOME, "躺赚" }, { INCOME, "月入" }, { INCOME, "日入" }, { INCOME, "拉人头" },
	{ INCOME, "发展下线" }, { INCOME, "招代理" }, { INCOME, "稳赚" }, { INCOME, "passive income" },
	{ INCOME, "recruit*earn" }, { INCOME, "earn*by recruiting" }, { INCOME, "guaranteed income" },
	{ BOAST, "全网最低" }, { BOAST, "史上最" }, { BOAST, "国家级" }, { BOAST, "世界级" },
	{ BOAST, "最高级" }, { BOAST, "第一品牌" }, { BOAST, "全国第一" }, { BOAST, "根治" },
	{ BOAST, "治愈" }, { BOAST, "包治" }, { BOAST, "疗效" }, { BOAST, "best in the world" },
	{ BOAST, "lowest price ever" }, { BOAST, "miracle" }, { BOAST, "cures " },
};

struct found {
	struct lint_finding *findings;
	size_t count;
	struct arena *arena;
};

/* ---- pass-codes */

static size_t code_mark(const char *at)
{
	static const char *const marks[] = { "￥", "¥", "€", "₤", "$" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (!strncmp(at, marks[i], strlen(marks[i])))
			return strlen(marks[i]);
	return 0;
}

size_t lint_pass_code(const char *text)
{
	size_t opening = code_mark(text), code, closing;

	if (!opening)
		return 0;
	code = strspn(text + opening, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
	closing = code_mark(text + opening + code);
	return code < LEAST_CODE || !closing ? 0 : opening + code + closing;
}

/* ---- phrases */

/* Bytes of the phrase where `text` begins with it, 0 if it does not. */
static size_t match_here(const char *text, const char *phrase)
{
	const char *at = text;

	for (;;) {
		size_t part = strcspn(phrase, "*"), gap = 0;

		if (strncmp(at, phrase, part) != 0)
			return 0;
		at += part;
		phrase += part;
		if (*phrase++ == '\0')
			return (size_t)(at - text);
		part = strcspn(phrase, "*");
		while (gap < GAP_BYTES && at[gap] && at[gap] != '\n' && strncmp(at + gap, phrase, part) != 0)
			gap++;
		at += gap;
	}
}

static size_t find_phrase(const char *text, const char *phrase, const char **where)
{
	size_t length = 0;

	for (*where = text; **where && !length; ++*where)
		length = match_here(*where, phrase);
	*where -= length > 0;
	return length;
}

static void add(struct found *found, enum lint_act act, const struct lint_finding *finding)
{
	if (act == LINT_FINE)
		return;
	found->findings[found->count] = *finding;
	found->findings[found->count++].act = act;
}

static void add_rule(struct found *found, enum rule rule, enum place place, const char *part)
{
	const struct lint_finding finding = {
		.rule = rules[rule].id, .part = part, .words = _(rules[rule].words)
	};

	add(found, rules[rule].acts[place], &finding);
}

static void find_pass_code(struct found *found, const char *text, enum place place)
{
	for (; *text; text++) {
		size_t length = lint_pass_code(text);

		if (length > 0) {
			add_rule(found, PASS_CODE, place, arena_bytes(found->arena, text, length));
			return;
		}
	}
}

static void find_phrases(struct found *found, const char *text, enum place place)
{
	const char *folded = text_fold(found->arena, text), *where;
	bool told[RULES] = { false };

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		size_t length = told[phrases[i].rule] ? 0 : find_phrase(folded, phrases[i].phrase, &where);

		if (length == 0)
			continue;
		told[phrases[i].rule] = true;
		/* Half a scheme tells her nothing. */
		if (strncmp(where, "://", 3) == 0) {
			where += 3;
			length -= 3;
		}
		add_rule(found, phrases[i].rule, place,
			text_cut(found->arena, arena_bytes(found->arena, where, length), SHOWN_BYTES));
	}
}

/* ---- length (R48) */

/* Emoji are the four-byte characters from U+1F000 on. */
static bool has_emoji(const char *text)
{
	return strstr(text, "\xF0\x9F") != NULL;
}

static void find_fold(struct found *found, const char *text)
{
	size_t length = text_graphemes(text);
	bool emoji = has_emoji(text);
	struct lint_finding fold = { .rule = "fold", .part = "" };

	if (length >= (emoji ? FOLDS_ANDROID_EMOJI : FOLDS_ANDROID))
		fold.words = _("Moments hides the end behind \"full text\".");
	else if (length >= (emoji ? FOLDS_IOS_EMOJI : FOLDS_IOS))
		fold.words = _("Moments on an iPhone hides the end behind \"full text\".");
	if (fold.words)
		add(found, LINT_WARNS, &fold);
}

/* ---- all */

static void blocks_first(struct found *found)
{
	for (size_t i = 0, to = 0; i < found->count; i++)
		if (found->findings[i].act == LINT_BLOCKS) {
			const struct lint_finding block = found->findings[i];

			memmove(&found->findings[to + 1], &found->findings[to], (i - to) * sizeof block);
			found->findings[to++] = block;
		}
}

size_t lint_text(const char *text, enum channel channel, struct arena *arena, struct lint_finding **findings)
{
	const enum place place = channel == CHANNEL_MOMENTS ? IN_MOMENTS
		: channel == CHANNEL_WECHAT		    ? IN_WECHAT
							    : ELSEWHERE;
	struct found found = { .findings = arena_take_array(arena, RULES + 1, sizeof *found.findings),
		.arena = arena };

	find_pass_code(&found, text, place);
	find_phrases(&found, text, place);
	if (place == IN_MOMENTS)
		find_fold(&found, text);
	blocks_first(&found);
	*findings = found.findings;
	return found.count;
}

const struct lint_finding *lint_block(const struct lint_finding *findings, size_t count)
{
	return count > 0 && findings[0].act == LINT_BLOCKS ? findings : NULL;
}

const char *lint_act_id(enum lint_act act)
{
	static const char *const ids[] = { "fine", "warns", "blocks" };

	return ids[act];
}

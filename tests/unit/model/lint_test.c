/* lint: what may be posted where (R41–R48): the cases of the domain notes, and that plain captions pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/lint.h"

static struct arena arena;
static struct lint_finding *found;
static size_t count;

/* What `rule` does to this text in this channel. */
static enum lint_act act_of(const char *text, enum channel channel, const char *rule)
{
	arena_clear(&arena);
	count = lint_text(text, channel, &arena, &found);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(found[i].rule, rule))
			return found[i].act;
	return LINT_FINE;
}

static int end(void **unused)
{
	(void)unused;
	arena_clear(&arena);
	return 0;
}

static void a_group_link_is_blocked_in_moments_only(void **unused)
{
	static const char *const texts[] = { "三人拼团 https://shop.example.com/g/1",
		"Join: https://mobile.example.com/pintuan?id=7", "https://example.com/a?group_order_id=9" };
	(void)unused;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(act_of(texts[i], CHANNEL_MOMENTS, "group-link"), LINT_BLOCKS);
		assert_non_null(lint_block(found, count));
		assert_int_equal(act_of(texts[i], CHANNEL_WECHAT, "group-link"), LINT_FINE);
	}
}

static void what_was_found_is_said_as_she_wrote_it(void **unused)
{
	(void)unused;
	assert_int_equal(act_of("see https://a.example/pintuan?1", CHANNEL_MOMENTS, "group-link"), LINT_BLOCKS);
	assert_string_equal(found[0].part, "a.example/pintuan");
}

static void a_pass_code_is_blocked_in_moments_and_allowed_elsewhere(void **unused)
{
	(void)unused;
	assert_int_equal(act_of("好价 ￥abc123￥", CHANNEL_MOMENTS, "pass-code"), LINT_BLOCKS);
	assert_string_equal(found[0].part, "￥abc123￥");
	assert_int_equal(act_of("好价 ￥abc123￥", CHANNEL_WECHAT, "pass-code"), LINT_WARNS);
	assert_int_equal(act_of("好价 ￥abc123￥", CHANNEL_WHATSAPP, "pass-code"), LINT_FINE);
	assert_int_equal(act_of("was ¥199 now ¥99", CHANNEL_MOMENTS, "pass-code"), LINT_FINE);
}

static void a_reward_for_inviting_is_blocked_in_wechat_and_warned_of_elsewhere(void **unused)
{
	static const char text[] = "Invite 5 friends, get a RED PACKET";
	(void)unused;
	assert_int_equal(act_of(text, CHANNEL_MOMENTS, "reward"), LINT_BLOCKS);
	assert_int_equal(act_of(text, CHANNEL_WECHAT, "reward"), LINT_BLOCKS);
	assert_int_equal(act_of(text, CHANNEL_QQ, "reward"), LINT_WARNS);
	assert_int_equal(act_of("邀请5位好友,领红包", CHANNEL_WECHAT, "reward"), LINT_BLOCKS);
}

static void words_that_are_punished_are_known(void **unused)
{
	(void)unused;
	assert_int_equal(act_of("下单抽奖", CHANNEL_OTHER, "lottery"), LINT_BLOCKS);
	assert_int_equal(act_of("躺赚 每天", CHANNEL_OTHER, "income"), LINT_BLOCKS);
	assert_int_equal(act_of("点击看全文", CHANNEL_MOMENTS, "trap"), LINT_BLOCKS);
	assert_int_equal(act_of("全网最低", CHANNEL_WECHAT, "superlative"), LINT_WARNS);
	assert_null(lint_block(found, count));
}

static void a_gap_ends_with_its_line(void **unused)
{
	(void)unused;
	assert_int_equal(act_of("邀请你看看\n红包封面 10 个", CHANNEL_WECHAT, "reward"), LINT_FINE);
}

static char *repeated(const char *part, size_t times)
{
	static char text[2000];
	size_t length = strlen(part);

	memset(text, 0, sizeof text);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * length, part, length);
	return text;
}

static void the_fold_is_told_from_its_first_character_on(void **unused)
{
	(void)unused;
	assert_int_equal(act_of(repeated("好", 149), CHANNEL_MOMENTS, "fold"), LINT_FINE);
	assert_int_equal(act_of(repeated("好", 150), CHANNEL_MOMENTS, "fold"), LINT_WARNS);
	assert_non_null(strstr(found[0].words, "iPhone"));
	assert_int_equal(act_of(repeated("好", 180), CHANNEL_MOMENTS, "fold"), LINT_WARNS);
	assert_null(strstr(found[0].words, "iPhone"));
	assert_int_equal(act_of(repeated("😀", 119), CHANNEL_MOMENTS, "fold"), LINT_FINE);
	assert_int_equal(act_of(repeated("😀", 120), CHANNEL_MOMENTS, "fold"), LINT_WARNS);
	assert_int_equal(act_of(repeated("好", 180), CHANNEL_WECHAT, "fold"), LINT_FINE);
}

static void what_blocks_comes_before_what_warns(void **unused)
{
	(void)unused;
	assert_int_equal(act_of("全网最低 抽奖", CHANNEL_MOMENTS, "superlative"), LINT_WARNS);
	assert_int_equal(count, 2);
	assert_int_equal(found[0].act, LINT_BLOCKS);
}

static void a_plain_caption_passes_everywhere(void **unused)
{
	static const char text[] = "烟台红富士苹果 5斤装\n券后 ¥28.90(原价 ¥33.90)\n券至 2026-11-22 03:00\n"
		"(你经我购买,我得佣金。)\nhttps://shop.example.com/s/7KQ2M9XA_";
	(void)unused;
	for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
		(void)act_of(text, (enum channel)channel, "");
		assert_int_equal(count, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_group_link_is_blocked_in_moments_only),
		cmocka_unit_test(what_was_found_is_said_as_she_wrote_it),
		cmocka_unit_test(a_pass_code_is_blocked_in_moments_and_allowed_elsewhere),
		cmocka_unit_test(a_reward_for_inviting_is_blocked_in_wechat_and_warned_of_elsewhere),
		cmocka_unit_test(words_that_are_punished_are_known),
		cmocka_unit_test(a_gap_ends_with_its_line),
		cmocka_unit_test(the_fold_is_told_from_its_first_character_on),
		cmocka_unit_test(what_blocks_comes_before_what_warns),
		cmocka_unit_test(a_plain_caption_passes_everywhere),
	};
	return cmocka_run_group_tests(tests, NULL, end);
}

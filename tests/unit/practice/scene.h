/* scene: the usual practice supplier, opened before each test and closed after it. */
#ifndef TESTS_PRACTICE_SCENE_H
#define TESTS_PRACTICE_SCENE_H

#include "ask.h"

static struct stage stage;

static int set_up(void **state)
{
	struct practice_options options = usual_options();
	(void)state;
	begin(&stage, &options);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	end(&stage);
	return 0;
}

#endif

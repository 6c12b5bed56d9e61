#!/bin/sh
# The self-test of house.sh: in a copy of the sources each kind of wrong line is planted in turn and
# must be found, by file and line; the copy without it must pass.
tool=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d) && trap 'rm -rf "$copy"' EXIT INT TERM || exit 1
passed=0 failed=0

fail() { echo "house_test: $*"; failed=$((failed + 1)); }

# plant FILE LINE WORDS: the finding must name FILE, its line 1 and WORDS.
plant() {
	rm -rf "$copy/src" "$copy/ui" "$copy/tests"
	mkdir -p "$copy/src" "$copy/ui/screen" "$copy/tests" "$copy/$(dirname "$1")"
	for header in goods orders; do
		echo 'extern const struct screen_ops x;' >"$copy/ui/screen/$header.h"
	done
	printf '%s\n' "$2" >"$copy/$1"
	found=$(sh "$tool/house.sh" "$copy") && { fail "not found in $1: $2"; return; }
	case $found in
	"$1:1: "*"$3"*) passed=$((passed + 1)) ;;
	*) fail "in $1: $2: found instead: $found" ;;
	esac
}

# allow FILE LINE: no finding.
allow() {
	rm -rf "$copy/src" "$copy/ui" "$copy/tests"
	mkdir -p "$copy/src" "$copy/ui/screen" "$copy/tests" "$copy/$(dirname "$1")"
	echo 'extern const struct screen_ops x;' >"$copy/ui/screen/goods.h"
	printf '%s\n' "$2" >"$copy/$1"
	if found=$(sh "$tool/house.sh" "$copy"); then passed=$((passed + 1)); else fail "wrong finding: $found"; fi
}

plant src/base/x.c '#include "net/json.h"' 'net is a room to its right'
plant src/model/x.h '  #  include "store/store.h"' 'store is a room to its right'
plant src/desk/x.c '#include "paint/canvas.h"' 'paint is a room to its right'
plant ui/screen/x.c '#include "app/app.h"' 'app is a room to its right'
plant ui/screen/x.c '#include "screen/goods.h"' 'do not know each other'
plant ui/screen/orders.c '#include "screen/goods.h"' 'do not know each other'
plant src/practice/x.c '#include "net/http.h"' 'practice includes'
plant src/practice/x.c '#include "desk/desk.h"' 'practice includes'
plant ui/command/x.c '#include "practice/world.h"' 'a program of its own'
plant src/base/x.c '#include "text.h"' 'start at a room'
plant src/base/x.c '#include "../net/json.h"' 'start at a room'
plant src/helper/x.c 'int x;' 'no room'
plant src/desk/x.c '#include <cJSON.h>' 'belongs to src/net/json.c'
plant src/net/json_read.c '#include <cjson/cJSON.h>' 'belongs to src/net/json.c'
plant ui/paint/x.c '#include <unistr.h>' 'belongs to src/base/text.c'
plant ui/paint/x.c '#include <uniwidth.h>' 'belongs to src/base/text.c'
plant ui/app/x.c '#include <ncursesw/curses.h>' 'belongs to ui/term/term.c'
plant ui/app/x.c '#include <curl/curl.h>' 'belongs to src/net/http_curl.h'
plant src/net/x.c '#include <microhttpd.h>' 'belongs to src/practice/'
plant src/model/x.c 'double price;' 'whole numbers'
plant src/net/json.c 'static float f(void);' 'whole numbers'
plant src/base/x.c 'x = /* a */ strcpy (a, b);' 'strcpy()'
plant tests/unit/base/x_test.c 'usleep(5);' 'sleeps'
plant ui/app/x.c 'if (system("ls"))' 'system()'

allow src/base/x.c '#include <unistd.h>'
allow src/base/x.c '/* a double price; system("x") */ const char *s = "sleep(1) /* float";'
allow src/conf/conf.c '#include "shopkeeper_conf.h"'
allow src/net/json.c '#include <cJSON.h>'
allow src/practice/x.c '#include "net/json.h"'
allow src/practice/x.c '#include "store/sql.h"'
allow ui/screen/screens.c '#include "screen/goods.h"'
allow ui/screen/goods.c '#include "screen/goods.h"'
allow ui/screen/goods.c '#include "screen/sheet.h"'
allow ui/app/main.c '#include "desk/desk.h"'
allow tests/unit/base/x_test.c 'int system_of_things = 1; snprintf(a, 1, "x");'

echo "house: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

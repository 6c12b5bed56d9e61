#!/bin/sh
# All parts of `make bench`, or those named: screen search sync qr orders store. Figures go to build/bench/
# as "name<TAB>value<TAB>unit", goals.table beside this file joins them to build/bench.txt. What a part needs
# is made once and kept in build/bench/world. A peer that is not there is skipped and named.
here=$(cd "$(dirname "$0")" && pwd) && cd "$here/../.." || exit 1
root=$PWD bench=$PWD/build/bench world=$PWD/build/bench/world
parts=${*:-screen search sync qr orders store}
GOODS=${GOODS:-1000000} ROUNDS=${ROUNDS:-5} SYNC=${SYNC:-100000}
unset LC_ALL LANGUAGE NO_COLOR SHOPKEEPER_NOW
export LANG=C.UTF-8 TERM=xterm-256color TZ=UTC HOME="$world/home" XDG_CONFIG_HOME="$world/home/.config"
# The moment the goods and orders were made at, as in made.h.
NOW=1764000000
PATH=/usr/sbin:/sbin:$PATH
mkdir -p "$world/home/.config" || exit 1
tab=$(printf '\t')

say() { printf '%s\n' "$*" >&2; }
there() { command -v "$1" >/dev/null 2>&1; }
# lacks FIGURES-NAME PROGRAM: true, and told, when it is not there
lacks() {
	there "$2" && return 1
	printf '%s\tskipped\t%s is not installed\n' "$1" "$2"
}

# make_world FOLDER GOODS ORDERS SCREEN: a store and a configuration to look at it
make_world() {
	folder=$world/$1
	mkdir -p "$folder"
	if [ ! -e "$folder/filled" ]; then
		say "making $1: $2 goods, $3 orders"
		rm -f "$folder"/shop.db*
		list=''
		[ "$1" = goods ] && list=$folder/list.txt
		"$bench/fill" "$2" "$3" "$folder/shop.db" $list && touch "$folder/filled" || exit 1
	fi
	for screen in today goods orders earnings; do
		printf '%s\n' "first_screen = \"$screen\"" "data_folder = \"$folder\"" \
			"state_folder = \"$folder\"" 'refresh_minutes = 0' \
			'supplier "demo" {' 'kind = "house"' 'address = "https://shop.example.com"' \
			"token = \"bench\"" '}' >"$folder/$screen.conf"
		chmod 600 "$folder/$screen.conf"
	done
}
# row NAME SHOWN MEASURED PROGRAM…: a line of pty_bench's table
row() {
	printf '%s' "$1"
	shift
	for word in "$@"; do printf '\t%s' "$word"; done
	printf '\n'
}
# ours NAME SHOWN MEASURED WORLD SCREEN
ours() {
	row "$1" "$2" "$3" env "SHOPKEEPER_NOW=$NOW" "$root/build/shopkeeper" --offline --config "$world/$4/$5.conf"
}

part_screen() {
	make_world goods "$GOODS" 0 goods
	list=$world/goods/list.txt
	{
		ours ours 'help' 'start keys=j,^F' goods goods
		row floor_curses 7% 'start keys=j,^F' "$bench/floor_curses" "$list"
		row floor_raw 7% 'start keys=j,^F' "$bench/floor_raw" "$list"
		lacks less less || row less 7% 'start keys=j,^F' less -S "$list"
	} >"$bench/screen.table"
	grep "${tab}skipped$tab" "$bench/screen.table"
	make_peers
	"$bench/pty_bench" "$ROUNDS" "$bench/screen.table"
}
# newsboat with 1,000 items in its cache, tig with 2,000 commits: made once.
make_peers() {
	if lacks newsboat newsboat; then :; elif make_feed; then
		row newsboat 1000 start newsboat -q -r -u "$world/newsboat/urls" \
			-c "$world/newsboat/cache" -C "$world/newsboat/config" >>"$bench/screen.table"
	fi
	if lacks tig tig; then :; elif make_commits; then
		row tig 'commit 1990' 'start keys=j,^F' env "GIT_DIR=$world/commits" tig >>"$bench/screen.table"
	fi
}
make_feed() {
	mkdir -p "$world/newsboat"
	: >"$world/newsboat/config"
	echo "file://$world/newsboat/feed.xml" >"$world/newsboat/urls"
	[ -e "$world/newsboat/cache" ] && return 0
	awk 'BEGIN { print "<rss version=\"2.0\"><channel><title>goods</title><link>x</link><description>x</description>"
		for (i = 1; i <= 1000; i++) printf "<item><title>item %d</title><link>http://x/%d</link><guid>%d</guid><pubDate>Mon, 02 Nov 2026 10:00:00 +0000</pubDate></item>\n", i, i, i
		print "</channel></rss>" }' >"$world/newsboat/feed.xml"
	newsboat -x reload -u "$world/newsboat/urls" -c "$world/newsboat/cache" -C "$world/newsboat/config" >/dev/null 2>&1
}
make_commits() {
	[ -d "$world/commits" ] && return 0
	there git || return 1
	git init -q --bare "$world/commits" &&
		awk 'BEGIN { for (i = 1; i <= 2000; i++) {
			message = "commit " i
			printf "commit refs/heads/main\ncommitter A <a@example.com> %d +0000\ndata %d\n%s\n", 1700000000 + i, length(message), message
		} }' | git --git-dir="$world/commits" fast-import --quiet &&
		git --git-dir="$world/commits" symbolic-ref HEAD refs/heads/main
}

part_search() {
	make_world goods "$GOODS" 0 goods
	words='毛巾,blu,龘,mj'
	{
		ours ours 'help' "search=/,$words" goods goods
		lacks fzf fzf || row fzf "$GOODS/$GOODS" "search=_,$words" sh -c "exec fzf --exact <'$world/goods/list.txt'"
	} >"$bench/search.table"
	grep "${tab}skipped$tab" "$bench/search.table"
	"$bench/pty_bench" 3 "$bench/search.table"
	set -- --- 'grep 毛巾' grep -F -c 毛巾 "$world/goods/list.txt"
	lacks 'rg 毛巾' rg || set -- "$@" --- 'rg 毛巾' rg -c -F 毛巾 "$world/goods/list.txt"
	shift
	"$bench/cost" 5 "$@"
}

part_qr() {
	make_world goods "$GOODS" 0 goods
	url='https://shop.example.com/s/8Jx2Kq9ZbN4?p=moments-20261123-0001'
	ours 'ours qr screen' 'help' 'once=Q' goods goods >"$bench/qr.table"
	"$bench/pty_bench" 9 "$bench/qr.table"
	set -- 'ours qr command' env "SHOPKEEPER_NOW=$NOW" build/shopkeeper qr --mode half --color always "$url"
	lacks 'qrencode UTF8' qrencode || set -- "$@" --- 'qrencode UTF8' qrencode -m 2 -t ANSIUTF8 "$url" \
		--- 'qrencode ANSI256' qrencode -m 2 -t ANSI256 "$url"
	"$bench/cost" 9 "$@"
}

part_orders() {
	: >"$bench/orders.table"
	for count in 1000 10000 100000 1000000; do
		make_world "orders-$count" 1000 "$count" today
		for screen in today orders earnings; do
			ours "ours $screen at $count orders" 'help' start "orders-$count" "$screen" >>"$bench/orders.table"
		done
		ours "ours orders at $count orders" 'help' 'keys=j,^F search=/,台灯,blue,x' "orders-$count" orders \
			>>"$bench/orders.table"
	done
	"$bench/pty_bench" "$ROUNDS" "$bench/orders.table"
}

part_store() {
	TMPDIR=$bench "$bench/store_bench" "$GOODS" 100000
}

. "$here/sync.sh"

for part in $parts; do
	case $part in
	screen | search | sync | qr | orders | store) ;;
	*) say "bench.sh: no part is called $part: screen search sync qr orders store"; exit 2 ;;
	esac
	say "measuring: $part"
	"part_$part" >"$bench/$part.figures" || exit 1
done
cat "$bench"/*.figures | awk -F "$tab" -f "$here/table.awk" "$here/goals.table" - >build/bench.txt || exit 1
# Rows that say 1M mean GOODS: the table tells with how many it was really made.
printf 'Made with GOODS=%s ROUNDS=%s SYNC=%s.\n' "$GOODS" "$ROUNDS" "$SYNC" >>build/bench.txt
cat build/bench.txt

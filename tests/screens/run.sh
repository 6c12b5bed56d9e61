#!/bin/sh
# run.sh PROGRAMS [NAME…]: every tests/screens/NAME.keys in English and Chinese against NAME.LANGUAGE.want, the
# screens as text. UPDATE=1 writes what is seen as the new .want (then read it: alignment, widths, words).
#
# Each script has a world of its own: a practice supplier whose clock stands still, an owner's folder, one
# complete sync. Lines at the top of a script change that:
#   #! no-supplier        nobody is set up
#   #! offline            set up and synced, then without the network
#   #! practice OPTION…   how the practice supplier is started (--fault=…)
#   #! conf LINE          one more line of her configuration; @url@ is the practice supplier's address
#   #! run COMMAND…       shopkeeper COMMAND, after the sync
#   #! suppliers          the platforms it plays are set up, too
#   #! days N             then the world goes on for N days, and is synced again
#   #! most-keys N        the script fails if it presses more keys (each letter of :type is one)
set -u
programs=$1; shift
here=$(dirname "$0")
work=$(mktemp -d) || exit 1
started=1795000000
trap 'rm -rf "$work"' EXIT
# One at a time on this machine: links hold the port, and codes the links.
exec 7>"${TMPDIR:-/tmp}/shopkeeper-screens.lock"
flock 7
port=47621

export TZ=UTC LC_ALL=C.UTF-8 TERM=xterm-256color TERM_PROGRAM= HOME="$work/home" NO_COLOR=
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME LANGUAGE

start() { # NOW, options: the practice supplier; sets url and code
	now=$1; shift
	rm -f "$work/in" "$work/out"; mkfifo "$work/in" "$work/out"
	SHOPKEEPER_NOW=$now "$programs/shopkeeper-practice" --port=$port --db="$work/world.db" --seed=7 \
		--now=$now --speed=0 --goods=340 --history=30 --until-stdin --quiet "$@" \
		<"$work/in" >"$work/out" 2>"$work/practice.log" 7>&- &
	practice=$!
	exec 9>"$work/in" 8<"$work/out"
	read -r _ url _ code platforms <&8
}
accounts() { # NAME PATH KEY SECRET PID …: as sections of the configuration
	while [ $# -ge 5 ]; do
		printf 'supplier "%s" {\nkind = "%s"\naddress = "%s%s"\nkey = "%s"\ntoken = "%s"\npid = "%s"\ncurrency = "CNY"\ncommission = "12%%"\n}\n' \
			"$1" "$1" "$url" "$2" "$3" "$4" "$5"
		shift 5
	done
}
stop() {
	exec 9>&- 8<&-
	wait "$practice"
}
shop() { "$programs/shopkeeper" "$@" 9>&- 8<&- 7>&- 2>>"$work/shop.log"; }
wants() { sed -n "s/^#! $1 *//p" "$keys"; }
has() { grep -q "^#! $1" "$keys"; }

world() { # what stands before the script's first key
	rm -rf "$work/home" "$work/world.db"*; mkdir -p "$work/home"
	: >"$work/shop.log"; : >"$work/home/shopkeeper.conf"; chmod 600 "$work/home/shopkeeper.conf"
	export SHOPKEEPER_NOW=$started SHOPKEEPER_CONFIG="$work/home/shopkeeper.conf"
	has no-supplier && return
	start $started
	shop setup --supplier demo --address "$url" --invite "$code" --name demo >/dev/null
	has suppliers && accounts $platforms >>"$SHOPKEEPER_CONFIG"
	shop sync >/dev/null
	wants conf | sed "s|@url@|$url|" >>"$SHOPKEEPER_CONFIG"
	wants run | while read -r command; do shop $command >/dev/null; done
	if has days; then
		stop
		SHOPKEEPER_NOW=$((started + $(wants days) * 86400))
		start $SHOPKEEPER_NOW $(wants practice)
		shop sync >/dev/null
	elif has practice; then
		stop
		start $started $(wants practice)
	fi
}

one() { # LANGUAGE: prints what is seen
	world
	options=--lang=$1
	has offline && options="$options --offline"
	shop $options --script "$keys" || { echo "exit code $?"; cat "$work/shop.log"; }
	has no-supplier || stop
}

pressed() { awk '/^:keys /{n+=NF-1} /^:type /{n+=length(substr($0,7))} END{print n+0}' "$keys"; }

passed=0 failed=0
names=${*:-$(cd "$here" && ls *.keys | sed 's/\.keys$//')}
for name in $names; do
	keys=$here/$name.keys
	most=$(wants most-keys)
	if [ -n "$most" ] && [ "$(pressed)" -gt "$most" ]; then
		failed=$((failed + 1))
		echo "screen $name presses $(pressed) keys, more than $most"
	fi
	for language in en zh_CN; do
		want=$here/$name.$language.want
		one $language >"$work/seen"
		if [ -n "${UPDATE:-}" ]; then
			cp "$work/seen" "$want"
		elif diff -u "$want" "$work/seen" >"$work/diff" 2>&1; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "screen $name ($language) looks different; if that is right: UPDATE=1 $0 $programs $name"
			head -60 "$work/diff"
		fi
	done
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]

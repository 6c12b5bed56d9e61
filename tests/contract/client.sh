#!/bin/sh
# The client's whole day in commands, through the contract's proxy: every question it can ask and every
# answer that it reads. Started by run.sh.
SHOPKEEPER=${SHOPKEEPER:-build/shopkeeper}
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" \
	XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache" LC_ALL=C.UTF-8
failed=0
# expect WHAT CODE COMMAND…: runs it, fails unless it ends with this code; its output is in $home/out.
expect() {
	what=$1 wanted=$2
	shift 2
	"$SHOPKEEPER" "$@" >"$home/out" 2>"$home/errors" </dev/null
	code=$?
	[ $code -eq "$wanted" ] && return
	failed=$((failed + 1))
	echo "$what: exit code $code instead of $wanted"
	head -n 5 "$home/out" "$home/errors"
}
shows() { grep -q -- "$1" "$home/out" || { failed=$((failed + 1)); echo "$what: no $1 in:"; head -n 5 "$home/out"; }; }

expect 'a shop is opened' 0 setup --supplier practice --address "$SHOPKEEPER_CONTRACT_URL" \
	--invite "$SHOPKEEPER_CONTRACT_INVITE" --name 小王优选
expect 'everything is fetched' 0 sync
expect 'towels are found' 0 find 毛巾 --json
shows 毛巾
expect 'a filter is asked for' 0 find 'price:<50' 'rate:>10' --json
expect 'one goods is shown' 0 show G0000002
expect 'two are picked' 0 pick G0000001 G0000002
expect 'one is dropped' 0 drop G0000001
expect 'a link is made' 0 share G0000002 --channel moments --json
shows '/s/'
link=$(grep -o 'http[^"]*/s/[A-Z0-9_]*' "$home/out" | head -n 1)
expect 'what waits is sent' 0 sync
node -e '
	const [link, proxy] = process.argv.slice(1);
	const ask = async (path, body, type) => {
		const answer = await fetch(proxy + path, { method: "POST", body, headers: { "content-type": type } });
		if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
	};
	await ask(new URL(link).pathname + "/order", "quantity=2&pay=now", "application/x-www-form-urlencoded");
	await ask("/practice/clock", JSON.stringify({ advance_s: 86400 * 12 }), "application/json");
' --input-type=module "$link" "$SHOPKEEPER_CONTRACT_URL" || failed=$((failed + 1))
expect 'the order is fetched' 0 sync
expect 'the order is settled' 0 orders --json
shows '"settled"'
expect 'earnings are read' 0 earnings --json
exit "$failed"

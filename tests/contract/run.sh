#!/bin/sh
# Runs a command against the practice supplier through a proxy that holds every question and every
# answer against assets/api/shopkeeper.openapi.yaml. The command finds the proxy's address in
# SHOPKEEPER_CONTRACT_URL and the invite code in SHOPKEEPER_CONTRACT_INVITE. Fails if the command fails
# or if anything in either direction breaks the contract.
# Usage: tests/contract/run.sh COMMAND [ARGUMENT]...
# PRACTICE, PRISM: the two programs, if not in build/.
cd "$(dirname "$0")/../.." || exit 1
[ $# -gt 0 ] || { sed -n '2,7s/^# //p' "$0"; exit 2; }
practice=${PRACTICE:-build/shopkeeper-practice}
prism=${PRISM:-build/npm/node_modules/.bin/prism}
for program in "$practice" "$prism"; do
	[ -x "$program" ] || { echo "run.sh: $program is not there; make contract builds it"; exit 1; }
done

dir=$(mktemp -d) || exit 1
supplier='' proxy='' listener=''
finish() {
	[ -z "$proxy" ] || kill "$proxy" 2>/dev/null
	[ -z "$supplier" ] || kill "$supplier" 2>/dev/null
	[ -z "$listener" ] || wait "$listener" 2>/dev/null
	rm -rf "$dir"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

# Each says when it is ready; reading that line is the waiting.
mkfifo "$dir/ready" "$dir/talk" || exit 1
"$practice" --quiet --speed 0 --now 1795392000 --seed 7 --goods 300 --buyers 40 \
	--invite CONTRACT >"$dir/ready" &
supplier=$!
read -r _ address _ invite _ <"$dir/ready" || { echo "run.sh: the practice supplier does not start"; exit 1; }

NO_COLOR=1 FORCE_COLOR=0 "$prism" proxy assets/api/shopkeeper.openapi.yaml "$address" --port 0 >"$dir/talk" 2>&1 &
proxy=$!
exec 4<"$dir/talk"
url=''
while [ -z "$url" ] && IFS= read -r line <&4; do
	printf '%s\n' "$line" >>"$dir/log"
	case $line in
	*"Prism is listening on "*) url=${line##*listening on } ;;
	esac
done
[ -n "$url" ] || { cat "$dir/log"; echo "run.sh: the proxy does not start"; exit 1; }
cat <&4 >>"$dir/log" &
listener=$!

SHOPKEEPER_CONTRACT_URL=$url SHOPKEEPER_CONTRACT_INVITE=$invite "$@" 4<&-
code=$?
kill "$proxy"
wait "$listener" 2>/dev/null
listener='' proxy=''

forwarded=$(grep -c 'The upstream call' "$dir/log")
if grep -q 'Violation:' "$dir/log"; then
	# With the request each belongs to.
	awk '/Request received/ { request = $0 } /Violation:/ { print request; print }' "$dir/log"
	echo "run.sh: the contract is broken $(grep -c 'Violation:' "$dir/log") times in $forwarded requests"
	exit 1
fi
[ "$forwarded" -gt 0 ] || { echo "run.sh: nothing went through the proxy"; exit 1; }
[ $code -eq 0 ] && echo "contract: $forwarded requests, no violation"
exit $code

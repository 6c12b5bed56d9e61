#!/bin/sh
# The API document against both of its sides: it is valid, the practice supplier keeps it, a broken
# answer and a broken question are noticed, and each client script in this folder (client*.sh) keeps it.
# Ends "N passed, N failed".
here=$(cd "$(dirname "$0")" && pwd) && cd "$here/../.." || exit 1
passed=0 failed=0
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); cat "$log"; echo "failed: $1"; }

build/npm/node_modules/.bin/redocly lint assets/api/shopkeeper.openapi.yaml >"$log" 2>&1 && pass ||
	fail "the document is valid"
"$here/run.sh" node "$here/ask.mjs" "$here/requests.txt" >"$log" 2>&1 && pass && tail -n 1 "$log" ||
	fail "the practice supplier keeps the document"
for broken in broken broken_question; do
	"$here/run.sh" node "$here/ask.mjs" "$here/$broken.txt" >"$log" 2>&1
	grep -q 'the contract is broken' "$log" && pass || fail "$broken.txt is noticed"
done
for client in "$here"/client*.sh; do
	[ -e "$client" ] || continue
	"$here/run.sh" sh "$client" >"$log" 2>&1 && pass && tail -n 1 "$log" || fail "$(basename "$client") keeps the document"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

#!/bin/sh
# Runs each test program given; shows the output of those that fail; ends with the line
# "N passed, N failed". A program that prints "SKIPPED: reason" counts as skipped and is named.
passed=0 failed=0
for program in "$@"; do
	if output=$("$program" 2>&1); then
		# cmocka counts its own tests on a closing line: "[  PASSED  ] 7 test(s)."
		count=$(printf '%s\n' "$output" | sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' | tail -n 1)
		passed=$((passed + ${count:-1}))
		printf '%s\n' "$output" | grep '^SKIPPED:' || :
	else
		failed=$((failed + 1))
		printf '%s\n--- failed: %s\n' "$output" "$program"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

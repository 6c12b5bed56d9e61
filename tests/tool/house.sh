#!/bin/sh
# The rules of the house, read from the sources: which room may include which, who owns which library,
# which words are banned. One line for each finding; no finding, no output. Usage: house.sh [ROOT]
tool=$(cd "$(dirname "$0")" && pwd) && cd "${1:-.}" || exit 1
sources=$(find src ui -type f -name '*.[ch]' | LC_ALL=C sort)
tests=$(find tests -type f -name '*.[ch]' | LC_ALL=C sort)
[ -n "$sources" ] || { echo "house.sh: no sources in $PWD"; exit 1; }
# A screen is known by its operations: its header declares them.
screens=$(grep -l 'extern const struct screen_ops [a-z]' ui/screen/*.h 2>/dev/null | sed 's|.*/||; s|\.h$||' | tr '\n' ' ')
failed=0
# The file lists are split at spaces on purpose: no source has one in its name.
awk -v screens="$screens" -f "$tool/layers.awk" $sources || failed=1
awk -f "$tool/owners.awk" "$tool/owners.table" $sources || failed=1
awk -f "$tool/code.awk" -f "$tool/banned.awk" $sources $tests || failed=1
exit $failed

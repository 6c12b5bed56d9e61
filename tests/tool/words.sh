#!/bin/sh
# words.sh TEMPLATE PO…: every word of the code has its translation in each language, with the same
# printf formats (msgfmt -c), none doubtful (fuzzy). Names those that are missing.
template=$1; shift
failed=0
for po in "$@"; do
	msgfmt --check-format -o /dev/null "$po" || failed=1
	missing=$(msgmerge -q -N "$po" "$template" | msgattrib --untranslated --no-wrap | sed -n 's/^msgid "\(..*\)"$/\1/p')
	doubtful=$(msgattrib --only-fuzzy --no-wrap "$po" | sed -n 's/^msgid "\(..*\)"$/\1/p')
	if [ -n "$missing$doubtful" ]; then
		printf '%s: without translation:\n%s\n%s\n' "$po" "$missing" "$doubtful"
		echo "$po: $(printf '%s\n' "$missing" | grep -c .) without translation"
		[ -n "${WORDS_LENIENT:-}" ] || failed=1
	fi
done
exit $failed

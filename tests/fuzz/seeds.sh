# seeds.sh NAME FOLDER: the answers of tests/answers/NAME become seeds of NAME's fuzz target: the call on
# the first line, the answer below. JD's document in a text is given without its envelope, too.
mkdir -p "$2"
for answer in tests/answers/"$1"/*.json; do
	[ -f "$answer" ] || exit 0
	case=$(basename "$answer" .json)
	seed=$2/$case
	[ "$(wc -c <"$answer")" -lt 20000 ] || continue
	{ echo "${case%%-*}"; cat "$answer"; } >"$seed"
	if [ "$1" = jd ] && grep -q 'Result":"' "$answer"; then
		{ echo "${case%%-*}"; sed 's/.*Result" *: *"//; s/"[ }]*$//; s/\\"/"/g' "$answer"; } >"$seed.inner"
	fi
done
{ echo verdict; cat tests/answers/"$1"/*error*.json 2>/dev/null | head -n 1; } >"$2/verdict"

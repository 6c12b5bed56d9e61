# layers.awk: every arrow points one way. Given the files of src/ and ui/ with their paths from the
# root, it names each include that goes to a room further right, leaves src for ui, takes practice
# past what it may use, or joins two screens. -v screens="goods orders" names the screens' headers.
BEGIN {
	count = split("base model conf net store supplier desk practice input paint command screen term app", rooms, " ")
	for (i = 1; i <= count; i++) place[rooms[i]] = i
	split(screens, names, " ")
	for (i in names) is_screen[names[i]] = 1
}

function finding(text) {
	print FILENAME ":" FNR ": " text
	found = 1
}

function practice_may(room, header) {
	return room == "base" || room == "model" || room == "practice" || header ~ /^net\/json/ || header == "store/sql.h"
}

FNR == 1 {
	split(FILENAME, part, "/")
	own = part[2]; file = part[3]; sub(/\.[a-z]+$/, "", file)
	if (!(own in place)) finding("this folder is no room of the house")
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	header = $0
	sub(/^[^"]*"/, "", header); sub(/".*$/, "", header)
	slash = index(header, "/")
	# What the build makes stands in build/gen, in no room.
	if (header ~ /^shopkeeper_[a-z_]+\.h$/ || header == "text_ambiguous.def") next
	if (!slash || header ~ /\.\./) {
		finding("\"" header "\": includes start at a room, as in \"base/money.h\"")
		next
	}
	room = substr(header, 1, slash - 1); name = substr(header, slash + 1); sub(/\.[a-z]+$/, "", name)
	if (!(room in place) || !(own in place)) next
	if (place[room] > place[own])
		finding(own " includes \"" header "\": " room " is a room to its right")
	else if (own == "practice" && !practice_may(room, header))
		finding("practice includes \"" header "\": it may use base, model, net/json and store/sql only")
	else if (room == "practice" && own != "practice")
		finding(own " includes \"" header "\": practice is a program of its own")
	else if (own == "screen" && room == "screen" && (name in is_screen) && name != file && file != "screens")
		finding("screen " file " includes screen " name ": screens do not know each other")
}

END { exit found }

# banned.awk: words that no source may hold: functions that cannot be used safely, floating point
# (amounts are exact) and sleeps (what waits, waits for an event). Read after code.awk. The Makefile's
# compiler flags find what a word cannot.
BEGIN {
	split("system popen strcpy strcat sprintf vsprintf gets strtok atoi atol atof alloca tmpnam mktemp", functions, " ")
	split("sleep usleep nanosleep clock_nanosleep napms", sleeps, " ")
	for (i in functions) why[functions[i]] = "is not used in this house"
	for (i in sleeps) why[sleeps[i]] = "sleeps: wait for an event instead"
}

function finding(text) {
	print FILENAME ":" FNR ": " text
	found = 1
}

{
	rest = code($0)
	if (rest ~ /^[ \t]*#[ \t]*include/) next
	while (match(rest, /[A-Za-z_][A-Za-z0-9_]*/)) {
		word = substr(rest, RSTART, RLENGTH)
		rest = substr(rest, RSTART + RLENGTH)
		if ((word in why) && rest ~ /^[ \t]*\(/)
			finding(word "() " why[word])
		if ((word == "float" || word == "double") && FILENAME !~ /^tests\//)
			finding(word ": amounts and rates are whole numbers")
	}
}

END { exit found }

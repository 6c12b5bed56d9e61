# code.awk: code(line) is a line of C without its comments and without what its strings hold. Loaded
# before banned.awk. in_comment lasts from line to line and is reset with each file.
FNR == 1 { in_comment = 0 }

function code(line,    out, at, c, two, quote) {
	out = ""; quote = ""
	for (at = 1; at <= length(line); at++) {
		c = substr(line, at, 1); two = substr(line, at, 2)
		if (in_comment) {
			if (two == "*/") { in_comment = 0; at++ }
		} else if (quote != "") {
			if (c == "\\") at++
			else if (c == quote) { quote = ""; out = out c }
		} else if (two == "/*") {
			in_comment = 1; at++
		} else if (two == "//") {
			break
		} else {
			if (c == "\"" || c == "'") quote = c
			out = out c
		}
	}
	return out
}

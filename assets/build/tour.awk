# tour.awk README: fills every <!-- screen: NAME SIZE --> … <!-- end --> with that picture from
# tests/screens/NAME.want, so that the tour shows what the program really draws (several empty rows shown as one).
function picture(name, size,    line, file, on, text) {
	file = "tests/screens/" name ".want"
	while ((getline line < file) > 0) {
		if (on && line ~ /^---- /)
			break
		if (on && (line != "" || text !~ /\n *\n$/))
			text = text "    " line "\n"
		if (line == "---- " size)
			on = 1
	}
	close(file)
	if (text == "") {
		print "tour: no picture " size " in " file > "/dev/stderr"
		exit 1
	}
	gsub(/ +\n/, "\n", text)
	return text
}
/^<!-- screen: / { print; printf "\n%s\n", picture($3, $4); skipping = 1; next }
/^<!-- end -->$/ { skipping = 0 }
!skipping

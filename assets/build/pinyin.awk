# The pinyin initial of each Han character U+4E00–9FFF, out of Unihan_Readings.txt, as C strings of 64: 'a'..'z',
# or '.' where there is none. The commonest reading (kHanyuPinlu) goes before the dictionary's (kMandarin).
# Run with LC_ALL=C: letters with tone marks are told apart by their bytes.
BEGIN {
	FS = "\t"
	split("\304\201 \303\241 \307\216 \303\240", a, " ")
	split("\304\223 \303\251 \304\233 \303\250 \303\252", e, " ")
	split("\305\215 \303\263 \307\222 \303\262", o, " ")
	split("\305\204 \305\210 \307\271", n, " ")
	for (i in a) plain[a[i]] = "a"
	for (i in e) plain[e[i]] = "e"
	for (i in o) plain[o[i]] = "o"
	for (i in n) plain[n[i]] = "n"
	plain["\341\270"] = "m"
	for (i = 0; i < 16; i++) hex[substr("0123456789ABCDEF", i + 1, 1)] = i
}
function initial(reading) {
	if (reading ~ /^[a-z]/) return substr(reading, 1, 1)
	return substr(reading, 1, 2) in plain ? plain[substr(reading, 1, 2)] : "."
}
$2 == "kMandarin" || $2 == "kHanyuPinlu" {
	if (length($1) != 6) next
	code = 0
	for (i = 3; i <= 6; i++) code = code * 16 + hex[substr($1, i, 1)]
	if ($2 == "kHanyuPinlu" || !(code in of)) of[code] = initial($3)
}
END {
	print "/* Made by assets/build/pinyin.awk from Unihan_Readings.txt (Unicode licence). */"
	print "static const char pinyin_table[328][64 + 1] = {"
	for (code = 19968; code <= 40959; code++) {
		line = line (code in of ? of[code] : ".")
		if (code % 64 == 63) { print "\t\"" line "\","; line = "" }
	}
	print "};"
}

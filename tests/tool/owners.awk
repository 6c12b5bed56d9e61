# owners.awk: who may include which library. First file: owners.table; then the sources.
NR == FNR {
	if ($0 !~ /^#/ && NF >= 2) { count++; header_like[count] = $1; for (i = 2; i <= NF; i++) owners[count] = owners[count] " " $i }
	next
}

function may(owner_list, file,    list, n, i) {
	n = split(owner_list, list, " ")
	for (i = 1; i <= n; i++)
		if (file == list[i] || (list[i] ~ /\/$/ && index(file, list[i]) == 1)) return 1
	return 0
}

/^[ \t]*#[ \t]*include[ \t]*</ {
	header = $0
	sub(/^[^<]*</, "", header); sub(/>.*$/, "", header)
	for (k = 1; k <= count; k++)
		if (header ~ header_like[k] && !may(owners[k], FILENAME)) {
			print FILENAME ":" FNR ": <" header "> belongs to" owners[k]
			found = 1
		}
}

END { exit found }
